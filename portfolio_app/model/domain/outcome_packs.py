"""A panel's decision as a document of its own, with its own signatories.

It is a pack like any other, of one piece: the same pages, the same seal, the same check. Its
rules are made from the pathway's: the decision, complete, and the signatures that the
authority wants on it (`PanelRule.outcome_signed_by`). The practitioner, whose portfolio makes
the file, certifies it first, whether or not the authority names them; that, and the sentences
that are signed, are ours.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from portfolio_app.model.domain.certainty import Certainty
from portfolio_app.model.domain.names import PRACTITIONER
from portfolio_app.model.domain.pathways import Requirement, SignatureRule

if TYPE_CHECKING:
    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.forms import Form
    from portfolio_app.model.domain.names import RoleId
    from portfolio_app.model.domain.outcomes import PanelOutcome
    from portfolio_app.model.domain.pathways import Pathway
    from portfolio_app.model.domain.portfolio import Snapshot

READ = "I have read this decision and what it asks of me. Signing does not mean that I agree."
DECIDED = "This is what the panel decided, and why."
SUPPORT = "I have read this decision and will support the further work that it asks for."


def outcome_pathway(pathway: Pathway, outcome: PanelOutcome, catalogue: Catalogue) -> Pathway:
    """Return the rules of the document: one decision, and who signs it."""
    form = catalogue.forms[outcome.form]
    return replace(
        pathway,
        title=f"{form.title}: {pathway.title}",
        requirements=(
            Requirement(
                id="decision",
                title=form.title,
                form=form.id,
                asks="The decision, with its reasons",
            ),
        ),
        signatures=outcome_signatures(pathway, form),
        decided_by="",
        level="",
        frameworks=(),
        offers=(),
        stages=(),
        notes=(),
        capability_notes=(),
    )


def outcome_signatures(pathway: Pathway, form: Form) -> tuple[SignatureRule, ...]:
    """Return who signs the decision, in order: the practitioner certifies.

    Args:
        pathway: Whose authority names the others.
        form: Of the decision; its author signs for it.
    """
    named = pathway.panel.outcome_signed_by if pathway.panel else ()
    roles = (PRACTITIONER, *(role for role in named if role != PRACTITIONER))
    return tuple(
        SignatureRule(role=r, means=_means(r, form.author), certainty=Certainty.OURS)
        for r in roles
    )


def outcome_snapshot(snapshot: Snapshot, outcome: PanelOutcome) -> Snapshot:
    """Return the portfolio with nothing in it but the decision."""
    only = tuple(
        replace(piece, claims=())  # nothing is claimed by a decision
        for piece in snapshot.evidence
        if piece.id == outcome.evidence
    )
    portfolio = replace(snapshot.portfolio, panel_on=None, submit_by=None)
    return replace(snapshot, evidence=only, portfolio=portfolio)


def _means(role: RoleId, author: RoleId) -> str:
    if role == PRACTITIONER:
        return READ
    return DECIDED if role == author else SUPPORT
