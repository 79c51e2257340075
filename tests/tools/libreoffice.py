"""LibreOffice without its window: opens a document and saves it again, as another if wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

from tests.tools.command import run

if TYPE_CHECKING:
    from pathlib import Path


def resaved(source: Path, ending: str, folder: Path) -> Path:
    """Return `source` as LibreOffice saves it with that ending, in a new folder of `folder`."""
    out = folder / f"as-{ending}-{len(list(folder.iterdir()))}"
    out.mkdir()
    profile = (folder / "profile").as_uri()
    saved = out / f"{source.stem}.{ending}"
    result = run(
        [
            "soffice",
            f"-env:UserInstallation={profile}",
            "--headless",
            "--norestore",
            "--convert-to",
            ending,
            "--outdir",
            out,
            source,
        ]
    )
    assert saved.exists(), result.stderr
    return saved


def rewritten(document: Path, part: str, changes: dict[str, str]) -> None:
    """Change words in one part of a document, as somebody typing would."""
    with ZipFile(document) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    text = parts[part].decode()
    for before, after in changes.items():
        assert before in text, before
        text = text.replace(before, after, 1)
    parts[part] = text.encode()
    with ZipFile(document, "w", ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
