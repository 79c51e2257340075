"""From a key to its letter on the screen, in 10,000 words with 100 claims and spelling on.

The account lies in a real vault and a real editor, with headings, lists and bold words. Keys
come at set times, like those of somebody who types in bursts and pauses: whatever the editor
does at a pause (saving, finding claims again, counting) may hold up the next key, and then
counts. The reference is a bare QTextEdit with the same words, typed in at the same times in the
same run.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
from pathlib import Path
from time import perf_counter, sleep
from typing import TYPE_CHECKING, Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before any Qt import
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QTextEdit

from portfolio_app.model.domain.marks import Mark, MarkKind
from portfolio_app.model.domain.names import CapabilityRef, FieldPath
from portfolio_app.ui.editor.page import EditorPage
from portfolio_app.ui.look import STYLE, Look
from portfolio_app.ui.spelling.language import Language
from portfolio_app.ui.tokens import Face
from tests.ui.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PATH: Final = FieldPath("account.description")
WORDS: Final = 10_000
CLAIMS: Final = 100
STROKES: Final = 600
WARM_UP: Final = 40
BURST: Final = 0.09
"""Seconds between two keys: eleven a second, faster than people who type for a living."""
PAUSES: Final = (0.26, 0.3, 0.4, 0.7, 1.1)
"""Seconds after each seventh key, so that keys fall into all that is done at pauses."""
TYPED: Final = "and then I went back to see whathappened. "
TARGET: Final = 16
"""Milliseconds: one frame of a screen that draws sixty a second."""
SENTENCES: Final = (
    "I went back over the visits of the spring, one by one, before I rang the school.",
    "She said that nobody had asked her what the evenings were like for him.",
    "What I had written down as avoidance looked like fear when I read it agian.",
    "My manager asked which explanation I had left out, and why it had been the easier one.",
    "We agreed that I would see him at school first, and then at home with his grandmother.",
)


class Painted(QObject):
    """Notes when a widget was painted last."""

    def __init__(self, widget: QObject) -> None:
        super().__init__()
        self.at = 0.0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Note a painting; it has been done when control comes back to the loop."""
        if event.type() == QEvent.Type.Paint:
            self.at = perf_counter()
        return False


def main() -> None:
    """Measure and print."""
    app = QApplication(["bench", *STYLE])
    look = Look(app)
    text = account()
    with tempfile.TemporaryDirectory() as name:
        os.environ["PORTFOLIO_HOME"] = name
        desk = Desk(look, Path(name))
        page, language = editor(desk, text)
        ours = typed_into(page.sheet.row(PATH).area)
        desk.runner.settle()
        page.flush()
        page.close()
        language.close()
        desk.close()
    plain = typed_into(bare(look, text))
    print(json.dumps(figure(ours, plain)))


def figure(ours: Sequence[float], plain: Sequence[float]) -> dict[str, object]:
    """Return what is printed."""
    return {
        "name": f"key to letter on the screen, 99th of 100, in {WORDS:,} words",
        "figure": round(slowest(ours), 1),
        "unit": "ms",
        "ratio": round(slowest(ours) / slowest(plain), 2),
        "reference": f"a bare QTextEdit with the same words: {slowest(plain):.1f} ms",
        "target": f"at most {TARGET} ms",
        "median": round(statistics.median(ours), 1),
        "median of the bare one": round(statistics.median(plain), 1),
        "slowest": round(max(ours), 1),
        "claims": CLAIMS,
    }


def slowest(times: Sequence[float]) -> float:
    """Return the time that 99 of 100 stay below."""
    return statistics.quantiles(times, n=100)[-1]


def account() -> str:
    """Return an account whose sentences are all different, in paragraphs of five."""
    paragraphs, words, number = [], 0, 0
    while words < WORDS:
        sentences = [f"Visit {n + number:04}. {s}" for n, s in enumerate(SENTENCES)]
        number += len(sentences)
        paragraphs.append(" ".join(sentences))
        words += len(paragraphs[-1].split())
    return "\n".join(paragraphs)


def formatting(text: str) -> Iterator[Mark]:
    """Yield what a long account would have: a heading now and then, lists, bold words."""
    start = 0
    for number, line in enumerate(text.split("\n")):
        kinds = {0: MarkKind.HEADING, 4: MarkKind.BULLET, 5: MarkKind.BULLET}
        if kind := kinds.get(number % 10):
            yield Mark(kind=kind, start=start, end=start + len(line))
        yield Mark(kind=MarkKind.BOLD, start=start + 10, end=start + 25)
        start += len(line) + 1


def editor(desk: Desk, text: str) -> tuple[EditorPage, Language]:
    """Return an editor on the account, as it is after it has been opened for a while."""
    evidence, claims = desk.portfolio.evidence, desk.portfolio.claims
    piece = evidence.add("reflective-summary", {FieldPath("title"): "Long"})
    evidence.write(piece.id, PATH, text, marks=list(formatting(text)))
    lines = text.split("\n")
    for number in range(CLAIMS):
        line = lines[number * len(lines) // CLAIMS]
        claims.claim_quotation(piece.id, CapabilityRef.parse("pcf-2018/6"), line[:80])
    language = Language()
    page = EditorPage(*desk.parts, piece.id, PATH, language)
    page.resize(1192, 760)
    page.show()
    page.activateWindow()
    pass_time(4.0)
    assert len(page.sheet.row(PATH).area.marks) == CLAIMS
    return page, language


def bare(look: Look, text: str) -> QTextEdit:
    """Return the plainest thing that shows the same words in the same face."""
    made = QTextEdit()
    made.setAcceptRichText(False)
    made.setFont(look.theme.font(Face.WRITING))
    made.setPlainText(text)
    made.resize(620, 760)
    made.show()
    pass_time(1.0)
    return made


def typed_into(area: QTextEdit) -> list[float]:
    """Return the milliseconds from each key to its letter on the screen."""
    area.setFocus()
    middle = QTextCursor(area.document())
    middle.setPosition(area.document().characterCount() // 2)
    middle.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    area.setTextCursor(middle)
    pass_time(1.0)
    painted, times = Painted(area.viewport()), []
    due = perf_counter() + BURST
    for number in range(WARM_UP + STROKES):
        while perf_counter() < due:
            QApplication.processEvents()
            sleep(0.0005)
        begun = perf_counter()
        press(area, TYPED[number % len(TYPED)])
        while painted.at < begun:
            QApplication.processEvents()
        times.append((perf_counter() - due) * 1000)
        due = perf_counter() + (PAUSES[number % len(PAUSES)] if number % 7 == 0 else BURST)
    return times[WARM_UP:]


def press(area: QTextEdit, letter: str) -> None:
    """Press a key and let it go."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        key = QKeyEvent(kind, ord(letter.upper()), Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(area, key)


def pass_time(seconds: float) -> None:
    """Let the program do what it does by itself."""
    end = perf_counter() + seconds
    while perf_counter() < end:
        QApplication.processEvents()
        sleep(0.002)


if __name__ == "__main__":
    main()
