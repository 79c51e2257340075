"""Takes files into the piece that is open, and takes them out again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from portfolio_app.services.files import read_file
from portfolio_app.ui.editor.pictures import PictureAnswer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from portfolio_app.model.domain.evidence import Attachment
    from portfolio_app.model.domain.names import FieldPath
    from portfolio_app.services.evidence import EvidenceService
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.editor.saver import Saver
    from portfolio_app.ui.editor.sheet import Sheet
    from portfolio_app.ui.editor.slot_row import SlotRow
    from portfolio_app.ui.editor.working_copy import WorkingCopy
    from portfolio_app.ui.tasks import TaskRunner


class FileDesk(QObject):
    """Reads, stores and removes off the GUI thread; the page follows."""

    changed = Signal()
    failed = Signal(object)

    def __init__(
        self,
        copy: WorkingCopy,
        sheet: Sheet,
        evidence: EvidenceService,
        saver: Saver,
        runner: TaskRunner,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._copy = copy
        self._sheet = sheet
        self._evidence = evidence
        self._saver = saver
        self._runner = runner
        section = sheet.attachments
        section.files_chosen.connect(self.take)
        section.described.connect(self._on_described)
        section.removed.connect(self._remove)
        section.restored.connect(self._restore)
        sheet.picture_chosen.connect(self._on_picture_chosen)
        sheet.attachment_removed.connect(self._remove)
        sheet.rows_changed.connect(self.refresh)
        self.refresh()

    @Slot(object)
    def take(self, paths: Sequence[Path]) -> None:
        """Attach files to the whole piece, one after another."""
        for path in paths:
            self._attach(path, None)

    @Slot()
    def refresh(self) -> None:
        """Show which files are there, and ask for the pictures among them."""
        whole = [a for a in self._copy.evidence.attachments if a.path is None]
        self._sheet.attachments.show_attachments(whole, self._evidence.remarks)
        for answer in self._pictures():
            wanted = answer.attachment
            if wanted and not answer.thumbnail.isVisibleTo(answer):
                self._runner.run(partial(self._picture, wanted), done=self._on_picture)

    def _pictures(self) -> list[PictureAnswer]:
        rows = self._sheet.rows()
        return [row.control for row in rows if isinstance(row.control, PictureAnswer)]

    def _attach(self, path: Path, field: FieldPath | None) -> None:
        work = partial(self._store, path, field)
        self._runner.run(work, done=self._on_attached, failed=self._on_failed)

    # Off the GUI thread

    def _store(self, path: Path, field: FieldPath | None, progress: Progress) -> Attachment:
        content = read_file(path, "The file to attach")
        return self._evidence.attach(self._copy.evidence.id, content, path.name, path=field)

    def _take_out(self, attachment: Attachment, progress: Progress) -> Attachment:
        def take_out() -> Attachment:
            self._evidence.remove_attachment(attachment.id)
            return attachment

        return self._saver.outbox.after(("attachment", attachment.id), take_out)

    def _bring_back(self, attachment: Attachment, progress: Progress) -> Attachment:
        """Bring a file back with what was said of it last."""
        self._evidence.restore_attachment(attachment.id)
        found = self._evidence.get(self._copy.evidence.id).attachments
        return next(one for one in found if one.id == attachment.id)

    def _picture(self, attachment: Attachment, progress: Progress) -> tuple[Attachment, QImage]:
        return attachment, QImage.fromData(self._evidence.attachment(attachment.id))

    # Answering

    @Slot(object, object)
    def _on_picture_chosen(self, row: SlotRow, path: Path) -> None:
        self._attach(path, row.asked.path)

    @Slot(object)
    def _remove(self, attachment: Attachment) -> None:
        work = partial(self._take_out, attachment)
        self._runner.run(work, done=self._on_removed, failed=self._on_failed)

    @Slot(object)
    def _restore(self, attachment: Attachment) -> None:
        work = partial(self._bring_back, attachment)
        self._runner.run(work, done=self._on_attached, failed=self._on_failed)

    @Slot(object, str)
    def _on_described(self, attachment: Attachment, text: str) -> None:
        write = partial(self._evidence.describe_attachment, attachment.id, text)
        self._saver.put(("attachment", attachment.id), write)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(error)  # by a slot: whoever has gone by then hears of nothing

    @Slot(object)
    def _on_attached(self, attachment: Attachment) -> None:
        self._copy.add_attachment(attachment)
        self._show_picture(attachment.path, attachment)
        self.refresh()
        if attachment.path is None:
            self._sheet.show_attachments()
        self.changed.emit()

    @Slot(object)
    def _on_removed(self, attachment: Attachment) -> None:
        self._copy.drop_attachment(attachment)
        self._show_picture(attachment.path, None)
        self._sheet.attachments.offer_back(attachment)
        self.refresh()
        self.changed.emit()

    def _show_picture(self, path: FieldPath | None, attachment: Attachment | None) -> None:
        row = self._sheet.row(path) if path else None
        if row and isinstance(row.control, PictureAnswer):
            row.control.thumbnail.show_image(QImage())
            row.control.show_attachment(attachment)

    @Slot(object)
    def _on_picture(self, read: tuple[Attachment, QImage]) -> None:
        attachment, image = read
        for answer in self._pictures():
            if answer.attachment == attachment:
                answer.thumbnail.show_image(image)
