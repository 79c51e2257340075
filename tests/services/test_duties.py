"""One writing serves several duties: nothing is copied, and nothing is lost."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portfolio_app.app import assemble
from portfolio_app.errors import EvidenceError
from portfolio_app.model.domain.evidence import Answer
from portfolio_app.model.domain.names import PRACTITIONER, FieldPath, PersonId
from portfolio_app.model.domain.people import Person
from portfolio_app.services.pack_plans import PackPlans
from portfolio_app.services.reader import FileReader
from tests.cli.by_hand import PASSPHRASE, QUICK
from tests.services.helpers import NOON, SetClock, paths
from tests.services.word_files import control, edited

CPD = "cpd-record"
WHAT, LEARNED, PEER = FieldPath("what"), FieldPath("learned"), FieldPath("peer-reflection")
DESCRIPTION = FieldPath("account.description")
IS_LONG = settings.default.max_examples > 500


@pytest.fixture
def account(opened):
    """An account with words for everything that the regulator asks."""
    return opened.evidence.add(
        "reflective-summary",
        paths(
            title="Two doors",
            date="2026-10-02",
            account__description="I sat on the floor.",
            account__analysis="I set two explanations side by side.",
            account__conclusion="The order of a visit decides about power.",
        )
        | {FieldPath("account.action-plan"): "I will ask what comes first."},
    )


@pytest.fixture
def record(opened, account):
    return opened.duties.use_for(account.id, CPD).piece


def test_a_record_for_the_regulator_shows_the_account_and_wants_the_talk_about_it(
    opened, account
):
    assert CPD in [form.id for form in opened.duties.forms(account.id)]
    used = opened.duties.use_for(account.id, CPD)
    assert used.wanted == PEER
    assert used.piece.title == "Two doors"
    assert used.piece.text(WHAT) == "I sat on the floor."
    assert used.piece.text(LEARNED).startswith(
        "I set two explanations side by side.\nThe order"
    )


def test_nothing_is_copied(opened, account, record):
    opened.evidence.write(account.id, DESCRIPTION, "I sat down and waited.")
    assert opened.evidence.get(record.id).text(WHAT) == "I sat down and waited."
    with opened.vault.reading() as tx:
        assert dict(tx.evidence.get(record.id).answers) == {}


def test_what_is_trimmed_stays_with_the_record_alone(opened, account, record):
    opened.evidence.write(record.id, WHAT, "A visit.")
    opened.evidence.write(account.id, DESCRIPTION, "Something else.")
    assert opened.evidence.get(record.id).text(WHAT) == "A visit."
    assert opened.evidence.get(account.id).text(DESCRIPTION) == "Something else."
    opened.evidence.write(record.id, WHAT, "")
    assert opened.evidence.get(record.id).text(WHAT) == "Something else."


def test_a_piece_that_has_no_words_for_a_form_is_refused(opened, account, record):
    empty = opened.evidence.add("reflective-summary", paths(title="Nothing yet"))
    with pytest.raises(EvidenceError, match="Nothing in this piece can serve"):
        opened.evidence.add(CPD, draws_on=empty.id)
    with pytest.raises(EvidenceError, match="shows the words of another"):
        opened.evidence.add("learning-experience", draws_on=record.id)
    with pytest.raises(EvidenceError, match="no evidence with the id"):
        opened.evidence.add(CPD, draws_on="gone")


def test_the_bin_keeps_the_words_in_sight_and_its_end_hands_them_over(
    opened, account, record, clock
):
    shown = dict(record.answers)
    assert [piece.id for piece in opened.duties.drawing_on([account.id])] == [record.id]
    opened.evidence.remove(account.id)
    assert opened.duties.lender(record).is_in_bin
    assert dict(opened.evidence.get(record.id).answers) == shown
    opened.bin.destroy(opened.bin.all()[0])
    after = opened.evidence.get(record.id)
    assert dict(after.answers) == shown
    assert (after.draws_on, after.lent) == (None, frozenset())
    assert [found.hit.evidence_id for found in opened.search.find("floor")] == [record.id]


def test_the_end_of_thirty_days_hands_them_over_too(program, folder, clock):
    opened = program.door.open_with_passphrase(folder, PASSPHRASE)
    account = opened.evidence.add("reflective-summary", paths(account__description="On it."))
    record = opened.duties.use_for(account.id, CPD).piece
    opened.evidence.remove(account.id)
    opened.evidence.remove(record.id)
    opened.close()
    clock.pass_time(days=20)
    with closing(program.door.open_with_passphrase(folder, PASSPHRASE)) as opened:
        opened.evidence.restore(record.id)
    clock.pass_time(days=11)
    with closing(program.door.open_with_passphrase(folder, PASSPHRASE)) as opened:
        assert opened.bin.all() == ()
        assert opened.evidence.get(record.id).text(WHAT) == "On it."
        assert opened.evidence.get(record.id).draws_on is None


@pytest.mark.parametrize("blank", ["", " ", "\n"])
def test_a_blank_answer_of_its_own_gives_way_when_they_are_handed_over(
    program, folder, clock, blank
):
    opened = program.door.open_with_passphrase(folder, PASSPHRASE)
    account = opened.evidence.add(
        "reflective-summary", paths(title="A visit", account__description="I waited.")
    )
    record = opened.duties.use_for(account.id, CPD).piece
    with opened.vault.transaction() as tx:  # as an import or an older release may have left it
        own = Answer(text=blank, written_by=PRACTITIONER, entered_by=PRACTITIONER)
        tx.evidence.set_answer(record.id, WHAT, own, NOON)
    opened.evidence.remove(account.id)
    opened.close()
    clock.pass_time(days=40)
    with closing(program.door.open_with_passphrase(folder, PASSPHRASE)) as again:
        assert again.evidence.get(record.id).text(WHAT) == "I waited."


def test_search_finds_the_words_where_they_stand_and_the_record_by_its_own(
    opened, account, record
):
    opened.evidence.write(record.id, PEER, "Helen asked about the sibling.")
    (found,) = opened.search.find("floor")
    assert found.hit.evidence_id == account.id
    (found,) = opened.search.find("sibling")
    assert (found.hit.evidence_id, found.title) == (record.id, "Two doors")


def test_a_copy_draws_on_the_same_piece(opened, account, record):
    (copy,) = opened.batches.duplicate([record.id])
    copied = opened.evidence.get(copy.id)
    assert copied.title == "Copy of Two doors"
    assert copied.text(WHAT) == "I sat on the floor."


def test_a_person_is_erased_in_both_places(opened, account, record):
    wren = Person(id=PersonId("p1"), real_name="Wren Abara", stand_in="Child A", added_at=NOON)
    with opened.vault.transaction() as tx:
        tx.people.add(wren)
    opened.evidence.write(account.id, DESCRIPTION, "Wren drew two doors.")
    opened.evidence.write(record.id, PEER, "Helen asked what Wren wanted.")
    opened.erasure.erase(wren.id, "Child A")
    shown = opened.evidence.get(record.id)
    assert shown.text(WHAT) == "Child A drew two doors."
    assert shown.text(PEER) == "Helen asked what Child A wanted."


def test_an_open_export_brings_both_back(program, opened, account, record, tmp_path):
    opened.evidence.write(record.id, PEER, "Helen asked.")
    opened.open_format.export(tmp_path / "open")
    back, _ = program.door.take_back(
        tmp_path / "open", tmp_path / "new.portfolio", passphrase=PASSPHRASE
    )
    with closing(back):
        assert back.evidence.get(record.id) == opened.evidence.get(record.id)
        assert back.evidence.get(record.id).draws_on == account.id


def test_written_in_word_it_shows_what_it_shows_and_only_a_change_becomes_its_own(
    opened, account, record, tmp_path
):
    written = tmp_path / "record.docx"
    opened.word.write(written, [record.id])
    assert opened.word.compare(opened.arrivals.read(written)).changes == ()
    edited(written, lambda d: setattr(control(d, WHAT)[0], "text", "I sat down."))
    found = opened.word.compare(opened.arrivals.read(written))
    taken = opened.word.take(found, found.changes)
    shown = opened.evidence.get(record.id)
    assert shown.text(WHAT) == "I sat down."
    assert WHAT not in shown.lent
    assert LEARNED in shown.lent
    assert opened.word.undo(taken) == 0
    assert opened.evidence.get(record.id).text(WHAT) == "I sat on the floor."


def test_the_pack_prints_what_it_shows_and_says_where_the_words_stand(complete, clock):
    account = next(p for p in complete.evidence.all() if p.form == "reflective-summary")
    record = complete.duties.use_for(account.id, CPD).piece
    complete.evidence.write(record.id, FieldPath("kind"), "practice")
    complete.evidence.mark_core(record.id, True)  # else a record for the regulator stays out
    plans = PackPlans(complete.vault, complete.verdicts, clock, FileReader())
    plan = plans.draft()
    section = next(piece for piece in plan.evidence if piece.form == CPD)
    said = next(fact for fact in section.facts if fact.label == "Words from")
    source = next(piece for piece in plan.evidence if piece.title == account.title)
    assert said.value == (
        f"{source.name}, “{account.title}”: “What it was, and why it matters to your work”, "
        "“What you learned” and “What it changed, or will change”.",
    )
    complete.evidence.remove(account.id)
    (section,) = [piece for piece in plans.draft().evidence if piece.form == CPD]
    (fact,) = [fact for fact in section.facts if fact.label == "Words from"]
    assert fact.value[0].startswith("Another piece, which is not in this pack: “What it was")


# --- whatever order -----------------------------------------------------------------------

MOVES = st.lists(
    st.tuples(
        st.sampled_from(["trim", "clear", "write", "bin", "restore", "destroy", "wait", "use"]),
        st.integers(0, 5),
    ),
    max_size=25 if IS_LONG else 12,
)


class Model:
    """What is shown of the words under one heading, in a few dictionaries."""

    def __init__(self):
        self.own = {}
        self.source = {}
        self.binned = {}

    def shows(self, name):
        return self.own.get(name) or self.own.get(self.source.get(name), "")

    def destroy(self, name):
        for other, source in list(self.source.items()):
            if source == name:
                self.own[other] = self.shows(other)
                del self.source[other]
        for known in (self.own, self.source, self.binned):
            known.pop(name, None)


class Play:
    """Does the same to a real portfolio and to the model."""

    def __init__(self, folder):
        self.folder, self.clock, self.model = folder, SetClock(), Model()
        self.program = assemble(clock=self.clock, cost=QUICK)
        self.opened = self.program.door.open_with_passphrase(folder, PASSPHRASE)
        self.number = 0
        first = self.opened.evidence.add("reflective-summary", {DESCRIPTION: "words 0"})
        self.model.own[first.id] = "words 0"
        self.use(0)

    def pick(self, number, fits):
        names = sorted(name for name in self.model.own if fits(name))
        return names[number % len(names)] if names else None

    def is_there(self, name):
        return name not in self.model.binned

    def path(self, name):
        return WHAT if self.opened.evidence.get(name).form == CPD else DESCRIPTION

    def said(self, name, text):
        self.opened.evidence.write(name, self.path(name), text)
        self.model.own[name] = text

    def use(self, number):
        name = self.pick(
            number,
            lambda n: self.is_there(n) and n not in self.model.source and self.model.shows(n),
        )
        if name and self.path(name) == DESCRIPTION:
            made = self.opened.duties.use_for(name, CPD).piece
            self.model.own[made.id], self.model.source[made.id] = "", name

    def write(self, number):
        self.number += 1
        if name := self.pick(number, self.is_there):
            self.said(name, f"words {self.number}")

    trim = write

    def clear(self, number):
        if name := self.pick(number, lambda n: self.is_there(n) and n in self.model.source):
            self.said(name, "")

    def bin(self, number):
        if name := self.pick(number, self.is_there):
            self.opened.evidence.remove(name)
            self.model.binned[name] = self.clock.now()

    def restore(self, number):
        if name := self.pick(number, lambda n: not self.is_there(n)):
            self.opened.evidence.restore(name)
            del self.model.binned[name]

    def destroy(self, number):
        if name := self.pick(number, lambda n: not self.is_there(n)):
            removed = next(r for r in self.opened.bin.all() if r.piece.id == name)
            self.opened.bin.destroy(removed)
            self.model.destroy(name)

    def wait(self, number):
        self.opened.close()
        self.clock.pass_time(days=31 if number > 3 else 5)
        self.opened = self.program.door.open_with_passphrase(self.folder, PASSPHRASE)
        old = [n for n, at in self.model.binned.items() if (self.clock.now() - at).days > 30]
        for name in old:
            self.model.destroy(name)

    def check(self):
        there = {p.id: p for p in self.opened.evidence.all()}
        there |= {removed.piece.id: removed.piece for removed in self.opened.bin.all()}
        assert there.keys() == self.model.own.keys()
        for name, piece in there.items():
            path = WHAT if piece.form == CPD else DESCRIPTION
            assert piece.text(path) == self.model.shows(name)


@settings(max_examples=100 if IS_LONG else 12)
@given(moves=MOVES)
def test_whatever_the_order_no_words_are_lost(empty_vault, moves):
    with tempfile.TemporaryDirectory() as place:
        play = Play(shutil.copytree(empty_vault, Path(place) / "mine.portfolio"))
        try:
            for move, number in moves:
                getattr(play, move)(number)
                play.check()
        finally:
            play.opened.close()
