"""Every way of tampering that we know is refused, with the sentence that fits.

Done to the pack with one to four signatures, by bytes and qpdf.
"""

from __future__ import annotations

import io
import re
from datetime import UTC

import pikepdf
import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from portfolio_app.model.domain.signatures import Trust
from portfolio_app.signing.signer import KeyInMemory
from portfolio_app.signing.verify import verify
from tests.signing import tampering
from tests.signing.helpers import PEOPLE, manifest, unsigned_pack
from tests.signing.updating import appended, updated

AT_END = "Something stands at the end of the file that no signature covers"
UNREADABLE = "The file is damaged or was cut off"
ALTERED = "The file has been altered: it is no longer what the practitioner"
PAGES_SHOW = "had signed, what the pages show was altered."
PAGES = "had signed, pages were added, removed or altered."
NEEDLESS = "had signed, the file was altered in a way that no signature needs."
ATTACHMENTS = "had signed, the attached files or the list of contents were altered."
SIGNATURES = "an earlier signature, or what is shown of it, was altered"

CASES = [
    (tampering.flip_a_byte_of_a_page, ALTERED),
    (tampering.flip_a_byte_of_the_structure, UNREADABLE),
    (tampering.add_page_content, PAGES_SHOW),
    (tampering.overwrite_page_content, PAGES_SHOW),
    (tampering.exchange_a_font, PAGES_SHOW),
    (tampering.exchange_a_font_program, PAGES_SHOW),
    (tampering.remove_a_page, PAGES),
    (tampering.exchange_the_page_tree, PAGES),
    (tampering.put_in_a_page_of_another_pack, PAGES),
    (tampering.add_a_note, "had signed, a note or drawing was laid on a page."),
    (tampering.add_a_covering_field, "The file has a form field or signature that the pack"),
    (tampering.take_away_a_field, "A place for a signature is missing from the file."),
    (tampering.exchange_a_signed_appearance, SIGNATURES),
    (tampering.overwrite_a_signature, SIGNATURES),
    (tampering.take_away_the_certification, SIGNATURES),
    (tampering.change_the_language, NEEDLESS),
    (tampering.retitle, NEEDLESS),
    (tampering.retitle_in_the_metadata, NEEDLESS),
    (tampering.spoil_the_metadata, NEEDLESS),
    (tampering.delete_an_object, PAGES_SHOW),
    (tampering.add_a_script, "The file contains a program (JavaScript), which packs never do."),
    (tampering.change_the_manifest, ATTACHMENTS),
    (tampering.detach_the_manifest, ATTACHMENTS),
    (tampering.attach_a_second_manifest, "The file holds more than one list of contents"),
    (tampering.hide_an_update_from_old_readers, UNREADABLE),
    (tampering.protect_by_a_password, UNREADABLE),
    (tampering.save_again, ALTERED),
    (tampering.append_a_line_end, AT_END),
    (tampering.append_junk, AT_END),
    (tampering.append_much_junk, AT_END),
    (tampering.append_an_empty_update, AT_END),
    (tampering.append_a_second_document, UNREADABLE),
    (tampering.cut_off_the_end, AT_END),
    (tampering.cut_off_much, AT_END),
    (tampering.put_something_before_the_header, UNREADABLE),
]


@pytest.mark.parametrize("signatures", [1, 2, 3, 4])
@pytest.mark.parametrize(("tamper", "sentence"), CASES, ids=[c[0].__name__ for c in CASES])
def test_what_was_tampered_with_is_refused(packs, tamper, sentence, signatures):
    tampered = tamper(packs[signatures])
    assert tampered != packs[signatures]

    verification = verify(tampered, zone=UTC)

    assert not verification.valid
    assert any(sentence in reason for reason in verification.reasons), verification.reasons
    assert not any(report.intact for report in verification.signatures)
    assert not any("Nothing has changed" in r.sentence for r in verification.signatures)


