from __future__ import annotations

import json

import pytest

from portfolio_app.model.store.synchronised import synchroniser_of


def told(folder, home, **environment):
    return synchroniser_of(folder / "mine.portfolio", home=home, environment=environment)


@pytest.mark.parametrize(
    ("path", "program"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - Bexley Council/Portfolio", "OneDrive"),
        ("Library/CloudStorage/OneDrive-Personal", "OneDrive"),
        ("Dropbox", "Dropbox"),
        ("Dropbox (Personal)/work", "Dropbox"),
        ("Google Drive", "Google Drive"),
        ("My Drive", "Google Drive"),
        ("Library/CloudStorage/GoogleDrive-me@example.org/My Drive", "Google Drive"),
        ("iCloudDrive", "iCloud Drive"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud Drive"),
        ("Nextcloud/work", "Nextcloud"),
        ("Documents", None),
        ("My drives", None),
        ("Dropboxes", None),
    ],
)
def test_a_synchronised_folder_is_known_by_its_name(tmp_path, path, program):
    assert told(tmp_path / path, tmp_path) == program


@pytest.mark.parametrize(
    ("mark", "program"),
    [
        (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
        (".dropbox", "Dropbox"),
        (".tmp.drivedownload", "Google Drive"),
        (".nextcloudsync.log", "Nextcloud"),
        (".sync_0123456789ab.db", "Nextcloud"),
        ("._sync_0123456789ab.db", "Nextcloud"),
        (".stfolder", "Syncthing"),
    ],
)
def test_a_synchronised_folder_is_known_by_what_lies_at_its_top(tmp_path, mark, program):
    top = tmp_path / "Work"
    (top / "deep" / "down").mkdir(parents=True)
    (top / mark).touch()
    assert told(top / "deep" / "down", tmp_path) == program
    assert told(tmp_path, tmp_path) is None


def test_a_synchronised_folder_is_known_by_what_its_program_says(tmp_path):
    work = tmp_path / "Work"
    assert told(work, tmp_path, OneDriveCommercial=str(work)) == "OneDrive"
    (tmp_path / ".dropbox").mkdir()
    (tmp_path / ".dropbox" / "info.json").write_text(
        json.dumps({"business": {"path": str(work)}, "other": 3})
    )
    assert told(work, tmp_path) == "Dropbox"
    assert told(tmp_path / "elsewhere", tmp_path) is None


@pytest.mark.parametrize("content", ["", "[]", "3", '{"personal": {"path": 3}}'])
def test_settings_that_cannot_be_read_say_nothing(tmp_path, content):
    (tmp_path / ".dropbox").mkdir()
    (tmp_path / ".dropbox" / "info.json").write_text(content)
    assert told(tmp_path / "Work", tmp_path) is None


def test_a_link_into_a_synchronised_folder_is_followed(tmp_path):
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "Dropbox")
    assert told(tmp_path / "link", tmp_path) == "Dropbox"
