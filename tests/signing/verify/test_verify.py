"""Sound packs: what is told of them, of whom, and what a reader may conclude."""

from __future__ import annotations

import logging
import socket
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from portfolio_app.errors import NotAPackError
from portfolio_app.model.domain.signatures import Trust
from portfolio_app.signing.verify import read_manifest, verify
from tests.signing.helpers import PEOPLE, SEALED_AT, manifest, unsigned_pack
from tests.signing.tampering import append_junk

CONFIRMED_AT = datetime(2026, 9, 3, 10, 0, tzinfo=UTC)


def confirm(contacts, identity, how="confirmed by telephone"):
    contacts.confirm(
        identity.fingerprint, name=identity.name, role=identity.role, how=how, at=CONFIRMED_AT
    )


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_pack_that_waits_is_valid_and_says_for_whom(packs, count):
    verification = verify(packs[count], zone=UTC)

    assert verification.valid
    assert not verification.complete
    assert [m.role for m in verification.missing] == [role for role, _, _ in PEOPLE[count:]]
    assert verification.reasons == tuple(
        f"The signature of the {title.lower()}, {name}, is still to come."
        for _, title, name in PEOPLE[count:]
    )


def test_a_pack_that_everybody_signed_is_valid_and_complete(packs):
    verification = verify(packs[4], zone=UTC)

    assert verification.valid
    assert verification.complete
    assert verification.reasons == ()
    assert verification.missing == ()
    assert [report.role for report in verification.signatures] == [r for r, _, _ in PEOPLE]
    assert [report.covers_whole_file for report in verification.signatures] == [
        False,
        False,
        False,
        True,
    ]
    assert all(report.intact for report in verification.signatures)
    assert verification.practitioner == "Amina Farrow"
    assert verification.pack_code == "BXL3 7K4Q M2TD"
    assert verification.pages == 2
    assert verification.size == len(packs[4])


def test_the_seal_tells_packs_apart_whoever_signed_since(packs):
    seals = {verify(document).seal for document in packs[1:]}

    assert len(seals) == 1
    assert len(seals.pop()) == 64


def test_a_pack_that_nobody_sealed_is_not_valid(packs):
    verification = verify(packs[0], zone=UTC)

    assert not verification.valid
    assert verification.reasons[0] == "Nobody has sealed this pack: it carries no signature."


def test_a_reader_who_knows_nobody_is_told_of_names_only(packs):
    reports = verify(packs[4], zone=UTC).signatures

    assert {report.trusted for report in reports} == {Trust.UNKNOWN}
    assert reports[0].sentence == (
        "Someone using the name Amina Farrow sealed all 2 pages on 5 January 2027 at 16:42. "
        "The signature itself is sound, but this computer has not met its key before."
    )
    assert reports[3].sentence == (
        "Someone using the name Helen Marsh-Okafor signed as head of service on "
        "8 January 2027 at 16:42. "
        "The signature itself is sound, but this computer has not met its key before."
    )


def test_a_confirmed_signer_is_called_by_name(packs, identities, contacts):
    confirm(contacts, identities["team_manager"])

    report = verify(packs[4], contacts, zone=UTC).signatures[1]

    assert report.trusted is Trust.KNOWN
    assert report.sentence == (
        "Colette Brannigan signed as team manager on 6 January 2027 at 16:42. "
        "Nothing has changed since. "
        "This key was confirmed by telephone on 3 September 2026."
    )
    assert report.means == "I sign as team manager."


def test_a_signer_who_was_only_met_is_not_known(packs, contacts):
    contacts.meet(verify(packs[4]))

    report = verify(packs[4], contacts, zone=UTC).signatures[3]

    assert report.trusted is Trust.UNKNOWN
    assert report.sentence.endswith(
        "The signature itself is sound, but its key has not been confirmed yet."
    )


def test_times_are_told_in_the_zone_of_the_reader(packs):
    report = verify(packs[1], zone=ZoneInfo("Australia/Sydney")).signatures[0]

    assert "on 6 January 2027 at 03:42" in report.sentence
    assert report.signed_at == SEALED_AT


