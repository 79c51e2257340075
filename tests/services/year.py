"""A year with a portfolio: a model of what it must hold, and the moves of which it consists."""

from __future__ import annotations

import copy
import hashlib
import tempfile
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from portfolio_app.app import assemble
from portfolio_app.model.domain.history import PAUSE
from portfolio_app.model.domain.names import FieldPath
from portfolio_app.model.domain.search import terms
from portfolio_app.services.opened_by import OpenedBy
from portfolio_app.services.search import MOST
from tests.cli.by_hand import QUICK
from tests.model.store.builders import LATER, PASSPHRASE
from tests.services.helpers import SetClock

if TYPE_CHECKING:
    from datetime import datetime


@dataclass
class Claimed:
    """What a claim must be, whatever becomes of the text."""

    path: str
    words: str
    """Those that it was made of."""
    capability: str
    note: str


@dataclass
class Piece:
    """What a piece of evidence must hold."""

    answers: dict = field(default_factory=dict)
    claims: dict = field(default_factory=dict)
    files: dict = field(default_factory=dict)
    """The SHA-256 of their bytes."""


@dataclass
class Wording:
    """What an answer said from one moment on."""

    text: str
    at: datetime
    must_be_kept: bool = False
    """Whether it stood long enough for its loss to be a loss."""


@dataclass
class Model:
    """What a portfolio must hold."""

    pieces: dict = field(default_factory=dict)
    """Those in the bin as well."""
    bin: set = field(default_factory=set)
    """Pieces."""
    files_in_bin: dict = field(default_factory=dict)
    """Files by their piece, with their SHA-256."""
    said: dict = field(default_factory=dict)
    """Every wording of every answer, earliest first; no part of what the portfolio shows."""

    @property
    def shown(self):
        """What must be there now; files of a piece in the bin come back after it."""
        files = {
            file: (piece, digest)
            for file, (piece, digest) in self.files_in_bin.items()
            if piece not in self.bin
        }
        return self.pieces, self.bin, files

    def shown_but(self, new):
        """Return what must be there, but what is new and lies in the bin."""
        gone = {each for each in new if each in self.bin or each in self.files_in_bin}
        pieces, _, files = self.shown
        return (
            {piece: held for piece, held in pieces.items() if piece not in gone},
            self.bin - gone,
            {file: owned for file, owned in files.items() if file not in gone},
        )

    @property
    def there(self):
        """In the order in which they were begun: ids are random, and examples are replayed."""
        return [piece for piece in self.pieces if piece not in self.bin]

    @property
    def binned(self):
        return [piece for piece in self.pieces if piece in self.bin]

    def text(self, piece, path):
        return self.pieces[piece].answers.get(path, "")

    def write(self, piece, path, text, at):
        """Put a text into an answer, as the portfolio must."""
        wordings = self.said.setdefault((piece, path), [])
        if wordings and wordings[-1].text != text:
            last = wordings[-1]
            last.must_be_kept = bool(last.text.strip()) and at - last.at >= PAUSE
        if wordings and wordings[-1].text == text:
            wordings[-1].at = at
        else:
            wordings.append(Wording(text, at))
        if text:
            self.pieces[piece].answers[path] = text
        else:
            self.pieces[piece].answers.pop(path, None)

    def destroy(self, piece):
        """Take a piece out of the bin for good."""
        self.bin.remove(piece)
        del self.pieces[piece]
        self.files_in_bin = {
            file: owned for file, owned in self.files_in_bin.items() if owned[0] != piece
        }
        self.said = {place: said for place, said in self.said.items() if place[0] != piece}

    def forget_wordings(self):
        """Let go of what need not be kept any longer."""
        for said in self.said.values():
            for wording in said:
                wording.must_be_kept = False


@cache
def put_together():
    """Return a clock and the program: once for all years, because it takes the longest."""
    clock = SetClock()
    return clock, assemble(clock=clock, cost=QUICK)


