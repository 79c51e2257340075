"""What an attacker does to a signed pack: by bytes and qpdf, never by our own writer.

Each function takes the document and returns the tampered one.
"""

from __future__ import annotations

import io
import re

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.signing.helpers import attach, manifest, saved, unsigned_pack
from tests.signing.updating import appended, flipped, updated


def flip_a_byte_of_a_page(document):
    with pikepdf.open(io.BytesIO(document)) as pdf:
        content = pdf.pages[0].obj.Contents.read_raw_bytes()
    return flipped(document, document.index(content) + len(content) // 2)


def flip_a_byte_of_the_structure(document):
    return flipped(document, document.index(b"/ObjStm") + 60)


def put_something_before_the_header(document):
    return b"%!\n" + document


def _second_page_content(pdf):
    page = pdf.pages[0].obj
    page.Contents = Array(
        [page.Contents, pdf.make_stream(b"BT /F1 24 Tf 72 600 Td (Not signed) Tj ET")]
    )
    return [page, page.Contents[1]]


def add_page_content(document):
    return updated(document, _second_page_content)


def overwrite_page_content(document):
    def edit(pdf):
        pdf.pages[0].obj.Contents.write(b"BT /F1 24 Tf 72 700 Td (Another text) Tj ET")
        return [pdf.pages[0].obj.Contents]

    return updated(document, edit)


def add_a_note(document):
    def edit(pdf):
        page = pdf.pages[0].obj
        note = Dictionary(
            Type=Name.Annot,
            Subtype=Name.FreeText,
            Rect=[72, 690, 400, 730],
            Contents=String("Approved"),
            DA=String("/Helv 12 Tf"),
        )
        page.Annots = Array([pdf.make_indirect(note)])
        return [page, page.Annots[0]]

    return updated(document, edit)


def remove_a_page(document):
    def edit(pdf):
        pages = pdf.Root.Pages
        del pages.Kids[0]
        pages.Count = 1
        return [pages]

    return updated(document, edit)


def exchange_the_page_tree(document):
    def edit(pdf):
        kept = pdf.pages[1].obj
        forged = pdf.make_indirect(Dictionary(Type=Name.Pages, Kids=[kept], Count=1))
        pdf.Root.Pages = forged
        return [pdf.Root, forged]

    return updated(document, edit)


def put_in_a_page_of_another_pack(document):
    def edit(pdf):
        with pikepdf.open(io.BytesIO(unsigned_pack(manifest()))) as other:
            page = pdf.copy_foreign(other.pages[1].obj)
        pdf.Root.Pages.Kids[1] = page
        fonts = page.Resources.Font.F1
        return [pdf.Root.Pages, page, page.Contents, fonts]

    return updated(document, edit)


def exchange_a_font(document):
    def edit(pdf):
        font = pdf.pages[0].obj.Resources.Font.F1
        font.BaseFont = Name.Symbol
        return [font]

    return updated(document, edit)


def exchange_a_font_program(document):
    """Let the text be drawn by another program, so that it reads otherwise."""

    def edit(pdf):
        font = pdf.pages[0].obj.Resources.Font.F1
        program = pdf.make_stream(b"%!PS-AdobeFont-1.0: Helvetica", Length1=29)
        font.FontDescriptor = pdf.make_indirect(
            Dictionary(Type=Name.FontDescriptor, FontName=Name.Helvetica, FontFile=program)
        )
        return [font, font.FontDescriptor, program]

    return updated(document, edit)


def exchange_a_signed_appearance(document):
    def edit(pdf):
        field = pdf.Root.AcroForm.Fields[0]
        field.AP = Dictionary(
            N=pdf.make_stream(
                b"0 0 240 70 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 240, 70]
            )
        )
        return [field, field.AP.N]

    return updated(document, edit)


def add_a_covering_field(document):
    def edit(pdf):
        page = pdf.pages[0].obj
        cover = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=String("cover"),
            V=String("white"),
            Rect=[0, 0, 595, 842],
            MK=Dictionary(BG=[1, 1, 1]),
        )
        page.Annots = Array([pdf.make_indirect(cover)])
        form = pdf.Root.AcroForm
        form.Fields.append(page.Annots[0])
        return [page, page.Annots[0], form]

    return updated(document, edit)


def add_a_script(document):
    def edit(pdf):
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
        return [pdf.Root]

    return updated(document, edit)


def change_the_language(document):
    def edit(pdf):
        pdf.Root.Lang = String("cy")
        return [pdf.Root]

    return updated(document, edit)


