"""A year in a hundred moves: whatever order things are done in, nothing of it is lost.

A real vault and the program's own use cases, beside a model that is a few dictionaries. After
every move the two must agree, claims must stand on the words they were made of, and search
must find what stands there and nothing else.
"""

from __future__ import annotations

import copy
import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from portfolio_app.app import assemble
from portfolio_app.errors import EvidenceError
from portfolio_app.model.domain.anchors import Span
from portfolio_app.model.domain.care import BackupReason
from portfolio_app.model.domain.names import CapabilityRef, FieldPath
from portfolio_app.model.domain.portfolio import Practitioner
from portfolio_app.model.store.backups import make_backup, restore
from portfolio_app.model.store.keys import Passphrase
from tests.cli.by_hand import QUICK
from tests.model.store.builders import LATER, PASSPHRASE, integrity
from tests.services.helpers import SetClock, a_picture

KEPT = Path(__file__).parents[1] / "model/store/vaults"
VOCABULARY = ("floor", "heard", "plan", "quiet", "drew", "house", "waited")
WORDS = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=8).map(" ".join)
PATHS = st.sampled_from(
    [FieldPath("title"), FieldPath("account.description"), FieldPath("account.feelings")]
)
CAPABILITIES = st.sampled_from(
    [CapabilityRef.parse(f"pcf-2018/{number}") for number in range(1, 10)]
)
IS_LONG = settings.default.max_examples > 500


@dataclass
class Piece:
    """What a piece must hold."""

    answers: dict = field(default_factory=dict)
    claims: dict = field(default_factory=dict)
    """The words that each was made of, and where."""
    files: set = field(default_factory=set)


@dataclass
class Model:
    """What the portfolio must hold."""

    pieces: dict = field(default_factory=dict)
    bin: set = field(default_factory=set)

    @property
    def there(self):
        """In the order in which they were begun: ids are random, and examples are replayed."""
        return [piece for piece in self.pieces if piece not in self.bin]

    @property
    def binned(self):
        return [piece for piece in self.pieces if piece in self.bin]


