"""What makes a file an archive: identification, colour, attachments (ISO 19005-3, level A)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import ImageCms

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

PRODUCER = "Progression Portfolio"
COLOUR_COMPONENTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What a file says about itself; the clock is never asked."""

    title: str
    author: str
    created: datetime
    """With a time zone."""
    subject: str = ""
    language: str = "en-GB"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssociatedFile:
    """A file inside the file (ISO 19005-3, 6.8)."""

    name: str
    data: bytes
    media_type: str
    relationship: str
    """Data, Source, Alternative, Supplement or Unspecified (ISO 19005-3, annex E)."""
    description: str
    modified: datetime
    """With a time zone."""


def write_identity(pdf: pikepdf.Pdf, identity: Identity) -> None:
    """Write the metadata in both places that PDF has, alike (ISO 19005-3, 6.6.2, 6.6.3)."""
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    pdf.docinfo["/Title"] = String(identity.title)
    pdf.docinfo["/Author"] = String(identity.author)
    if identity.subject:
        pdf.docinfo["/Subject"] = String(identity.subject)
    pdf.docinfo["/Creator"] = String(PRODUCER)
    pdf.docinfo["/Producer"] = String(PRODUCER)
    pdf.docinfo["/CreationDate"] = String(pdf_date(identity.created))
    pdf.docinfo["/ModDate"] = String(pdf_date(identity.created))
    pdf.Root.Metadata = pdf.make_stream(
        _packet(identity).encode(), Type=Name.Metadata, Subtype=Name.XML
    )
    pdf.Root.Lang = String(identity.language)


def write_output_intent(pdf: pikepdf.Pdf) -> None:
    """Say that colours are sRGB (ISO 19005-3, 6.2.3)."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    pdf.Root.OutputIntents = Array(
        [
            pdf.make_indirect(
                Dictionary(
                    Type=Name.OutputIntent,
                    S=Name.GTS_PDFA1,
                    OutputConditionIdentifier=String("sRGB"),
                    Info=String("sRGB IEC61966-2.1"),
                    DestOutputProfile=pdf.make_stream(
                        _without_date(profile), N=COLOUR_COMPONENTS
                    ),
                )
            )
        ]
    )


def write_associated_files(pdf: pikepdf.Pdf, files: Sequence[AssociatedFile]) -> None:
    """Embed `files` and say how each relates to the whole document."""
    if not files:
        return
    for file in files:
        pdf.attachments[file.name] = pikepdf.AttachedFileSpec(  # type: ignore[call-arg]  # stubs
            pdf,
            file.data,
            filename=file.name,
            description=file.description,
            mime_type=file.media_type,
            relationship=Name(f"/{file.relationship}"),
            creation_date=pdf_date(file.modified),
            mod_date=pdf_date(file.modified),
        )
    pdf.Root.AF = Array([pdf.attachments[file.name].obj for file in files])


def pdf_date(moment: datetime) -> str:
    """Return `moment`, which has a time zone, as PDF writes dates (ISO 32000-1, 7.9.4)."""
    offset = moment.strftime("%z")
    if not offset:
        raise ValueError("a date in a file needs a time zone")
    return f"D:{moment:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:5]}'"


def _without_date(profile: bytes) -> bytes:
    """Return an ICC profile whose creation date (bytes 24 to 35) is that of the standard.

    The library stamps the current time, and a profile identifier (84 to 99) over the rest.
    """
    fixed = bytearray(profile)
    fixed[24:36] = bytes.fromhex("07cf 000a 0012 0000 0000 0000")  # 18 October 1999
    fixed[84:100] = bytes(16)  # "not calculated"
    return bytes(fixed)


def _packet(identity: Identity) -> str:
    """Return the XMP packet, with the schema for the PDF/UA mark that PDF/A asks for."""
    moment = identity.created.isoformat(timespec="seconds")
    subject = _SUBJECT.format(escape(identity.subject)) if identity.subject else ""
    return _PACKET.format(
        title=escape(identity.title),
        author=escape(identity.author),
        language=escape(identity.language),
        subject=subject,
        moment=moment,
        producer=PRODUCER,
    )


_SUBJECT = (
    '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt>'
    "</dc:description>"
)

_PACKET = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
{subject}<xmp:CreateDate>{moment}</xmp:CreateDate>
<xmp:ModifyDate>{moment}</xmp:ModifyDate>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
