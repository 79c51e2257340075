"""What there is to choose from while rules are made: from the draft itself, and what ships."""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING

from portfolio_app.model.domain.certainty import Certainty
from portfolio_app.model.domain.forms import LEAF_KINDS, FieldKind, Layout
from portfolio_app.model.domain.roles import Voice
from portfolio_app.ui.rules.questions import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.services.rule_editing import Place, RuleDraft

Options = list[tuple[object, str]]

_KINDS: Mapping[FieldKind, str] = {
    FieldKind.LINE: "one line",
    FieldKind.PROSE: "paragraphs",
    FieldKind.DATE: "a day",
    FieldKind.CHOICE: "one of several answers",
    FieldKind.GOAL: "one of the practitioner's learning goals",
    FieldKind.FACE: "one of five faces",
    FieldKind.MODEL: "a model of reflection",
    FieldKind.SECTIONS: "the headings of the chosen model",
    FieldKind.GROUP: "fixed parts",
    FieldKind.LIST: "rows of parts, as many as wanted",
    FieldKind.PICTURE: "a picture",
}
_CERTAINTY: Mapping[Certainty, str] = {
    Certainty.STATED: "your source says so",
    Certainty.DEDUCED: "it follows from your source",
    Certainty.OURS: "a default where your source is silent",
    Certainty.UNVERIFIED: "not seen in the original",
}
_VOICES: Mapping[Voice, str] = {
    Voice.SELF: "the practitioner",
    Voice.OBSERVER: "an observer",
    Voice.CHILD: "a child, a family, or whoever the work is for",
    Voice.PROFESSIONAL: "a professional from elsewhere",
    Voice.MANAGER: "a manager",
}
_LAYOUTS: Mapping[Layout, str] = {
    Layout.ACCOUNT: "an account, claims in the margin",
    Layout.REPORT: "a report in two columns",
    Layout.CHILD: "a child's own words",
}


def options(source: Source, draft: RuleDraft, file: str) -> Options:
    """Return the values to choose from and their words.

    Args:
        source: What is asked for.
        draft: What is being made.
        file: The path of the file that the question stands in.
    """
    shipped, pathway = draft.library.catalogue, (draft.pathway_path,)
    match source:
        case Source.FORMS:
            own = [
                (draft.at((path, "id")), draft.at((path, "title"))) for path in draft.form_paths
            ]
            return _joined(own, [(str(f.id), f.title) for f in shipped.forms.values()])
        case Source.FRAMEWORKS:
            chosen = draft.at((*pathway, "frameworks"), [])
            return [(str(f.id), f.short) for f in shipped.frameworks.values() if f.id in chosen]
        case Source.ROLES:
            own = _entries(draft, (*pathway, "role"))
            usual = [(str(r.id), r.title) for r in draft.library.usual_roles().values()]
            return _joined(own, usual)
        case Source.SIGNERS:
            titles = dict(options(Source.ROLES, draft, file))
            signing = [e.get("role") for e in draft.at((*pathway, "signature"), [])]
            return [(role, titles.get(role, str(role))) for role in signing]
        case Source.STAGES:
            return [*_entries(draft, (*pathway, "stage"))]
        case Source.FIELDS | Source.MODEL_FIELDS:
            fields = draft.at((file, "field"), [])
            kinds = (
                {"model"} if source is Source.MODEL_FIELDS else {f.get("kind") for f in fields}
            )
            return [
                (f.get("id"), str(f.get("title"))) for f in fields if f.get("kind") in kinds
            ]
    return _shipped(source, shipped) or _fixed(source)


def _shipped(source: Source, shipped: Catalogue) -> Options:
    """Return what ships and is not made here."""
    match source:
        case Source.ALL_FRAMEWORKS:
            return [(str(f.id), f.title) for f in shipped.frameworks.values()]
        case Source.LEVELS:
            return [
                (f"{framework.id}/{level.id}", f"{framework.short}: {level.title}")
                for framework in shipped.frameworks.values()
                for level in framework.levels
            ]
        case Source.MODELS:
            return [(str(m.id), m.title) for m in shipped.models.values()]
    return []


def _fixed(source: Source) -> Options:
    """Return what is the same for every draft."""
    match source:
        case Source.CERTAINTY:
            return [(str(kind), words) for kind, words in _CERTAINTY.items()]
        case Source.VOICES:
            return [(str(kind), words) for kind, words in _VOICES.items()]
        case Source.LAYOUTS:
            return [(str(kind), words) for kind, words in _LAYOUTS.items()]
        case Source.FIELD_KINDS:
            return [(str(kind), words) for kind, words in _KINDS.items()]
        case Source.PART_KINDS:
            kinds = LEAF_KINDS - {FieldKind.MODEL}
            return [(str(kind), words) for kind, words in _KINDS.items() if kind in kinds]
        case Source.WINDOWS:
            return [("registration-year", "the registration year, to 30 November")]
        case Source.MONTHS:
            return [(month, calendar.month_name[month]) for month in range(1, 13)]
    return []


def _entries(draft: RuleDraft, place: Place) -> Options:
    return [(e.get("id"), str(e.get("title", ""))) for e in draft.at(place, [])]


def _joined(
    own: Iterable[tuple[object, str]], shipped: Iterable[tuple[object, str]]
) -> Options:
    """Return both by their words; what is one's own takes the place of what is shipped."""
    found = {value: str(words) for value, words in (*shipped, *own)}
    return sorted(found.items(), key=lambda one: one[1].casefold())
