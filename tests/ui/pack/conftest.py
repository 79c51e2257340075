"""The Pack screen over a real vault that holds the finished example."""

from __future__ import annotations

from datetime import UTC, datetime
from shutil import copytree

import pytest
from shiboken6 import delete

from portfolio_app.app import assemble
from portfolio_app.model.domain.names import PRACTITIONER
from portfolio_app.model.store.keys import Cost
from portfolio_app.services.example import PASSPHRASE, fill_example
from portfolio_app.signing.identities import new_identity
from portfolio_app.ui.hub import Hub
from portfolio_app.ui.pack.page import PackPage
from portfolio_app.ui.tasks import TaskRunner
from tests.signing.helpers import quick_p12
from tests.ui.helpers import place_on_screen

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
SECRET = "four words make one"


@pytest.fixture
def program():
    return assemble(cost=CHEAP)


@pytest.fixture
def runner(qapp):
    runner = TaskRunner()
    yield runner
    runner.shut_down()


@pytest.fixture
def hub(qapp):
    return Hub()


@pytest.fixture(scope="session")
def example(tmp_path_factory):
    """Return the folder of the finished example, filled in once, its files read before."""
    folder = tmp_path_factory.mktemp("made") / "example.portfolio"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PORTFOLIO_HOME", str(folder.parent))
        made = fill_example(assemble(cost=CHEAP).door, folder)
        made.packs.preflight()
        made.close()
    return folder


@pytest.fixture(scope="session")
def practitioner_key():
    """Return the practitioner's identity as a file's content, made once."""
    made = new_identity("Leila Ashdown", "practitioner", PRACTITIONER, datetime.now(UTC))
    return quick_p12(made, SECRET)


@pytest.fixture
def portfolio(program, hub, runner, example, tmp_path):
    """Return the example, whole; it closes when nothing reads it any more."""
    folder = tmp_path / "example.portfolio"
    copytree(example, folder)
    opened = program.door.open_with_passphrase(folder, PASSPHRASE, hub.announce)
    yield opened
    runner.settle()
    opened.close()


@pytest.fixture
def gaps(portfolio):
    """Leave three things to do, and return the piece of each form."""
    pieces = {piece.form: piece for piece in portfolio.evidence.all()}
    portfolio.evidence.remove(pieces["child-feedback"].id)
    portfolio.evidence.write(pieces["manager-report"].id, "requirements-met", "")
    portfolio.evidence.write(pieces["practice-development"].id, "title", "")
    return pieces


@pytest.fixture
def page(look, qtbot, program, portfolio, runner, hub):
    page = PackPage(look, program, portfolio, runner, hub)
    yield page
    page.hide()
    delete(page)  # now, while there is somebody to answer what it asks for


@pytest.fixture
def read(page, qtbot, runner):
    """Return a function that shows the screen and waits until all but the pages is there."""

    def show(width=1192, height=800):
        place_on_screen(qtbot, page, width, height)
        qtbot.waitUntil(lambda: page._found is not None, timeout=20_000)
        page.pages.stop()
        wait(qtbot, runner)
        return page

    return show


@pytest.fixture
def drawn(page, qtbot, runner):
    """Return the screen, shown, with its pages."""
    place_on_screen(qtbot, page, 1192, 800)
    wait(qtbot, runner)
    return page


def wait(qtbot, runner):
    """Wait until nothing is read or drawn, and nothing more was asked for meanwhile."""
    qtbot.waitUntil(lambda: not runner.is_busy, timeout=20_000)
    qtbot.wait(120)  # the pictures of pages are asked for a moment after their place is known
    qtbot.waitUntil(lambda: not runner.is_busy, timeout=20_000)
