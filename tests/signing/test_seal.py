"""Packs are signed in order, by the right people, and not otherwise."""

from __future__ import annotations

import io
import itertools
import logging
import re
from datetime import timedelta

import pikepdf
import pytest

from portfolio_app.errors import NotAPackError, SignatureError
from portfolio_app.model.domain.names import RoleId
from portfolio_app.signing.identities import open_p12, to_p12
from portfolio_app.signing.seal import next_to_sign, sign_document
from portfolio_app.signing.verify import verify
from tests.signing.helpers import (
    PEOPLE,
    SEALED_AT,
    appearance,
    manifest,
    signed_at,
    unsigned_pack,
)
from tests.signing.tampering import add_a_note, append_junk, empty_a_signed_field


def sign(document, role, identity, at=SEALED_AT + timedelta(days=9)):
    return sign_document(
        document, role=RoleId(role), identity=identity, appearance=appearance(), signed_at=at
    )


def refused(message):
    return pytest.raises(SignatureError, match=f"^{re.escape(message)}$")


def test_everybody_has_a_turn(packs):
    turns = [next_to_sign(document) for document in packs]

    assert [turn.role if turn else None for turn in turns] == [*(r for r, _, _ in PEOPLE), None]


def test_each_signature_leaves_what_was_there_before(packs):
    for before, after in itertools.pairwise(packs):
        assert after.startswith(before)


def test_the_first_signature_certifies_and_allows_signing_only(packs):
    with pikepdf.open(io.BytesIO(packs[4])) as pdf:
        values = [field.V for field in pdf.Root.AcroForm.Fields]
        assert pdf.Root.Perms.DocMDP.objgen == values[0].objgen
        assert values[0].Reference[0].TransformParams.P == 2
        assert all("/Reference" not in value for value in values[1:])


def test_signing_leaves_the_metadata_as_it_was_sealed(packs):
    with (
        pikepdf.open(io.BytesIO(packs[0])) as before,
        pikepdf.open(io.BytesIO(packs[4])) as after,
    ):
        assert after.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
        assert after.docinfo == before.docinfo


def test_a_signature_says_who_why_and_when_but_not_where(packs):
    with pikepdf.open(io.BytesIO(packs[2])) as pdf:
        value = pdf.Root.AcroForm.Fields[1].V
        assert value.SubFilter == "/ETSI.CAdES.detached"
        assert str(value.Name) == "Colette Brannigan"
        assert str(value.Reason) == "I sign as team manager."
        assert str(value.M) == "D:20270106164200Z"
        assert "/Location" not in value
        assert "/ContactInfo" not in value


def test_a_signed_field_shows_the_appearance_it_was_given(packs):
    with pikepdf.open(io.BytesIO(packs[2])) as pdf:
        shown = pdf.Root.AcroForm.Fields[1].AP.N
        drawn = shown.Resources.XObject.Drawn
        assert drawn.read_bytes().endswith(b"Signed")
        assert sorted(float(number) for number in shown.BBox) == [0, 0, 70, 240]
        assert pdf.Root.AcroForm.Fields[2].AP.N.read_bytes() == b"0 0 240 70 re S"


def test_fractions_of_a_second_do_not_make_a_new_certificate_too_young(identities):
    at = SEALED_AT + timedelta(microseconds=999_999)

    signed = sign(unsigned_pack(manifest()), "practitioner", identities["practitioner"], at)

    assert verify(signed).valid
    assert verify(signed).signatures[0].signed_at == SEALED_AT


def test_an_identity_from_a_file_signs(packs, identities):
    identity = open_p12(to_p12(identities["team_manager"], "p"), "p")

    assert verify(sign(packs[1], "team_manager", identity)).valid


