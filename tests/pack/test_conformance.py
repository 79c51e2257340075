"""Whole packs before the reference validator: with every signature, and with much attached."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from portfolio_app.pack.appearance import signature_appearance
from portfolio_app.pack.draw import draw_pack
from portfolio_app.pack.plan import plan_pack
from portfolio_app.signing.identities import new_identity
from portfolio_app.signing.seal import sign_document
from portfolio_app.signing.verify import verify
from tests.pack import foreign_files as files
from tests.pack.helpers import SEALED_AT, Files, Silent, a_request
from tests.tools.verapdf import validate

MADE = {
    "letter.pdf": files.letter,
    "form.pdf": files.form,
    "form-without-looks.pdf": lambda: files.form(appearances=False),
    "scripts.pdf": files.armed,
    "tagged.pdf": files.tagged,
    "layers.pdf": files.layered,
    "turned.pdf": lambda: files.boxed(Rotate=90),
    "elsewhere.pdf": lambda: files.boxed(MediaBox=[-200, -300, 200, 300]),
    "large-unit.pdf": lambda: files.boxed(UserUnit=2),
    "not-embedded.pdf": lambda: files.letter(font="Helvetica"),
    "photograph.jpg": files.photograph,
    "grey.jpg": lambda: files.photograph("L"),
    "press.jpg": lambda: files.photograph("CMYK"),
    "drawing.png": lambda: files.photograph("P", file_format="PNG"),
}
"""Attachments such as people bring, by the name that they would have."""


@pytest.fixture(scope="module")
def signed(example_snapshot, example_files, catalogue):
    """Return the example's pack with none to four signatures."""
    plan = plan_pack(a_request(example_snapshot, catalogue, fingerprints={}))
    drawn = draw_pack(plan, example_files, Silent())
    documents = [drawn.data]
    for place, signer in enumerate(drawn.manifest.signers):
        at = SEALED_AT + timedelta(days=place)
        identity = new_identity(signer.name, signer.title, signer.role, SEALED_AT)
        stamp = signature_appearance(identity.name, at, identity.fingerprint, "Covers it all")
        documents.append(
            sign_document(
                documents[-1],
                role=signer.role,
                identity=identity,
                appearance=stamp,
                signed_at=at,
            )
        )
    return documents


@pytest.mark.parametrize(
    "numbers", [(0, 4), pytest.param((1, 2, 3), marks=pytest.mark.long)], ids=str
)
def test_a_pack_stays_an_archive_and_accessible_with_every_signature(signed, tmp_path, numbers):
    counted = [number for number in numbers if number]
    assert [len(verify(signed[number]).signatures) for number in counted] == counted
    paths = [tmp_path / f"{number}.pdf" for number in numbers]
    for path, number in zip(paths, numbers, strict=True):
        path.write_bytes(signed[number])
    assert validate(paths) == []


@pytest.mark.long
def test_a_pack_with_25_attachments_is_an_archive_and_accessible(
    example_snapshot, catalogue, tmp_path
):
    kept = Files()
    named = list(MADE.items()) * 2
    attached = [kept.add(name, make()) for name, make in named[:25]]
    letter = next(e for e in example_snapshot.evidence if e.form == "supporting-document")
    bound = replace(letter, attachments=tuple(attached))
    plan = plan_pack(a_request(replace(example_snapshot, evidence=(bound,)), catalogue))
    path = tmp_path / "pack.pdf"
    drawn = draw_pack(plan, kept, Silent())
    path.write_bytes(drawn.data)
    assert drawn.pages > len(attached)
    assert validate([path]) == []
