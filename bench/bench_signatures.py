"""Four signatures on a pack of 300 attached pages and 100 MB, and the verification of all.

What is measured is what a person waits for: the signature with the checks before it, and the
whole inspection by both readers. The pack is drawn by a process of its own, so that the memory
is that of signing and verifying alone, the file itself included.
"""

from __future__ import annotations

import json
import tempfile
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Final

from content import peak_megabytes, scanned_plan, timed

from portfolio_app.pack.appearance import signature_appearance
from portfolio_app.pack.draw import draw_pack
from portfolio_app.signing.identities import new_identity
from portfolio_app.signing.seal import sign_document
from portfolio_app.signing.verify import verify
from tests.pack.helpers import SEALED_AT, Silent

if TYPE_CHECKING:
    from portfolio_app.model.domain.manifest import ExpectedSigner, Manifest
    from portfolio_app.signing.identities import Identity

PAGES: Final = 300
MEGABYTES: Final = 100
PACK: Final = "pack.pdf"


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as another:
            manifest = another.submit(draw, Path(name)).result()
        document, taken = (Path(name) / PACK).read_bytes(), []
    for place, signer in enumerate(manifest.signers):
        identity = new_identity(signer.name, signer.title, signer.role, SEALED_AT)
        seconds, document = timed(lambda: sign(document, signer, identity, place))  # noqa: B023
        taken.append(seconds)
    verifying, verification = timed(lambda: verify(document))
    if not verification.valid or len(verification.signatures) != len(taken):
        raise AssertionError(verification.faults)
    hashing, _ = timed(lambda: sha256(document).digest())
    print(
        json.dumps(
            {
                "name": f"the slowest of four signatures on {len(document) / 1024**2:.0f} MB",
                "figure": round(max(taken), 2),
                "unit": "s",
                "ratio": round(max(taken) / hashing, 1),
                "reference": f"SHA-256 of the file: {hashing:.2f} s",
                "target": "at most 3 s each; verification of four at most 6 s and 600 MB",
                "each": [round(seconds, 2) for seconds in taken],
                "verification": round(verifying, 2),
                "megabytes": round(peak_megabytes()),
            }
        )
    )


def draw(folder: Path) -> Manifest:
    """Draw the pack into `folder`, and return what it says of itself."""
    drawn = draw_pack(*scanned_plan(folder, PAGES, MEGABYTES), Silent())
    (folder / PACK).write_bytes(drawn.data)
    return drawn.manifest


def sign(document: bytes, signer: ExpectedSigner, identity: Identity, place: int) -> bytes:
    """Return the document signed as a person signs it, with the appearance that it gets."""
    at = SEALED_AT + timedelta(days=place)
    stamp = signature_appearance(identity.name, at, identity.fingerprint, "Covers all pages")
    return sign_document(
        document, role=signer.role, identity=identity, appearance=stamp, signed_at=at
    )


if __name__ == "__main__":
    main()
