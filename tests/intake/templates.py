"""Half-filled templates as councils build them: of tables, of content controls, of headings."""

from __future__ import annotations

from io import BytesIO

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

FILLED = {
    "Title": "A visit that began at the school gate",
    "Date of the practice": "3 November 2026",
    "Area of practice": "Direct work with a child under five",
    "Description": "I met Child B at the gate. Home had been loud that morning.",
    "Feelings": "I was relieved, and then unsure what my relief was about.",
    "In supervision": "I have not taken it there yet; I will on Friday.",
}
"""Questions of a reflective summary, and what a worker wrote below them."""

FOREIGN = {
    "Line manager’s initials": "SB",
    "Panel reference": "To be given by the academy.",
    "Workload this week": "Eleven families, two of them new since Monday.",
}
"""What a council asks and no form of ours does."""

BOILERPLATE = "Please complete every section and return this form to the academy."
HEADER = "Borough of Bexborough, Children’s Services"


def sentences() -> list[str]:
    """Return everything that stands in each template and is not a form's own wording."""
    return [*FILLED.values(), *FOREIGN.values(), BOILERPLATE, HEADER]


def of_tables() -> bytes:
    """Two columns, labels at the left; another with labels above their answers."""
    document = _begun()
    table = document.add_table(rows=0, cols=2)
    for label, words in [*list(FILLED.items())[:3], *list(FOREIGN.items())[:2]]:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, words
    table = document.add_table(rows=0, cols=1)
    for label, words in [*list(FILLED.items())[3:], *list(FOREIGN.items())[2:]]:
        table.add_row().cells[0].text = label
        table.add_row().cells[0].text = words
    return _saved(document)


def of_controls() -> bytes:
    """A content control for each answer, some as blocks, some within a line, some unfilled."""
    document = _begun()
    for number, (label, words) in enumerate({**FILLED, **FOREIGN}.items()):
        if number % 2:
            paragraph = document.add_paragraph(f"{label}: ")
            _enclose(paragraph._p[-1], label, words)
        else:
            _enclose(document.add_paragraph(words)._p, label, words)
    unfilled = document.add_paragraph()
    unfilled.add_run("Click or tap here to enter text.")
    _enclose(unfilled._p, "Analysis", "", is_hint=True)
    return _saved(document)


def of_headings() -> bytes:
    """A heading for each question, numbered as councils like to."""
    document = _begun()
    for number, (label, words) in enumerate({**FILLED, **FOREIGN}.items(), 1):
        document.add_heading(f"{number}. {label}", level=2)
        for sentence in words.split(". "):
            document.add_paragraph(sentence if sentence.endswith(".") else f"{sentence}.")
    return _saved(document)


def _begun() -> Document:
    document = Document()
    document.sections[0].header.paragraphs[0].text = HEADER
    document.add_heading("Reflective summary", level=1)
    document.add_paragraph(BOILERPLATE)
    return document


def _enclose(element, title, words, *, is_hint=False):
    """Put a paragraph, or what stands behind its label, into a content control."""
    control, properties = OxmlElement("w:sdt"), OxmlElement("w:sdtPr")
    name = OxmlElement("w:alias")
    name.set(qn("w:val"), title)
    properties.append(name)
    if is_hint:
        properties.append(OxmlElement("w:showingPlcHdr"))
        for run in element.iter(qn("w:r")):
            style = OxmlElement("w:rStyle")
            style.set(qn("w:val"), "PlaceholderText")
            run.get_or_add_rPr().append(style)
    content = OxmlElement("w:sdtContent")
    control.append(properties)
    control.append(content)
    if element.tag == qn("w:p"):
        element.addprevious(control)
        content.append(element)
        return
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = words
    run.append(text)
    content.append(run)
    element.addnext(control)


def _saved(document):
    written = BytesIO()
    document.save(written)
    return written.getvalue()


TEMPLATES = {"tables": of_tables, "controls": of_controls, "headings": of_headings}
