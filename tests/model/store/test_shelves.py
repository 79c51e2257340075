"""Records come back from the vault as they went in."""

from __future__ import annotations

import io
import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from fractions import Fraction

import pytest
from sqlalchemy.exc import IntegrityError

from portfolio_app.errors import EvidenceError, VaultError
from portfolio_app.model.domain.anchors import anchor
from portfolio_app.model.domain.names import (
    AttachmentId,
    CapabilityRef,
    EvidenceId,
    FieldPath,
    RoleId,
)
from portfolio_app.model.domain.portfolio import Contributor, Practitioner, Seal, Statement
from portfolio_app.model.domain.stages import Extension, Pause, Timetable
from portfolio_app.model.store import Passphrase, open_vault
from portfolio_app.model.store.shelves.attachments import CHUNK
from tests.model.store.builders import (
    ACCOUNT,
    LATER,
    NOON,
    PASSPHRASE,
    PIECE,
    PORTFOLIO,
    TEXT,
    answer,
    attachment,
    claim,
    evidence,
)

NOBODY = EvidenceId("nobody")


def read(vault, evidence_id=PIECE):
    with vault.reading() as tx:
        return tx.evidence.get(evidence_id)


def test_a_portfolio_comes_back_as_it_went_in(vault):
    with vault.reading() as tx:
        assert tx.portfolio.get() == PORTFOLIO


def test_a_portfolio_can_be_replaced(vault):
    changed = replace(
        PORTFOLIO,
        practitioner=Practitioner(name="Sam Okoro"),
        started_on=date(2026, 2, 1),
        panel_on=None,
        submit_by=None,
        example=False,
        times_sealed=3,
        timetable=Timetable(
            share=Fraction(3, 5),
            pauses=(
                Pause(first=date(2026, 11, 1), last=date(2027, 1, 31), why="Parental leave"),
            ),
            extension=Extension(
                months=2, reason="“Siân’s” reasons", agreed_on=date(2027, 7, 10)
            ),
            chosen=("review-9",),
        ),
    )
    with vault.transaction() as tx:
        tx.portfolio.put(changed)
    with vault.reading() as tx:
        assert tx.portfolio.get() == changed


def test_evidence_comes_back_as_it_went_in(vault):
    assert read(vault) == evidence()


def test_evidence_without_a_contributor_comes_back_as_it_went_in(vault):
    bare = evidence(2, by=None, author_name="", answers={}, core=False)
    with vault.transaction() as tx:
        tx.evidence.add(bare)
    assert read(vault, bare.id) == bare


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "naïve 家 👩‍👧 ﬁ e\u0301",
        "before\0after",
        "x" * 300_000,
        "'; DROP TABLE answer;--",
    ],
    ids=["empty", "blank", "scripts", "nul", "long", "quotes"],
)
def test_any_text_comes_back_to_the_code_point(vault, text):
    with vault.transaction() as tx:
        tx.evidence.set_answer(PIECE, ACCOUNT, answer(text), LATER)
    assert read(vault).text(ACCOUNT) == text


def test_half_a_surrogate_pair_does_not_stop_anyone_from_saving(vault):
    with vault.transaction() as tx:
        tx.evidence.set_answer(PIECE, ACCOUNT, answer("a\ud83db\U0001f600"), LATER)
    assert read(vault).text(ACCOUNT) == "a\ufffdb\U0001f600"


def test_a_moment_comes_back_as_the_same_instant(vault):
    summer = datetime(2026, 7, 1, 9, 30, tzinfo=timezone(timedelta(hours=1)))
    with vault.transaction() as tx:
        tx.evidence.add(evidence(2, created_at=summer, changed_at=summer))
    found = read(vault, EvidenceId("piece-2")).created_at
    assert found == summer
    assert found.tzinfo is UTC


def test_a_moment_without_a_zone_is_a_defect(vault):
    with pytest.raises(Exception, match="without a zone"), vault.transaction() as tx:
        tx.evidence.set_answer(PIECE, ACCOUNT, answer("x"), datetime(2026, 7, 1))  # noqa: DTZ001


def test_one_answer_is_saved_and_the_rest_stays(vault):
    with vault.transaction() as tx:
        tx.evidence.set_answer(PIECE, FieldPath("title"), answer("New"), LATER)
    found = read(vault)
    assert found == evidence(
        answers={**evidence().answers, FieldPath("title"): answer("New")}, changed_at=LATER
    )


def test_an_answer_to_a_new_field_is_added_and_none_takes_it_away(vault):
    path = FieldPath("goals.2.progress")
    with vault.transaction() as tx:
        tx.evidence.set_answer(PIECE, path, answer("Begun"), LATER)
        assert tx.evidence.get(PIECE).text(path) == "Begun"
        tx.evidence.set_answer(PIECE, path, None, LATER)
        assert path not in tx.evidence.get(PIECE).answers
    assert path not in read(vault).answers


