"""`word-out` and `bring-in`: writing in Word, and whatever comes from outside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from portfolio_app.cli.agreement import agreed
from portfolio_app.cli.output import DONE, NO, Narrator, say, say_json, tell
from portfolio_app.cli.secrets import add_passphrase_option, open_vault
from portfolio_app.model.domain.differences import Change, differences
from portfolio_app.model.domain.names import EvidenceId, FormId
from portfolio_app.model.domain.wording import count
from portfolio_app.services.word import WARNING

if TYPE_CHECKING:
    from argparse import Namespace

    from portfolio_app.model.domain.arriving import Proposal
    from portfolio_app.model.domain.returned import Returned, ReturnedAnswer
    from portfolio_app.services.arrivals import Arrival
    from portfolio_app.services.open_portfolio import OpenPortfolio
    from portfolio_app.services.program import Program

_SIGNS = {Change.KEPT: "", Change.TAKEN_OUT: "-", Change.PUT_IN: "+"}


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type private
    """Add these commands to the parser."""
    out = commands.add_parser(
        "word-out", help="write evidence as a Word document, not encrypted, to write in"
    )
    out.add_argument("vault", type=Path, metavar="VAULT")
    out.add_argument("file", type=Path, metavar="FILE.docx")
    out.add_argument(
        "--evidence",
        type=EvidenceId,
        action="append",
        metavar="ID",
        help="a piece; without it, all of them",
    )
    out.add_argument("--yes", action="store_true", help="you know that it is not encrypted")
    add_passphrase_option(out)
    out.set_defaults(run=_word_out)

    brought = commands.add_parser(
        "bring-in",
        help="take a document, an email or a photo in, or what was written in Word back",
    )
    brought.add_argument("vault", type=Path, metavar="VAULT")
    brought.add_argument("file", type=Path, metavar="FILE")
    brought.add_argument(
        "--form", type=FormId, metavar="FORM", help="what it becomes; else the likeliest"
    )
    brought.add_argument("--look", action="store_true", help="only tell, change nothing")
    brought.add_argument(
        "--all",
        action="store_true",
        help="take over answers too that were changed on both sides, or are older",
    )
    brought.add_argument("--yes", action="store_true", help="do not ask")
    brought.add_argument("--json", action="store_true")
    add_passphrase_option(brought)
    brought.set_defaults(run=_bring_in)


def _word_out(program: Program, args: Namespace) -> int:
    tell(WARNING)
    if not (args.yes or agreed("A document that is not encrypted")):
        tell("Nothing was written.")
        return NO
    opened = open_vault(program, args)
    try:
        pieces = opened.word.write(args.file, args.evidence, Narrator())
    finally:
        opened.close()
    say(f"{count(pieces, 'piece')} of evidence written, not encrypted.")
    return DONE


def _bring_in(program: Program, args: Namespace) -> int:
    opened = open_vault(program, args)
    try:
        arrived = opened.arrivals.read(args.file)
        returned = opened.word.compare(arrived) if args.form is None else None
        if returned is not None:
            return _take_back(opened, returned, args)
        return _take_in(opened, arrived, args)
    finally:
        opened.close()


def _take_in(opened: OpenPortfolio, arrived: Arrival, args: Namespace) -> int:
    proposal = opened.arrivals.propose(arrived, args.form)
    for remark in arrived.remarks:
        tell(remark)
    _tell_proposal(proposal)
    evidence_id = note_id = None
    if not args.look:
        if not (args.yes or agreed("What is brought in")):
            tell("Nothing was changed.")
            return NO
        kept = opened.arrivals.keep(proposal, arrived.files)
        evidence_id, note_id = kept.evidence.id, kept.note.id if kept.note else None
        for remark in kept.remarks:
            tell(remark)
    if args.json:
        say_json(
            {
                "form": proposal.form.id,
                "evidence": evidence_id,
                "note": note_id,
                "answers": proposal.placed,
                "unsorted": proposal.unsorted,
                "files": [file.name for file in arrived.files],
            }
        )
    elif evidence_id:
        say(evidence_id)
        if note_id:
            tell(f"What matched no field is kept in an unsorted note: {note_id}")
    return DONE


def _tell_proposal(proposal: Proposal) -> None:
    titles = {one.path: one.title for one in proposal.destinations}
    tell(f"It becomes: {proposal.form.title}.")
    for path, text in proposal.placed.items():
        tell(f"  {titles.get(path, path)}: {_short(text)}")
    if proposal.unsorted:
        tell(f"  Unsorted note: {_short(proposal.unsorted)}")


def _take_back(opened: OpenPortfolio, returned: Returned, args: Namespace) -> int:
    chosen = [c for c in returned.changes if args.all or c.is_plain]
    for change in returned.changes:
        _tell_change(change, is_taken=change in chosen)
    _tell_rest(returned)
    is_taken = False
    if not args.look and (chosen or returned.unsorted):
        if not (args.yes or agreed("Changes to what is written")):
            tell("Nothing was changed.")
            return NO
        opened.word.take(returned, chosen)
        is_taken = True
    if args.json:
        say_json(
            {
                "pieces": list(returned.pieces),
                "changes": [
                    {
                        "evidence": change.piece,
                        "field": change.slot.path,
                        "before": change.before,
                        "after": change.after,
                        "taken": is_taken and change in chosen,
                    }
                    for change in returned.changes
                ],
                "unsorted": list(returned.unsorted),
            }
        )
    else:
        say(f"{count(len(chosen) if is_taken else 0, 'answer')} taken over.")
    return DONE


def _tell_change(change: ReturnedAnswer, *, is_taken: bool) -> None:
    why = ""
    if change.is_former:
        why = " (the file has an older wording)"
    elif change.both_changed:
        why = " (changed on both sides)"
    elif change.formatting_only:
        why = " (only formatted otherwise)"
    tell(f"{change.piece_title}: {change.title}{why}{'' if is_taken else ': left as it is'}")
    for stretch in differences(change.before, change.after):
        if stretch.change is not Change.KEPT and stretch.text.strip():
            tell(f"  {_SIGNS[stretch.change]} {_short(stretch.text)}")
    if change.loosened:
        tell(f"  {count(change.loosened, 'claim')} would lose the words it stands on.")


def _tell_rest(returned: Returned) -> None:
    if not returned.changes:
        tell("No answer in the file differs from the portfolio.")
    if returned.unsorted:
        number = count(len(returned.unsorted), "paragraph")
        tell(f"{number} outside the answers would go to an unsorted note.")
    if returned.absent:
        tell(f"{count(returned.absent, 'answer')} not in the file: they stay as they are.")
    if returned.unknown:
        tell(f"{count(returned.unknown, 'piece')} in the file: not in this portfolio.")
    for remark in returned.remarks:
        tell(remark)


def _short(text: str, most: int = 72) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most].rstrip()} …"
