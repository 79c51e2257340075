"""Word documents written by hand, and a small catalogue to read them by."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from portfolio_app.model.domain.catalogue import Catalogue
from portfolio_app.model.domain.forms import Field, FieldKind, Form, Option
from portfolio_app.model.domain.frameworks import Capability, Framework, Validity
from portfolio_app.model.domain.names import (
    PRACTITIONER,
    CapabilityRef,
    FormId,
    FrameworkId,
    ModelId,
    RoleId,
)
from portfolio_app.model.domain.reflection import ReflectiveModel, ReflectiveStage
from portfolio_app.model.domain.roles import Role, Voice

# --- Word --------------------------------------------------------------------------------

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CONTENT_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def relationship(kind: str, target: str) -> str:
    """Return a list of one relationship, `r1`."""
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )


_STYLES = (
    f"<w:styles {_W}>"
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="{style_id}"><w:name w:val="{name}"/></w:style>'
        for style_id, name in (
            ("Titel", "Title"),
            ("berschrift1", "heading 1"),
            ("berschrift2", "heading 2"),
            ("berschrift3", "heading 3"),
        )
    )
    + "</w:styles>"
)
"""As a Word in another language writes them: foreign ids, English names."""


def run(text: str, *, bold: bool = False) -> str:
    """Return a run of text."""
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*runs: str, style: str = "", bold: bool = False) -> str:
    """Return a paragraph of runs or of plain text."""
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    inner = "".join(r if r.startswith("<") else run(r, bold=bold) for r in runs)
    return f"<w:p>{look}{inner}</w:p>"


def title(text: str) -> str:
    """Return a paragraph in the style Title."""
    return p(text, style="Titel")


def h(text: str, level: int = 1) -> str:
    """Return a heading."""
    return p(text, style=f"berschrift{level}")


def table(*rows: tuple[str, ...]) -> str:
    """Return a table; a cell is plain text or paragraphs."""
    cells = (
        "".join(f"<w:tc>{c if c.startswith('<') else p(c)}</w:tc>" for c in row) for row in rows
    )
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def docx(*body: str, **parts: str | bytes) -> bytes:
    """Return a Word document; `parts` are further files of its folder `word`.

    A name without a dot is the stem of an XML file.
    """
    package = BytesIO()
    with ZipFile(package, "w", ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", _CONTENT_TYPES)
        file.writestr("_rels/.rels", relationship("officeDocument", "word/document.xml"))
        file.writestr("word/styles.xml", _STYLES)
        inner = "".join(body)
        file.writestr(
            "word/document.xml", f"<w:document {_W}><w:body>{inner}</w:body></w:document>"
        )
        for name, content in parts.items():
            file.writestr(f"word/{name if '.' in name else f'{name}.xml'}", content)
    return package.getvalue()


def word_part(name: str, inner: str) -> str:
    """Return a further part, such as the comments."""
    return f"<w:{name} {_W}>{inner}</w:{name}>"


# --- the catalogue -----------------------------------------------------------------------


def a_field(field_id: str, kind: FieldKind, name: str, **more: object) -> Field:
    """Return a question for the practitioner."""
    return Field(id=field_id, kind=kind, title=name, author=PRACTITIONER, **more)


def _a_form(form_id: str, name: str, *fields: Field) -> Form:
    return Form(
        id=FormId(form_id),
        title=name,
        plural=f"{name}s",
        about="",
        author=PRACTITIONER,
        fields=(
            a_field("title", FieldKind.LINE, "Title", required=True),
            a_field("date", FieldKind.DATE, "Date of the practice", required=True),
            *fields,
        ),
    )


def _a_model(model_id: str, name: str, *stages: str) -> ReflectiveModel:
    return ReflectiveModel(
        id=ModelId(model_id),
        title=name,
        credit="",
        stages=tuple(
            ReflectiveStage(
                id=stage.casefold().replace(" ", "-").strip("?"),
                title=stage,
                prompts=(f"What about the {stage.casefold()}?",),
            )
            for stage in stages
        ),
    )


MODELS = (
    _a_model(
        "gibbs-1988", "Gibbs (1988)", "Description", "Feelings", "Analysis", "Action plan"
    ),
    _a_model("driscoll", "What? So what?", "What?", "So what?", "Now what?"),
    _a_model("johns-1994", "Johns (1994)", "Description", "Reflection", "Learning"),
)

_YES_NO = (Option(id="yes", title="Yes"), Option(id="no-family", title="No family was present"))

REFLECTION = _a_form(
    "reflective-summary",
    "Reflective summary",
    a_field("area", FieldKind.LINE, "Area of practice"),
    a_field("goal", FieldKind.GOAL, "Which learning goal does this serve?"),
    a_field(
        "model", FieldKind.MODEL, "Model of reflection", models=tuple(m.id for m in MODELS)
    ),
    a_field("account", FieldKind.SECTIONS, "Account", follows="model", required=True),
    a_field("supervision", FieldKind.PROSE, "In supervision", guidance=("What came of it?",)),
)

DEVELOPMENT = _a_form(
    "practice-development",
    "Practice development record",
    a_field("appraisal", FieldKind.PROSE, "What the last appraisal said", required=True),
    a_field(
        "goals",
        FieldKind.LIST,
        "Learning goals",
        parts=(
            a_field("goal", FieldKind.PROSE, "Goal", required=True),
            a_field("progress", FieldKind.PROSE, "How progress is shown"),
            a_field("reached-on", FieldKind.DATE, "Reached on"),
        ),
    ),
    a_field(
        "permission",
        FieldKind.GROUP,
        "The family's permission",
        parts=(
            a_field("asked", FieldKind.CHOICE, "Did the family agree?", options=_YES_NO),
            a_field("by", FieldKind.LINE, "Who agreed"),
        ),
    ),
    a_field("face", FieldKind.FACE, "Face"),
    a_field("drawing", FieldKind.PICTURE, "Drawing"),
)

_PCF = FrameworkId("pcf-2018")

CATALOGUE = Catalogue(
    forms={form.id: form for form in (REFLECTION, DEVELOPMENT)},
    pathways={},
    frameworks={
        _PCF: Framework(
            id=_PCF,
            title="Professional Capabilities Framework",
            short="PCF",
            noun="domain",
            version="2018",
            validity=Validity(first=date(2018, 1, 1)),
            source="",
            capabilities=(
                Capability(ref=CapabilityRef(_PCF, "6"), title="Critical", short_title="C"),
            ),
        )
    },
    models={model.id: model for model in MODELS},
    roles={
        RoleId("practitioner"): Role(id=PRACTITIONER, title="practitioner", voice=Voice.SELF),
        RoleId("team_manager"): Role(
            id=RoleId("team_manager"), title="team manager", voice=Voice.MANAGER
        ),
    },
)
