"""Makes the ten-minute guide: goes its way through the real windows and takes the pictures.

    python scripts/guide.py [--out docs]

The words lie beside this file in `guide.md`, with `{picture STEP: what it shows}` where a
picture stands. Each step is gone by the keys that the guide names; each name that it sets in
bold must be in sight on the way. Where either is no longer so, this fails and writes nothing.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
import tempfile
import time
import traceback
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before any Qt import
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QTabBar, QWidget

from portfolio_app import places
from portfolio_app.app import assemble
from portfolio_app.model.domain.names import CapabilityRef
from portfolio_app.ui.look import STYLE, Look, ThemeChoice
from portfolio_app.ui.reception import Reception
from portfolio_app.ui.settings import Settings
from portfolio_app.ui.widgets.choices import ChoiceCard
from scripts.shots import stage
from scripts.shots.stage import CHEAP, SIZE, StageClock, settle
from tests.ui.capability_walk import CapabilityWalk
from tests.ui.helpers import spoken_name
from tests.ui.person import Person
from tests.ui.writing_walk import WritingWalk

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from portfolio_app.ui.portfolio_window import PortfolioWindow

TEMPLATE: Final = Path(__file__).with_name("guide.md")
DOCS: Final = Path(__file__).resolve().parent.parent / "docs"
PICTURE: Final = re.compile(r"^\{picture (?P<step>[a-z]+): (?P<words>.+)\}$", re.MULTILINE)
NAMED: Final = re.compile(r"\*\*(?P<name>[^*]+)\*\*")
LARGEST: Final = 150_000
"""Bytes of one picture: the guide is read over slow lines, too."""
ENTER, TAB, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Space
SHIFT = Qt.KeyboardModifier.ShiftModifier

PASSPHRASE: Final = "four words of my own"
ACCOUNT: Final = {
    "Description": "The core group had agreed that the grandmother would stay with the "
    "children on Fridays. On the third Friday she was not there.",
    "Feelings": "I was angry with her before I had asked her anything.",
    "Evaluation": "The children were safe. The plan was not: it had rested on one tired woman.",
    "Analysis": "I weighed two explanations. She had changed her mind, or nobody had asked "
    "what Fridays cost her. I had written down an agreement that she had only heard.",
}
WANTED: Final = "Begin a reflective summary"
CLAIMED: Final = "I weighed two explanations."


class Eyes:
    """Waits as a person does, and remembers every name that was in sight."""

    def __init__(self, reception: Reception) -> None:
        self._reception = reception
        self.seen: set[str] = set()

    def waitUntil(self, condition: Callable[[], bool], timeout: int) -> None:  # noqa: N802
        """Wait until `condition` holds; gives up after `timeout` ms. `Person` asks for it."""
        until = time.monotonic() + timeout / 1000
        while not condition():
            if time.monotonic() > until:
                raise AssertionError("The guide waits for something that does not come.")
            QApplication.processEvents()
            time.sleep(0.005)
        self.look()

    def rest(self) -> None:
        """Wait until everything has been read and drawn."""
        settle(self._reception.runner)
        self.look()

    def look(self) -> None:
        """Remember the names that are in sight."""
        for window in QApplication.topLevelWidgets():
            for widget in (window, *window.findChildren(QWidget)):
                if widget.isVisible():
                    self.seen.update(_names(widget))


def _names(widget: QWidget) -> set[str]:
    names = {spoken_name(widget), widget.accessibleName()}
    if isinstance(widget, QAbstractButton | QLabel):
        names.add(widget.text().replace("&", ""))
    if isinstance(widget, QTabBar):
        names.update(widget.tabText(number) for number in range(widget.count()))
    return names


class Guide:
    """The way, one method for each step, in the order of `STEPS`."""

    def __init__(self, look: Look, documents: Path) -> None:
        clock = StageClock()
        self._documents = documents
        self.reception = Reception(
            look,
            Settings(window=SIZE),
            lambda: assemble(clock=clock, cost=CHEAP),
            today=clock.today,
        )
        self.eyes = Eyes(self.reception)
        self.person = Person(self.eyes)
        self.pictures: dict[str, bytes] = {}
        self._step = ""
        self.reception.open(None)
        self.reception.doorstep.activateWindow()

    @property
    def window(self) -> PortfolioWindow:
        """The window of the open portfolio."""
        window = self.reception.window
        if window is None:
            raise AssertionError("No portfolio is open.")
        return window

    def go(self, step: str) -> set[str]:
        """Go one step; return every name that was in sight."""
        self.eyes.seen.clear()
        self.eyes.look()
        self._step = step
        STEPS[step](self)
        self.eyes.look()
        if step not in self.pictures:
            raise AssertionError(f"The step {step!r} takes no picture.")
        return set(self.eyes.seen)

    def leave(self) -> None:
        """Close everything."""
        self.reception.runner.settle()
        self.reception.close()
        self.reception.shut_down()

    def _take(self) -> None:
        """Take the picture of this step."""
        if self.reception.window and (editor := self.reception.window.editor):
            self.person.wait(lambda: editor.saver.outbox.is_empty)
        self.eyes.rest()
        shown: QWidget = self.reception.window or self.reception.doorstep
        self.pictures[self._step] = _small(shown)

    # The first start

    def start(self) -> None:
        """Say who one is."""
        person = self.person
        person.wait(lambda: person.here == "Your name")
        person.write("Leila Ashdown")
        self._take()
        for _ in range(4):
            person.key(ENTER)

    def pathway(self) -> None:
        """Find the pathway of one's council."""
        person = self.person
        person.wait(lambda: person.here == "Find a council or a role")
        person.write("bexley level 3")
        cards = self.reception.doorstep.findChildren
        person.wait(lambda: sum(card.isVisible() for card in cards(ChoiceCard)) == 1)
        person.key(TAB)
        person.key(SPACE)
        self._take()
        person.key(ENTER)

    def dates(self) -> None:
        """Say when the panel sits."""
        person = self.person
        person.wait(lambda: person.here == "Started")
        person.key(ENTER)
        person.write("21 January 2027")
        person.key(ENTER)
        person.write("7 January 2027")
        self._take()
        person.key(ENTER)

    def protect(self) -> None:
        """Choose a passphrase, and keep the recovery sheet."""
        person = self.person
        person.wait(lambda: person.here == "Passphrase")
        person.write(PASSPHRASE)
        person.key(ENTER)
        person.write(PASSPHRASE)
        self._take()
        person.key(ENTER)
        person.wait(lambda: person.here == "Print the sheet")
        person.key(TAB)
        person.key(SPACE)
        person.key(TAB)
        person.wait(lambda: person.here == "Start writing")
        person.key(ENTER)

    # Twenty minutes

    def today(self) -> None:
        """Let Today choose a task for twenty minutes."""
        person = self.person
        person.wait(lambda: self.reception.window is not None)
        self.window.activateWindow()
        person.wait(lambda: person.here == "Start")
        self._take()
        title = self.window.today.card.title
        person.tab_to("Choose something else", most=1, modifier=SHIFT)
        offered = [title.text()]
        while offered[-1] != WANTED:
            person.key(SPACE)
            if title.text() in offered:
                raise AssertionError(f"Today does not offer {WANTED!r}, but {offered}.")
            offered.append(title.text())
        person.tab_to("Start", most=1)
        person.key(ENTER)
        person.wait(lambda: person.here == "Title" and person.focused.isVisible())

    def write(self) -> None:
        """Write with prompts beside the text, under the headings of a model."""
        person = self.person
        person.write("Fridays")
        person.tab_to("Model of reflection", most=6)
        walk = WritingWalk(person, self.window)
        walk.pick("Gibbs (1988)")
        walk.write_stages(ACCOUNT)
        self._take()

    def claim(self) -> None:
        """Claim a sentence for two frameworks."""
        walk = CapabilityWalk(self.person, self.window)
        popup = self.window.editor.claiming.popup
        walk.ask("account.analysis", CLAIMED, ("pcf 6", "kss 7"))
        self._take()
        walk.answer("Neither was enough for me.")
        self.person.wait(popup.isHidden)

    def attach(self) -> None:
        """Attach a file to the piece."""
        person = self.person
        person.tab_to("Add a file", most=8)
        person.key(ENTER)
        person.wait(lambda: isinstance(person.focused, QLineEdit))  # of the file dialog
        person.write(str(self._documents / "Certificate.jpg"))
        person.key(ENTER)
        person.wait(lambda: person.here == "Add a file")
        person.wait(lambda: self.window.editor.sheet.attachments.cards)
        person.tab_to("What it shows: Certificate.jpg", most=2, modifier=SHIFT)
        person.write("Certificate of attendance: assessing neglect, five days, June 2026")
        self._take()

    # Looking at it

    def matrix(self) -> None:
        """See who said what of each capability."""
        walk = CapabilityWalk(self.person, self.window)
        walk.go_to_matrix()
        self._take()
        walk.open_domain(CapabilityRef.parse("pcf-2018/6"))
        self.person.key(Qt.Key.Key_Escape)

    def pack(self) -> None:
        """See the pages that the panel would get."""
        person, page = self.person, self.window.pack
        person.go(self.window, "pack")
        person.wait(page.chain.about.text)
        self._take()
        person.tab_to("Pages of the pack")
        person.key(Qt.Key.Key_Down)
        person.wait(lambda: page.pages.preview.current() == 1)

    def lock(self) -> None:
        """Lock, and be asked for the passphrase."""
        person = self.person
        person.ctrl(Qt.Key.Key_L)
        person.wait(lambda: self.reception.window is None and person.here == "Passphrase")
        self._take()
        person.write(PASSPHRASE)
        person.key(ENTER)
        person.wait(lambda: self.reception.window and self.window.place == "pack")


