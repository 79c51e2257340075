"""Where the program finds its own data files, and where a person's own files go.

Client material never lies in any of these places; that lives in the vault alone.
"""

from __future__ import annotations

import os
from pathlib import Path


def resource(*parts: str) -> Path:
    """Return the path of a file or folder below `resources/`.

    Args:
        parts: Folder and file names, such as `"fonts", "NotoSans-Regular.ttf"`.
    """
    inside = Path(__file__).parent / "resources"
    root = inside if inside.is_dir() else Path(__file__).parent.parent / "resources"
    return root.joinpath(*parts)


def user_data() -> Path:
    """Return the folder of this person's settings, contacts and journal (not created here).

    `PORTFOLIO_HOME` overrides the platform's usual place; tests and portable use rely on it.
    """
    if chosen := os.environ.get("PORTFOLIO_HOME"):
        return Path(chosen)
    from platformdirs import user_data_path

    return user_data_path("progression-portfolio", appauthor=False)
