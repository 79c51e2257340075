"""A manifest comes from anywhere: it is read exactly, or not at all."""

from __future__ import annotations

import json

import pytest

from portfolio_app.errors import NotAPackError
from portfolio_app.model.domain.manifest import Manifest, is_manifest
from portfolio_app.signing.manifests import read_manifest
from tests.signing.helpers import manifest, unsigned_pack
from tests.signing.tampering import cut_off_much, flip_a_byte_of_the_structure


def changed(edit) -> bytes:
    content = json.loads(manifest().to_json())
    edit(content)
    return json.dumps(content).encode()


def test_a_manifest_is_written_the_same_every_time():
    assert manifest().to_json() == manifest().to_json()
    assert Manifest.from_json(manifest().to_json()) == manifest()


def test_every_key_of_a_manifest_is_described(request):
    text = (request.config.rootpath / "docs" / "formats" / "manifest.md").read_text()
    content = json.loads(manifest().to_json())

    for key in (*content, *content["signers"][0], *content["evidence"][0]):
        assert f'"{key}":' in text, key


@pytest.mark.parametrize(
    "edit",
    [
        lambda m: m.pop("pack_code"),
        lambda m: m.update(unknown=1),
        lambda m: m.update(pages="2"),
        lambda m: m.update(pages=True),
        lambda m: m.update(example=0),
        lambda m: m.update(practitioner=None),
        lambda m: m.update(sealed_at="yesterday"),
        lambda m: m.update(sealed_at="2027-01-05T16:42:00"),
        lambda m: m.update(sealed_at=7),
        lambda m: m.update(signers=[]),
        lambda m: m.update(signers="nobody"),
        lambda m: m.update(signers=[7]),
        lambda m: m.update(evidence=None),
        lambda m: m["signers"][0].update(fingerprint=7),
        lambda m: m["signers"][0].update(name=["Amina"]),
        lambda m: m["signers"][1].update(role="practitioner"),
        lambda m: m["signers"][1].update(field="signature_practitioner"),
        lambda m: m.update(format="progression-portfolio-pack/99"),
    ],
)
def test_what_is_not_exactly_a_manifest_is_refused(edit):
    data = changed(edit)

    assert is_manifest(data)
    with pytest.raises(ValueError, match=r"progression-portfolio-pack/1|isoformat|is not"):
        Manifest.from_json(data)
    with pytest.raises(NotAPackError, match="another release"):
        read_manifest(unsigned_pack(manifest(), manifests=[data]))


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"7", b'{"format": 7}', b"[" * 100_000])
def test_what_does_not_call_itself_a_manifest_is_none(data):
    assert not is_manifest(data)


@pytest.mark.parametrize("spoil", [cut_off_much, flip_a_byte_of_the_structure])
def test_a_spoilt_pack_still_says_what_it_was(packs, spoil):
    assert read_manifest(spoil(packs[4])) == manifest()
