"""Out into open formats and back: nothing is lost, whatever the vault held."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from portfolio_app.app import assemble
from portfolio_app.model.domain.portfolio import Practitioner
from portfolio_app.model.store import Passphrase, create_vault, unlock
from portfolio_app.model.store.rows import Base
from portfolio_app.services.open_format.kinds import TEXT, shape
from portfolio_app.services.open_format.service import OpenFormatService
from tests.cli.by_hand import PASSPHRASE, QUICK
from tests.services.helpers import SetClock
from tests.services.open_format.whole import PORTFOLIOS, contents, everything, put

IS_LONG = settings.default.max_examples > 500


def there_and_back(place, portfolio, content):
    """Return everything in a vault, and in the one made of its open export."""
    vault, _ = create_vault(
        place / "old.portfolio",
        portfolio,
        passphrase=PASSPHRASE,
        cost=QUICK,
        fill=lambda tx: put(tx, content),
    )
    with vault:
        OpenFormatService(vault, SetClock()).export(place / "open", with_people=True)
    back, _ = assemble(cost=QUICK).door.take_back(
        place / "open", place / "new.portfolio", passphrase=PASSPHRASE
    )
    back.close()
    return tuple(
        everything(place / name, unlock(place / name, Passphrase(PASSPHRASE)))
        for name in ("old.portfolio", "new.portfolio")
    )


@settings(max_examples=200 if IS_LONG else 3)
@given(PORTFOLIOS, contents())
def test_every_row_of_any_vault_comes_back(portfolio, content):
    with tempfile.TemporaryDirectory() as place:
        before, after = there_and_back(Path(place), portfolio, content)
    assert after == before


def test_of_every_table_it_is_known_that_an_export_carries_it():
    """A new table fails here until the export carries it and `contents` fills it."""
    assert set(Base.metadata.tables) == {
        "answer",
        "attachment",
        "attachment_chunk",
        "claim",
        "contributor",
        "evidence",
        "file_finding",  # made anew from the files
        "kept_rule",
        "move",
        "own_word",
        "person",
        "person_name",
        "portfolio",
        "retention",
        "revision",
        "seal",
        "self_rating",
        "searchable",
        "statement",
    }


def test_a_record_with_a_field_that_the_export_does_not_know_is_a_defect():
    with pytest.raises(TypeError):
        shape(Practitioner, name=TEXT)


def test_the_moment_of_the_export_changes_no_document(tmp_path, opened):
    opened.open_format.export(tmp_path / "one")
    opened.open_format.export(tmp_path / "two")
    names = sorted(path.name for path in (tmp_path / "one").glob("*.json"))
    assert len(names) >= 7
    for name in set(names) - {"open-export.json"}:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
