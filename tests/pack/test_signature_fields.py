"""Empty signature fields, and that four people can sign them one after the other."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from io import BytesIO

import pikepdf
import pytest
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, SimpleBoxLayoutRule
from pyhanko.sign import fields, signers
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from portfolio_app.pack.appearance import SIZE, signature_appearance, waiting_appearance
from portfolio_app.pack.fonts import Face
from portfolio_app.pack.signature_fields import SignatureField, write_signature_fields
from portfolio_app.pack.tagged.structure import Step
from tests.pack.engine import MOMENT, drawn
from tests.tools import poppler, qpdf
from tests.tools.verapdf import validate

NAMES = ("practitioner", "team_manager", "service_manager", "head_of_service")
FINGERPRINT = "670C840D3C48615A9E526135DD07528E372C938FAB75780BF3B808B603A28696"


def field(number, **changes):
    bottom = 700 - 120 * number
    values = {
        "name": NAMES[number],
        "page_index": 0,
        "rect": (60.0, bottom, 60 + SIZE[0], bottom + SIZE[1]),
        "tooltip": f"Signature {number + 1}",
        "waiting_appearance": waiting_appearance(number + 1, FINGERPRINT, "Will cover all"),
    }
    return SignatureField(**values | changes)


def pack(*chosen):
    def draw(canvas):
        with canvas.within(Step("H1", 1)):
            canvas.draw_text(60, 800, "Signatures", Face.DISPLAY, 27)

    return drawn(draw, add_fields=partial(write_signature_fields, fields=chosen))


@pytest.fixture(scope="module")
def waiting():
    return pack(*(field(number) for number in range(4)))


def identity_of(name):
    """Return a signer whose certificate is its own issuer."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(subject)
    builder = builder.public_key(key.public_key()).serial_number(1)
    builder = builder.not_valid_before(MOMENT).not_valid_after(MOMENT + timedelta(days=900))
    usage = x509.KeyUsage(*[True, True, *[False] * 7])
    certificate = builder.add_extension(usage, True).sign(key, hashes.SHA256())
    private = key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    public = certificate.public_bytes(serialization.Encoding.DER)
    return signers.SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(public),
        signing_key=asn1_keys.PrivateKeyInfo.load(private),
        cert_registry=SimpleCertificateStore(),
    )


def signed(document, number, folder):
    """Return `document` signed in the field of that number, with our appearance."""
    appearance = folder / f"{number}.pdf"
    appearance.write_bytes(
        signature_appearance(
            "Siân Ŵyn ✓", MOMENT, FINGERPRINT, "Covers all 48 pages", role_title="Team manager"
        )
    )
    corner = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MIN, AxisAlignment.ALIGN_MIN)
    style = StaticStampStyle.from_pdf_file(
        str(appearance), border_width=0, background_opacity=1.0, background_layout=corner
    )
    metadata = signers.PdfSignatureMetadata(
        field_name=NAMES[number],
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=number == 0,
        docmdp_permissions=fields.MDPPerm.FILL_FORMS,
    )
    signer = signers.PdfSigner(metadata, identity_of(NAMES[number]), stamp_style=style)
    result = signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(document)))
    return result.getvalue()


def test_fields_are_named_described_and_nothing_else_is_in_the_form(waiting):
    with pikepdf.open(BytesIO(waiting)) as pdf:
        form = pdf.Root.AcroForm
        assert set(form.keys()) == {"/Fields", "/SigFlags"}
        assert [str(one.T) for one in form.Fields] == list(NAMES)
        assert [str(one.TU) for one in form.Fields] == [f"Signature {n}" for n in range(1, 5)]
        assert {int(one.F) for one in form.Fields} == {4}


def test_a_field_is_one_object_reference_in_a_form_element(waiting):
    with pikepdf.open(BytesIO(waiting)) as pdf:
        elements = [one for one in pdf.Root.StructTreeRoot.K[0].K if one.S == "/Form"]
        assert [str(one.Alt) for one in elements] == [f"Signature {n}" for n in range(1, 5)]
        assert all(isinstance(one.K, pikepdf.Dictionary) for one in elements)


def test_names_that_begin_alike_are_refused():
    with pytest.raises(ValueError, match="begins with 'manager'"):
        pack(field(0, name="manager"), field(1, name="manager_2"))


def test_a_pack_without_fields_has_no_form():
    with pikepdf.open(BytesIO(pack())) as pdf:
        assert "/AcroForm" not in pdf.Root


def test_waiting_and_signed_by_four_it_stays_an_archive_and_accessible(waiting, tmp_path):
    empty, full = tmp_path / "waiting.pdf", tmp_path / "signed.pdf"
    empty.write_bytes(waiting)
    document = waiting
    for number in range(4):
        document = signed(document, number, tmp_path)
    full.write_bytes(document)
    assert qpdf.check(empty) == qpdf.check(full) == []
    found = poppler.signatures(full)
    assert [one.field for one in found] == list(NAMES)
    assert all(one.digest_holds for one in found)
    assert validate([empty, full]) == []
