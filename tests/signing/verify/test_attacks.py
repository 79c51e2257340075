"""Attacks by somebody who knows these rules: each is carried out, and none deceives."""

from __future__ import annotations

import io
import re
import tracemalloc
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from portfolio_app.signing import hostile
from portfolio_app.signing.verify import verify
from tests.signing.council import Issuer
from tests.signing.helpers import SEALED_AT, manifest, unsigned_pack
from tests.signing.updating import updated

SHADOW = b"BT /F1 24 Tf 72 600 Td (Not what was sealed) Tj ET"


@pytest.fixture
def seal(sign_blindly):
    """Return a sealer of the small pack, prepared by a practitioner who means harm."""

    def seal(prepare, contents=None):
        document = updated(unsigned_pack(contents or manifest()), prepare)
        return sign_blindly(document, "practitioner", certify=True)

    return seal


class TestTwoFacedObjects:
    """What a signature may change is used for something else too."""

    def refused(self, sealed, edit, sign_blindly):
        signed = sign_blindly(updated(sealed, edit), "team_manager")

        assert verify(sealed).valid
        assert not verify(signed).valid
        assert not verify(signed).signatures[0].intact

    def test_metadata_that_is_painted(self, seal, sign_blindly):
        def prepare(pdf):
            page = pdf.pages[0].obj
            page.Contents = Array([page.Contents, pdf.Root.Metadata])
            return [page]

        def edit(pdf):
            stream = pdf.Root.Metadata
            stream.write(stream.read_bytes() + b"<!--\n" + SHADOW + b"\n-->")
            return [stream]

        self.refused(seal(prepare), edit, sign_blindly)

    def test_a_form_that_is_a_note(self, seal, sign_blindly):
        def prepare(pdf):
            form, page = pdf.Root.AcroForm, pdf.pages[0].obj
            form.Type, form.Subtype = Name.Annot, Name.FreeText
            form.Rect, form.Contents = Array([72, 500, 400, 540]), String("Not approved")
            form.DA = String("/F1 24 Tf 0 g")
            page.Annots = Array([form])
            return [page, form]

        def edit(pdf):
            pdf.Root.AcroForm.DA = String("/F1 24 Tf 1 g")
            return [pdf.Root.AcroForm]

        self.refused(seal(prepare), edit, sign_blindly)

    def test_an_information_dictionary_that_is_a_note(self, seal, sign_blindly):
        def prepare(pdf):
            note, page = pdf.trailer.Info, pdf.pages[0].obj
            note.Type, note.Subtype, note.Rect = Name.Annot, Name.Text, Array([1, 1, 9, 9])
            page.Annots = Array([note])
            return [note, page]

        def edit(pdf):
            pdf.trailer.Info.Producer = String("No")
            return [pdf.trailer.Info]

        self.refused(seal(prepare), edit, sign_blindly)

    @pytest.mark.parametrize(
        "entry",
        [
            {"/Version": Name("/1.2")},
            {"/Version": Dictionary(A=Dictionary(S=Name.Launch))},
            {"/Extensions": Dictionary(ADBE=Dictionary(Contents=String("x")))},
            {"/Extensions": Array([])},
        ],
    )
    def test_a_catalogue_that_says_something_else(self, packs, sign_blindly, entry):
        def edit(pdf):
            for key, value in entry.items():
                pdf.Root[key] = value
            return [pdf.Root]

        self.refused(packs[1], edit, sign_blindly)


class TestFields:
    def test_two_fields_of_one_name(self, seal):
        def prepare(pdf):
            form, page = pdf.Root.AcroForm, pdf.pages[0].obj
            twin = pdf.make_indirect(Dictionary(form.Fields[1]))
            form.Fields.append(twin)
            page.Annots = Array([twin])
            return [form, page, twin]

        assert verify(seal(prepare)).faults == (
            "The file has a form field or signature that the pack never asked for.",
        )

    def test_one_signature_in_two_fields(self, packs):
        def edit(pdf):
            fields = pdf.Root.AcroForm.Fields
            fields[1].V = fields[0].V
            return [fields[1]]

        assert not verify(updated(packs[1], edit)).valid

    def test_a_place_for_a_signature_that_hides_a_page(self, seal):
        """What its signer draws there would lie over what the others signed."""

        def prepare(pdf):
            field = pdf.Root.AcroForm.Fields[3]
            field.Rect = Array([0, 0, 595, 842])
            return [field]

        assert not verify(seal(prepare)).valid


