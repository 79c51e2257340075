"""A year in a hundred moves: whatever order things are done in, nothing of it is lost.

A real vault and the program's own use cases, beside a model that is a few dictionaries. After
every move the two must agree to the letter, the bin and the bytes of files included; claims
must stand on the words they were made of; search must find what stands there and nothing else;
history must have what stood there long enough; and the database must find no fault with itself.
"""

from __future__ import annotations

import copy
import hashlib
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    precondition,
    rule,
)

from portfolio_app.errors import EvidenceError, WrongKeyError
from portfolio_app.model.domain.anchors import Span
from portfolio_app.model.domain.care import BackupReason
from portfolio_app.model.domain.names import CapabilityRef, FieldPath
from portfolio_app.model.domain.portfolio import Practitioner
from portfolio_app.model.store.migrations import NEWEST
from tests.model.store.builders import LATER, PASSPHRASE, integrity
from tests.services.helpers import a_picture
from tests.services.year import Claimed, Desk, Piece, seen

KEPT = Path(__file__).parents[1] / "model/store/vaults"
VOCABULARY = ("floor", "heard", "plan", "quiet", "drew", "house", "waited")
NOTES = ("", "patience", "candour")
"""Words that stand in notes on claims and nowhere else."""
WORDS = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=8).map(" ".join)
PATHS = st.sampled_from(
    [FieldPath("title"), FieldPath("account.description"), FieldPath("account.feelings")]
)
CAPABILITIES = st.sampled_from(
    [CapabilityRef.parse(f"pcf-2018/{number}") for number in range(1, 10)]
)
IS_LONG = settings.default.max_examples > 500


