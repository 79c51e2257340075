"""Apache PDFBox with Bouncy Castle: signs as programs of other people's making do.

From Debian's packages.
"""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PIL import Image

from tests.tools.command import run
from tests.tools.java import ARCHIVES, command

if TYPE_CHECKING:
    from datetime import datetime

DRIVER: Final = Path(__file__).with_name("PdfBoxSign.java")
LIBRARIES: Final = tuple(
    ARCHIVES / f"{name}.jar"
    for name in ("pdfbox2", "fontbox2", "commons-logging", "bcprov", "bcutil", "bcpkix")
)
PADES: Final = "ETSI.CAdES.detached"
OLDER: Final = "adbe.pkcs7.detached"


def sign(
    document: bytes,
    *,
    field: str,
    p12: bytes,
    passphrase: str,
    at: datetime,
    kind: str = PADES,
) -> bytes:
    """Sign an empty field, with the visible signature that PDFBox makes of a picture.

    Args:
        document: A PDF.
        field: Name of the signature field.
        p12: Key and certificates.
        passphrase: Opens them.
        at: When, aware.
        kind: The signature's `/SubFilter`.
    """
    with tempfile.TemporaryDirectory() as scratch:
        before, after, keys, picture = (
            Path(scratch) / name for name in ("before.pdf", "after.pdf", "keys.p12", "ink.jpg")
        )
        before.write_bytes(document)
        keys.write_bytes(p12)
        picture.write_bytes(_ink())
        time = str(int(at.timestamp()))
        files = [before, after, field, keys, passphrase, time, picture, kind]
        cache = f"-Dpdfbox.fontcache={scratch}"  # else it writes into the home of whoever tests
        result = run([*command(DRIVER, LIBRARIES, properties=[cache]), *files])
        if result.returncode:
            raise RuntimeError(f"PDFBox did not sign:\n{result.stdout}{result.stderr}")
        return after.read_bytes()


def _ink() -> bytes:
    """Return a picture, as of a signature written by hand."""
    out = io.BytesIO()
    Image.new("RGB", (200, 60), "navy").save(out, "JPEG")
    return out.getvalue()
