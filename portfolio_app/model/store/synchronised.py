"""Notices when a vault lies in a folder that is copied to other computers behind its back.

Such programs copy one file at a time, whenever they like, and put two changed copies side by
side. A vault survives that when it is open on one computer at a time and each copy is
complete before the next opening; people need to know.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_NAMES: Final = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud drive": "iCloud Drive",
    "iclouddrive": "iCloud Drive",
    "com~apple~clouddocs": "iCloud Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
}
"""What their folders are called unless somebody chose another name, in lower case."""

_MARKS: Final = {
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".stfolder": "Syncthing",
}
"""Files and folders that they leave at the top of what they synchronise."""

_SYNC_DATABASES: Final = ("._sync_*.db", ".sync_*.db")
"""Nextcloud's and ownCloud's, at the same place."""

_VARIABLES: Final = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
"""Set by OneDrive on Windows; each names a folder."""


def synchroniser_of(
    folder: Path, *, home: Path | None = None, environment: Mapping[str, str] | None = None
) -> str | None:
    """Return the name of the program that synchronises the place `folder`, if one is known.

    Args:
        folder: Of a vault; need not exist yet.
        home: Of the person at the keyboard, where programs keep their settings.
        environment: The process's own by default.
    """
    environment = os.environ if environment is None else environment
    home = home or Path.home()  # where .dropbox holds its settings, and marks nothing
    place = folder.absolute()
    places = (place, place.resolve())  # a link may lead into such a folder, or lie in one
    for path, name in _told_by_programs(home, environment):
        if any(place.is_relative_to(path) for place in places):
            return name
    for above in (above for place in places for above in place.parents):
        if found := _told_by_name(above) or (above != home and _told_by_mark(above)):
            return found
    return None


def _told_by_programs(home: Path, environment: Mapping[str, str]) -> Iterator[tuple[Path, str]]:
    """Yield the folders that these programs say they synchronise."""
    for variable in _VARIABLES:
        if named := environment.get(variable):
            yield Path(named), "OneDrive"
    for settings in (
        home / ".dropbox",
        Path(environment.get("LOCALAPPDATA", home)) / "Dropbox",
    ):
        for path in _dropbox(settings / "info.json"):
            yield path, "Dropbox"


def _dropbox(settings: Path) -> Iterator[Path]:
    """Yield the folders in Dropbox's own file: `{"personal": {"path": ...}}`."""
    try:
        accounts = json.loads(settings.read_bytes()).values()
    except (OSError, ValueError, AttributeError):
        return
    for account in accounts:
        if isinstance(account, dict) and isinstance(account.get("path"), str):
            yield Path(account["path"])


def _told_by_name(folder: Path) -> str | None:
    """Tell by a name such as `OneDrive - My Council`, `Dropbox (Team)` or `GoogleDrive-me`."""
    name = folder.name.casefold()
    for known, program in _NAMES.items():
        if name == known or name.startswith((f"{known} -", f"{known} (", f"{known}-")):
            return program
    return None


def _told_by_mark(folder: Path) -> str | None:
    try:
        for mark, program in _MARKS.items():
            if (folder / mark).exists():
                return program
        if any(True for pattern in _SYNC_DATABASES for _ in folder.glob(pattern)):
            return "Nextcloud"
    except OSError:  # somebody else's folder above ours
        return None
    return None
