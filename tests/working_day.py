"""A whole working day with the program, through the use cases and through the window.

Run as the command that `in_a_process` returns, with FOLDER [--offline] [--crash | --read] after
it, it is done in a process of its own: with --offline without an internet, with --crash logging
everything it can, and ending in a crash with the portfolio open. With --read it is a second
program that reads the portfolio which is open already, until it is killed.
"""

from __future__ import annotations

import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf

from portfolio_app.app import assemble
from portfolio_app.memory import leave_no_core_dump
from portfolio_app.model.domain.care import BackupReason, Condition
from portfolio_app.model.domain.names import PRACTITIONER, CapabilityRef, FieldPath, RoleId
from portfolio_app.model.domain.portfolio import Practitioner
from portfolio_app.services.opened_by import OpenedBy
from portfolio_app.services.progress import Silent
from tests.cli.by_hand import P12_PASSPHRASE, PASSPHRASE, QUICK, ROLES
from tests.intake.helpers import docx, h, p, title

TITLE = "Kestrel Titleword"
WORDS = "Kestrel Evidenceword"
NOTE = "Kestrel Noteword"
CHILD = "Kestrel Childname"
FILE_NAME = "Kestrel Filename.pdf"
REAL_NAME = "Kestrel Realname"
NICKNAME = "Kestrel Nickname"
ERASED_NAME = "Merlin Erasedname"
VAULT = "mine.portfolio"
READING = "temporary while reading"
"""Where what a second program has in the temporary folder is kept, to be looked at."""


def a_pdf():
    """Return a file in whose title words of a client stand."""
    stream = BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    pdf.docinfo["/Title"] = WORDS
    pdf.save(stream)
    return stream.getvalue()


def begin(place):
    """Make a portfolio, and write, claim, attach and take in; return it open."""
    program = assemble(cost=QUICK)
    opened, _ = program.door.create(
        place / VAULT,
        pathway="bexley-level-3",
        practitioner=Practitioner(name=ROLES["practitioner"]),
        passphrase=PASSPHRASE,
        started_on=date(2026, 3, 1),
    )
    opened.contributors.register(RoleId("team_manager"), ROLES["team_manager"])
    piece = opened.evidence.add(
        "reflective-summary",
        {FieldPath("title"): TITLE, FieldPath("account.description"): f"{WORDS} and more."},
    )
    opened.evidence.write(piece.id, FieldPath("account.feelings"), f"About {CHILD}.")
    opened.claims.claim_quotation(piece.id, CapabilityRef.parse("pcf-2018/6"), WORDS, note=NOTE)
    attached = opened.evidence.attach(piece.id, a_pdf(), FILE_NAME, description=CHILD)
    opened.evidence.remove_attachment(attached.id)
    opened.evidence.attach(piece.id, a_pdf(), FILE_NAME, description=CHILD)
    word = place / "in.docx"
    word.write_bytes(docx(title(TITLE), h("Description"), p(WORDS)))
    taken = opened.intake.take_in("reflective-summary", source=word)
    word.unlink()
    opened.evidence.remove(taken.evidence.id)
    bring_in(opened, place, piece)
    jot_down(opened)
    opened.batches.remove([copy.id for copy in opened.batches.duplicate([piece.id])])
    opened.people.add(REAL_NAME, stand_in="Child A", also=(NICKNAME,))
    opened.statements.write(CapabilityRef.parse("pcf-2018/6"), f"{WORDS} taught me.")
    opened.search.read_files(Silent())
    assert opened.search.find("Evidenceword")
    opened.history.keep(piece.id, FieldPath("account.description"))
    return program, opened


def summary(opened):
    """Return the reflective summary; a jotting stands beside it."""
    return next(found for found in opened.evidence.all() if found.form == "reflective-summary")


def jot_down(opened):
    """Keep a few words and make evidence of them; teach the spelling one."""
    done = opened.jottings.sort(opened.jottings.keep(WORDS, TITLE).id, "reflective-summary")
    opened.jottings.take_back(done)
    opened.spelling.add(WORDS.split()[1])


