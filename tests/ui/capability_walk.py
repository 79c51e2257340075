"""From claimed words to a statement, by the keyboard alone; for longer walks to build upon."""

from __future__ import annotations

from PySide6.QtCore import Qt

from portfolio_app.ui.spelling.waves import Waves


class CapabilityWalk:
    """What a `Person` does in a `PortfolioWindow` with claims, matrix, domain and statement."""

    def __init__(self, person, window):
        self.person = person
        self.window = window

    def claim(self, path, words, typed, note=""):
        """Select words of the piece that is open and claim them for each that is typed."""
        area = self.window.editor.sheet.row(path).area
        marks = len(area.marks)
        self.ask(path, words, typed)
        self.answer(note)
        self.person.wait(lambda: len(area.marks) == marks + 1)

    def ask(self, path, words, typed):
        """Select words, press Ctrl+M and add each capability that is typed."""
        person, editor = self.person, self.window.editor
        person.select(editor.sheet.row(path).area, words)
        person.ctrl(Qt.Key.Key_M)
        person.wait(editor.claiming.popup.search.hasFocus)
        for wanted in typed:
            person.write(wanted)
            person.key(Qt.Key.Key_Return)

    def answer(self, note):
        """Go on to the note, write it, and claim."""
        person = self.person
        person.key(Qt.Key.Key_Return)
        person.wait(self.window.editor.claiming.popup.note.hasFocus)
        person.write(note)
        person.key(Qt.Key.Key_Return)

    def go_to_matrix(self, place="capabilities"):
        """Press the keys of the place and wait for the matrix."""
        page = self.window.capabilities
        self.person.go(self.window, place)
        self.person.wait(lambda: page.known is not None and not page._is_stale)
        self.person.wait(page.view.matrix.isVisible)
        return page

    def open_domain(self, ref):
        """Go down the matrix to a capability and open it by Enter."""
        person, page = self.person, self.window.capabilities
        matrix = page.view.matrix
        person.tab_to(matrix.accessibleName())
        rows = range(matrix.table.rowCount())
        row = next(r for r in rows if matrix.table.row(r).capability.ref == ref)
        while matrix.currentIndex().row() != row:
            is_below = matrix.currentIndex().row() < row
            person.key(Qt.Key.Key_Down if is_below else Qt.Key.Key_Up)
        person.key(Qt.Key.Key_Return)
        person.wait(lambda: page.domain is not None and page.domain.ref == ref)
        return page.domain

    def write_statement(self, words):
        """Go to the statement of the open capability by Tab, and write until it is saved."""
        person, domain = self.person, self.window.capabilities.domain
        person.tab_to("What you say of it")
        person.write(words)
        assert person.focused.findChild(Waves), "its spelling is looked at"
        person.wait(lambda: domain.saved.text().startswith("Saved "))

    def open_passage(self, title):
        """Go to a passage by Tab and open it; the editor shows its words selected."""
        person = self.person
        person.tab_to(f"Open “{title}”")
        person.key(Qt.Key.Key_Return)
        person.wait(lambda: self.window.editor is not None and self.window.editor.sheet)
