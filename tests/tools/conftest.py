"""Small documents to try the judges on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from PIL import ImageCms
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from portfolio_app.places import resource

CONFORMING = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="3" pdfaid:conformance="A">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Blank</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@pytest.fixture
def blank(tmp_path):
    """One empty page, which conforms to PDF/A-3a."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    root = pdf.Root
    root.Lang = pikepdf.String("en-GB")
    root.MarkInfo = pikepdf.Dictionary(Marked=True)
    root.StructTreeRoot = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot, K=pikepdf.Array())
    )
    root.Metadata = pdf.make_stream(
        CONFORMING.encode(), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML
    )
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFA1,
        OutputConditionIdentifier=pikepdf.String("sRGB"),
        DestOutputProfile=pdf.make_stream(profile, N=3),
    )
    root.OutputIntents = pikepdf.Array([intent])
    path = tmp_path / "blank.pdf"
    pdf.save(path)
    return path


@pytest.fixture
def letter(tmp_path):
    """One line of text, drawn by ReportLab without tags: not for the archive."""
    pdfmetrics.registerFont(TTFont("NotoSans", resource("fonts", "NotoSans-Regular.ttf")))
    path = tmp_path / "letter.pdf"
    canvas = Canvas(str(path), initialFontName="NotoSans", pageCompression=0)
    canvas.setTitle("Letter")
    canvas.drawString(72, 720, "Dear panel, Siân wrote this.")
    canvas.save()
    return path


class Signer:
    """A person with a self-made certificate."""

    def __init__(self, name):
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        now = datetime.now(UTC)
        self.certificate = (
            x509.CertificateBuilder(subject, subject, key.public_key(), 7)
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=30))
            .add_extension(x509.KeyUsage(True, True, *[False] * 7), critical=True)
            .sign(key, hashes.SHA256())
        )
        self.name = name
        self.pem = self.certificate.public_bytes(serialization.Encoding.PEM)
        bundle = pkcs12.serialize_key_and_certificates(
            b"", key, self.certificate, None, serialization.NoEncryption()
        )
        self._signer = signers.SimpleSigner.load_pkcs12_data(bundle, None)

    def sign(self, path):
        """Add a PAdES signature in a field of this person's own."""
        details = signers.PdfSignatureMetadata(
            field_name=self.name, subfilter=fields.SigSeedSubFilter.PADES
        )
        writer = IncrementalPdfFileWriter(BytesIO(path.read_bytes()))
        signed = signers.sign_pdf(writer, details, signer=self._signer)
        path.write_bytes(signed.getvalue())


@pytest.fixture(scope="session")
def author():
    return Signer("Author")


@pytest.fixture(scope="session")
def manager():
    return Signer("Manager")


@pytest.fixture
def signed(letter, author, manager):
    """The letter, signed by its author and then by a manager."""
    author.sign(letter)
    manager.sign(letter)
    return letter
