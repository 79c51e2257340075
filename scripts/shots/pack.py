"""The Pack screen, sealing, and the window that signs and checks, with the finished example."""

from __future__ import annotations

import os
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from portfolio_app import app
from portfolio_app.model.domain.names import FieldPath, PathwayId
from portfolio_app.services.example import PASSPHRASE, build_example
from portfolio_app.services.example_by_rules import fill_by_rules
from portfolio_app.services.progress import Silent
from portfolio_app.ui.hub import Hub
from portfolio_app.ui.pack.editions_screen import EditionsScreen
from portfolio_app.ui.signing.window import SigningWindow
from portfolio_app.ui.widgets.layouts import Scrolled
from scripts.shots import stage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from portfolio_app.services.example import Example
    from portfolio_app.services.program import Program
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.pack.page import PackPage
    from portfolio_app.ui.portfolio_window import PortfolioWindow

SIZE = (1280, 800)
COUNCIL = Path(__file__).with_name("council.pem")
"""The certificate of an invented authority; nobody has its key."""
WRITTEN = (
    "I am a registered social worker, and I practise as one when nobody is looking.\n\nI took "
    "the complaint about my own late visit to supervision before it was asked for.",
    "What I value shows in what I do first: I ask, and I wait for the answer.",
)


@cache
def _program() -> Program:
    """Return the program of the practitioner, who knows everybody."""
    return _stranger()


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(dir=stage.folder()))


@cache
def _example() -> Example:
    """Return an example signed by all four, made once."""
    return build_example(_program(), _folder() / "example", Silent())


@cache
def _scene(name: str) -> stage.Stage:
    """Return a portfolio of the program that knows everybody."""
    if name == "year":
        vault, hub = _folder() / "year.portfolio", Hub()
        year = fill_by_rules(_program(), vault, PathwayId("asye-child-family"), PASSPHRASE)
        return stage.Stage(
            program=_program(),
            portfolio=year,
            clock=stage.StageClock(),
            vault=vault,
            hub=hub,
        )
    scene = stage.fresh(name, _program())
    if name == "gaps":
        _make_gaps(scene)
    return scene


def _make_gaps(scene: stage.Stage) -> None:
    evidence = scene.portfolio.evidence
    evidence.remove(scene.piece("child-feedback").id)
    evidence.write(scene.piece("manager-report").id, FieldPath("requirements-met"), "")
    summary = scene.piece("reflective-summary", "Two doors")
    for path in [p for p in summary.answers if "." in p][-2:]:
        evidence.write(summary.id, path, "")


def _page(look: Look, name: str) -> tuple[PackPage, PortfolioWindow]:
    window = _scene(name).window(look, "pack")
    return window.pack, window


def pack(look: Look) -> QWidget:
    """Return the Pack screen with three things left to do."""
    page, window = _page(look, "gaps")
    page.pages.preview.go_to(6)
    stage.settle()
    return window


def pack_review(look: Look) -> QWidget:
    """Return the Pack screen with the pack of a review chosen."""
    page, window = _page(look, "year")
    page.scope.choice.set_value("review-3")
    page.scope.chosen.emit("review-3")
    stage.settle()
    return window


def pack_ready(look: Look) -> QWidget:
    """Return the Pack screen with nothing left to do."""
    return _page(look, "whole")[1]


def pack_seal(look: Look) -> QWidget:
    """Return the screen that asks how to seal."""
    page, window = _page(look, "whole")
    page.chain.seal.click()
    if page.seal_screen is not None:
        page.seal_screen.place.show_path(
            stage.DOCUMENTS / "Level 3 portfolio, Leila Ashdown.pdf"
        )
    stage.settle()
    return window


def pack_forced(look: Look) -> QWidget:
    """Return the screen that seals although something is missing."""
    page, window = _page(look, "gaps")
    page.chain.anyway.click()
    if page.seal_screen is not None:
        page.seal_screen.why.set_text("The panel takes the manager’s report on the day.")
        page.seal_screen.place.show_path(
            stage.DOCUMENTS / "Level 3 portfolio, Leila Ashdown.pdf"
        )
    stage.settle()
    return window


def pack_core(look: Look) -> QWidget:
    """Return the screen that marks what to read first."""
    page, window = _page(look, "whole")
    page.list.options.core.click()
    stage.settle()
    return window


def pack_editions(look: Look) -> QWidget:
    """Return the screen that makes other editions."""
    page, window = _page(look, "whole")
    page.list.options.editions.click()
    screen = page.stack.currentWidget()
    if isinstance(screen, EditionsScreen):
        screen.place.show_path(stage.DOCUMENTS / "Large print.pdf")
    stage.settle()
    return window


@cache
def _of_its_own() -> stage.Stage:
    return stage.fresh("signing")