class TestRefusals:
    def test_a_role_that_has_signed_already(self, packs, identities):
        with refused(
            "The team manager has signed this pack already, on "
            f"{signed_at(1).astimezone():%-d %B %Y at %H:%M}."
        ):
            sign(packs[2], "team_manager", identities["team_manager"])

    def test_a_role_whose_turn_has_not_come(self, packs, identities):
        with refused("The head of service cannot sign yet: the team manager signs first."):
            sign(packs[1], "head_of_service", identities["head_of_service"])

    def test_anybody_before_the_practitioner(self, packs, identities):
        with refused("The team manager cannot sign yet: the practitioner signs first."):
            sign(packs[0], "team_manager", identities["team_manager"])

    def test_a_role_that_the_pack_does_not_ask_for(self, packs, identities):
        with refused("The pack asks for no signature by this role."):
            sign(packs[1], "observer", identities["team_manager"])

    def test_an_identity_made_for_another_role(self, packs, identities):
        with refused(
            "This identity was made for the role of service manager; "
            "it cannot sign as team manager."
        ):
            sign(packs[1], "team_manager", identities["service_manager"])

    def test_an_identity_of_another_person(self, packs, named):
        with refused(
            "The pack asks Colette Brannigan to sign as team manager; "
            "this identity is that of Rhys Pritchard."
        ):
            sign(packs[1], "team_manager", named("Rhys Pritchard", "team_manager"))

    def test_another_key_than_the_pack_names(self, identities, sign_all, named):
        fingerprints = {role: identity.fingerprint for role, identity in identities.items()}
        sealed = sign_all(unsigned_pack(manifest(fingerprints)), 1)
        with refused("The pack names another key for the team manager than this one."):
            sign(sealed, "team_manager", named("Colette Brannigan", "team_manager"))

    def test_one_key_in_two_roles(self, packs, brought, sign_all):
        contents = manifest(names={"practitioner": "", "team_manager": ""})
        sealed = sign(unsigned_pack(contents), "practitioner", brought)
        with refused("This key has signed the pack already, as practitioner."):
            sign(sealed, "team_manager", brought)

    @pytest.mark.parametrize(
        ("at", "message"),
        [
            (SEALED_AT - timedelta(days=1), "This certificate is not valid before"),
            (SEALED_AT + timedelta(days=4000), "This certificate expired on"),
        ],
    )
    def test_a_certificate_out_of_date(self, packs, identities, at, message):
        with pytest.raises(SignatureError, match=message):
            sign(packs[1], "team_manager", identities["team_manager"], at)

    @pytest.mark.parametrize("tamper", [add_a_note, append_junk])
    def test_a_pack_that_is_not_valid_as_it_stands(self, packs, identities, tamper):
        with pytest.raises(SignatureError) as refusal:
            sign(tamper(packs[1]), "team_manager", identities["team_manager"])
        assert "The file has not been changed." in refusal.value.advice
        with pytest.raises(SignatureError):
            next_to_sign(tamper(packs[1]))

    def test_a_pack_whose_first_signature_was_taken_away(self, packs, identities):
        document = empty_a_signed_field(packs[2])
        with pytest.raises(SignatureError, match="an earlier signature"):
            sign(document, "practitioner", identities["practitioner"])

    def test_a_pack_that_is_damaged(self, packs, identities):
        with pytest.raises(SignatureError, match=r"damaged|no signature covers"):
            sign(packs[1][:-300], "team_manager", identities["team_manager"])

    def test_a_pdf_that_is_no_pack(self, identities):
        with pytest.raises(NotAPackError):
            sign(
                unsigned_pack(manifest(), manifests=[]),
                "practitioner",
                identities["practitioner"],
            )


def test_a_brought_identity_signs_where_its_fingerprint_is_named(brought):
    contents = manifest({"practitioner": brought.fingerprint})

    verification = verify(sign(unsigned_pack(contents), "practitioner", brought))

    assert verification.valid
    assert verification.signatures[0].name == "FARROW Amina 4711"


def test_signing_logs_nothing(packs, identities, caplog, capfd):
    with caplog.at_level(logging.INFO):
        sign(packs[1], "team_manager", identities["team_manager"])

    assert [r for r in caplog.records if r.levelno >= logging.WARNING] == []
    assert capfd.readouterr().err == ""


def test_an_elliptic_key_signs_after_the_seal_and_changes_nothing_else(
    packs, brought, sign_blindly
):
    signed = sign_blindly(packs[1], "team_manager", brought)

    reports = verify(signed).signatures
    assert [report.intact for report in reports] == [True, True]
    assert b"/Extensions" not in signed[len(packs[1]) :]
