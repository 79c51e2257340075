"""Tools that know nothing of us agree with what we sign, and with what we refuse."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portfolio_app.model.domain.signatures import Trust
from portfolio_app.signing.verify import verify
from tests.signing.council import Issuer
from tests.signing.helpers import (
    PEOPLE,
    SEALED_AT,
    manifest,
    quick_p12,
    signed_at,
    unsigned_pack,
)
from tests.signing.tampering import add_a_note, flip_a_byte_of_a_page
from tests.tools import openssl_cms, pdfbox, poppler, qpdf

LATER = SEALED_AT + timedelta(days=20)


@pytest.fixture
def written(tmp_path):
    def write(document):
        path = tmp_path / "pack.pdf"
        path.write_bytes(document)
        return path

    return write


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_qpdf_finds_no_fault_after_each_signature(packs, written, count):
    assert qpdf.check(written(packs[count])) == []


@pytest.mark.parametrize("count", [1, 4])
def test_openssl_finds_every_signature_to_hold(packs, written, identities, count):
    trusted = [identity.certificate_der for identity in identities.values()]
    verdicts = openssl_cms.verify(written(packs[count]), trusted=trusted, at=LATER)

    assert [v.complaint for v in verdicts] == [""] * count
    assert [v.field for v in verdicts] == [f"signature_{role}" for role, _, _ in PEOPLE[:count]]
    assert [v.whole_file for v in verdicts] == [False] * (count - 1) + [True]


@pytest.mark.parametrize("count", [1, 4])
def test_poppler_finds_every_signature_to_hold(packs, written, count):
    found = [s for s in poppler.signatures(written(packs[count])) if s.signer]

    assert [s.signer for s in found] == [name for _, _, name in PEOPLE[:count]]
    assert all(s.digest_holds for s in found)
    assert [s.whole_file for s in found] == [False] * (count - 1) + [True]


def test_they_see_an_altered_byte_as_we_do(packs, written):
    altered = written(flip_a_byte_of_a_page(packs[4]))

    assert not any(v.holds for v in openssl_cms.verify(altered, at=LATER))
    assert not any(s.digest_holds for s in poppler.signatures(altered))
    assert not verify(altered.read_bytes()).valid


def test_they_let_an_update_pass_that_we_refuse(packs, written):
    annotated = written(add_a_note(packs[4]))

    assert all(v.holds for v in openssl_cms.verify(annotated, at=LATER))
    assert not any(s.whole_file for s in poppler.signatures(annotated))
    assert not verify(annotated.read_bytes()).valid


def test_a_brought_elliptic_key_holds_for_them_too(written, brought, sign_blindly):
    contents = manifest({"practitioner": brought.fingerprint})
    document = sign_blindly(unsigned_pack(contents), "practitioner", brought, certify=True)

    assert [v.complaint for v in openssl_cms.verify(written(document), at=LATER)] == [""]
    assert verify(document).valid


class TestPdfBoxSigns:
    """Another program, which draws its own picture into the field."""

    @staticmethod
    def sign(document, identity, kind=pdfbox.PADES):
        return pdfbox.sign(
            document,
            field="signature_team_manager",
            p12=quick_p12(identity, "p"),
            passphrase="p",
            at=signed_at(1),
            kind=kind,
        )

    def test_with_a_self_made_key_in_the_older_form(self, packs, identities):
        verification = verify(self.sign(packs[1], identities["team_manager"], pdfbox.OLDER))

        assert verification.valid
        assert [report.intact for report in verification.signatures] == [True, True]
        assert verification.signatures[1].signed_at == signed_at(1)
        assert verification.signatures[1].trusted is Trust.UNKNOWN

    def test_with_what_a_trusted_authority_issued(self, packs, contacts):
        council = Issuer()
        contacts.authorities.trust(council.root_pem, at=SEALED_AT)

        document = self.sign(packs[1], council.issue("Colette Brannigan"))

        verification = verify(document, contacts)
        assert verification.valid
        assert verification.signatures[1].trusted is Trust.KNOWN

    def test_over_what_was_tampered_with(self, packs, identities):
        document = self.sign(add_a_note(packs[1]), identities["team_manager"])

        assert not verify(document).valid