def statements(look: Look) -> QWidget:
    """Return the statements on each capability, two of them written."""
    made = _of_its_own()
    service = made.portfolio.statements
    for capability, text in zip(service.capabilities(), WRITTEN, strict=False):
        service.write(capability.ref, text)
    window = made.window(look, "capabilities")
    window.capabilities.show_statements()
    made.settle()
    return window


def settings_signing(look: Look) -> QWidget:
    """Return what Settings says of signing, with an authority that is about to be trusted."""
    made = _of_its_own()
    window = made.window(look, "settings")
    section = window.choices.authorities
    window.choices.packs.address.setText("https://time.northshire.example")
    section.ask = lambda question: COUNCIL  # type: ignore[method-assign]
    section.add.click()
    made.settle()
    window.resize(stage.SIZE[0], 1300)
    made.settle()
    for scrolled in window.choices.findChildren(Scrolled):
        scrolled.ensureWidgetVisible(section.add)
    made.settle()
    return window


def pack_sealed(look: Look) -> QWidget:
    """Return what is shown after sealing."""
    page, window = _page(look, "sealed")
    page.chain.seal.click()
    screen = page.seal_screen
    if screen is None:
        raise RuntimeError("the example cannot be sealed")
    screen.form.file.show_path(_example().identities[0])
    screen.form.passphrase.line.setText(PASSPHRASE)
    os.chdir(Path(tempfile.mkdtemp(dir=_folder())))  # so that no path of this machine is shown
    screen.place.show_path(stage.DOCUMENTS / "Level 3 portfolio, Leila Ashdown.pdf")
    screen.button.click()
    stage.settle()
    return window


def _stranger() -> Program:
    """Return the program of somebody who knows none of the signers."""
    folder = Path(tempfile.mkdtemp(dir=_folder()))
    before = os.environ.get("PORTFOLIO_HOME")
    os.environ["PORTFOLIO_HOME"] = str(folder)
    try:
        return app.assemble(clock=stage.StageClock())
    finally:
        if before is None:
            del os.environ["PORTFOLIO_HOME"]
        else:
            os.environ["PORTFOLIO_HOME"] = before


@cache
def _waiting() -> bytes:
    """Return the example's pack as it is after two of four signatures."""
    program, example = _program(), _example()
    portfolio = _scene("waiting").portfolio
    path = _folder() / "waiting.pdf"
    keys = [program.identities.open(p, PASSPHRASE) for p in example.identities]
    portfolio.packs.seal(path, keys[0])
    rules = portfolio.verdicts.pathway().signatures
    program.sign_offs.sign(path, rules[1].role, keys[1])
    return path.read_bytes()


def _checked(look: Look, data: bytes, program: Program) -> SigningWindow:
    window = SigningWindow(look, program, stage.runner())
    window.resize(*SIZE)
    window.show()
    path = Path(tempfile.mkdtemp(dir=_folder())) / "Level 3 portfolio, Leila Ashdown.pdf"
    path.write_bytes(data)
    window.check(path)
    stage.settle()
    stage.touch(window)
    return window


def sign_or_check(look: Look) -> QWidget:
    """Return the window before a document is chosen."""
    window = SigningWindow(look, _program(), stage.runner())
    window.resize(*SIZE)
    window.show()
    stage.touch(window)
    return window


def verified(look: Look) -> QWidget:
    """Return a complete pack whose signers are all known."""
    return _checked(look, _example().pack.read_bytes(), _program())


def verified_unknown(look: Look) -> QWidget:
    """Return a complete pack of which one signer, the practitioner, is not confirmed."""
    program = _stranger()
    found = _example().verification
    for report in found.signatures[1:]:
        program.identities.confirm(report.fingerprint, report.name, report.role)
    return _checked(look, _example().pack.read_bytes(), program)


def sign_next(look: Look) -> QWidget:
    """Return a pack that waits for its third signature."""
    return _checked(look, _waiting(), _program())


def verified_tampered(look: Look) -> QWidget:
    """Return a pack that was altered after two had signed."""
    data = bytearray(_waiting())
    at = data.index(b"stream", len(data) // 4) + 200
    data[at] ^= 1
    return _checked(look, bytes(data), _program())


def not_a_pack(look: Look) -> QWidget:
    """Return what is said of a file that is no pack."""
    return _checked(look, b"%PDF-1.7 another document", _program())


SCREENS: Mapping[str, Callable[[Look], QWidget]] = {
    "pack": pack,
    "pack-review": pack_review,
    "pack-ready": pack_ready,
    "pack-seal": pack_seal,
    "pack-forced": pack_forced,
    "pack-core": pack_core,
    "pack-editions": pack_editions,
    "statements": statements,
    "settings-signing": settings_signing,
    "pack-sealed": pack_sealed,
    "sign-or-check": sign_or_check,
    "sign-next": sign_next,
    "verified": verified,
    "verified-unknown": verified_unknown,
    "verified-tampered": verified_tampered,
    "not-a-pack": not_a_pack,
}
"""Screens by the name of their picture."""