class Year(Desk):
    """Everything that a practitioner does with one portfolio."""

    # Beginning and end

    @initialize(kept=st.sampled_from([None, *sorted(path.name for path in KEPT.iterdir())]))
    def begin(self, kept):
        """Begin with a new portfolio, or with one that an earlier release wrote."""
        if not kept:
            self.opened, _ = self.program.door.create(
                self.folder,
                pathway="bexley-level-3",
                practitioner=Practitioner(name="Sam Ekwueme"),
                passphrase=PASSPHRASE,
            )
            return
        shutil.copytree(KEPT / kept, self.folder)
        self.unlock()
        self.model = seen(self.opened.vault)
        for made in self.opened.backups.all():
            path = shutil.copy(made.path, self.place / f"before the update to {NEWEST}.backup")
            self.old_backups.append((path, copy.deepcopy(self.model)))
        assert len(self.old_backups) == (kept < NEWEST)

    def teardown(self):
        if self.opened:
            self.opened.close()
        shutil.rmtree(self.place)

    # Writing

    @precondition(lambda self: self.opened and len(self.model.pieces) < 6)
    @rule(title=WORDS)
    def add(self, title):
        path = FieldPath("title")
        before = copy.deepcopy(self.model)
        piece = self.opened.evidence.add("reflective-summary", {path: title})
        self.model.pieces[piece.id] = Piece()
        self.model.write(piece.id, path, title, self.clock.now())
        self.done.append((lambda: self.throw_away(piece.id), before))
        self.new.add(piece.id)

    @precondition(lambda self: self.opened and self.model.there)
    @rule(data=st.data(), path=PATHS, text=st.just("") | WORDS)
    def write(self, data, path, text):
        self.put(self.some(data), path, text)

    @precondition(lambda self: self.opened and self.model.there)
    @rule(data=st.data(), path=PATHS, word=st.sampled_from(VOCABULARY))
    def go_on_writing(self, data, path, word):
        """Put a word into the middle of what stands there, so that everything moves."""
        piece = self.some(data)
        words = self.model.text(piece, path).split()
        words.insert(data.draw(st.integers(0, len(words))), word)
        self.put(piece, path, " ".join(words))

    # Claiming

    @precondition(lambda self: self.opened and self.model.there)
    @rule(data=st.data(), path=PATHS, capability=CAPABILITIES, note=st.sampled_from(NOTES))
    def claim(self, data, path, capability, note):
        piece = self.some(data)
        text = self.model.text(piece, path)
        start = data.draw(st.integers(0, max(0, len(text) - 1)))
        end = data.draw(st.integers(start + 1, max(start + 1, len(text))))
        try:
            made = self.opened.claims.claim(
                piece, capability, path, Span(start, end), note=note
            )
        except EvidenceError:  # nothing but a blank, or claimed already
            return
        assert made.anchor.exact == text[start:end]
        self.remember(lambda: self.unclaim(piece, made.id))
        self.model.pieces[piece].claims[made.id] = Claimed(
            path, text[start:end], str(capability), note
        )

    @precondition(lambda self: self.opened and any(p.claims for p in self.present()))
    @rule(data=st.data())
    def take_back(self, data):
        claimed = [i for i in self.model.there if self.model.pieces[i].claims]
        piece = data.draw(st.sampled_from(claimed))
        claim = data.draw(st.sampled_from([*self.model.pieces[piece].claims]))
        found = next(c for c in self.opened.evidence.get(piece).claims if c.id == claim)
        self.remember(lambda: self.claim_again(piece, found))
        self.unclaim(piece, claim)

    # Files, and deleting

    @precondition(lambda self: self.opened and self.model.there)
    @rule(data=st.data(), shade=st.integers(0, 255))
    def attach(self, data, shade):
        piece, content = self.some(data), a_picture(shade)
        before = copy.deepcopy(self.model)
        added = self.opened.evidence.attach(piece, content, "drawing.png")
        self.model.pieces[piece].files[added.id] = hashlib.sha256(content).hexdigest()
        self.done.append((lambda: self.detach(piece, added.id), before))
        self.new.add(added.id)

    @precondition(lambda self: self.opened and any(p.files for p in self.present()))
    @rule(data=st.data())
    def remove_a_file(self, data):
        piece = data.draw(
            st.sampled_from([i for i in self.model.there if self.model.pieces[i].files])
        )
        file = data.draw(st.sampled_from([*self.model.pieces[piece].files]))
        self.remember(lambda: self.attach_again(file))
        self.detach(piece, file)

    @precondition(lambda self: self.opened and self.model.there)
    @rule(data=st.data())
    def delete(self, data):
        piece = self.some(data)
        self.remember(lambda: self.fetch(piece))
        self.throw_away(piece)

    @precondition(lambda self: self.opened and self.model.bin)
    @rule(data=st.data())
    def put_back(self, data):
        piece = data.draw(st.sampled_from(self.model.binned))
        self.remember(lambda: self.throw_away(piece))
        self.fetch(piece)

    @precondition(lambda self: self.opened and self.model.bin)
    @rule(data=st.data())
    def destroy(self, data):
        """Destroy what lies in the bin; this cannot be undone, nor can what was before it."""
        piece = data.draw(st.sampled_from(self.model.binned))
        found = next(
            each
            for each in self.opened.bin.all()
            if each.piece.id == piece and not each.attachment
        )
        self.opened.bin.destroy(found)
        self.model.destroy(piece)
        self.done.clear()

    # Going back

    @precondition(lambda self: self.opened and self.done)
    @rule()
    def undo(self):
        """Undo the latest move, and be where one was before it.

        What is taken back that was new then lies in the bin, and has no part in this.
        """
        undo, before = self.done.pop()
        earlier = len(self.done)
        undo()
        del self.done[earlier:]
        assert self.model.shown_but(self.new) == before.shown_but(self.new)

    @precondition(lambda self: self.opened and self.model.there)
    @rule(data=st.data())
    def bring_back_what_it_said(self, data):
        piece = self.some(data)
        said = self.opened.history.of(piece)
        revisions = [each for path in sorted(said) for each in said[path]]
        if revisions:
            self.bring_back(data.draw(st.sampled_from(revisions)))

    @precondition(lambda self: self.opened and self.model.there)
    @rule(data=st.data(), path=PATHS)
    def bring_back_undoes_itself(self, data, path):
        """What stood there before something was brought back can be brought back too."""
        piece = self.some(data)
        text = self.model.text(piece, path)
        revisions = self.opened.history.of(piece).get(path, ())
        if revisions and text.strip():
            self.bring_back(revisions[-1])
            latest = self.opened.history.of(piece)[path][0]
            assert text == latest.text
            self.bring_back(latest)
            assert self.model.text(piece, path) == text

    @precondition(lambda self: self.opened)
    @rule()
    def tidy(self):
        tidier = self.opened.history.tidier()
        while tidier.step():
            pass
        self.model.forget_wordings()

    # Time, locks and power

    @rule(minutes=st.sampled_from([1, 60, 24 * 60]))
    def let_time_pass(self, minutes):
        if minutes * 60 + (self.clock.now() - LATER).total_seconds() < 20 * 86_400:
            self.clock.pass_time(minutes=minutes)  # a month empties the bin

    @precondition(lambda self: self.opened)
    @rule()
    def lock(self):
        self.opened.close()
        self.opened = None
        left = {path.name for path in self.folder.iterdir()} - {"backups"}
        assert left == {"vault.db", "keys.json"}

    @precondition(lambda self: not self.opened)
    @rule(passphrase=st.sampled_from([PASSPHRASE, "another long passphrase"]))
    def unlock(self, passphrase=PASSPHRASE):
        door = self.program.door
        if passphrase == PASSPHRASE:
            self.opened = door.open_with_passphrase(self.folder, passphrase)
        else:
            with pytest.raises(WrongKeyError):
                door.open_with_passphrase(self.folder, passphrase)

    @precondition(lambda self: self.opened)
    @rule()
    def lose_power(self):
        """What is on the disk at this moment is all there is."""
        after = self.folder.with_name(f"after-{len(list(self.place.iterdir()))}.portfolio")
        shutil.copytree(self.folder, after)
        self.opened.close()
        self.folder = after
        self.unlock()

    # Backups, and vaults of older releases

    @precondition(lambda self: self.opened and len(self.backups) < 3)
    @rule(is_elsewhere=st.booleans())
    def back_up(self, is_elsewhere):
        path = self.place / f"{len(self.backups)}.backup"
        if is_elsewhere:
            self.opened.backups.write(path)
        else:
            shutil.copy(self.opened.backups.make(BackupReason.BY_HAND).path, path)
        self.backups.append((path, copy.deepcopy(self.model)))

    @precondition(lambda self: self.backups)
    @rule(data=st.data(), is_elsewhere=st.booleans())
    def restore(self, data, is_elsewhere):
        self.go_back_to(*data.draw(st.sampled_from(self.backups)), is_elsewhere=is_elsewhere)

    @precondition(lambda self: self.old_backups)
    @rule(data=st.data(), is_elsewhere=st.booleans())
    def migrate(self, data, is_elsewhere):
        """Bring back what an older release wrote: opening it brings it up to date again."""
        path, model = data.draw(st.sampled_from(self.old_backups))
        self.go_back_to(path, model, is_elsewhere=is_elsewhere)
        assert any(made.reason is BackupReason.UPDATE for made in self.opened.backups.all())

    # What must hold after every move

    @invariant()
    def everything_acknowledged_is_there_and_nothing_else(self):
        if self.opened:
            assert seen(self.opened.vault).shown == self.model.shown

    @invariant()
    def the_bin_holds_what_was_removed(self):
        if self.opened:
            found = {
                (e.piece.id, e.attachment and e.attachment.id) for e in self.opened.bin.all()
            }
            assert found == {(piece, None) for piece in self.model.bin} | {
                (piece, file)
                for file, (piece, _) in self.model.files_in_bin.items()
                if piece not in self.model.bin
            }

    @invariant()
    def claims_stand_on_their_words_or_nowhere(self):
        for piece in self.opened.evidence.all() if self.opened else ():
            for claim in piece.claims:
                words = self.model.pieces[piece.id].claims[claim.id].words
                at, text = piece.place(claim), piece.text(claim.path)
                assert (at is not None) == (words in text)
                assert at is None or text[at.start : at.end] == words

    @invariant()
    def history_has_what_stood_there_long_enough_and_nothing_else(self):
        for piece in self.model.pieces if self.opened else ():
            found = self.opened.history.of(piece)
            for (owner, path), said in self.model.said.items():
                texts = [each.text for each in found.get(path, ())]
                if owner == piece:
                    assert {each.text for each in said if each.must_be_kept} <= set(texts)
                    assert set(texts) <= {each.text for each in said}
            for revisions in found.values():
                moments = [each.made_at for each in revisions]
                assert moments == sorted(moments, reverse=True)

    @invariant()
    def search_finds_what_stands_there_and_nothing_else(self):
        if not self.opened:
            return
        there = {piece: self.model.pieces[piece] for piece in self.model.there}
        texts = {i: " ".join(held.answers.values()).split() for i, held in there.items()}
        notes = {i: {c.note for c in held.claims.values()} for i, held in there.items()}
        self.must_find(
            {word: {i for i in there if word in texts[i]} for word in VOCABULARY}
            | {word: {i for i in there if word in notes[i]} for word in NOTES[1:]}
        )
        found = self.opened.search.find(VOCABULARY[len(self.done) % len(VOCABULARY)])
        assert all(each.piece.id in there for each in found), "nothing out of the bin"

    @invariant()
    def the_database_finds_no_fault_with_itself(self):
        if self.opened:
            assert integrity(self.opened.vault) == []


TestAYear = Year.TestCase
TestAYear.settings = settings(
    max_examples=500 if IS_LONG else 4,
    stateful_step_count=40 if IS_LONG else 20,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
