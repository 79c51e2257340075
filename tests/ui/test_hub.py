from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Slot

from portfolio_app.ui.hub import Hub


class Screen(QObject):
    def __init__(self):
        super().__init__()
        self.seen = []

    @Slot(object)
    def on_changed(self, area):
        self.seen.append((area, threading.current_thread()))


def test_an_announcement_from_a_worker_arrives_on_the_gui_thread(qapp, qtbot):
    hub, screen = Hub(), Screen()
    hub.changed.connect(screen.on_changed)
    worker = threading.Thread(target=hub.announce, args=("evidence",))
    worker.start()
    worker.join()
    qtbot.waitUntil(lambda: bool(screen.seen))
    assert screen.seen == [("evidence", threading.main_thread())]
