"""The machine-readable companion of a pack, attached to it as an associated file (JSON).

The manifest lies under the practitioner's certification, so whoever knows the practitioner
may believe it. Anyone can write one: it vouches for nobody to a reader who does not.
Its shape is described in docs/formats/manifest.md.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from types import NoneType
from typing import Any

from portfolio_app.model.domain.names import RoleId
from portfolio_app.model.domain.wording import harmless

MANIFEST_NAME = "manifest.json"
"""The name under which it is attached."""
MANIFEST_FAMILY = "progression-portfolio-pack/"
"""Begins the format of every release; what follows is its number."""
MANIFEST_FORMAT = f"{MANIFEST_FAMILY}1"
LONGEST_MEANING = 1000
"""Characters of the sentence that a signer puts their name to; ours have about a hundred."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedSigner:
    """One signature that the pack asks for; the order of the signers is that of signing."""

    role: RoleId
    title: str
    """The role in words: `Team manager`."""
    name: str
    """Empty where nobody is registered for the role yet."""
    field: str
    """The name of the signature field in the PDF."""
    means: str
    """The sentence that the signer puts their name to."""
    fingerprint: str | None = None
    """SHA-256 of the expected certificate, where confirmed: 64 upper-case hex digits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestEvidence:
    """One piece of evidence as it went into the pack."""

    number: int
    form: str
    title: str
    first_page: int
    pages: int
    sha256: str
    """Of everything the plan holds of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a pack says of itself to a machine."""

    pack_code: str
    """From the start of the plan's hash, in three groups of four."""
    version: int
    """How many packs of this kind have been sealed, this one included: of this review, or of
    the whole."""
    sealed_at: datetime
    practitioner: str
    swe_number: str
    pathway: str
    pathway_version: str
    authority: str
    example: bool
    plan_sha256: str
    pages: int
    signers: tuple[ExpectedSigner, ...]
    evidence: tuple[ManifestEvidence, ...]
    stage: str = ""
    """The id of the review whose pack it is; empty, and not written, for the whole pathway."""

    def to_json(self) -> bytes:
        """Return the manifest as UTF-8 JSON, the same bytes for the same manifest."""
        content: dict[str, Any] = {"format": MANIFEST_FORMAT, **asdict(self)}
        content["sealed_at"] = self.sealed_at.isoformat()
        if not self.stage:
            del content["stage"]
        return json.dumps(content, ensure_ascii=False, indent=1).encode()

    @classmethod
    def from_json(cls, data: bytes) -> Manifest:
        """Read a manifest; what it says of people comes back as harmless single lines.

        Raises:
            ValueError: It is not JSON, or not a manifest of this format.
        """
        try:
            content = json.loads(data)
            if content.pop("format") != MANIFEST_FORMAT:
                raise ValueError(MANIFEST_FORMAT)
            content["sealed_at"] = datetime.fromisoformat(content["sealed_at"])
            content["signers"] = tuple(ExpectedSigner(**s) for s in content["signers"])
            content["evidence"] = tuple(ManifestEvidence(**e) for e in content["evidence"])
            manifest = cls(**content)
        except (KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ValueError(MANIFEST_FORMAT) from error
        records: list[_Record] = [manifest, *manifest.signers, *manifest.evidence]
        for record in records:
            _check_types(record)
        manifest = _harmless(manifest)
        _check_signers(manifest)
        return manifest


def is_manifest(data: bytes) -> bool:
    """Whether `data` says that it is a manifest, of whatever release."""
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        return False
    declared = content.get("format") if isinstance(content, dict) else None
    return isinstance(declared, str) and declared.startswith(MANIFEST_FAMILY)


_TYPES: dict[str, tuple[type, ...]] = {
    "str": (str,),
    "RoleId": (str,),
    "str | None": (str, NoneType),
    "int": (int,),
    "bool": (bool,),
    "datetime": (datetime,),
}
"""What a field may hold, by its annotation; fields with others are built from records."""


_Record = Manifest | ExpectedSigner | ManifestEvidence


def _check_types(record: _Record) -> None:
    """Refuse values of another type than declared: a manifest comes from anywhere.

    Raises:
        ValueError: There is one.
    """
    for field in fields(record):
        expected = _TYPES.get(str(field.type))
        if expected is not None and type(getattr(record, field.name)) not in expected:
            raise ValueError(f"{MANIFEST_FORMAT}: {field.name}")


def _harmless(manifest: Manifest) -> Manifest:
    """Return a manifest that can be quoted in sentences, whoever wrote it."""
    signers = (
        replace(
            signer,
            role=RoleId(harmless(signer.role)),
            title=harmless(signer.title),
            name=harmless(signer.name),
            means=harmless(signer.means, LONGEST_MEANING),
        )
        for signer in manifest.signers
    )
    return replace(
        manifest,
        pack_code=harmless(manifest.pack_code),
        practitioner=harmless(manifest.practitioner),
        signers=tuple(signers),
    )


def _check_signers(manifest: Manifest) -> None:
    """Refuse a manifest that asks for no signature, or for two by one role or in one field.

    Raises:
        ValueError: It does.
    """
    signers = manifest.signers
    roles = {signer.role for signer in signers}
    places = {signer.field for signer in signers}
    if not signers or len(roles) < len(signers) or len(places) < len(signers):
        raise ValueError(f"{MANIFEST_FORMAT}: signers")
    if manifest.sealed_at.tzinfo is None:
        raise ValueError(f"{MANIFEST_FORMAT}: sealed_at")