STEPS: Final[Mapping[str, Callable[[Guide], None]]] = {
    "start": Guide.start,
    "pathway": Guide.pathway,
    "dates": Guide.dates,
    "protect": Guide.protect,
    "today": Guide.today,
    "write": Guide.write,
    "claim": Guide.claim,
    "attach": Guide.attach,
    "matrix": Guide.matrix,
    "pack": Guide.pack,
    "lock": Guide.lock,
}
"""By the names that the template gives them, in the order in which they are gone."""


def _small(widget: QWidget) -> bytes:
    """Return a picture of `widget` as a PNG of few colours."""
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    widget.grab().toImage().save(held, "PNG")
    out = BytesIO()
    with Image.open(BytesIO(held.data().data())) as whole:
        few = whole.convert("RGB").quantize(128, dither=Image.Dither.NONE)
        few.save(out, "PNG", optimize=True)
    return out.getvalue()


def parts(template: str) -> dict[str, str]:
    """Return the words of each step: from its heading to the next one."""
    sections = re.split(r"^(?=## )", template, flags=re.MULTILINE)
    return {m["step"]: words for words in sections if (m := PICTURE.search(words))}


def written(template: str) -> str:
    """Return the guide as it is read: with links to the pictures."""
    return PICTURE.sub(r"![\g<words>](guide/\g<step>.png)", template)


