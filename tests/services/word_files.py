"""Writing in Word documents of ours, as people do."""

from __future__ import annotations

from docx import Document


def edited(path, change):
    """Change a Word document by its paragraphs."""
    document = Document(str(path))
    change(document)
    document.save(str(path))
    return path


def control(document, tag):
    """Return the text elements of the control whose tag names a path."""
    for one in document.element.body.iter():
        if one.tag.endswith("}sdt"):
            names = [e for e in one.iter() if e.tag.endswith("}tag")]
            if f":{tag}:" in next(iter(names[0].attrib.values())):
                return [e for e in one.iter() if e.tag.endswith("}t")]
    raise AssertionError(tag)