@pytest.fixture(scope="module")
def vouching(identities, sign_all):
    """Return a pack whose manifest names every signer's key."""
    fingerprints = {role: identity.fingerprint for role, identity in identities.items()}
    return sign_all(unsigned_pack(manifest(fingerprints)))


class TestVouching:
    """The certified manifest names the keys that the practitioner had confirmed."""

    def test_a_known_practitioner_makes_the_others_known(self, vouching, identities, contacts):
        confirm(contacts, identities["practitioner"])

        reports = verify(vouching, contacts, zone=UTC).signatures

        assert {report.trusted for report in reports} == {Trust.KNOWN}
        assert reports[3].sentence.endswith(
            "Nothing has changed since. "
            "Amina Farrow, whose key you confirmed, named this key in the pack."
        )

    def test_an_unknown_practitioner_vouches_for_nobody(self, vouching, identities, contacts):
        confirm(contacts, identities["team_manager"])

        reports = verify(vouching, contacts, zone=UTC).signatures

        assert [report.trusted for report in reports] == [
            Trust.UNKNOWN,
            Trust.KNOWN,
            Trust.UNKNOWN,
            Trust.UNKNOWN,
        ]

    def test_a_practitioner_who_was_only_met_vouches_for_nobody(self, vouching, contacts):
        contacts.meet(verify(vouching))

        reports = verify(vouching, contacts).signatures

        assert {report.trusted for report in reports} == {Trust.UNKNOWN}

    def test_a_broken_seal_vouches_for_nobody(self, vouching, identities, contacts):
        confirm(contacts, identities["practitioner"])

        reports = verify(append_junk(vouching), contacts).signatures

        assert [r.trusted for r in reports] == [Trust.KNOWN, *[Trust.UNKNOWN] * 3]

    def test_another_key_than_the_manifest_names_is_a_mismatch(
        self, identities, stranger, contacts, sign_all, sign_blindly
    ):
        fingerprints = {role: identity.fingerprint for role, identity in identities.items()}
        three = sign_all(unsigned_pack(manifest(fingerprints)), 3)
        forged = sign_blindly(three, "head_of_service", stranger)
        confirm(contacts, identities["practitioner"])

        verification = verify(forged, contacts, zone=UTC)

        assert not verification.valid
        assert verification.reasons == (
            "The pack names another key for the head of service. "
            "Do not rely on this signature.",
        )
        assert verification.signatures[3].trusted is Trust.MISMATCH
        assert verification.signatures[3].sentence.startswith(
            "Someone using the name Helen Marsh-Okafor signed as head of service"
        )


class TestImpostors:
    def test_a_stranger_with_the_right_name_is_sound_and_unknown(
        self, packs, stranger, identities, contacts, sign_blindly
    ):
        confirm(contacts, identities["practitioner"])
        forged = sign_blindly(packs[3], "head_of_service", stranger)

        verification = verify(forged, contacts, zone=UTC)

        assert verification.valid
        assert verification.signatures[3].trusted is Trust.UNKNOWN
        assert verification.signatures[3].sentence.startswith("Someone using the name Helen")

    def test_a_stranger_is_a_mismatch_for_whoever_knows_the_real_person(
        self, packs, stranger, identities, contacts, sign_blindly
    ):
        confirm(contacts, identities["head_of_service"])
        forged = sign_blindly(packs[3], "head_of_service", stranger)

        verification = verify(forged, contacts, zone=UTC)

        assert not verification.valid
        assert verification.reasons == (
            "You confirmed another key for Helen Marsh-Okafor. "
            "Do not rely on this signature; ask Helen Marsh-Okafor.",
        )
        assert verification.signatures[3].trusted is Trust.MISMATCH

    def test_a_person_with_two_confirmed_keys_is_known_by_either(
        self, packs, stranger, identities, contacts, sign_blindly
    ):
        confirm(contacts, identities["head_of_service"])
        confirm(contacts, stranger)
        forged = sign_blindly(packs[3], "head_of_service", stranger)

        assert verify(forged, contacts).signatures[3].trusted is Trust.KNOWN
        assert verify(packs[4], contacts).signatures[3].trusted is Trust.KNOWN

    def test_a_known_person_in_the_place_of_another_is_a_mismatch(
        self, packs, identities, contacts, named, sign_blindly
    ):
        other = named("Rhys Pritchard", "head_of_service")
        confirm(contacts, other)
        signed = sign_blindly(packs[3], "head_of_service", other)

        verification = verify(signed, contacts, zone=UTC)

        assert not verification.valid
        assert verification.reasons == (
            "The pack asks Helen Marsh-Okafor to sign here. Do not rely on this signature.",
        )

    def test_a_pack_forged_whole_is_sound_and_nobody_in_it_is_known(
        self, identities, contacts, named, sign_all
    ):
        confirm(contacts, identities["practitioner"])
        forgers = {role: named(name, role) for role, _, name in PEOPLE}
        fingerprints = {role: forger.fingerprint for role, forger in forgers.items()}
        forged = sign_all(unsigned_pack(manifest(fingerprints)), 4, forgers)

        verification = verify(forged, contacts, zone=UTC)

        assert not verification.valid
        assert verification.signatures[0].trusted is Trust.MISMATCH
        assert {r.trusted for r in verification.signatures[1:]} == {Trust.UNKNOWN}
        assert verify(forged).valid


