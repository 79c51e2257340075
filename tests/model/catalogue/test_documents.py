"""The format references are true: their examples load, and they name every key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import portfolio_app.model.catalogue as readers
from portfolio_app.model.catalogue import read_catalogue
from portfolio_app.model.domain.certainty import Certainty
from portfolio_app.model.domain.forms import FieldKind, Layout
from portfolio_app.model.domain.roles import Voice
from portfolio_app.model.domain.rules import Window
from portfolio_app.places import resource

DOCUMENTS = Path(__file__).parents[3] / "docs" / "formats"
EXAMPLE = re.compile(r"```toml\n# (\S+)\n(.*?)```", re.DOTALL)
KEYS = re.compile(
    r"\.(?:text|texts|number|numbers|optional_number|flag|day|days|table|tables|reference"
    r'|references|choice|has)\(\s*"([a-z_]+)"'
)


def text(name):
    return (DOCUMENTS / f"{name}.md").read_text("utf-8")


def test_the_examples_can_be_used_as_they_stand(tmp_path):
    for document in ("forms", "pathways", "frameworks"):
        for name, content in EXAMPLE.findall(text(document)):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(content, "utf-8")
    ours = read_catalogue((resource(), tmp_path))
    assert "case-file-audit" in ours.forms
    assert "example-senior" in ours.pathways
    assert "example-principles-2026" in ours.frameworks


@pytest.mark.parametrize(
    ("document", "reader"),
    [
        ("forms", "forms"),
        ("forms", "fields"),
        ("forms", "models"),
        ("pathways", "pathways"),
        ("pathways", "requirements"),
        ("pathways", "rhythms"),
        ("pathways", "stages"),
        ("pathways", "profiles"),
        ("pathways", "roles"),
        ("frameworks", "frameworks"),
    ],
)
def test_every_key_that_is_read_is_described(document, reader):
    source = (Path(readers.__file__).parent / f"{reader}.py").read_text("utf-8")
    described = text(document)
    missing = [key for key in KEYS.findall(source) if key not in described]
    assert missing == []


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("forms", FieldKind),
        ("forms", Layout),
        ("pathways", Voice),
        ("pathways", Certainty),
        ("pathways", Window),
    ],
)
def test_every_word_to_choose_from_is_described(document, words):
    assert [word for word in words if f"`{word}`" not in text(document)] == []