def walk(look: Look, words: Mapping[str, str], home: Path) -> dict[str, bytes]:
    """Go the whole way; return the picture of each step.

    Raises:
        AssertionError: A step does not work, or names something that is not in sight.
    """
    documents = home / "Documents"
    documents.mkdir(parents=True)
    shutil.copy(places.resource("example", "certificate.jpg"), documents / "Certificate.jpg")
    guide = Guide(look, documents)
    try:
        for step in STEPS:
            seen = guide.go(step)
            named = {found["name"] for found in NAMED.finditer(words.get(step, ""))}
            if named - seen:
                raise AssertionError(f"At {step!r} nobody sees {sorted(named - seen)}.")
            if len(guide.pictures[step]) > LARGEST:
                raise AssertionError(f"The picture of {step!r} is too large.")
            print(step, len(guide.pictures[step]) // 1000, "KB")
    finally:
        guide.leave()
        stage.clear()
    return guide.pictures


def main() -> int:
    """Go the way and write the guide."""
    parser = argparse.ArgumentParser(description="Make the ten-minute guide.")
    parser.add_argument("--out", type=Path, default=DOCS)
    out = parser.parse_args().out
    template = TEMPLATE.read_text(encoding="utf-8")
    app = QApplication(["portfolio", *STYLE])
    app.setCursorFlashTime(0)  # a caret that blinks would change the picture
    look = Look(app, choice=ThemeChoice.LIGHT)
    home = Path(tempfile.gettempdir(), "leila")  # it stands on a picture, always the same
    home.mkdir()
    try:
        os.environ["HOME"] = os.environ["PORTFOLIO_HOME"] = str(home)
        os.environ.pop("XDG_CONFIG_HOME", None)
        pictures = walk(look, parts(template), home)
    except AssertionError:
        traceback.print_exc()  # the windows have taken over what nobody catches
        return 1
    finally:
        shutil.rmtree(home)
    folder = out / "guide"
    folder.mkdir(parents=True, exist_ok=True)
    for step, picture in pictures.items():
        (folder / f"{step}.png").write_bytes(picture)
    (out / "guide.md").write_text(written(template), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
