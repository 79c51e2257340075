"""Brings a Word document into the shape in which the converter loses none of its words.

The converter knows paragraphs, lists and tables. What else Word keeps words in is rewritten
here as paragraphs between marks: content controls, headers and footers, comments, text boxes,
formulas. Deleted words stay out, and so does the hint of a control that nobody filled in.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_STORED, ZipFile

from lxml import etree

from portfolio_app.intake.packages import (
    local,
    named,
    parsed,
    refuse_macros,
    text_parts,
)
from portfolio_app.model.domain.returning import HINT, HINT_STYLE, Tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CONTROL, AROUND, COMMENT, END = "PfControl", "PfAround", "PfComment", "PfEnd"
"""Styles of the marks: what follows, up to the end mark, stood in a control, in a header or
footer, or in a comment. The mark's own text is the number of the control."""

_UNWRAPPED: Final = frozenset(
    {"ins", "moveTo", "smartTag", "customXml", "bdo", "dir", "fldSimple", "ruby", "rubyBase"}
    | {"oMathPara"}
)
_TAKEN_OUT: Final = frozenset(
    {"del", "moveFrom", "rt", "customXmlPr", "smartTagPr", "rubyPr", "altChunk"}
)
_ALIKE: Final = {"cr": "br", "ptab": "tab"}
"""What parts words, by the name under which the converter knows it."""
_BLOCKS: Final = frozenset({"p", "tbl", "sdt"})
_PLACEHOLDER: Final = frozenset({"PlaceholderText", "Platzhaltertext", HINT_STYLE})
_DOCUMENT: Final = "word/document.xml"
_KEPT_NAMES: Final = ("styles.xml", "numbering.xml")
_NOTES: Final = ("footnotes.xml", "endnotes.xml")


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlName:
    """How a content control is called."""

    tag: str
    """For programs."""
    title: str
    """For people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A document that the converter can read."""

    package: bytes
    controls: tuple[ControlName, ...]
    """The controls that the marks number."""
    has_foreign_parts: bool
    """Whether it embeds other documents, which are not read."""


def prepared(data: bytes) -> Prepared:
    """Return a Word document with every word of it where the converter looks.

    Raises:
        IntakeError: It is too large, or has macros.
        ValueError: A part is no sound XML.
        BadZipFile: It is no package.
    """
    parts = text_parts(data)
    refuse_macros(parts)
    return _Preparing(parts).done()


