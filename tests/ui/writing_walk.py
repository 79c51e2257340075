"""From a jotting to a written summary, by the keyboard alone; other walks build on it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from portfolio_app.ui.spelling.waves import Waves

ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab


class WritingWalk:
    """What a `Person` does in a `PortfolioWindow` with a jotting and the piece made of it."""

    def __init__(self, person, window):
        self.person = person
        self.window = window

    def jot(self, words):
        """Press Ctrl+J, type, Ctrl+Enter: the keyboard is back where it was."""
        person = self.person
        before = person.here
        person.ctrl(Qt.Key.Key_J)
        person.wait(lambda: person.here == "What you want to remember")
        person.write(words)
        assert person.focused.findChild(Waves), "its spelling is looked at"
        person.ctrl(ENTER)
        person.wait(lambda: person.here == before)

    def sort(self, title, form, place):
        """Find a jotting on Evidence and make it the beginning of a piece."""
        person = self.person
        person.go(self.window, "evidence")
        person.wait(lambda: self.window.evidence.list.to_sort.rows)
        person.tab_to(f"Sort “{title}”", most=2)
        person.key(ENTER)
        person.wait(lambda: person.here == "What it becomes")
        self.pick(form)
        person.key(TAB)
        assert person.here == "Where its words go"
        self.pick(place)
        person.key(ENTER)
        person.wait(lambda: person.here == place and person.focused.isVisible())

    def change_model(self, model):
        """Look at the next model of reflection and come back to this one, as people do."""
        person = self.person
        back = person.here
        self.go_up_to("Model of reflection")
        if person.focused.currentText() == model:
            person.key(Qt.Key.Key_Down)
        assert person.focused.currentText() != model
        self.pick(model)
        person.tab_to(back, most=1)

    def pick(self, words):
        """Choose in the drop-down that has the keyboard, by typing the choice's first word."""
        box = self.person.focused
        assert isinstance(box, QComboBox)
        self.person.write(words.split()[0])
        assert box.currentText() == words

    def go_up_to(self, name):
        """Press Shift+Tab until the control called `name` has the keyboard."""
        self.person.tab_to(name, most=12, modifier=Qt.KeyboardModifier.ShiftModifier)

    def write_stages(self, stages):
        """Write one text below the other, with Tab between them."""
        person = self.person
        for name, words in stages.items():
            person.tab_to(name, most=3)
            person.write(words)