class TestRollback:
    def test_a_pack_cut_back_is_the_pack_as_it_was_then(self, packs):
        cut = packs[4][: len(packs[2])]

        assert cut == packs[2]
        assert verify(cut).valid

    def test_a_computer_that_saw_more_refuses_it(self, packs, journal):
        journal.remember(verify(packs[3]))

        verification = verify(packs[2], None, journal)

        assert not verification.valid
        assert (
            verification.reasons[0]
            == "This computer has seen this pack with 3 signatures; this file holds 2."
        )

    def test_a_computer_that_saw_as_much_or_less_does_not(self, packs, journal):
        journal.remember(verify(packs[2]))

        assert verify(packs[2], None, journal).valid
        assert verify(packs[3], None, journal).valid


class TestNoPack:
    @pytest.mark.parametrize("document", [b"", b"no PDF", b"\x00" * 5000, b"PK\x03\x04"])
    def test_what_is_no_pdf_is_no_pack(self, document):
        with pytest.raises(NotAPackError, match="not a PDF"):
            verify(document)

    def test_a_pdf_of_others_is_no_pack(self):
        with pytest.raises(NotAPackError, match="not a pack made by this program"):
            verify(unsigned_pack(manifest(), manifests=[]))

    def test_a_pdf_with_another_attachment_of_that_name_is_no_pack(self):
        with pytest.raises(NotAPackError, match="not a pack made by this program"):
            verify(unsigned_pack(manifest(), manifests=[b'{"manifest_version": 3}']))

    def test_wreckage_of_a_pdf_is_no_pack(self):
        with pytest.raises(NotAPackError, match="not a pack made by this program"):
            verify(b"%PDF-1.7\n" + b"stream\n\xff\xfe endstream " * 50)

    def test_a_protected_pdf_is_no_pack(self, protected):
        with pytest.raises(NotAPackError, match="protected by a password"):
            verify(protected)

    def test_a_pack_of_a_later_release_says_so(self):
        later = manifest().to_json().replace(b"-pack/1", b"-pack/2")
        with pytest.raises(NotAPackError, match="another release"):
            verify(unsigned_pack(manifest(), manifests=[later]))


def test_the_manifest_is_read_back_as_it_was_written(packs):
    assert read_manifest(packs[4]) == manifest()


def test_nothing_reaches_for_the_network(packs, monkeypatch):
    def refuse(*_):
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)

    assert verify(packs[4]).valid


def test_the_libraries_keep_their_remarks_to_themselves(packs, caplog, capfd):
    with caplog.at_level(logging.INFO):
        for document in (packs[4], append_junk(packs[4]), packs[4][:-700], b"%PDF-" * 9):
            try:
                verify(document)
            except NotAPackError:
                continue

    assert caplog.records == []
    assert capfd.readouterr().err == ""


def test_a_signature_older_than_its_pack_is_told_with_its_own_time(packs, sign_blindly):
    early = sign_blindly(packs[1], "team_manager", at=SEALED_AT + timedelta(minutes=1))

    assert verify(early).signatures[1].signed_at == SEALED_AT + timedelta(minutes=1)
