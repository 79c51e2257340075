"""One writing for several duties: a piece may show the words of another where it has none.

Nothing is copied. A piece that `draws_on` another shows, in every field without an answer of
its own, what that piece says there now; which field shows which is told by the forms. What the
practitioner writes there instead is the piece's own, and taking it out shows the other's words
again. Claims and files stay with the piece whose they are.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from portfolio_app.model.domain.evidence import DATE, TITLE
from portfolio_app.model.domain.forms import FieldKind
from portfolio_app.model.domain.marks import joined
from portfolio_app.model.domain.names import PRACTITIONER, FieldPath
from portfolio_app.model.domain.shortfalls import missing_consents, withheld_fields
from portfolio_app.model.domain.slots import slot_at, slots

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.evidence import Answer, Evidence
    from portfolio_app.model.domain.forms import Field, Form
    from portfolio_app.model.domain.names import EvidenceId
    from portfolio_app.model.domain.pathways import Pathway
    from portfolio_app.model.domain.slots import Slot

    Words = Mapping[FieldPath, tuple[Slot, Answer]]

_WORDS: Final = frozenset({FieldKind.LINE, FieldKind.PROSE})


def shown(
    piece: Evidence, others: Mapping[EvidenceId, Evidence], catalogue: Catalogue
) -> Evidence:
    """Return what a piece shows: its own answers, and those it draws on for the rest.

    Args:
        piece: As it is stored.
        others: Those that it may draw on, as they are stored, the bin included: what lies
            there can be brought back, and until it is destroyed its words go on being shown.
        catalogue: The forms of both.

    Returns:
        The piece with all answers; `lent` tells which of them are not its own. One that
        draws on nothing, or on what is not there, is returned as it is.
    """
    source = others.get(piece.draws_on) if piece.draws_on else None
    form = catalogue.forms.get(piece.form)
    if source is None or form is None:
        return piece
    lent = {
        path: answer
        for path, answer in lent_by(source, form, catalogue).items()
        if not piece.text(path).strip()
    }
    return replace(piece, answers={**piece.answers, **lent}, lent=frozenset(lent))


def serves(piece: Evidence, form: Form, catalogue: Catalogue) -> bool:
    """Return whether a form could show words of `piece`, besides its title and its day."""
    if piece.draws_on or form.id == piece.form or form.kept_out:
        return False
    return any(_is_prose(form, path) for path in lent_by(piece, form, catalogue))


def forms_served(piece: Evidence, pathway: Pathway, catalogue: Catalogue) -> tuple[Form, ...]:
    """Return the forms for which a piece can be used as well.

    Those of the pathway first, then those whose answers are entered elsewhere: that duty is
    the same on every pathway.
    """
    offered = {form.id: form for form in catalogue.forms_for(pathway)}
    offered |= {form.id: form for form in catalogue.forms.values() if form.elsewhere}
    return tuple(form for form in offered.values() if serves(piece, form, catalogue))


def counted_twice(pieces: Collection[Evidence]) -> tuple[Evidence, ...]:
    """Return those that are another use of the same writing: it counts once for one rule."""
    there = {piece.id for piece in pieces}
    once: dict[EvidenceId, EvidenceId] = {}
    found = []
    for piece in pieces:
        source = piece.draws_on
        if source in there or (source and once.setdefault(source, piece.id) != piece.id):
            found.append(piece)
    return tuple(found)


def wanted_first(piece: Evidence, catalogue: Catalogue) -> FieldPath:
    """Return the answer that a piece wants first of its writer: prose, then what is required.

    Args:
        piece: As it is shown.
        catalogue: The forms.
    """
    asked = slots(catalogue.forms[piece.form], piece.answers, catalogue.models)
    empty = [slot for slot in asked if not piece.text(slot.path).strip()]
    prose = (slot.path for slot in empty if slot.kind is FieldKind.PROSE)
    required = (slot.path for slot in empty if slot.required)
    return next(prose, next(required, TITLE))


def lent_by(source: Evidence, form: Form, catalogue: Catalogue) -> dict[FieldPath, Answer]:
    """Return what the fields of `form` would show of `source`, as it is stored."""
    given = _given(source, catalogue)
    found = dict(_by_field(given, form, catalogue))
    is_own = bool(given) and catalogue.forms[source.form].author == PRACTITIONER
    if is_own and not any(_is_prose(form, path) for path in found):
        found |= _somewhere(given, form)
    return found


# --- what a piece lends ------------------------------------------------------------------


def _given(source: Evidence, catalogue: Catalogue) -> Words:
    """Return the answers that a piece may lend, each with its slot.

    They are the practitioner's own: others gave their words for one purpose. What no pack may
    show of the piece, it may not show by way of another piece either.
    """
    form = catalogue.forms.get(source.form)
    if form is None or form.kept_out or missing_consents(source, form):
        return {}
    withheld = withheld_fields(source, form)
    return {
        slot.path: (slot, answer)
        for slot in slots(form, source.answers, catalogue.models)
        if (answer := source.answers.get(slot.path))
        and answer.text.strip()
        and answer.written_by == PRACTITIONER
        and slot.top.id not in withheld
    }


def _by_field(
    given: Words, form: Form, catalogue: Catalogue
) -> Iterator[tuple[FieldPath, Answer]]:
    for field in form.fields:
        if field.author != PRACTITIONER:
            continue
        if field.kind is FieldKind.SECTIONS:
            for path, (slot, answer) in given.items():
                if slot.kind is FieldKind.PROSE and _asks(form, field, path, catalogue):
                    yield path, answer
        elif found := _fitting(given, field):
            yield FieldPath(field.id), _together(found)


def _asks(form: Form, field: Field, path: FieldPath, catalogue: Catalogue) -> bool:
    """Return whether a SECTIONS field has the part that stands at `path` elsewhere."""
    slot = slot_at(form, {}, catalogue.models, path)
    return slot is not None and slot.top is field


def _fitting(given: Words, field: Field) -> list[Answer]:
    """Return what a field that holds one answer shows."""
    if field.draws_from:
        kinds, sources = _WORDS, field.draws_from
    elif field.kind is FieldKind.MODEL or field.id in (TITLE, DATE):
        kinds, sources = frozenset({field.kind}), (FieldPath(field.id),)
    else:
        return []
    found = (given[path] for path in sources if path in given)
    return [answer for slot, answer in found if slot.kind in kinds]


def _together(answers: Sequence[Answer]) -> Answer:
    """Return several answers of one person as one, a paragraph beginning with each."""
    if len(answers) == 1:
        return answers[0]
    breaks = [(answer.text + "\n", answer.marks) for answer in answers[:-1]]
    text, marks = joined([*breaks, (answers[-1].text, answers[-1].marks)])
    return replace(answers[0], text=text, marks=marks)


def _somewhere(given: Words, form: Form) -> dict[FieldPath, Answer]:
    """Return the first words of a kind of evidence that the form knows nothing of.

    Such a kind is the practitioner's own: a reply in somebody else's report is no account.
    """
    for field in form.fields:
        if not field.draws_from or field.author != PRACTITIONER:
            continue
        for slot, answer in given.values():
            if slot.kind is FieldKind.PROSE:
                return {FieldPath(field.id): answer}
    return {}


def _is_prose(form: Form, path: FieldPath) -> bool:
    field = form.field(path.partition(".")[0])
    return field is not None and field.kind in (FieldKind.PROSE, FieldKind.SECTIONS)