class Desk(RuleBasedStateMachine):
    """A portfolio with its model, and moves that are made in both."""

    def __init__(self):
        super().__init__()
        self.place = Path(tempfile.mkdtemp(prefix="year-"))
        self.folder = self.place / "mine.portfolio"
        self.clock, self.program = put_together()
        self.clock.time = LATER + timedelta(days=1)
        self.model = Model()
        self.backups = []
        """Each with what was in the portfolio then."""
        self.old_backups = []
        """Those of an older release."""
        self.done = []
        """How to undo each of the latest moves, and what the portfolio held before it."""
        self.new = set()
        """Pieces and files that were not there from the beginning."""
        self.opened = None

    def put(self, piece, path, text):
        before = self.model.text(piece, path)
        self.remember(lambda: self.put(piece, path, before))
        self.opened.evidence.write(piece, path, text)
        self.model.write(piece, path, text, self.clock.now())

    def bring_back(self, revision):
        piece, path = revision.place.evidence_id, FieldPath(revision.place.path)
        before = self.model.text(piece, path)
        self.remember(lambda: self.put(piece, path, before))
        self.opened.history.restore(revision)
        self.model.write(piece, path, revision.text, self.clock.now())

    def unclaim(self, piece, claim):
        self.opened.claims.take_back(claim)
        del self.model.pieces[piece].claims[claim]

    def claim_again(self, piece, claim):
        self.opened.claims.put_back(piece, claim)
        self.model.pieces[piece].claims[claim.id] = Claimed(
            claim.path, claim.anchor.exact, str(claim.capability), claim.note
        )

    def detach(self, piece, file):
        self.opened.evidence.remove_attachment(file)
        self.model.files_in_bin[file] = (piece, self.model.pieces[piece].files.pop(file))

    def attach_again(self, file):
        self.opened.evidence.restore_attachment(file)
        piece, digest = self.model.files_in_bin.pop(file)
        self.model.pieces[piece].files[file] = digest

    def throw_away(self, piece):
        self.opened.evidence.remove(piece)
        self.model.bin.add(piece)

    def fetch(self, piece):
        self.opened.evidence.restore(piece)
        self.model.bin.remove(piece)

    def go_back_to(self, path, model, *, is_elsewhere):
        if self.opened:
            self.lock()
        if is_elsewhere:
            number = len(list(self.place.iterdir()))
            self.folder = self.folder.with_name(f"restored-{number}.portfolio")
        self.program.care.restore(path, self.folder, OpenedBy(text=PASSPHRASE))
        self.model = copy.deepcopy(model)
        self.done.clear()
        self.unlock()

    def remember(self, undo):
        """Keep how the move that follows is undone."""
        self.done.append((undo, copy.deepcopy(self.model)))

    def must_find(self, expected):
        """Search for words, each of which is expected in the pieces that are given by it."""
        with self.opened.vault.reading() as tx:  # in one go: this is asked most
            hits = {word: tx.search.find(terms(word), MOST) for word in expected}
        for word, pieces in expected.items():
            found = {hit.evidence_id for hit in hits[word]}
            assert pieces <= found
            # Pieces of the kept vaults hold these words in notes and names of files as well.
            assert not [i for i in found - pieces if not i.startswith("piece-")]

    def present(self):
        return [self.model.pieces[i] for i in self.model.there]

    def some(self, data):
        return data.draw(st.sampled_from(self.model.there))


def seen(vault):
    """Return what a vault holds, as a model; of former wordings what its history says."""
    with vault.reading() as tx:
        there, binned = tx.evidence.all(), tx.evidence.removed()
        model = Model(
            {piece.id: _piece(piece, tx) for piece in (*there, *binned)},
            {piece.id for piece in binned},
            {
                each.attachment.id: (each.piece.id, _hash(tx, each.attachment))
                for each in tx.bin.all()
                if each.attachment
            },
        )
        for place in tx.history.places():
            if place.evidence_id:
                model.said[place.evidence_id, place.path] = [
                    Wording(each.text, each.made_at) for each in reversed(tx.history.of(place))
                ]
        for piece in (*there, *binned):
            for path, answer in piece.answers.items():
                said = model.said.setdefault((piece.id, path), [])
                said.append(Wording(answer.text, piece.changed_at))
    return model


def _piece(piece, tx):
    return Piece(
        {path: answer.text for path, answer in piece.answers.items()},
        {
            claim.id: Claimed(claim.path, claim.anchor.exact, str(claim.capability), claim.note)
            for claim in piece.claims
        },
        {file.id: _hash(tx, file) for file in piece.attachments},
    )


def _hash(tx, file):
    return hashlib.sha256(tx.attachments.read(file.id)).hexdigest()
