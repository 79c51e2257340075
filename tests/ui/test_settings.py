from __future__ import annotations

from pathlib import Path

import pytest

from portfolio_app import places
from portfolio_app.ui.settings import MOST_RECENT, Settings, load_settings, save_settings


def test_what_was_saved_is_loaded(home):
    settings = Settings(theme="dark", text_scale=1.5, window=(1100, 700), place="pack")
    save_settings(settings)
    assert load_settings() == settings
    assert [path.name for path in places.user_data().iterdir()] == ["settings.json"]


def test_the_first_start_has_usual_settings(home):
    assert load_settings() == Settings()


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "3", '{"window": ["a", 1], "recent": "x", "theme": 4, "text_scale": "y"}'],
)
def test_a_damaged_file_is_as_good_as_none(tmp_path, text):
    (tmp_path / "settings.json").write_text(text)
    assert load_settings(tmp_path) == Settings()


def test_the_last_opened_portfolio_comes_first_and_once(tmp_path):
    one, other = tmp_path / "one.portfolio", tmp_path / "other.portfolio"
    settings = Settings().opened(one).opened(other).opened(one)
    assert settings.recent == (str(one), str(other))


def test_the_piece_in_hand_belongs_to_the_portfolio_opened_last(tmp_path):
    one, other = tmp_path / "one.portfolio", tmp_path / "other.portfolio"
    settings = Settings().opened(other).opened(one)._replace(piece="a1", answer="title")
    assert settings.opened(one) == settings
    assert (settings.opened(other).piece, settings.opened(other).answer) == ("", "")
    assert (settings.forgot(one).piece, settings.forgot(one).answer) == ("", "")


def test_old_portfolios_are_forgotten(tmp_path):
    settings = Settings()
    for number in range(MOST_RECENT + 3):
        settings = settings.opened(tmp_path / f"{number}.portfolio")
    assert len(settings.recent) == MOST_RECENT
    assert settings.recent[0].endswith(f"{MOST_RECENT + 2}.portfolio")


def test_a_failed_write_leaves_the_former_file(tmp_path, monkeypatch):
    save_settings(Settings(theme="dark"), tmp_path)

    def full(self, target):
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="disk full"):
        save_settings(Settings(theme="light"), tmp_path)
    assert load_settings(tmp_path).theme == "dark"
