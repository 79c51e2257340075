"""Small JSON files of the person's own, replaced in one step or not at all."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from portfolio_app.errors import SignatureError


def read_json(path: Path, file_format: str, what: str) -> dict[str, Any]:
    """Return the content of `path`, `{}` where there is no such file yet.

    Args:
        path: The file.
        file_format: What its key `format` must say.
        what: The file in words, for the error: `The list of confirmed signers`.

    Raises:
        SignatureError: It cannot be read, or is not what it should be. It is left alone.
    """
    try:
        content = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SignatureError(
            f"{what} cannot be read.",
            advice="Nothing has been changed. Check the folder of this program's own files.",
        ) from error
    except (ValueError, RecursionError) as error:
        raise unusable(what, path) from error
    if not isinstance(content, dict) or content.get("format") != file_format:
        raise unusable(what, path)
    return content


def write_json(path: Path, file_format: str, content: dict[str, Any], what: str) -> None:
    """Replace `path` by `content`, readable by its owner only.

    Raises:
        SignatureError: The disk refuses. The former file is as it was.
    """
    data = json.dumps({"format": file_format, **content}, ensure_ascii=False, indent=1)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, data.encode())
    except OSError as error:
        raise SignatureError(
            f"{what} could not be saved.",
            advice="The former one is untouched. Check that the disk is not full.",
        ) from error


def unusable(what: str, path: Path) -> SignatureError:
    """Return the error for a file that is there and cannot be understood."""
    return SignatureError(
        f"{what} cannot be read: {path.name} is damaged.",
        advice="It was left as it is. Bring back a copy of it, or move it away to begin anew.",
    )


def _replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    scratch = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            scratch.unlink()
        raise
