"""A small council of our own: forms, a pathway and evidence that is right in every respect."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from portfolio_app.model.domain.anchors import anchor, occurrences
from portfolio_app.model.domain.catalogue import Catalogue
from portfolio_app.model.domain.evidence import Answer, Claim, Evidence
from portfolio_app.model.domain.forms import Consent, Field, FieldKind, Form, Layout
from portfolio_app.model.domain.frameworks import Capability, Framework, Validity
from portfolio_app.model.domain.names import (
    PRACTITIONER,
    CapabilityRef,
    ClaimId,
    EvidenceId,
    FieldPath,
    FormId,
    FrameworkId,
    ModelId,
    PathwayId,
    RoleId,
)
from portfolio_app.model.domain.pathways import Pathway, Requirement, SignatureRule
from portfolio_app.model.domain.portfolio import Contributor, Portfolio, Practitioner, Snapshot
from portfolio_app.model.domain.reflection import ReflectiveModel, ReflectiveStage
from portfolio_app.model.domain.roles import Role, Voice
from portfolio_app.model.domain.rules import MustAnswer

MANAGER = RoleId("team_manager")
CHILD = RoleId("child")
PCF, KSS = FrameworkId("pcf"), FrameworkId("kss")
TODAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


def a_field(field_id, kind=FieldKind.PROSE, **changes):
    return Field(
        **{"id": field_id, "kind": kind, "title": field_id.title(), "author": PRACTITIONER}
        | changes
    )


def a_form(form_id, *fields, **changes):
    head = (
        a_field("title", FieldKind.LINE, required=True),
        a_field("date", FieldKind.DATE, required=True),
    )
    return Form(
        **{
            "id": FormId(form_id),
            "title": form_id.title(),
            "plural": f"{form_id.title()}s",
            "about": "",
            "author": PRACTITIONER,
            "fields": (*head, *fields),
        }
        | changes
    )


REFLECTION = a_form(
    "reflection",
    a_field("model", FieldKind.MODEL, models=(ModelId("short"), ModelId("long"))),
    a_field("account", FieldKind.SECTIONS, follows="model", required=True, claimable=True),
)
OBSERVATION = a_form(
    "observation",
    a_field("observed", author=RoleId("observer"), required=True, claimable=True),
    author=RoleId("observer"),
    contributor=RoleId("observer"),
)
REPORT = a_form(
    "report",
    a_field("judgement", author=MANAGER, required=True),
    a_field("confirmed", FieldKind.CHOICE, author=MANAGER, required=True),
    author=MANAGER,
    contributor=MANAGER,
    layout=Layout.REPORT,
)
FEEDBACK = a_form(
    "feedback",
    a_field(
        "questions",
        FieldKind.LIST,
        required=True,
        parts=(
            a_field("question", FieldKind.LINE, required=True),
            a_field("words", author=CHILD, required=True, claimable=True),
        ),
    ),
    a_field("drawing", FieldKind.PICTURE, author=CHILD),
    a_field(
        "permission",
        FieldKind.GROUP,
        parts=(a_field("show", FieldKind.CHOICE), a_field("drawing", FieldKind.CHOICE)),
    ),
    contributor=CHILD,
    layout=Layout.CHILD,
    consents=(
        Consent(
            path=FieldPath("permission.show"), given_by=("yes",), refusal="the child said no."
        ),
        Consent(
            path=FieldPath("permission.drawing"),
            given_by=("yes",),
            covers=("drawing",),
            refusal="the child keeps the drawing.",
        ),
    ),
)
GOALS = a_form(
    "development",
    a_field(
        "goals",
        FieldKind.LIST,
        required=True,
        parts=(a_field("goal", FieldKind.LINE, required=True), a_field("progress")),
    ),
)


def a_pathway(**changes):
    given = {
        "id": PathwayId("ours"),
        "title": "To the next level",
        "authority": "Our council",
        "version": "1",
        "validity": Validity(),
        "source": "",
        "asks": "",
        "level": "pcf/experienced",
        "frameworks": (PCF, KSS),
        "decided_by": "Panel",
        "requirements": (
            Requirement(
                id="reflections",
                title="Reflections",
                form=FormId("reflection"),
                at_least=2,
                each_claims=(PCF, KSS),
            ),
            Requirement(
                id="observation",
                title="Observation",
                form=FormId("observation"),
                by=(MANAGER,),
            ),
            Requirement(
                id="report",
                title="Report",
                form=FormId("report"),
                by=(MANAGER,),
                pages_at_most=1,
                must_answer=(
                    MustAnswer(
                        path=FieldPath("confirmed"),
                        one_of=("yes",),
                        otherwise="it does not confirm the requirements.",
                    ),
                ),
                authorised_by=(RoleId("head_of_service"),),
            ),
            Requirement(id="feedback", title="Feedback", form=FormId("feedback"), at_least=2),
        ),
        "signatures": (SignatureRule(role=PRACTITIONER, means="I wrote it."),),
    }
    return Pathway(**given | changes)


def a_framework(framework_id, short, noun, count):
    return Framework(
        id=framework_id,
        title=short,
        short=short,
        noun=noun,
        version="1",
        validity=Validity(),
        source="",
        capabilities=tuple(
            Capability(
                ref=CapabilityRef(framework_id, str(n)), title=f"{noun} {n}", short_title=f"{n}"
            )
            for n in range(1, count + 1)
        ),
    )


def a_catalogue(pathway=None):
    forms = (REFLECTION, OBSERVATION, REPORT, FEEDBACK, GOALS)
    rules = pathway or a_pathway()
    models = (
        ReflectiveModel(
            id=ModelId("short"),
            title="Short",
            credit="",
            stages=(
                ReflectiveStage(id="what", title="What", prompts=("What happened?",)),
                ReflectiveStage(id="now", title="Now", prompts=()),
            ),
        ),
        ReflectiveModel(
            id=ModelId("long"),
            title="Long",
            credit="",
            stages=(ReflectiveStage(id="feelings", title="Feelings", prompts=()),),
        ),
    )
    roles = (
        ("practitioner", "practitioner", Voice.SELF),
        ("team_manager", "team manager", Voice.MANAGER),
        ("observer", "observer", Voice.OBSERVER),
        ("head_of_service", "head of service", Voice.MANAGER),
        ("child", "child", Voice.CHILD),
    )
    return Catalogue(
        forms={form.id: form for form in forms},
        pathways={rules.id: rules},
        frameworks={
            PCF: a_framework(PCF, "PCF", "domain", 9),
            KSS: a_framework(KSS, "KSS", "statement", 10),
        },
        models={model.id: model for model in models},
        roles={
            RoleId(i): Role(id=RoleId(i), title=title, voice=voice) for i, title, voice in roles
        },
    )


def an_answer(text, author=PRACTITIONER):
    return Answer(text=text, written_by=author, entered_by=PRACTITIONER)


def some_evidence(number, form, answers, **changes):
    texts = {"title": f"Piece {number}", "date": "2026-10-01"} | answers
    return Evidence(
        **{
            "id": EvidenceId(f"e{number}"),
            "form": FormId(form),
            "answers": {FieldPath(p): an_answer(t) for p, t in texts.items() if t},
            "created_at": NOON,
            "changed_at": NOON,
        }
        | changes
    )


def a_claim(text, quote, capability, path="account.what", number=1):
    span = occurrences(text, quote)[0]
    return Claim(
        id=ClaimId(f"c{number}{capability}"),
        path=FieldPath(path),
        anchor=anchor(text, *span),
        capability=CapabilityRef.parse(capability),
        by=PRACTITIONER,
    )


def a_reflection(number):
    text = "I waited for her to speak, and then I asked what she wanted."
    return some_evidence(
        number,
        "reflection",
        {"account.what": text, "account.now": "I will wait sooner."},
        claims=(a_claim(text, "I waited", "pcf/6"), a_claim(text, "I asked", "kss/1")),
    )


def a_feedback(number):
    answers = {
        "questions.1.question": "What do I do?",
        "questions.1.words": "You listen.",
        "permission.show": "yes",
    }
    return some_evidence(number, "feedback", answers, by=CHILD, author_name="Child A")


def a_complete_snapshot():
    pieces = (
        a_reflection(1),
        a_reflection(2),
        some_evidence(
            3, "observation", {"observed": "I saw it."}, by=MANAGER, author_name="Helen Marsh"
        ),
        some_evidence(
            4,
            "report",
            {"judgement": "Ready.", "confirmed": "yes"},
            by=MANAGER,
            author_name="Helen Marsh",
        ),
        a_feedback(5),
        a_feedback(6),
    )
    return Snapshot(
        portfolio=Portfolio(
            id="p",
            practitioner=Practitioner(name="Priya Nair"),
            pathway=PathwayId("ours"),
            pathway_version="1",
            started_on=date(2026, 9, 7),
            panel_on=date(2027, 1, 14),
            submit_by=date(2026, 12, 10),
        ),
        evidence=pieces,
        contributors=(Contributor(role=MANAGER, name="Helen Marsh"),),
        pages={EvidenceId("e4"): 1},
    )


def with_piece(snapshot, number, change):
    """Return the snapshot with piece `number` replaced by `change(piece)`, or left out."""
    wanted = f"e{number}"
    changed = [change(p) if p.id == wanted else p for p in snapshot.evidence]
    return replace(snapshot, evidence=tuple(p for p in changed if p is not None))


def rewritten(**answers):
    """Return a change that sets answers; `None` empties one. A dot is written `__`."""

    def change(piece):
        texts = dict(piece.answers)
        for path, text in answers.items():
            place = FieldPath(path.replace("__", "."))
            texts.pop(place, None)
            if text is not None:
                texts[place] = an_answer(text)
        return replace(piece, answers=texts)

    return change