def change_the_manifest(document):
    def edit(pdf):
        stream = pdf.Root.AF[0].EF.F
        stream.write(stream.read_bytes().replace(b"Amina", b"Emina"))
        return [stream]

    return updated(document, edit)


def attach_a_second_manifest(document):
    def edit(pdf):
        content = pdf.Root.AF[0].EF.F.read_bytes().replace(b"Amina", b"Emina")
        stream = pdf.make_stream(content, Type=Name.EmbeddedFile)
        spec = Dictionary(
            Type=Name.Filespec, F="manifest.json", UF="manifest.json", EF=Dictionary(F=stream)
        )
        pdf.Root.AF = Array([pdf.make_indirect(spec), pdf.Root.AF[0]])
        return [pdf.Root, pdf.Root.AF[0], stream]

    return updated(document, edit)


def detach_the_manifest(document):
    def edit(pdf):
        del pdf.Root.AF
        del pdf.Root.Names
        return [pdf.Root]

    return updated(document, edit)


def overwrite_a_signature(document):
    def edit(pdf):
        value = pdf.Root.AcroForm.Fields[0].V
        value.Name = String("Somebody Else")
        return [value]

    return updated(document, edit)


def delete_an_object(document):
    with pikepdf.open(io.BytesIO(document)) as pdf:
        number = pdf.pages[0].obj.Contents.objgen[0]
        size = int(pdf.trailer.Size)
        keys = b"/Root %s " % pdf.trailer.Root.unparse()
    return appended(document, {number: b"null"}, size, keys)


def protect_by_a_password(document):
    def edit(pdf):
        return [pdf.make_indirect(Dictionary())]

    forged = updated(document, edit)
    handler = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (%b) /U (%b) /P -4 >> /Size"
    return forged[: len(document)] + forged[len(document) :].replace(
        b"/Size", handler % (b"x" * 32, b"x" * 32), 1
    )


def append_an_empty_update(document):
    return updated(document, lambda pdf: [])


def hide_an_update_from_old_readers(document):
    """A hybrid file: a table that shows one thing, a stream beside it that shows another."""
    forged = add_page_content(document)
    stream = int(re.findall(rb"startxref\s+(\d+)", forged)[-1])
    with pikepdf.open(io.BytesIO(document)) as pdf:
        size, root = int(pdf.trailer.Size), pdf.trailer.Root.unparse()
    previous = int(re.findall(rb"startxref\s+(\d+)", document)[-1])
    table = (
        b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size %d /Root %s /Prev %d /XRefStm %d >>"
    )
    ending = b"\nstartxref\n%d\n%%%%EOF\n"
    return forged + table % (size, root, previous, stream) + ending % len(forged)


def late_manifest(document):
    """Attach a manifest to what was sealed without one."""

    def edit(pdf):
        stream = pdf.make_stream(manifest().to_json(), Type=Name.EmbeddedFile)
        spec = Dictionary(
            Type=Name.Filespec, F="manifest.json", UF="manifest.json", EF=Dictionary(F=stream)
        )
        pdf.Root.AF = Array([pdf.make_indirect(spec)])
        return [pdf.Root, pdf.Root.AF[0], stream]

    return updated(document, edit)


def take_away_the_certification(document):
    def edit(pdf):
        del pdf.Root.Perms
        return [pdf.Root]

    return updated(document, edit)


def take_away_a_field(document):
    def edit(pdf):
        form = pdf.Root.AcroForm
        del form.Fields[3]
        return [form]

    return updated(document, edit)


def empty_a_signed_field(document):
    def edit(pdf):
        field = pdf.Root.AcroForm.Fields[0]
        del field["/V"]
        return [field]

    return updated(document, edit)


def retitle(document):
    def edit(pdf):
        pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=String("Another pack")))
        return [pdf.trailer.Info]

    return updated(document, edit)


def retitle_in_the_metadata(document):
    def edit(pdf):
        stream = pdf.Root.Metadata
        stream.write(stream.read_bytes().replace(b"A small pack", b"A large pack"))
        return [stream]

    return updated(document, edit)


def spoil_the_metadata(document):
    def edit(pdf):
        pdf.Root.Metadata.write(b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")
        return [pdf.Root.Metadata]

    return updated(document, edit)


def save_again(document):
    with pikepdf.open(io.BytesIO(document)) as pdf:
        return saved(pdf)


def append_a_line_end(document):
    return document + b"\n"


def append_junk(document):
    return document + b"junk"


def append_much_junk(document):
    return document + b"junk " * 1000


def append_a_second_document(document):
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        attach(pdf, b"{}", "other.json")
        return document + saved(pdf)


def cut_off_the_end(document):
    return document[:-12]


def cut_off_much(document):
    return document[:-600]