def test_a_transaction_reads_what_it_has_written(vault):
    with vault.transaction() as tx:
        assert tx.evidence.get(PIECE).title == "Piece 1"
        tx.evidence.set_answer(PIECE, FieldPath("title"), answer("New"), LATER)
        tx.claims.remove(claim().id, LATER)
        tx.evidence.set_core(PIECE, False)
        found = tx.evidence.get(PIECE)
    assert (found.title, found.claims, found.core) == ("New", (), False)


def test_who_contributed_can_be_changed(vault):
    with vault.transaction() as tx:
        tx.evidence.set_contributor(PIECE, RoleId("observer"), "Jo Reyes", LATER)
    found = read(vault)
    assert (found.by, found.author_name, found.changed_at) == ("observer", "Jo Reyes", LATER)


def test_marking_for_the_quick_reader_does_not_change_the_evidence(vault):
    with vault.transaction() as tx:
        tx.evidence.set_core(PIECE, False)
    assert read(vault) == evidence(core=False)


def test_evidence_is_listed_by_practice_then_beginning_and_undated_last(vault):
    with vault.transaction() as tx:
        tx.evidence.add(evidence(2, day="some day"))
        tx.evidence.add(evidence(3, day="2026-09-30"))
        tx.evidence.add(evidence(4, created_at=NOON - timedelta(days=1)))
    with vault.reading() as tx:
        order = [piece.id for piece in tx.evidence.all()]
    assert order == ["piece-3", "piece-4", "piece-1", "piece-2"]


def test_claims_keep_the_order_in_which_they_were_made(vault):
    second, third = claim(2, 0, 6), claim(3, 7, 20)
    moved = replace(claim(), anchor=anchor(TEXT, 0, 2), note="")
    with vault.transaction() as tx:
        tx.claims.add(PIECE, second, NOON)
        tx.claims.add(PIECE, third, NOON)
        tx.claims.change(moved, LATER)
        tx.claims.remove(second.id, LATER)
    found = read(vault)
    assert found.claims == (moved, third)
    assert found.changed_at == LATER


@pytest.mark.parametrize("size", [1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK + 17])
def test_an_attachment_comes_back_byte_by_byte(vault, size):
    content = os.urandom(size)
    record = attachment(content)
    with vault.transaction() as tx:
        tx.attachments.add(PIECE, record, io.BytesIO(content))
    with vault.reading() as tx:
        assert tx.evidence.get(PIECE).attachments == (record,)
        assert tx.attachments.read(record.id) == content
        pieces = list(tx.attachments.chunks(record.id))
    assert max(map(len, pieces)) <= CHUNK


def test_an_attachment_with_another_hash_than_it_claims_is_not_taken(vault):
    with pytest.raises(ValueError, match="attachment-1"), vault.transaction() as tx:
        tx.attachments.add(PIECE, attachment(b"one thing"), b"another!!")
    assert read(vault).attachments == ()


def test_attachments_are_added_with_their_bytes_and_not_by_their_record(vault):
    with pytest.raises(ValueError, match="piece-2"), vault.transaction() as tx:
        tx.evidence.add(evidence(2, attachments=(attachment(b"x"),)))


def test_an_attachment_can_be_described_removed_and_brought_back_in_its_place(vault):
    first, second = attachment(b"first"), attachment(b"second", 2, path=None, description="")
    with vault.transaction() as tx:
        tx.attachments.add(PIECE, first, b"first")
        tx.attachments.add(PIECE, second, b"second")
        tx.attachments.describe(first.id, "A boat.")
    with vault.transaction() as tx:
        tx.attachments.remove(first.id, LATER)
    assert read(vault).attachments == (second,)
    with vault.transaction() as tx:
        tx.attachments.restore(first.id)
    assert read(vault).attachments == (replace(first, description="A boat."), second)


def test_contributors_have_one_role_each_and_keep_their_order(vault):
    manager = Contributor(role=RoleId("team_manager"), name="Ada", fingerprint="AB" * 32)
    head = Contributor(role=RoleId("head_of_service"), name="Grace")
    with vault.transaction() as tx:
        tx.contributors.put(replace(manager, name="Before", fingerprint=None))
        tx.contributors.put(head)
        assert tx.contributors.all()[0].name == "Before"
        tx.contributors.put(manager)
        assert tx.contributors.all() == (manager, head)


def test_seals_are_kept_in_order(vault):
    seals = tuple(
        Seal(pack_code=f"CODE-{v}", version=v, sealed_at=NOON, sha256="0" * 64) for v in (1, 2)
    )
    with vault.transaction() as tx:
        for seal in seals:
            tx.seals.add(seal)
    with vault.reading() as tx:
        assert tx.seals.all() == seals