BY_UPDATE = [
    tampering.add_page_content,
    tampering.overwrite_page_content,
    tampering.exchange_a_font,
    tampering.exchange_a_font_program,
    tampering.remove_a_page,
    tampering.exchange_the_page_tree,
    tampering.put_in_a_page_of_another_pack,
    tampering.add_a_note,
    tampering.add_a_covering_field,
    tampering.exchange_a_signed_appearance,
    tampering.overwrite_a_signature,
    tampering.take_away_the_certification,
    tampering.change_the_language,
    tampering.retitle,
    tampering.add_a_script,
    tampering.change_the_manifest,
    tampering.detach_the_manifest,
    tampering.attach_a_second_manifest,
]


@pytest.mark.parametrize("signatures", [1, 3])
@pytest.mark.parametrize("tamper", BY_UPDATE, ids=[t.__name__ for t in BY_UPDATE])
def test_a_signature_that_follows_does_not_cover_it_up(packs, sign_blindly, tamper, signatures):
    """Somebody signs, by a tool that asks nothing, what was tampered with after the others."""
    role = PEOPLE[signatures][0]

    verification = verify(sign_blindly(tamper(packs[signatures]), role), zone=UTC)

    assert not verification.valid
    assert len(verification.signatures) == signatures + 1
    assert not any(report.intact for report in verification.signatures[:signatures])


@pytest.mark.parametrize("signatures", [1, 2, 3, 4])
def test_the_signed_page_of_another_pack_is_no_signature_here(packs, sign_all, signatures):
    """The same four people signed another pack; its page and signatures are put in here."""
    others = sign_all(unsigned_pack(manifest(plan_sha256="2" * 64)))

    def edit(pdf):
        with pikepdf.open(io.BytesIO(others)) as other:
            page = pdf.copy_foreign(other.pages[1].obj)
        pdf.Root.Pages.Kids[1] = page
        pdf.Root.AcroForm.Fields = page.Annots
        known = int(pdf.trailer.Size)
        copied = [found for found in pdf.objects if getattr(found, "objgen", (0,))[0] >= known]
        return [pdf.Root.Pages, pdf.Root.AcroForm, *copied]

    verification = verify(updated(packs[signatures], edit), zone=UTC)

    assert not verification.valid
    assert not any(report.intact for report in verification.signatures)


def test_a_signature_taken_out_of_its_field_is_missed(packs):
    verification = verify(tampering.empty_a_signed_field(packs[4]), zone=UTC)

    assert not verification.valid
    assert [signer.role for signer in verification.missing] == ["practitioner"]
    assert any(SIGNATURES in reason for reason in verification.reasons)


def test_one_change_is_told_once(packs):
    verification = verify(tampering.add_a_note(packs[4]), zone=UTC)

    assert verification.reasons == (
        "After the head of service had signed, a note or drawing was laid on a page.",
    )


@pytest.mark.parametrize("signatures", [1, 4])
def test_of_a_file_saved_again_it_is_told_once_that_it_was_altered(packs, signatures):
    verification = verify(tampering.save_again(packs[signatures]), zone=UTC)

    assert ALTERED in verification.faults[0]
    assert not any(AT_END in fault for fault in verification.faults)


def test_what_a_page_only_refers_to_may_not_be_put_in_later(sign_blindly):
    """A shadow: the sealed page names a content that comes with the next signature."""
    document = unsigned_pack(manifest())
    with pikepdf.open(io.BytesIO(document)) as pdf:
        page, size = pdf.pages[0].obj, int(pdf.trailer.Size)
        keys = b"/Root %s " % pdf.trailer.Root.unparse()
        written = page.unparse(resolved=True)
        number = page.objgen[0]
    prepared = re.sub(rb"/Contents (\d+ 0 R)", rb"/Contents [ \1 99 0 R ]", written)
    assert prepared != written
    document = appended(document, {number: prepared}, size, keys)
    sealed = sign_blindly(document, "practitioner", certify=True)
    assert verify(sealed).valid

    shadow = b"BT /F1 24 Tf 72 600 Td (Not what was sealed) Tj ET"
    stream = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shadow), shadow)
    filled = appended(sealed, {99: stream}, 100, keys)
    signed = sign_blindly(filled, "team_manager")

    verification = verify(signed, zone=UTC)
    assert not verification.valid
    assert f"After the practitioner {PAGES_SHOW}" in verification.reasons


