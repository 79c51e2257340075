"""Making rules, taking a file of them in, and going over to others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from portfolio_app.services.rule_editing import RuleDraft
from portfolio_app.ui.rules.moving_window import MovingWindow
from portfolio_app.ui.rules.outline import Part
from portfolio_app.ui.rules.window import RuleWindow
from scripts.shots import door, stage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from portfolio_app.ui.look import Look

ACADEMY = "Academy of Example Council"
LEVEL_3 = "bexley-level-3"


def _window(look: Look) -> RuleWindow:
    window = RuleWindow(look, stage.finished().program, stage.runner())
    window.resize(*stage.SIZE)
    window.show()
    return window


def _bench(look: Look) -> RuleWindow:
    """Return the window on a copy of Level 3 with a form of its own."""
    window = _window(look)
    library = stage.finished().program.rules.library
    draft = RuleDraft.copied(library, LEVEL_3, "2027.1")
    draft.change_form("reflective-summary")
    window.edit(draft)
    return window


def _shown(window: QWidget) -> QWidget:
    window.show()
    return window


def _settled(window: QWidget) -> QWidget:
    for _ in range(5):
        QCoreApplication.processEvents()
    stage.finished().settle()
    stage.touch(window)
    return window


def begin(look: Look) -> QWidget:
    """Return the first page."""
    return _settled(_window(look))


def requirement(look: Look) -> QWidget:
    """Return a requirement that is being made."""
    window = _bench(look)
    if window.bench is not None:
        path = window.bench.draft.pathway_path
        window.bench.show_part(Part(kind="requirement", file=path, number=1))
    return _settled(window)


def wrong(look: Look) -> QWidget:
    """Return rules with something wrong in them."""
    window = _bench(look)
    if window.bench is not None:
        path = window.bench.draft.pathway_path
        window.bench.draft.put((path, "valid_from"), None)
        window.bench.draft.put((path, "requirement", 1, "at_least"), 0)
        window.bench.show_part(Part(kind="heading", file=path))
    return _settled(window)


def form(look: Look) -> QWidget:
    """Return a form of one's own, with its preview."""
    window = _bench(look)
    if window.bench is not None:
        path = window.bench.draft.form_paths[0]
        window.bench.show_part(Part(kind="field", file=path, number=3))
    return _settled(window)


def sign(look: Look) -> QWidget:
    """Return the page on which rules are signed."""
    window = _bench(look)
    window.sign.click()
    if window.signing is not None:
        window.signing.place.show_path(stage.DOCUMENTS / "our-bexley-level-3-2027.1.rules")
    return _settled(window)


def adding(look: Look) -> QWidget:
    """Return the second step of the first start with a file of rules looked at."""
    found = door.start_pathway(look)
    program = stage.finished().program
    path = stage.folder() / "level-3-2027.rules"
    if not path.exists():
        from portfolio_app.model.domain.names import RoleId

        key = stage.folder() / "lead.p12"
        program.identities.new(key, ACADEMY, RoleId("academy_lead"), "a long enough secret")
        draft = RuleDraft.copied(program.rules.library, LEVEL_3, "2027.1")
        identity = program.identities.open(key, "a long enough secret")
        program.rules.sign(draft.rules(), path, identity)
    found.first_start.offer_rules(program.rules, stage.finished().runner)
    add = found.first_start.which.add
    if add is not None:
        add.look_at(path)
    _settled(found)
    scrolled = found.first_start.which.scrolled
    scrolled.verticalScrollBar().setValue(scrolled.verticalScrollBar().maximum())
    return _settled(found)


def moving(look: Look) -> QWidget:
    """Return what a move to another pathway would change."""
    here = stage.finished()
    wanted = ("bexley-asye", "2018.1")
    return _settled(_shown(MovingWindow(look, here.portfolio, here.runner, wanted)))


def settings_rules(look: Look) -> QWidget:
    """Return the section of Settings about the pathway."""
    window = stage.finished().window(look, "settings")
    window.choices.rules.looked_for.emit(window.choices.rules)
    return _settled(window)


SCREENS: Mapping[str, Callable[[Look], QWidget]] = {
    "rules-begin": begin,
    "rules-requirement": requirement,
    "rules-wrong": wrong,
    "rules-form": form,
    "rules-sign": sign,
    "rules-adding": adding,
    "rules-moving": moving,
    "settings-rules": settings_rules,
}
