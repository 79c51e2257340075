"""Signatures that a lenient reader would let pass, each refused with its reason."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, pdf_signer

from portfolio_app.model.domain.names import RoleId
from portfolio_app.model.domain.signatures import Trust
from portfolio_app.signing.identities import new_identity
from portfolio_app.signing.signer import KeyInMemory
from portfolio_app.signing.verify import verify
from portfolio_app.signing.verify.ranges import covers_its_revision
from portfolio_app.signing.verify.structure import read_date, read_structure
from tests.signing.helpers import PEOPLE, SEALED_AT, manifest, unsigned_pack
from tests.signing.tampering import late_manifest
from tests.signing.updating import with_cms


def faults(document):
    verification = verify(document, zone=UTC)
    assert not verification.valid
    return verification.reasons[: len(verification.reasons) - len(verification.missing)]


def sign_as_others_do(document, identity, field, **settings):
    """Sign by pyHanko alone, at the moment of the test, with any settings."""
    new_field = settings.pop("new_field", None)
    usual = {"md_algorithm": "sha256", "subfilter": SigSeedSubFilter.PADES}
    metadata = PdfSignatureMetadata(field_name=field, **{**usual, **settings})
    signer = PdfSigner(metadata, KeyInMemory(identity), new_field_spec=new_field)
    out = io.BytesIO()
    signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(document)), output=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def today():
    """Return identities that are valid at the moment of the test."""
    start = datetime.now(UTC) - timedelta(days=1)
    return {
        role: new_identity(name, title, RoleId(role), start) for role, title, name in PEOPLE
    }


@pytest.fixture(scope="module")
def sealed_today(today):
    """Return a pack that was sealed before the others sign, at the moment of the test."""
    return sign_as_others_do(
        unsigned_pack(manifest()),
        today["practitioner"],
        "signature_practitioner",
        certify=True,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )


class TestTheSeal:
    def test_an_approval_is_no_seal(self, today):
        document = sign_as_others_do(
            unsigned_pack(manifest()), today["practitioner"], "signature_practitioner"
        )
        assert faults(document) == (
            "The first signature does not seal the pack, "
            "so anything could have been added since.",
        )

    @pytest.mark.parametrize("permission", [MDPPerm.NO_CHANGES, MDPPerm.ANNOTATE])
    def test_a_seal_that_permits_anything_but_signing_is_refused(self, today, permission):
        document = sign_as_others_do(
            unsigned_pack(manifest()),
            today["practitioner"],
            "signature_practitioner",
            certify=True,
            docmdp_permissions=permission,
        )
        assert faults(document) == (
            "The seal does not protect the pack: "
            "it permits more, or less, than the other signatures.",
        )

    def test_a_manifest_that_came_later_is_not_believed(self, sign_blindly):
        sealed = sign_blindly(
            unsigned_pack(manifest(), manifests=[]), "practitioner", certify=True
        )
        assert faults(late_manifest(sealed)) == (
            "The list of contents was put into the file after it was sealed.",
            "After the practitioner had signed, "
            "the attached files or the list of contents were altered.",
        )


class TestTheMethod:
    @pytest.mark.parametrize("digest", ["sha1", "md5"])
    def test_a_broken_hash_is_refused(self, today, packs, digest):
        document = sign_as_others_do(
            unsigned_pack(manifest()),
            today["practitioner"],
            "signature_practitioner",
            certify=True,
            docmdp_permissions=MDPPerm.FILL_FORMS,
            md_algorithm=digest,
        )
        assert faults(document) == (
            "The signature of the practitioner was made by a method that is no longer safe.",
        )

    def test_a_short_key_is_refused(self, packs, sign_blindly):
        role, title, name = PEOPLE[1]
        short = new_identity(name, title, RoleId(role), SEALED_AT, bits=1024)

        assert faults(sign_blindly(packs[1], role, short)) == (
            "The signature of the team manager was made by a method that is no longer safe.",
        )

    def test_the_older_form_of_signature_is_accepted(self, sealed_today, today):
        document = sign_as_others_do(
            sealed_today,
            today["team_manager"],
            "signature_team_manager",
            subfilter=SigSeedSubFilter.ADOBE_PKCS7_DETACHED,
        )
        verification = verify(document)

        assert verification.valid
        assert verification.signatures[1].intact

    def test_a_signer_with_another_tool_and_its_own_appearance_is_accepted(
        self, sealed_today, today
    ):
        verification = verify(
            sign_as_others_do(sealed_today, today["team_manager"], "signature_team_manager")
        )
        assert verification.valid
        assert [report.intact for report in verification.signatures] == [True, True]


class TestDates:
    @pytest.mark.parametrize(
        ("at", "sentence"),
        [
            (
                datetime(2037, 2, 1, tzinfo=UTC),
                "The certificate of Colette Brannigan expired on 4 January 2037; "
                "it signed on 1 February 2037.",
            ),
            (
                datetime(2027, 1, 5, 16, 41, tzinfo=UTC),
                "The certificate of Colette Brannigan is valid from 5 January 2027 at 16:42; "
                "it signed on 5 January 2027 at 16:41.",
            ),
        ],
    )
    def test_a_certificate_out_of_date_is_refused(self, packs, sign_blindly, at, sentence):
        document = sign_blindly(packs[1], "team_manager", at=at)

        assert faults(document) == (sentence,)
        assert sentence in verify(document, zone=UTC).signatures[1].sentence

    @pytest.mark.parametrize(
        ("text", "moment"),
        [
            ("D:20270105164200Z", SEALED_AT),
            ("D:20270105164200", SEALED_AT),
            ("D:20270105174200+01'00'", SEALED_AT),
            ("D:20270105114200-05'00", SEALED_AT),
            ("D:20271305164200Z", None),
            ("D:20270105164200+99'99'", None),
            ("yesterday", None),
            ("", None),
        ],
    )
    def test_dates_are_read_as_pdf_writes_them(self, text, moment):
        assert read_date(text) == moment


class TestOrderAndPeople:
    def test_signing_out_of_order_is_refused(self, packs, sign_blindly):
        document = sign_blindly(packs[1], "head_of_service")

        assert faults(document) == ("The head of service signed before the team manager.",)

    def test_signatures_in_exchanged_fields_are_refused(self, packs, identities, sign_blindly):
        document = sign_blindly(packs[1], "team_manager", field="signature_service_manager")
        assert faults(document)[0] == (
            "The key of Colette Brannigan was made for the role of team manager, "
            "and signed as service manager."
        )

    def test_one_key_in_two_roles_is_refused(self, brought, sign_blindly):
        contents = manifest(names={"practitioner": "", "team_manager": ""})
        document = sign_blindly(unsigned_pack(contents), "practitioner", brought, certify=True)
        document = sign_blindly(document, "team_manager", brought)

        assert faults(document) == ("One key signed as practitioner and team manager.",)

    def test_a_fifth_signature_by_a_stranger_is_refused(self, packs, today):
        document = sign_as_others_do(
            packs[4],
            today["head_of_service"],
            "fifth",
            new_field=SigFieldSpec("fifth", on_page=0, box=(10, 10, 200, 60)),
        )
        verification = verify(document, zone=UTC)

        assert faults(document)[0] == (
            "The file has a form field or signature that the pack never asked for."
        )
        assert not verification.signatures[0].intact
        assert verification.signatures[4].role == ""
        assert verification.signatures[4].trusted is Trust.UNKNOWN

    def test_a_second_seal_is_refused(self, packs, sign_blindly, monkeypatch):
        monkeypatch.setattr(pdf_signer, "_signatures_exist", lambda _: False)
        document = sign_blindly(packs[1], "team_manager", certify=True)

        assert "A later signature claims to be the seal of the pack." in faults(document)


class TestTheContainer:
    """What the reserved room holds is covered by no signature, so it must be as prescribed."""

    FIELD = "signature_team_manager"
    ALTERED = ("The file has been altered: it is no longer what the team manager signed.",)

    def test_a_cms_that_carries_its_own_content_is_refused(self, packs):
        def edit(message):
            message["content"]["encap_content_info"]["content"] = b"something else"

        assert faults(with_cms(packs[2], self.FIELD, edit)) == self.ALTERED

    def test_stowaways_behind_the_cms_are_refused(self, packs):
        assert faults(with_cms(packs[2], self.FIELD, lambda m: m.dump() + b"x")) == self.ALTERED

    def test_another_version_of_the_cms_is_refused(self, packs):
        def edit(message):
            message["content"]["version"] = "v3"

        assert faults(with_cms(packs[2], self.FIELD, edit)) == self.ALTERED

    def test_an_additional_digest_algorithm_is_refused(self, packs):
        def edit(message):
            message["content"]["digest_algorithms"].append({"algorithm": "md5"})

        assert faults(with_cms(packs[2], self.FIELD, edit)) == self.ALTERED

    @pytest.mark.parametrize("content", [b"", b"\x30\x00", b"\x30\x80", b"no CMS"])
    def test_a_signature_that_is_none_is_told_as_unreadable(self, packs, content):
        document = with_cms(packs[2], self.FIELD, lambda _: content)

        verification = verify(document)

        assert not verification.valid
        assert not verification.signatures or not verification.signatures[1].intact

    def test_the_signature_of_another_pack_is_refused(self, packs, sign_all):
        other = sign_all(unsigned_pack(manifest(version=2)), 2)
        stolen = []
        with_cms(other, self.FIELD, lambda message: stolen.append(message.dump()))

        assert faults(with_cms(packs[2], self.FIELD, lambda _: stolen[0])) == self.ALTERED

    def test_the_signature_of_another_person_is_refused(self, packs):
        stolen = []
        with_cms(packs[2], "signature_practitioner", lambda m: stolen.append(m.dump()))

        assert faults(with_cms(packs[2], self.FIELD, lambda _: stolen[0]))[0] == self.ALTERED[0]

    def test_hexadecimal_in_mixed_case_is_refused(self, packs):
        signature = read_structure(packs[1], len(packs[1])).signatures[0]
        start = signature.byte_range[1]
        at = next(n for n in range(start, start + 500) if packs[1][n : n + 1].isalpha())
        document = packs[1][:at] + packs[1][at : at + 1].swapcase() + packs[1][at + 1 :]

        assert not verify(document).valid


class TestByteRanges:
    """The range must be all of the revision but the value itself."""

    @pytest.fixture
    def signature(self, packs):
        return read_structure(packs[1], len(packs[1])).signatures[0]

    def covers(self, document, signature, *numbers):
        return covers_its_revision(document, replace(signature, byte_range=numbers))

    def test_the_range_of_a_sound_signature_is_accepted(self, packs, signature):
        assert self.covers(packs[1], signature, *signature.byte_range)

    def test_every_other_range_is_refused(self, packs, signature):
        _, before, after, length = signature.byte_range
        for numbers in (
            (1, before - 1, after, length),
            (0, before - 1, after, length),
            (0, before, after + 1, length - 1),
            (0, before, after - 1, length + 1),
            (0, before + 1, after, length),
            (0, before, after, length - 2),
            (0, before, after, length + 1),
            (0, before, before, length),
            (0, after, before, length),
            (0, -before, after, length),
            (0, before, after, -length),
            (0, before, after),
            (0, before, after, length, 0, 1),
            (),
        ):
            assert not self.covers(packs[1], signature, *numbers), numbers

    def test_a_range_rewritten_in_the_file_is_refused(self, packs):
        old = b"/ByteRange [ 0 "
        at = packs[1].index(b"/ByteRange")
        end = packs[1].index(b"]", at)
        text = packs[1][at : end + 1]
        assert text.startswith(old[:10])
        forged = packs[1].replace(text, text.replace(b"0 ", b"1 ", 1))

        assert not verify(forged).valid