@pytest.mark.parametrize(
    "tamper", [tampering.retitle_in_the_metadata, tampering.spoil_the_metadata]
)
def test_a_signature_does_not_cover_up_another_title(packs, sign_blindly, tamper):
    verification = verify(sign_blindly(tamper(packs[1]), "team_manager"), zone=UTC)

    assert not verification.valid
    assert f"After the practitioner {NEEDLESS}" in verification.reasons


def test_a_change_between_two_signatures_names_who_had_signed(packs, sign_blindly):
    changed = tampering.add_a_note(packs[1])
    verification = verify(sign_blindly(changed, "team_manager"), zone=UTC)

    assert not verification.valid
    assert (
        "After the practitioner had signed, a note or drawing was laid on a page."
        in verification.reasons
    )
    assert [report.intact for report in verification.signatures] == [False, True]


@pytest.fixture(scope="module")
def forgers(named):
    """Return keys that bear everybody's name and role."""
    return {role: named(name, role) for role, _, name in PEOPLE}


class TestPeople:
    """Those tamperings of the table that need a key, after each signature and at the end."""

    @pytest.mark.parametrize("place", [0, 1, 2, 3])
    def test_a_known_role_signed_by_another_key_is_a_mismatch(
        self, packs, identities, forgers, contacts, sign_blindly, place
    ):
        role, _, name = PEOPLE[place]
        contacts.confirm(identities[role].fingerprint, name=name, role=identities[role].role)
        forged = sign_blindly(packs[place], role, forgers[role], certify=not place)

        verification = verify(forged, contacts, zone=UTC)

        assert not verification.valid
        assert verification.faults == (
            f"You confirmed another key for {name}. Do not rely on this signature; ask {name}.",
        )
        assert verification.signatures[place].trusted is Trust.MISMATCH

    @pytest.mark.parametrize("signatures", [1, 2, 3, 4])
    def test_a_pack_forged_whole_is_by_nobody_whom_anyone_knows(
        self, identities, forgers, sign_all, contacts, signatures
    ):
        forged = sign_all(unsigned_pack(manifest()), signatures, forgers)

        reports = verify(forged, zone=UTC).signatures
        assert {report.trusted for report in reports} == {Trust.UNKNOWN}
        for report, (_, _, name) in zip(reports, PEOPLE, strict=False):
            assert report.sentence.startswith(f"Someone using the name {name} ")

        for role, _, name in PEOPLE:
            known = identities[role]
            contacts.confirm(known.fingerprint, name=name, role=known.role)
        knowing = verify(forged, contacts)
        assert not knowing.valid
        assert {report.trusted for report in knowing.signatures} == {Trust.MISMATCH}

    @pytest.mark.parametrize("signatures", [1, 2, 3, 4])
    def test_a_stranger_s_extra_signature_is_refused(self, packs, stranger, signatures):
        extra = signed_beside(packs[signatures], stranger)

        verification = verify(extra, zone=UTC)

        assert not verification.valid
        assert "The file has a form field or signature that the pack never asked for." in (
            verification.faults
        )
        assert not any(report.intact for report in verification.signatures[:signatures])

    @pytest.mark.parametrize(("seen", "left"), [(2, 1), (3, 1), (3, 2), (4, 1), (4, 2), (4, 3)])
    def test_a_pack_cut_back_is_told_as_waiting_and_refused_where_more_was_seen(
        self, packs, journal, seen, left
    ):
        cut = packs[seen][: len(packs[left])]
        stranger = verify(cut, zone=UTC)
        assert stranger.valid
        assert len(stranger.missing) == len(stranger.reasons) == 4 - left
        assert all("is still to come" in reason for reason in stranger.reasons)

        journal.remember(verify(packs[seen]))
        assert verify(cut, None, journal).faults[0] == (
            f"This computer has seen this pack with {seen} signatures; this file holds {left}."
        )


def signed_beside(document, identity):
    """Sign in a field of one's own, as other programs let anybody do."""
    out = io.BytesIO()
    PdfSigner(
        PdfSignatureMetadata(field_name="extra", subfilter=SigSeedSubFilter.PADES),
        KeyInMemory(identity),
        new_field_spec=SigFieldSpec("extra", on_page=0, box=(10, 10, 200, 60)),
    ).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(document)), output=out)
    return out.getvalue()
