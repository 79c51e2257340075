"""A small pack, made without our own drawing code, and the people who sign it."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pikepdf
from cryptography import x509
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from pikepdf import Array, Dictionary, Name, String

from portfolio_app.model.domain.manifest import (
    MANIFEST_NAME,
    ExpectedSigner,
    Manifest,
    ManifestEvidence,
)
from portfolio_app.model.domain.names import RoleId

SEALED_AT = datetime(2027, 1, 5, 16, 42, tzinfo=UTC)
"""When the test packs are sealed; others sign a day later each."""

PEOPLE = (
    ("practitioner", "Practitioner", "Amina Farrow"),
    ("team_manager", "Team manager", "Colette Brannigan"),
    ("service_manager", "Service manager", "Tunde Aluko-Price"),
    ("head_of_service", "Head of service", "Helen Marsh-Okafor"),
)


def quick_p12(identity, passphrase) -> bytes:
    """Return an identity as a file that any tool opens at once; `to_p12` makes it slow."""
    return pkcs12.serialize_key_and_certificates(
        None,
        identity.key,
        x509.load_der_x509_certificate(identity.certificate_der),
        [x509.load_der_x509_certificate(der) for der in identity.chain],
        BestAvailableEncryption(passphrase.encode()),
    )


def signed_at(place: int) -> datetime:
    """Return when the signer in `place`, from 0, signs."""
    return SEALED_AT + timedelta(days=place)


def manifest(
    fingerprints: dict[str, str] | None = None, names: dict[str, str] | None = None, **changes
) -> Manifest:
    """Return the manifest of the small pack, naming these keys and people by role."""
    signers = tuple(
        ExpectedSigner(
            role=RoleId(role),
            title=title,
            name=(names or {}).get(role, name),
            field=f"signature_{role}",
            means=f"I sign as {title.lower()}.",
            fingerprint=(fingerprints or {}).get(role),
        )
        for role, title, name in PEOPLE
    )
    values = {
        "pack_code": "BXL3 7K4Q M2TD",
        "version": 1,
        "sealed_at": SEALED_AT,
        "practitioner": "Amina Farrow",
        "swe_number": "SW000000",
        "pathway": "bexley-level-3",
        "pathway_version": "2018.1",
        "authority": "London Borough of Bexley",
        "example": True,
        "plan_sha256": "0" * 64,
        "pages": 2,
        "signers": signers,
        "evidence": (
            ManifestEvidence(
                number=1,
                form="reflective-summary",
                title="A visit",
                first_page=1,
                pages=1,
                sha256="1" * 64,
            ),
        ),
    }
    return Manifest(**{**values, **changes})


def unsigned_pack(contents: Manifest, manifests: list[bytes] | None = None) -> bytes:
    """Return two pages, a signature field for each signer, and the manifest."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    )
    for number in (1, 2):
        page = pdf.add_blank_page(page_size=(595, 842))
        page.obj.Contents = pdf.make_stream(
            f"BT /F1 24 Tf 72 700 Td (Page {number} of the pack) Tj ET".encode()
        )
        page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
    page = pdf.pages[1]
    page.obj.Annots = Array([])
    for place, signer in enumerate(contents.signers):
        top = 700 - 90 * place
        waiting = pdf.make_stream(
            b"0 0 240 70 re S", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 240, 70]
        )
        widget = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=String(signer.field),
            TU=String(f"Signature of the {signer.title}"),
            F=4,
            Rect=Array([60, top - 70, 300, top]),
            P=page.obj,
            AP=Dictionary(N=waiting),
        )
        page.obj.Annots.append(pdf.make_indirect(widget))
    pdf.Root.AcroForm = pdf.make_indirect(
        Dictionary(Fields=Array(list(page.obj.Annots)), SigFlags=1)
    )
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"] = "A small pack"
        metadata["xmp:ModifyDate"] = SEALED_AT.isoformat()
        metadata["pdf:Producer"] = "The tests"
    for content in [contents.to_json()] if manifests is None else manifests:
        attach(pdf, content)
    return saved(pdf)


def attach(pdf: pikepdf.Pdf, content: bytes, name: str = MANIFEST_NAME) -> None:
    """Attach a file as packs do: associated with the document, and by name."""
    spec = pikepdf.AttachedFileSpec(pdf, content, filename=name, mime_type="application/json")
    key = name if name not in pdf.attachments else f"{name}-{len(pdf.attachments)}"
    pdf.attachments[key] = spec
    if Name.AF not in pdf.Root:
        pdf.Root.AF = Array([])
    pdf.Root.AF.append(pdf.Root.Names.EmbeddedFiles.Names[-1])


def saved(pdf: pikepdf.Pdf, **options) -> bytes:
    """Return a document as bytes, the same every time."""
    out = io.BytesIO()
    options.setdefault("object_stream_mode", pikepdf.ObjectStreamMode.generate)
    pdf.save(out, deterministic_id=True, **options)
    pdf.close()
    return out.getvalue()


def appearance(text: str = "Signed") -> bytes:
    """Return what a signed field shows."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(240, 70))
    page.obj.Contents = pdf.make_stream(b"0 0 120 35 re f % " + text.encode())
    return saved(pdf)