CHANGES = {
    "answer": lambda tx: tx.evidence.set_answer(NOBODY, ACCOUNT, answer("x"), NOON),
    "no answer": lambda tx: tx.evidence.set_answer(NOBODY, ACCOUNT, None, NOON),
    "contributor": lambda tx: tx.evidence.set_contributor(NOBODY, RoleId("x"), "x", NOON),
    "core": lambda tx: tx.evidence.set_core(NOBODY, True),
    "remove": lambda tx: tx.evidence.remove(NOBODY, NOON),
    "restore": lambda tx: tx.evidence.restore(PIECE),
    "claim": lambda tx: tx.claims.add(NOBODY, claim(2), NOON),
    "change of claim": lambda tx: tx.claims.change(claim(2), NOON),
    "removal of claim": lambda tx: tx.claims.remove(claim(2).id, NOON),
    "attach": lambda tx: tx.attachments.add(NOBODY, attachment(b"x"), b"x"),
    "describe": lambda tx: tx.attachments.describe(AttachmentId("x"), "x"),
    "detach": lambda tx: tx.attachments.remove(AttachmentId("x"), NOON),
    "reattach": lambda tx: tx.attachments.restore(AttachmentId("x")),
    "read attachment": lambda tx: tx.attachments.read(AttachmentId("x")),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_changing_what_is_not_there_is_explained(vault, change):
    with pytest.raises(EvidenceError, match="no longer"), vault.transaction() as tx:
        change(tx)
    assert read(vault) == evidence()


def test_the_same_id_twice_is_a_defect(vault):
    with pytest.raises(IntegrityError), vault.transaction() as tx:
        tx.evidence.add(evidence())


# The bin


def test_removed_evidence_lies_in_the_bin_whole_until_it_is_restored(vault):
    whole = evidence(attachments=(attachment(b"x"),))
    with vault.transaction() as tx:
        tx.attachments.add(PIECE, attachment(b"x"), b"x")
        tx.evidence.remove(PIECE, LATER)
    with vault.reading() as tx:
        assert tx.evidence.all() == ()
        assert tx.evidence.get(PIECE) is None
        assert tx.evidence.removed() == (whole,)
    with vault.transaction() as tx:
        tx.evidence.restore(PIECE)
    assert read(vault) == whole


def test_evidence_in_the_bin_cannot_be_changed(vault):
    with vault.transaction() as tx:
        tx.evidence.remove(PIECE, LATER)
    with pytest.raises(EvidenceError), vault.transaction() as tx:
        tx.evidence.set_answer(PIECE, ACCOUNT, answer("x"), LATER)
    with pytest.raises(EvidenceError), vault.transaction() as tx:
        tx.claims.change(claim(), LATER)


def test_the_bin_shows_the_latest_first(vault):
    with vault.transaction() as tx:
        tx.evidence.add(evidence(2))
        tx.evidence.remove(PIECE, NOON)
        tx.evidence.remove(EvidenceId("piece-2"), LATER)
        assert [piece.id for piece in tx.evidence.removed()] == ["piece-2", "piece-1"]


def test_the_bin_keeps_for_thirty_days_and_no_longer(vault, folder):
    content = os.urandom(2 * CHUNK)
    with vault.transaction() as tx:
        tx.evidence.add(evidence(2))
        tx.attachments.add(PIECE, attachment(content), content)
        tx.attachments.add(EvidenceId("piece-2"), attachment(content, 2), content)
        tx.evidence.remove(PIECE, NOON)
        tx.attachments.remove(AttachmentId("attachment-2"), NOON)
    vault.close()
    secret = Passphrase(PASSPHRASE)
    with (
        open_vault(folder, secret, now=NOON + timedelta(days=30)) as kept,
        kept.reading() as tx,
    ):
        assert len(tx.evidence.removed()) == 1
    with open_vault(folder, secret, now=NOON + timedelta(days=30, seconds=1)) as emptied:
        with emptied.reading() as tx:
            assert tx.evidence.removed() == ()
            assert [piece.id for piece in tx.evidence.all()] == ["piece-2"]
        for table in ("attachment", "attachment_chunk", "claim"):
            with emptied._engine.connect() as connection:
                assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 0


def test_a_bin_that_cannot_be_emptied_keeps_nobody_out(vault, folder, monkeypatch):
    with vault.transaction() as tx:
        tx.evidence.remove(PIECE, NOON)
    vault.close()

    def fail(bin_, now):
        raise VaultError("The disk is full.")

    monkeypatch.setattr("portfolio_app.model.store.shelves.bin.Bin.empty", fail)
    late = NOON + timedelta(days=60)
    with open_vault(folder, Passphrase(PASSPHRASE), now=late) as again, again.reading() as tx:
        assert len(tx.evidence.removed()) == 1


def test_a_statement_is_written_replaced_and_taken_away(vault):
    first, second = CapabilityRef.parse("pcf-2018/1"), CapabilityRef.parse("pcf-2018/2")
    with vault.transaction() as tx:
        tx.statements.put(second, "Of values.", NOON)
        tx.statements.put(first, "Of being a professional.", NOON)
        tx.statements.put(first, "Of being\none.", LATER)
    with vault.reading() as tx:
        assert tx.statements.all() == (
            Statement(capability=first, text="Of being\none.", changed_at=LATER),
            Statement(capability=second, text="Of values.", changed_at=NOON),
        )
    with vault.transaction() as tx:
        tx.statements.put(first, " \n", LATER)
        assert [s.capability for s in tx.statements.all()] == [second]
