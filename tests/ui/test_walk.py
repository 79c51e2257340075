"""From the first start to a sealed pack, through the windows as a person finds them."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from portfolio_app.model.domain.names import PRACTITIONER
from portfolio_app.ui.settings import load_settings
from portfolio_app.ui.widgets.choices import ChoiceCard
from tests.cli.by_hand import PIECES, ROLES
from tests.ui.helpers import spoken_name
from tests.ui.person import Person

PASSPHRASE = "four words of my own"
KEY_PASSPHRASE = "another four words"


@pytest.fixture
def person(qtbot):
    return Person(qtbot)


class Walk:
    """The way from an empty computer to a sealed pack, one method for each screen."""

    def __init__(self, person, reception):
        self.person = person
        self.reception = reception
        self.code = ""

    @property
    def window(self):
        return self.reception.window

    def begin(self):
        """Answer the four questions of the first start and keep the code."""
        person, start = self.person, self.reception.doorstep.first_start
        person.wait(start.who.name.control.hasFocus)
        person.write(ROLES[PRACTITIONER])
        person.press(start.next)
        person.wait(lambda: start.which.cards.cards())
        person.fill(start.which.search, "bexley level 3")
        (card,) = start.which.cards.cards()
        person.press(card)
        person.press(start.next)
        person.fill(start.dates.panel_on.line, "14/1/27")
        person.press(start.next)
        person.fill(start.protect.passphrase.line, PASSPHRASE)
        person.fill(start.protect.again.line, PASSPHRASE)
        person.press(start.next)
        person.wait(lambda: "recovery" in vars(start) and start.recovery.code.text())
        self.code = start.recovery.code.text()
        person.tick(start.recovery.is_kept)
        person.press(start.recovery.go_on)
        person.wait(lambda: self.window is not None)
        self.window.activateWindow()
        person.wait(self.window.today.verdict.isVisible)

    def write_pieces(self):
        """Begin each piece that Today proposes, and write it out."""
        left = list(PIECES)
        today = self.window.today
        while left:
            self.person.wait(lambda: "Begin" in today.card.title.text())
            self.person.press(today.card.minutes.buttons()[2])  # an hour: any task fits
            self.person.press(today.card.start)
            self.person.wait(lambda: self.window.editor and self.window.editor.sheet)
            form = self.window.editor.copy.form.id
            piece = next(piece for piece in left if piece.form == form)
            left.remove(piece)
            self.write(piece)
            self.person.ctrl(Qt.Key.Key_1)
            self.person.wait(lambda: self.counted() == len(PIECES) - len(left))

    def counted(self):
        """Return how many pieces count, as the rows of Today say: `Partly, 1 of 2`."""
        *rows, _authorisations = self.window.today.verdict.rows
        return sum(int(row.content.end.split()[-3]) for row in rows)

    def write(self, piece):
        """Answer every question of the piece that is open, then claim its passages."""
        sheet = self.window.editor.sheet
        for path, words in piece.fields.items():
            self.person.answer(sheet.row(path), words)
        if piece.author:
            self.person.choose(sheet.contributor.role, piece.by)
            self.person.fill(sheet.contributor.name, piece.author)
        for reference, quote in piece.claims:
            self.claim(sheet, reference, quote)

    def claim(self, sheet, reference, quote):
        """Select a passage, press Ctrl+M, find the capability, say how."""
        person, popup = self.person, self.window.editor.claiming.popup
        row = next(r for r in sheet.rows() if r.area and quote in r.area.text())
        marks = len(row.area.marks)
        person.select(row.area, quote)
        person.ctrl(Qt.Key.Key_M)
        person.wait(popup.search.hasFocus)
        framework, number = reference.split("/")
        person.write(f"{framework[:3]} {number}")
        person.key(Qt.Key.Key_Return)
        person.key(Qt.Key.Key_Return)
        person.write("Seen here.")
        person.key(Qt.Key.Key_Return)
        person.wait(lambda: len(row.area.marks) == marks + 1)

    def name_signers(self):
        """Write who signs into Settings."""
        person, settings = self.person, self.window.choices
        person.go(self.window, "settings")
        person.wait(lambda: len(settings.signers.lines) == len(ROLES) - 1)
        for role, line in settings.signers.lines.items():
            person.fill(line, ROLES[role])
        person.key(Qt.Key.Key_Tab)
        people = self.window.portfolio.contributors
        person.wait(lambda: {c.role: c.name for c in people.all()}.items() <= ROLES.items())
        person.wait(lambda: len(people.all()) == len(ROLES) - 1)

    def seal(self):
        """Seal the pack with an identity that is made on the way; return the file."""
        person, page = self.person, self.window.pack
        person.go(self.window, "pack")
        person.wait(page.chain.about.text)
        person.press(page.chain.seal)
        screen = page.seal_screen
        person.press(screen.form.way.buttons()[1])
        person.fill(screen.form.new_passphrase.line, KEY_PASSPHRASE)
        person.fill(screen.form.again.line, KEY_PASSPHRASE)
        path = screen.place.path()
        person.press(screen.button)
        person.wait(lambda: page.stack.currentWidget() not in (screen, None))
        person.wait(path.exists)
        return path

    def lock_and_open(self):
        """Lock, and come back by the passphrase."""
        person, door = self.person, self.reception.doorstep
        person.ctrl(Qt.Key.Key_L)
        person.wait(lambda: door.isVisible() and door.unlock.passphrase.line.hasFocus())
        assert self.window is None
        person.write(PASSPHRASE)
        person.key(Qt.Key.Key_Return)
        person.wait(lambda: self.window is not None)


def test_a_person_walks_from_the_first_start_to_a_sealed_pack(arrive, person, documents):
    walk = Walk(person, arrive())
    walk.begin()
    vault = documents / "My portfolio.portfolio"
    assert vault.is_dir()
    assert walk.window.windowTitle() == "My portfolio"
    assert walk.window.today.verdict.heading.title.text() == "Not ready yet"

    walk.write_pieces()
    assert walk.window.today.verdict.heading.title.text() == "Ready for the panel"

    walk.name_signers()
    path = walk.seal()
    assert path.parent == documents
    found = walk.reception.program.sign_offs.verify(path)
    assert found.valid
    assert [s.name for s in found.signatures] == [ROLES[PRACTITIONER]]
    assert [m.name for m in found.missing] == list(ROLES.values())[1:]

    walk.lock_and_open()
    opened = walk.window.portfolio
    stored = {(p.form, p.title): p for p in opened.evidence.all()}
    assert set(stored) == {(p.form, p.fields["title"]) for p in PIECES}
    for piece in PIECES:
        kept = stored[piece.form, piece.fields["title"]]
        assert len(kept.claims) == len(piece.claims)
        assert kept.author_name == piece.author
    assert opened.verdicts.status().ready
    assert opened.verdicts.portfolio().panel_on == date(2027, 1, 14)
    assert [seal.version for seal in opened.packs.seals()] == [1]
    assert load_settings().recent == (str(vault),)


ENTER, TAB, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Space


def begin_by_keyboard(person):
    """Go through the first start without the mouse, saying each time where the keyboard is."""
    person.wait(lambda: person.here == "Your name")
    person.write("Priya Nair")
    for name in ("Social Work England number", "Job title", "Team"):
        person.key(ENTER)
        assert person.here == name
    person.key(ENTER)
    person.wait(lambda: person.here == "Find a council or a role")
    person.write("bexley level 3")
    cards = QApplication.focusWidget().window().findChildren
    person.wait(lambda: sum(card.isVisible() for card in cards(ChoiceCard)) == 1)
    person.key(TAB)
    assert "Social Worker Level 2 to Level 3" in person.here
    person.key(SPACE)
    person.key(ENTER)
    assert person.here == "Started"
    person.key(ENTER)
    person.write("14 January 2027")
    person.key(ENTER)
    assert person.here == "Hand in the pack by"
    person.key(ENTER)
    assert person.here == "Passphrase"
    person.write(PASSPHRASE)
    person.key(ENTER)
    assert person.here == "Once more"
    person.write(PASSPHRASE)
    person.key(ENTER)
    person.wait(lambda: person.here == "Print the sheet")
    person.key(TAB)
    assert person.here == "I have printed it or written it down"
    person.key(SPACE)
    person.key(TAB)
    assert person.here == "Start writing"
    person.key(ENTER)


def test_everything_on_the_way_can_be_done_without_the_mouse(arrive, person):
    reception = arrive()
    begin_by_keyboard(person)
    person.wait(lambda: reception.window is not None)
    window = reception.window
    window.activateWindow()
    person.wait(lambda: person.here == "Start")
    person.key(ENTER)
    person.wait(lambda: person.here == "Title")
    person.write("What Child A said")

    person.ctrl(Qt.Key.Key_1)
    person.wait(lambda: window.editor is None)
    assert window.today.isAncestorOf(QApplication.focusWidget())
    person.wait(lambda: len(window.evidence.list.rows) == 1)
    person.ctrl(Qt.Key.Key_2)
    assert window.evidence.isAncestorOf(QApplication.focusWidget())
    row = window.evidence.list.rows[0].button
    person.wait(lambda: "What Child A said" in spoken_name(row))
    person.tab_to(spoken_name(row), most=4)
    person.key(ENTER)
    person.wait(lambda: person.here == "Title")
    person.write(" again")

    person.go(window, "settings")
    assert window.choices.isAncestorOf(QApplication.focusWidget())
    person.wait(
        lambda: (
            [line.isVisible() for line in window.choices.signers.lines.values()] == [True] * 3
        )
    )
    person.tab_to("Head of service")
    person.ctrl(Qt.Key.Key_L)
    person.wait(lambda: person.here == "Passphrase")
    person.write("not the words")
    person.key(ENTER)
    unlock = reception.doorstep.unlock
    person.wait(lambda: unlock.field.error)
    assert person.here == "Passphrase"
    person.write(PASSPHRASE)  # what was wrong is selected, and typed over
    person.key(ENTER)
    person.wait(lambda: reception.window is not None)
    (piece,) = reception.window.portfolio.evidence.all()
    assert piece.title == "What Child A said again"
    assert reception.window.place == "settings"
