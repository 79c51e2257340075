"""Leads through every page of an open portfolio, in the order of the rail."""

from __future__ import annotations


def pages(window, person):
    """Show one page after the other; yield its name and the window that it is in."""
    for offer, _ in window.places():
        window.show_place(offer.key)
        yield offer.keys.does, window
    yield from _pages_of_evidence(window)
    yield from _pages_of_capabilities(window, person)
    yield from _editors(window, person)
    window.outside.bring_in()
    yield "Bring in", window
    window.outside.write_in_word()
    yield "Write in Word", window
    yield from _sheets(window, person)


def _pages_of_evidence(window):
    window.show_place("evidence")
    window.evidence.add_wanted()
    yield "Kinds of evidence", window
    window.evidence.show_bin()
    yield "Bin", window
    window.evidence.search_for("door")
    yield "What was found", window
    window.evidence.list.search.clear()


def _pages_of_capabilities(window, person):
    window.show_place("capabilities")
    page = window.capabilities
    person.wait(lambda: page.known)
    page.show_statements()
    yield "All statements", window
    page.show_matrix()
    page.open_capability(page.known.coverage[0].rows[0].capability.ref)
    yield "One capability", window
    page.show_matrix()


def _editors(window, person):
    """Yield a piece of each kind; of the first with each tab of the panel."""
    kinds = {piece.form: piece for piece in window.portfolio.evidence.all()}
    for number, (form, piece) in enumerate(sorted(kinds.items())):
        window.open_evidence(piece.id)
        person.wait(lambda: window.editor is not None and window.editor.sheet is not None)
        tabs = window.editor.panel.tabs
        for tab in range(tabs.count() if number == 0 else 1):
            tabs.setCurrentIndex(tab)
            yield f"{form}, {tabs.tabText(tab)}", window


def _sheets(window, person):
    desk, jottings = window.palette_desk, window.jottings
    desk.open()
    person.wait(desk.sheet.search.hasFocus)
    yield "Find anything", desk.sheet
    desk.sheet.hide()
    desk.show_keys()
    person.wait(desk.keys.text.hasFocus)
    yield "All keys", desk.keys
    desk.keys.hide()
    jottings.open()
    person.wait(jottings.sheet.words.hasFocus)
    yield "Jot down", jottings.sheet
    jottings.sheet.hide()