class _Preparing:
    """Goes through the parts of one document."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        self._parts = parts
        self._controls: list[ControlName] = []
        self._main = _main_part(parts)
        self._folder = posixpath.dirname(self._main)

    def done(self) -> Prepared:
        root = parsed(self._parts[self._main])
        body = next(named(root, "body"), None)
        if body is None:
            raise ValueError("a document without a body")
        has_foreign_parts = any(True for _ in named(root, "altChunk"))
        self._tidy(body)
        for block in (*self._around(root), *self._comments(root)):
            body.append(block)
        kept = {self._main: etree.tostring(root)}
        for name, part in self._parts.items():
            file = posixpath.basename(name)
            if posixpath.dirname(name) == self._folder and file in _NOTES:
                notes = parsed(part)
                self._tidy(notes)
                kept[name] = etree.tostring(notes)
            elif file in _KEPT_NAMES or name.endswith(".rels") or name.startswith("["):
                kept[name] = etree.tostring(parsed(part))
        package = BytesIO()
        with ZipFile(package, "w", ZIP_STORED) as file_out:
            for name, content in kept.items():
                file_out.writestr(name, content)
        return Prepared(
            package=package.getvalue(),
            controls=tuple(self._controls),
            has_foreign_parts=has_foreign_parts,
        )

    def _tidy(self, container: etree._Element) -> None:
        """Rewrite what the converter does not know inside `container`."""
        for element in list(container.iter()):
            name = local(element)
            if name in _TAKEN_OUT:
                _remove(element)
            elif name == "oMath":
                _replace(element, [_run(element, "".join(element.itertext()))])
            elif name in _ALIKE:
                element.tag = etree.QName(element, _ALIKE[name]).text
            elif name == "ddList":
                _write_choice(element)
        _lift_text_boxes(container)
        for element in list(container.iter()):
            if local(element) in _UNWRAPPED and element.getparent() is not None:
                _replace(element, list(element))
        self._open_controls(container)

    def _open_controls(self, container: etree._Element) -> None:
        """Put marks around the controls that are blocks, and open all of them."""
        for control in [e for e in container.iter() if local(e) == "sdt"]:
            content = next((c for c in control if local(c) == "sdtContent"), None)
            if content is None or control.getparent() is None:
                _remove(control)
                continue
            if _is_hint(control, content):
                _replace(control, _emptied(control, content))
            elif not _is_checkbox(control):
                self._open_control(control, content)

    def _open_control(self, control: etree._Element, content: etree._Element) -> None:
        name = _name_of(control)
        holds_others = any(_name_of(e) for e in content.iter() if local(e) == "sdt")
        children = list(content)
        parent = control.getparent()
        if name is None or holds_others or parent is None or _is_in_table(control):
            _replace(control, children)
        elif any(local(child) in _BLOCKS for child in children):
            _replace(control, self._marked(control, CONTROL, children, name))
        elif local(parent) == "p" and _is_alone(control, parent):
            _replace(control, children)
            _replace(parent, self._marked(parent, CONTROL, [parent], name))
        else:
            _replace(control, children)

    def _marked(
        self,
        near: etree._Element,
        style: str,
        blocks: Iterable[etree._Element],
        name: ControlName | None = None,
    ) -> list[etree._Element]:
        number = len(self._controls)
        if name:
            self._controls.append(name)
        return [
            _paragraph(near, style, str(number)),
            *blocks,
            _paragraph(near, END, str(number)),
        ]

    def _around(self, near: etree._Element) -> Iterator[etree._Element]:
        """Yield the blocks of headers and footers, each wording once."""
        seen = set()
        for name in sorted(self._parts):
            file = posixpath.basename(name)
            inside = posixpath.dirname(name) == self._folder
            if not (inside and file.startswith(("header", "footer"))):
                continue
            root = parsed(self._parts[name])
            self._tidy(root)
            _strip_references(root)
            words = "".join(root.itertext()).strip()
            if words and words not in seen:
                seen.add(words)
                yield from self._marked(near, AROUND, list(root))

    def _comments(self, near: etree._Element) -> Iterator[etree._Element]:
        """Yield what comments say, without who said it."""
        part = self._parts.get(posixpath.join(self._folder, "comments.xml"))
        if part is None:
            return
        for comment in parsed(part):
            if local(comment) == "comment":
                self._tidy(comment)
                _strip_references(comment)
                yield from self._marked(near, COMMENT, list(comment))


def _main_part(parts: dict[str, bytes]) -> str:
    """Return the name of the part with the text, which other programs call otherwise."""
    for relation in parsed(parts["_rels/.rels"]) if "_rels/.rels" in parts else ():
        if str(relation.get("Type", "")).endswith("/officeDocument"):
            name = str(relation.get("Target", "")).lstrip("/")
            if name in parts:
                return name
    if _DOCUMENT not in parts:
        raise ValueError("no document inside")
    return _DOCUMENT


def _lift_text_boxes(container: etree._Element) -> None:
    """Put what stands in text boxes after the paragraph that they hang on."""
    for choice in [e for e in container.iter() if local(e) == "AlternateContent"]:
        boxed = next((c for c in choice if local(c) == "Choice" and _boxes(c)), None)
        if boxed is not None and choice.getparent() is not None:
            _replace(choice, list(boxed))
    for box in _boxes(container):
        home = next((a for a in box.iterancestors() if local(a) == "p"), None)
        if home is not None:
            for block in reversed(list(box)):
                home.addnext(block)
        _remove(box)


def _boxes(element: etree._Element) -> list[etree._Element]:
    return [e for e in element.iter() if local(e) == "txbxContent"]


def _is_hint(control: etree._Element, content: etree._Element) -> bool:
    """Whether a control still shows the hint that nobody wrote.

    What was typed over it by a program that left the flag standing does not have its style.
    """
    properties = _properties(control)
    if properties is None or all(local(p) != "showingPlcHdr" for p in properties):
        return False
    if "".join(content.itertext()).strip() == HINT:
        return True
    name = _name_of(control)
    is_words_own = any(local(p) == "placeholder" for p in properties)
    if name and Tag.parse(name.tag) and not is_words_own:
        return False  # ours says nothing else; a program has written over it
    words = [run for run in named(content, "r") if "".join(run.itertext()).strip()]
    return all(_style_of(run) in _PLACEHOLDER for run in words)


def _write_choice(listed: etree._Element) -> None:
    """Write what is chosen in a drop-down of old Word before it (ISO/IEC 29500-1, 17.16.9)."""
    run = next((a for a in listed.iterancestors() if local(a) == "r"), None)
    offered = [_attribute(e, "val") for e in named(listed, "listEntry")]
    result = next((_attribute(e, "val") for e in named(listed, "result")), "0")
    at = int(result) if result.isdecimal() else 0
    if run is not None and at < len(offered):
        run.addprevious(_run(run, offered[at]))


def _style_of(run: etree._Element) -> str:
    style = next(named(run, "rStyle"), None)
    return "" if style is None else _attribute(style, "val")


def _emptied(control: etree._Element, content: etree._Element) -> list[etree._Element]:
    """Return what is left of a control whose hint goes: cells and rows must stay."""
    kept = [e for e in content if local(e) in ("tc", "tr")]
    for run in [r for e in kept for r in named(e, "r")]:
        _remove(run)
    return kept


def _is_checkbox(control: etree._Element) -> bool:
    properties = _properties(control)
    return properties is not None and any(local(p) == "checkbox" for p in properties)


def _is_in_table(element: etree._Element) -> bool:
    return any(local(a) == "tbl" for a in element.iterancestors())


def _is_alone(control: etree._Element, paragraph: etree._Element) -> bool:
    """Whether a control is all the text of its paragraph."""
    return "".join(control.itertext()).strip() == "".join(paragraph.itertext()).strip()


def _name_of(control: etree._Element) -> ControlName | None:
    properties = _properties(control)
    if properties is None:
        return None
    found = {local(p): _attribute(p, "val") for p in properties if local(p) != "#"}
    tag, title = found.get("tag", ""), found.get("alias", "")
    return ControlName(tag=tag, title=title) if tag or title else None


def _properties(control: etree._Element) -> etree._Element | None:
    return next((c for c in control if local(c) == "sdtPr"), None)


def _strip_references(root: etree._Element) -> None:
    """Take out what refers to another part by a number that is another's in the document."""
    for element in list(root.iter()):
        if local(element) in ("drawing", "pict", "object"):
            _remove(element)
        elif local(element) == "hyperlink" and element.getparent() is not None:
            _replace(element, list(element))


def _paragraph(near: etree._Element, style: str, words: str) -> etree._Element:
    space = etree.QName(near).namespace
    paragraph = etree.Element(etree.QName(space, "p"))
    look = etree.SubElement(paragraph, etree.QName(space, "pPr"))
    named = etree.SubElement(look, etree.QName(space, "pStyle"))
    named.set(etree.QName(space, "val"), style)
    paragraph.append(_run(paragraph, words))
    return paragraph


def _run(near: etree._Element, words: str) -> etree._Element:
    """Return a run of text in the namespace of Word's own elements around `near`."""
    home = next((a for a in near.iterancestors() if local(a) == "p"), near)
    space = etree.QName(home).namespace
    run = etree.Element(etree.QName(space, "r"))
    etree.SubElement(run, etree.QName(space, "t")).text = words
    return run


def _replace(element: etree._Element, by: list[etree._Element]) -> None:
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    parent.remove(element)
    for number, one in enumerate(by):
        parent.insert(at + number, one)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _attribute(element: etree._Element, name: str) -> str:
    space = etree.QName(element).namespace
    return str(element.get(f"{{{space}}}{name}", ""))
