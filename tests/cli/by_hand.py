"""A whole Bexley portfolio as a practitioner would type it in, piece by piece."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from portfolio_app.app import assemble
from portfolio_app.model.domain.names import CapabilityRef, EvidenceId, FieldPath, RoleId
from portfolio_app.model.domain.portfolio import Practitioner
from portfolio_app.model.store.keys import Cost

if TYPE_CHECKING:
    from pathlib import Path

PASSPHRASE = "four words of my own"
P12_PASSPHRASE = "another four words"
QUICK = Cost(memory_kib=64, passes=1, lanes=1)
ROLES = {
    "practitioner": "Priya Nair",
    "team_manager": "Helen Marsh",
    "service_manager": "David Okafor",
    "head_of_service": "Joanne Whitlock",
}

ACCOUNT = {
    "account.description": "I visited at four and sat on the floor. Child A drew two houses.",
    "account.feelings": "I was tired, and I noticed that I wanted the plan to end well.",
    "account.evaluation": "Sitting down helped. Asking too early did not.",
    "account.analysis": "I set two explanations side by side before I chose between them.",
    "account.conclusion": "The order of a visit is itself a decision about power.",
    "account.action-plan": "I will ask what should come first, and review it in four weeks.",
}
CLAIMED = (
    ("pcf-2018/6", "I set two explanations side by side"),
    ("kss-child-family-2018/1", "sat on the floor"),
)


@dataclass(frozen=True)
class Piece:
    """One `portfolio add`."""

    name: str
    form: str
    fields: dict
    by: str = ""
    author: str = ""
    claims: tuple = ()

    def arguments(self):
        given = [f"--field={path}={text}" for path, text in self.fields.items()]
        who = ["--by", self.by, "--author", self.author] if self.by else []
        return [self.form, *who, *given]


def reflection(number):
    return Piece(
        name=f"reflection-{number}",
        form="reflective-summary",
        fields={
            "title": f"The visit, part {number}",
            "date": f"2026-06-{number:02}",
            "area": "Direct work with children",
            "model": "gibbs-1988",
            "supervision": "Yes, in July: we agreed to try a slower start.",
            **ACCOUNT,
        },
        claims=CLAIMED,
    )


def feedback(number, who):
    return Piece(
        name=f"feedback-{number}",
        form="child-feedback",
        fields={
            "title": f"What {who} said",
            "date": f"2026-11-{number:02}",
            "age-band": "5 to 7",
            "how": "talking",
            "questions.1.question": "What do I do when I come?",
            "questions.1.words": "You sit on the floor and look at my pictures.",
            "questions.1.face": "4",
            "permission.asked": "Asked before the first card, in words for the age.",
            "permission.answer": "Yes, to the people who decide about your job.",
            "permission.show": "yes",
            "permission.drawing": "yes",
            "assent-adult": "yes",
        },
        by="child",
        author=who,
    )


PIECES = (
    Piece(
        name="development",
        form="practice-development",
        fields={
            "title": "Appraisal, goals and plan",
            "date": "2026-03-02",
            "period.from": "2026-03-01",
            "period.to": "2026-11-30",
            "appraisal": "My analysis was sound and came late.",
            "goals.1.goal": "Hold more than one explanation",
            "goals.1.progress": "My records show what I weighed, and why I chose.",
            "activities.1.date": "2026-05-22",
            "activities.1.what": "Two days on analysis",
            "activities.1.learning": "A hypothesis is for testing.",
            "activities.1.effect": "I bring two to supervision.",
            "manager-comment": "I see the difference in her plans.",
        },
    ),
    reflection(1),
    reflection(2),
    Piece(
        name="observation",
        form="practice-observation",
        fields={
            "title": "Initial conference",
            "date": "2026-09-17",
            "setting": "A child protection conference",
            "purpose": "To see how she prepares a parent.",
            "permission.given": "yes",
            "permission.how": "Asked by telephone the day before.",
            "permission.by-whom": "Mother",
            "observed": "She met Mother early and read the report aloud with her.",
            "strengths": "Plain words, and time.",
            "development": "To leave silence after a question.",
            "reflection": "I filled two silences that were not mine to fill.",
        },
        by="team_manager",
        author="Helen Marsh",
    ),
    Piece(
        name="report",
        form="manager-report",
        fields={
            "title": "Ready for Level 3",
            "date": "2026-12-16",
            "period-known": "Twenty-two months",
            "judgement": "She works with eleven families. Her analysis changes plans.",
            "requirements-met": "yes",
            "recommendation": "I recommend that she progresses.",
        },
        by="team_manager",
        author="Helen Marsh",
    ),
    feedback(3, "Child A"),
    feedback(4, "Child B"),
)


@dataclass(frozen=True)
class Finished:
    """A vault and what is in it."""

    folder: Path
    ids: dict

    def copied_to(self, place):
        folder = place / self.folder.name
        shutil.copytree(self.folder, folder)
        return replace(self, folder=folder)

    def opened(self):
        return assemble(cost=QUICK).door.open_with_passphrase(self.folder, PASSPHRASE)


def type_in(folder, leave_out=()):
    """Make a vault with every piece but those left out, by the same use cases as the window."""
    program = assemble(cost=QUICK)
    opened, _ = program.door.create(
        folder,
        pathway="bexley-level-3",
        practitioner=Practitioner(name=ROLES["practitioner"], swe_number="SW000417"),
        passphrase=PASSPHRASE,
        started_on=date(2026, 3, 1),
        panel_on=date(2027, 1, 14),
    )
    ids = {}
    try:
        for role, name in list(ROLES.items())[1:]:
            opened.contributors.register(RoleId(role), name)
        for piece in PIECES:
            if piece.name in leave_out:
                continue
            added = opened.evidence.add(
                piece.form,
                {FieldPath(path): text for path, text in piece.fields.items()},
                by=RoleId(piece.by) if piece.by else None,
                author_name=piece.author,
            )
            ids[piece.name] = EvidenceId(added.id)
            for capability, quote in piece.claims:
                opened.claims.claim_quotation(added.id, CapabilityRef.parse(capability), quote)
    finally:
        opened.close()
    return Finished(folder, ids)


def make_identities(folder, roles):
    """Make a .p12 for each role, and return their paths by role."""
    program = assemble()
    paths = {}
    for role, name in roles.items():
        paths[role] = folder / f"{role}.p12"
        program.identities.new(paths[role], name, RoleId(role), P12_PASSPHRASE)
    return paths