class TestWhatShowsOtherThingsElsewhere:
    """Sealed that way, so that no update is needed to let two people see different pages."""

    VARIES = "The file can show other things elsewhere or later"

    def test_layers(self, seal):
        def prepare(pdf):
            layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("On paper")))
            pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary())
            return [pdf.Root, layer]

        assert verify(seal(prepare)).faults[0].startswith(self.VARIES)

    @pytest.mark.parametrize("action", ["Launch", "Hide", "SubmitForm"])
    def test_actions(self, seal, action):
        def prepare(pdf):
            pdf.Root.OpenAction = Dictionary(S=Name(f"/{action}"))
            return [pdf.Root]

        assert verify(seal(prepare)).faults[0].startswith(self.VARIES)

    def test_content_in_another_file(self, seal):
        def prepare(pdf):
            content = pdf.pages[0].obj.Contents
            content.F = String("elsewhere.txt")
            return [content]

        assert verify(seal(prepare)).faults[0].startswith(self.VARIES)


class TestExhaustion:
    @pytest.mark.parametrize("filters", [Name.FlateDecode, [Name.FlateDecode] * 3])
    def test_a_list_of_withdrawn_certificates_that_unpacks_without_end(
        self, packs, contacts, sign_blindly, filters
    ):
        bomb = endless()
        for _ in range(len(filters) - 1 if isinstance(filters, list) else 0):
            bomb = zlib.compress(bomb)

        def edit(pdf):
            stream = pikepdf.Stream(pdf, bomb, Filter=filters)
            listed = Array([pdf.make_indirect(stream)])
            pdf.Root.DSS = Dictionary(CRLs=listed)
            return [pdf.Root, listed[0]]

        signed = sign_blindly(updated(packs[1], edit), "team_manager")
        contacts.authorities.trust(Issuer().root_pem, at=SEALED_AT)

        assert most_held(lambda: verify(signed, contacts)) < 50

    def test_metadata_that_unpacks_without_end(self, packs, sign_blindly):
        def edit(pdf):
            stream = pdf.Root.Metadata
            stream.write(endless(), filter=Name.FlateDecode)
            return [stream]

        tampered = updated(packs[1], edit)
        signed = sign_blindly(tampered, "team_manager")

        assert most_held(lambda: verify(signed)) < 50
        assert not verify(signed).valid

    def test_objects_that_unpack_without_end(self, packs):
        """What is packed into one another is unpacked by qpdf, which is told how far."""
        assert not verify(with_packed_object(packs[1], endless(20))).valid

        limits = pikepdf.settings.get_qpdf_limits()
        assert 0 < limits["flate_max_memory"] <= hostile.MOST_UNPACKED

    def test_objects_that_are_only_announced(self, packs):
        tampered = updated(packs[1], lambda pdf: [pdf.make_indirect(Dictionary())])
        at = tampered.rindex(b"/Size ")
        end = tampered.index(b" ", at + 6)
        tampered = tampered[:at] + b"/Size 2000000000" + tampered[end:]

        assert not verify(tampered).valid

    def test_revisions_that_point_at_themselves(self, packs):
        tampered = updated(packs[1], lambda pdf: [pdf.make_indirect(Dictionary())])
        start = int(re.findall(rb"startxref\s+(\d+)", tampered)[-1])
        at = tampered.rindex(b"/Prev ")
        end = tampered.index(b" ", at + 6)
        looped = tampered[:at] + b"/Prev %d" % start + tampered[end:]

        assert not verify(looped).valid


def most_held(work):
    """Return how many megabytes Python held at most while `work` was done."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1] / 1024**2
    finally:
        tracemalloc.stop()


def endless(megabytes=200):
    """Return a few kilobytes that unpack to so much."""
    packer = zlib.compressobj(9)
    nothing = b"\0" * 1024**2
    return b"".join(packer.compress(nothing) for _ in range(megabytes)) + packer.flush()


def with_packed_object(document, packed):
    """Append an object stream of one object, and a cross-reference that leads into it."""
    with pikepdf.open(io.BytesIO(document)) as pdf:
        size, root = int(pdf.trailer.Size), pdf.trailer.Root.unparse()
    previous = int(re.findall(rb"startxref\s+(\d+)", document)[-1])
    holder = b"%d 0 obj\n<< /Type /ObjStm /N 1 /First 7 /Filter /FlateDecode /Length %d >>" % (
        size,
        len(packed),
    )
    holder += b"\nstream\n%s\nendstream\nendobj\n" % packed
    rows = b"\x01%s\0\0" % len(document).to_bytes(4, "big")
    rows += b"\x02%s\0\0" % size.to_bytes(4, "big")
    table = (
        b"%d 0 obj\n<< /Type /XRef /Size 9001 /W [1 4 2] /Index [%d 1 9000 1] /Prev %d "
        b"/Root %s /Length %d >>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n"
    )
    start = len(document) + len(holder)
    return document + holder + table % (
        size + 1, size, previous, root, len(rows), rows, start,
    )  # fmt: skip