def bring_in(opened, place, piece):
    """Bring an email in that wants a picture from afar; write in Word, and bring that back."""
    mail = place / "in.eml"
    mail.write_text(
        f"From: Ann Visitor <a@example.org>\nMIME-Version: 1.0\nSubject: {TITLE}\n"
        "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
        f'<p>{WORDS}</p><img src="http://tracker.example.org/pixel.gif">',
        encoding="utf-8",
    )
    arrived = opened.arrivals.read(mail)
    kept = opened.arrivals.keep(opened.arrivals.propose(arrived), arrived.files)
    opened.arrivals.put_away(kept)
    out = place / "out.docx"
    opened.word.write(out, [piece.id])
    returned = opened.word.compare(opened.arrivals.read(out))
    opened.word.undo(opened.word.take(returned, returned.changes))
    for file in (mail, out):
        file.unlink()


def go_on(program, opened, place):
    """Judge, draft, seal, sign and verify; the packs are for the panel to read."""
    opened.verdicts.status()
    opened.packs.preflight()
    packs = place / "packs"
    packs.mkdir()
    for role in (PRACTITIONER, RoleId("team_manager")):
        program.identities.new(place / f"{role}.p12", ROLES[role], role, P12_PASSPHRASE)
    own = program.identities.open(place / f"{PRACTITIONER}.p12", P12_PASSPHRASE)
    opened.packs.seal(packs / "pack.pdf", own, force_reason="to try it")
    program.sign_offs.verify(packs / "pack.pdf")
    opened.timeline.write_calendar(place / "dates.ics", with_rhythms=True)
    (place / "drive").mkdir()
    opened.backups.choose_second_place(place / "drive")
    opened.backups.make(BackupReason.BY_HAND)
    opened.backups.copy_latest()
    opened.backups.write(place / "by hand.backup")


def look_around(program, opened):
    """Visit every place of the window and write a line in the editor."""
    from PySide6.QtWidgets import QApplication

    from portfolio_app.ui.hub import Hub
    from portfolio_app.ui.look import Look, ThemeChoice
    from portfolio_app.ui.portfolio_window import PortfolioWindow
    from portfolio_app.ui.settings import Settings
    from portfolio_app.ui.tasks import TaskRunner

    application = QApplication.instance() or QApplication(["portfolio"])
    look = Look(application, choice=ThemeChoice.LIGHT)
    runner, hub = TaskRunner(), Hub()
    window = PortfolioWindow(look, Settings(), program, opened, runner, hub)
    window.resize(1280, 800)
    window.show()
    for place in window._pages:
        window.show_place(place)
        _settle(application, runner)
    meet_a_defect(window)
    window.open_evidence(summary(opened).id, "account.feelings")
    _settle(application, runner)
    attach_by_hand(window, application, runner)
    window.editor.words.spelling.go_on()
    window.jottings.sheet.words.set_text(f"{WORDS}, quite definately")
    assert window.jottings.flush()
    _settle(application, runner)
    window.close()
    runner.shut_down()


def attach_by_hand(window, application, runner):
    """Go to the folder of a client in a file dialog, and attach what lies there."""
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QFileDialog, QLineEdit

    from portfolio_app.ui.editor.files import DOCUMENTS, FileQuestion

    folder = Path(tempfile.mkdtemp(prefix="Kestrel Foldername "))
    file = folder / FILE_NAME
    file.write_bytes(a_pdf())
    chosen = []
    question = FileQuestion(window.editor, "Add a file", DOCUMENTS, many=True)
    question.chosen.connect(chosen.extend)
    question.ask()
    dialog = window.editor.findChild(QFileDialog)
    dialog.setDirectory(str(folder))
    _settle(application, runner)
    dialog.findChild(QLineEdit).setText(str(file))
    dialog.accept()
    _settle(application, runner)
    assert chosen == [file]
    application.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)  # as Qt's own loop does
    assert not window.editor.findChildren(QFileDialog)
    shutil.rmtree(folder)


def meet_a_defect(window):
    """Let a defect of ours, which quotes what somebody wrote, reach the window."""
    from portfolio_app.ui.problems import catch_defects

    catch_defects(window)
    try:
        raise ValueError(WORDS)
    except ValueError as defect:
        sys.excepthook(type(defect), defect, defect.__traceback__)
    sys.excepthook = sys.__excepthook__


