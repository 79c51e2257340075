"""Trouble between sound pages: what does not fit together is found, told and put right."""

from __future__ import annotations

from portfolio_app.model.domain.care import Condition
from portfolio_app.model.domain.names import AttachmentId, FieldPath
from portfolio_app.model.store import open_vault
from portfolio_app.model.store.engine import connect_plainly
from portfolio_app.model.store.rows import Base
from portfolio_app.model.store.salvage import check_vault, findings
from tests.model.store.salvage.patient import said


def test_the_rows_of_every_table_have_a_name_for_people():
    nameless = set(Base.metadata.tables) - set(findings._KINDS)
    assert nameless == {"searchable"}, "that one is made anew"


def disturb(patient, *statements):
    connection = connect_plainly(str(patient.database), patient.key)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_an_index_that_lacks_rows_is_made_anew(patient):
    disturb(
        patient,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = sql || ' WHERE evidence_id > ''piece-2'''"
        " WHERE name = 'ix_claim_evidence_id'",
        "PRAGMA writable_schema = RESET",
        "REINDEX ix_claim_evidence_id",
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = replace(sql, ' WHERE evidence_id > ''piece-2''', '')"
        " WHERE name = 'ix_claim_evidence_id'",
    )
    assert check_vault(patient.folder, patient.key).condition is Condition.BROKEN
    check_up = patient.repair()
    assert check_up.condition is Condition.REPAIRED
    assert not patient.lost()
    assert check_vault(patient.folder, patient.key).condition is Condition.SOUND


def test_chunks_without_a_file_are_found_again(patient):
    disturb(
        patient,
        "PRAGMA foreign_keys = OFF",
        "DELETE FROM attachment WHERE id = 'attachment-2'",
    )
    assert "belong to nothing" in said(
        check_vault(patient.folder, patient.key), Condition.BROKEN
    )
    patient.repair()
    with open_vault(patient.folder, patient.key) as vault, vault.reading() as tx:
        assert len(tx.attachments.read(AttachmentId("attachment-2"))) == 600_000
        (piece,) = [p for p in tx.evidence.all() if p.text(FieldPath("title")) == "Found again"]
        assert [file.id for file in piece.attachments] == ["attachment-2"]
    assert check_vault(patient.folder, patient.key).condition is Condition.SOUND


def test_an_index_of_words_that_is_wrong_is_made_anew(patient):
    disturb(patient, "DELETE FROM search_index_data WHERE id > 10")
    told = said(check_vault(patient.folder, patient.key), Condition.BROKEN)
    assert "index of words" in told or "order" in told
    check_up = patient.repair()
    assert check_up.condition is Condition.REPAIRED
    assert not patient.lost()
    assert check_vault(patient.folder, patient.key).condition is Condition.SOUND


def test_earlier_versions_that_build_on_a_lost_one_are_told(patient):
    revision = (
        "INSERT INTO revision VALUES (90{}, 'piece-1', 'title', '2026', {}, 0, 0, 'words')"
    )
    disturb(
        patient,
        *(revision.format(*each) for each in ((1, 2), (2, 3), (4, "NULL"))),
        "PRAGMA foreign_keys = OFF",
        "DELETE FROM attachment WHERE id = 'attachment-2'",
    )
    told = said(patient.repair())
    assert "2 earlier versions of texts cannot be read any more" in told
