"""Packs that several tests look at, planned and drawn once."""

from __future__ import annotations

import pytest

from portfolio_app.model.catalogue import read_catalogue
from portfolio_app.pack.draw import draw_pack
from portfolio_app.pack.plan import plan_pack
from tests.pack.helpers import Files, Silent, a_request, example, example_statements


@pytest.fixture(scope="session")
def catalogue():
    return read_catalogue()


@pytest.fixture(scope="session")
def example_files():
    return Files()


@pytest.fixture(scope="session")
def example_snapshot(example_files, catalogue):
    return example(example_files, catalogue)


@pytest.fixture(scope="session")
def example_plan(example_snapshot, catalogue):
    return plan_pack(a_request(example_snapshot, catalogue, statements=example_statements()))


@pytest.fixture(scope="session")
def example_pack(example_plan, example_files):
    return draw_pack(example_plan, example_files, Silent())