def _settle(application, runner, quiet=0.1):
    since = time.monotonic()
    while time.monotonic() - since < quiet:
        application.processEvents()
        if runner.is_busy:
            since = time.monotonic()
        time.sleep(0.002)


def read_beside(place):
    """Let a second program read what is open here, and kill it; keep what it left behind."""
    command = [*in_a_process(), str(place), *sys.argv[2:], "--read"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as reader:
        assert reader.stdout.readline() == b"reading\n"
        shutil.copytree(tempfile.gettempdir(), place / READING)
        reader.kill()


def read(place):
    """Read everything in a portfolio that another program has open, and wait to be killed."""
    program = assemble(cost=QUICK)
    opened = program.door.open_with_passphrase(place / VAULT, PASSPHRASE)
    assert opened.vault.bar
    pieces = opened.evidence.all()
    assert opened.search.find("Evidenceword")
    for piece in pieces:
        opened.history.of(piece.id)
        for file in piece.attachments:
            opened.evidence.attachment(file.id)
    opened.verdicts.status()
    opened.people.all()
    os.write(1, b"reading\n")
    signal.pause()


def erase_somebody(opened):
    """Write about somebody in several places, then erase them."""
    piece = summary(opened)
    opened.people.add(ERASED_NAME, stand_in="Child B")
    for words in (f"{ERASED_NAME} drew.", "Merlin drew."):
        opened.evidence.write(piece.id, FieldPath("account.analysis"), words)
        opened.history.keep(piece.id, FieldPath("account.analysis"))
    opened.backups.make(BackupReason.BY_HAND)
    person = opened.erasure.find(ERASED_NAME)
    assert opened.erasure.preview(person.id).count
    assert not opened.erasure.erase(person.id).backups_left


def give_new_key(opened):
    """Encrypt everything anew."""
    proof = opened.keys.prove_by_passphrase(PASSPHRASE)
    opened.keys.renew(proof, PASSPHRASE, opened.keys.draw_code())


def mend(program, folder):
    """Let damage befall the closed portfolio, repair it, and bring a backup back as well."""
    given = OpenedBy(text=PASSPHRASE)
    with (folder / "vault.db").open("r+b") as file:
        file.seek(-99, os.SEEK_END)
        file.write(b"?")
    assert program.care.check(folder, given).condition is Condition.BROKEN
    assert program.care.repair(folder, given).kept_aside
    program.care.restore(program.care.backups(folder)[0].path, folder, given)


def work(place):
    """Do all of it, then lock."""
    program, opened = begin(place)
    try:
        go_on(program, opened, place)
        look_around(program, opened)
        opened.open_format.export(place / "open")
        read_beside(place)
        erase_somebody(opened)
        give_new_key(opened)
    finally:
        opened.close()
    mend(program, place / VAULT)
    again, _ = program.door.take_back(
        place / "open", place / "again.portfolio", passphrase=PASSPHRASE
    )
    again.close()


def crash(place):
    """Write one more line and fall over, with everything open."""
    opened = assemble(cost=QUICK).door.open_with_passphrase(place / VAULT, PASSPHRASE)
    piece = summary(opened)
    opened.evidence.write(piece.id, FieldPath("account.feelings"), f"{WORDS}, later.")
    os.abort()


def in_a_process():
    """Return the command, without its arguments.

    Not by -m: every process in which a file is read would first read this module and its own.
    """
    return [sys.executable, "-c", "from tests.working_day import main; main()"]


def main():
    """Do what the arguments say."""
    if "--offline" in sys.argv:
        from tests.network_guard import take_the_internet_away

        take_the_internet_away()
    where = Path(sys.argv[1])
    if "--crash" in sys.argv:
        leave_no_core_dump()
        logging.basicConfig(filename=where / "log.txt", level=logging.DEBUG)
        logging.captureWarnings(True)
    if "--read" in sys.argv:
        read(where)
    work(where)
    if "--crash" in sys.argv:
        crash(where)