class Year(RuleBasedStateMachine):
    """Everything that a practitioner does with one portfolio."""

    def __init__(self):
        super().__init__()
        self.place = Path(tempfile.mkdtemp(prefix="year-"))
        self.folder = self.place / "mine.portfolio"
        self.clock = SetClock(LATER + timedelta(days=1))
        self.door = assemble(clock=self.clock, cost=QUICK).door
        self.model = Model()
        self.backups = []
        self.opened = None

    # Beginning and end

    @initialize(kept=st.sampled_from([None, *sorted(path.name for path in KEPT.iterdir())]))
    def begin(self, kept):
        """Begin with a new portfolio, or with one that an earlier release wrote."""
        if kept:
            shutil.copytree(KEPT / kept, self.folder)
            self.unlock()
            self.model = self.read()
            return
        self.opened, _ = self.door.create(
            self.folder,
            pathway="bexley-level-3",
            practitioner=Practitioner(name="Sam Ekwueme"),
            passphrase=PASSPHRASE,
        )

    def teardown(self):
        if self.opened:
            assert integrity(self.opened.vault) == []
            self.opened.close()
        shutil.rmtree(self.place)

    # Moves

    @precondition(lambda self: self.opened and len(self.model.pieces) < 6)
    @rule(title=WORDS)
    def add(self, title):
        piece = self.opened.evidence.add("reflective-summary", {FieldPath("title"): title})
        self.model.pieces[piece.id] = Piece({FieldPath("title"): title})

    @precondition(lambda self: self.opened and self.model.there)
    @rule(data=st.data(), path=PATHS, text=st.just("") | WORDS)
    def write(self, data, path, text):
        self.put(self.some(data), path, text)

    @precondition(lambda self: self.opened and self.model.there)
    @rule(data=st.data(), path=PATHS, word=st.sampled_from(VOCABULARY))
    def go_on_writing(self, data, path, word):
        """Put a word into the middle of what stands there, so that everything moves."""
        piece = self.some(data)
        words = self.model.pieces[piece].answers.get(path, "").split()
        words.insert(data.draw(st.integers(0, len(words))), word)
        self.put(piece, path, " ".join(words))

    @precondition(lambda self: self.opened and self.model.there)
    @rule(data=st.data(), path=PATHS, capability=CAPABILITIES)
    def claim(self, data, path, capability):
        piece = self.some(data)
        text = self.model.pieces[piece].answers.get(path, "")
        start = data.draw(st.integers(0, max(0, len(text) - 1)))
        end = data.draw(st.integers(start + 1, max(start + 1, len(text))))
        try:
            made = self.opened.claims.claim(piece, capability, path, Span(start, end))
        except EvidenceError:  # nothing but a blank, or claimed already
            return
        self.model.pieces[piece].claims[made.id] = (path, made.anchor.exact)
        assert made.anchor.exact in text

    @precondition(lambda self: self.opened and any(p.claims for p in self.present()))
    @rule(data=st.data())
    def take_back(self, data):
        claimed = [i for i in self.model.there if self.model.pieces[i].claims]
        piece = data.draw(st.sampled_from(claimed))
        claim = data.draw(st.sampled_from([*self.model.pieces[piece].claims]))
        self.opened.claims.take_back(claim)
        del self.model.pieces[piece].claims[claim]

    @precondition(lambda self: self.opened and self.model.there)
    @rule(data=st.data(), shade=st.integers(0, 255))
    def attach(self, data, shade):
        piece = self.some(data)
        added = self.opened.evidence.attach(piece, a_picture(shade), "drawing.png")
        self.model.pieces[piece].files.add(added.id)

    @precondition(lambda self: self.opened and self.model.there)
    @rule(data=st.data())
    def remove(self, data):
        piece = self.some(data)
        self.opened.evidence.remove(piece)
        self.model.bin.add(piece)

    @precondition(lambda self: self.opened and self.model.bin)
    @rule(data=st.data())
    def put_back(self, data):
        piece = data.draw(st.sampled_from(self.model.binned))
        self.opened.evidence.restore(piece)
        self.model.bin.remove(piece)

    @precondition(lambda self: self.opened and self.model.there)
    @rule(data=st.data())
    def bring_back_what_it_said(self, data):
        piece = self.some(data)
        said = self.opened.history.of(piece)
        revisions = [each for path in sorted(said) for each in said[path]]
        if revisions:
            revision = data.draw(st.sampled_from(revisions))
            self.opened.history.restore(revision)
            self.model.pieces[piece].answers[revision.place.path] = revision.text

    @precondition(lambda self: self.opened and self.model.there)
    @rule(data=st.data(), path=PATHS)
    def bring_back_undoes_itself(self, data, path):
        """What stood there before something was brought back can be brought back too."""
        piece = self.some(data)
        text = self.model.pieces[piece].answers.get(path, "")
        revisions = self.opened.history.of(piece).get(path, ())
        if revisions and text.strip():
            self.opened.history.restore(revisions[-1])
            assert text in [each.text for each in self.opened.history.of(piece)[path]]
            self.model.pieces[piece].answers[path] = revisions[-1].text

    @rule(minutes=st.sampled_from([1, 60, 24 * 60]))
    def let_time_pass(self, minutes):
        if minutes * 60 + (self.clock.now() - LATER).total_seconds() < 20 * 86_400:
            self.clock.pass_time(minutes=minutes)  # a month empties the bin

    @precondition(lambda self: self.opened)
    @rule()
    def lock(self):
        self.opened.close()
        self.opened = None

    @precondition(lambda self: not self.opened)
    @rule()
    def unlock(self):
        self.opened = self.door.open_with_passphrase(self.folder, PASSPHRASE)

    @precondition(lambda self: self.opened)
    @rule()
    def lose_power(self):
        """What is on the disk at this moment is all there is."""
        after = self.folder.with_name(f"after-{len(list(self.place.iterdir()))}.portfolio")
        shutil.copytree(self.folder, after)
        self.opened.close()
        self.folder = after
        self.unlock()

    @precondition(lambda self: self.opened and len(self.backups) < 3)
    @rule()
    def back_up(self):
        path = self.place / f"{len(self.backups)}.backup"
        reason = BackupReason.BY_HAND
        make_backup(self.opened.vault, path, reason=reason, at=self.clock.now())
        self.backups.append((path, copy.deepcopy(self.model)))

    @precondition(lambda self: self.backups)
    @rule(data=st.data(), is_elsewhere=st.booleans())
    def restore(self, data, is_elsewhere):
        path, model = data.draw(st.sampled_from(self.backups))
        if self.opened:
            self.lock()
        if is_elsewhere:
            number = len(list(self.place.iterdir()))
            self.folder = self.folder.with_name(f"restored-{number}.portfolio")
        restore(path, self.folder, Passphrase(PASSPHRASE), at=self.clock.now())
        self.model = copy.deepcopy(model)
        self.unlock()

    # What must hold after every move

    @invariant()
    def everything_acknowledged_is_there(self):
        if self.opened:
            assert self.read() == self.model

    @invariant()
    def claims_stand_on_their_words_or_nowhere(self):
        for piece in self.opened.evidence.all() if self.opened else ():
            for claim in piece.claims:
                _, words = self.model.pieces[piece.id].claims[claim.id]
                at, text = piece.place(claim), piece.text(claim.path)
                assert (at is not None) == (words in text)
                assert at is None or text[at.start : at.end] == words

    @invariant()
    def search_finds_what_stands_there_and_nothing_else(self):
        for word in VOCABULARY if self.opened else ():
            found = {each.hit.evidence_id for each in self.opened.search.find(word)}
            texts = {i: self.model.pieces[i].answers.values() for i in self.model.there}
            expected = {i for i, said in texts.items() if word in " ".join(said).split()}
            assert expected <= found
            # Pieces of the kept vaults hold these words in notes and names of files as well.
            assert not [i for i in found - expected if not i.startswith("piece-")]

    # Seeing

    def read(self):
        """Return the portfolio as the use cases show it, in the model's words."""
        with self.opened.vault.reading() as tx:
            there, binned = tx.evidence.all(), tx.evidence.removed()
        return Model(
            {
                piece.id: Piece(
                    {path: answer.text for path, answer in piece.answers.items()},
                    {claim.id: (claim.path, claim.anchor.exact) for claim in piece.claims},
                    {file.id for file in piece.attachments},
                )
                for piece in (*there, *binned)
            },
            {piece.id for piece in binned},
        )

    def present(self):
        return [self.model.pieces[i] for i in self.model.there]

    def some(self, data):
        return data.draw(st.sampled_from(self.model.there))

    def put(self, piece, path, text):
        self.opened.evidence.write(piece, path, text)
        if text:
            self.model.pieces[piece].answers[path] = text
        else:
            self.model.pieces[piece].answers.pop(path, None)


TestAYear = Year.TestCase
TestAYear.settings = settings(
    max_examples=500 if IS_LONG else 4,
    stateful_step_count=40 if IS_LONG else 20,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
