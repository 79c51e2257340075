"""Plans part D but for the report: statements, words used, verification, signatures.

The statement claims no check that the program did not make.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.model.domain.forms import Layout
from portfolio_app.model.domain.names import PRACTITIONER, ModelId
from portfolio_app.model.domain.wording import day, sentence, small
from portfolio_app.pack.plan.back import (
    FrameworkPlan,
    SignaturesPlan,
    SignerPlan,
    StatementPlan,
    VerifyPlan,
    WordsPlan,
)
from portfolio_app.pack.plan.blocks import Fact
from portfolio_app.pack.plan.bundle import SIGNATURES, VERIFY
from portfolio_app.pack.plan.text import Line, PageLink, line, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from portfolio_app.model.domain.frameworks import Capability, Framework, Validity
    from portfolio_app.pack.plan.bundle import Bundle


# --- confidentiality and authenticity ----------------------------------------------------


def statement_plan(bundle: Bundle) -> StatementPlan:
    """Plan what the practitioner confirms by certifying."""
    request = bundle.request
    children = [p for p in bundle.pieces if p.form.layout is Layout.CHILD]
    spoke = listed([(PageLink(p.place, bare=i > 0),) for i, p in enumerate(children)])
    chose = (" Children and young people chose for themselves (", *spoke, ").") if spoke else ()
    confirms: list[Line] = [
        ("Every child, parent and relative in this pack stands under a stand-in, and every "
         "professional under a role, unless they sign it or agreed to be named.",),
        ("The list that joins stand-ins to names stays with me, encrypted. It is not in this "
         "file and was never sent with it.",),
        ("I have read the whole pack, attachments included, for names, addresses, schools, "
         "dates of birth and case numbers, and have taken them out or made them general.",),
        line("Everyone who gave feedback knew what it was for and who might read it.", *chose),
        ("The words under my name are mine. The words under another name or role are theirs; "
         "only stand-ins were put in.",),
        ("Stand-ins lower the risk of recognition and do not end it. This pack stays "
         "confidential.",),
    ]  # fmt: skip
    name = request.snapshot.portfolio.practitioner.name
    certified = line(f"{name}. ", *_certified(bundle))
    return StatementPlan(
        confirms=tuple(confirms),
        byline=certified,
        asides=tuple(_asides(bundle)),
        entered=tuple(_entered(bundle)),
    )


def _certified(bundle: Bundle) -> Line:
    if bundle.signature_of(PRACTITIONER) is None:
        return ()
    if bundle.request.draft:
        return ("To be certified by signature 1 on ", PageLink(SIGNATURES), ".")
    return ("Certified by signature 1 on ", PageLink(SIGNATURES), ".")


def _asides(bundle: Bundle) -> Iterator[tuple[str, Line]]:
    pathway = bundle.request.pathway
    others = len({s.role for s in pathway.signatures} - {PRACTITIONER})
    panel = pathway.decided_by or "panel"
    signers = (
        f" and the {small(others)} others who sign" if others > 1 else " and those who sign"
    )
    readers = f"The {panel}" if bundle.is_for_panel else "Those to whom it is given"
    yield "Who may read it", (f"{readers}{signers}. No copy goes to the families’ files.",)
    yield (
        "How names were checked",
        ("The practitioner read the pack for names. The program did not search it: nothing "
         "here is the result of an automatic check.",),
    )  # fmt: skip
    whom = "the chair" if bundle.is_for_panel else "whoever gave it to you"
    yield (
        "If you recognise someone",
        (f"Stop reading and tell {whom}. It is recorded as an interest, not as a fault.",),
    )


def _entered(bundle: Bundle) -> Iterator[Line]:
    """Yield for each person whose words the practitioner typed who confirms them, and where."""
    found: dict[str, list[Line]] = {}
    for piece in bundle.pieces:
        roles = {
            bundle.actual_role(piece, answer.written_by): None
            for path, answer in piece.evidence.answers.items()
            if answer.written_by != PRACTITIONER
            and answer.entered_by == PRACTITIONER
            and answer.text.strip()
            and piece.shows(path)
        }
        for role in roles:
            source = bundle.source(piece, role)
            who = source.name or source.title
            number = bundle.signature_of(role)
            confirmed = f", confirmed by signature {number}" if number else ""
            place = line(f"{piece.name} ", PageLink(piece.place))
            found.setdefault(f"{who}{confirmed}: ", []).append(place)
    for whose, places in found.items():
        yield line(whose, *listed(places))


# --- frameworks and words used -----------------------------------------------------------

_WORDS = (
    ("Evidence", "One piece of practice, written up, observed or reported, with its number."),
    ("Passage", "Exact words in a piece of evidence. A pale tint stands behind them."),
    ("Claim", "What somebody says a passage shows: one or more capabilities, and how."),
    ("Stand-in", "A name such as “Child A” that stands where a person’s name was."),
    ("By signature", "Given by signing the sealed pack, so never counted before."),
    ("Sealed", "Certified by the practitioner: nothing beneath can change unseen."),
    ("Core page", "A page that the practitioner marked for a reader with ten minutes."),
    ("Pack code", "Taken from the contents: another pack has another code."),
)


def words_plan(bundle: Bundle) -> WordsPlan:
    """Plan the page that says what the codes and words mean."""
    request = bundle.request
    notes = {n.capability: n.note for n in request.pathway.capability_notes}
    models = sorted(
        {
            model.credit
            for piece in bundle.pieces
            for answer in piece.evidence.answers.values()
            if (model := request.catalogue.models.get(ModelId(answer.text))) and model.credit
        }
    )
    return WordsPlan(
        frameworks=tuple(
            FrameworkPlan(
                title=framework.title,
                facts=tuple(_about(framework)),
                noun=framework.noun,
                capabilities=tuple(
                    (c.number, c.title, notes.get(c.ref, "")) for c in capabilities
                ),
                note=framework.note,
            )
            for framework, capabilities in _explained(bundle)
        ),
        words=_WORDS,
        notes=(*request.pathway.notes, *models),
    )


def _explained(bundle: Bundle) -> Iterator[tuple[Framework, Sequence[Capability]]]:
    """Yield the frameworks of the pathway, and of those that serve as tags what is in use."""
    pathway, catalogue = bundle.request.pathway, bundle.request.catalogue
    claimed = {c.capability for piece in bundle.pieces for c in piece.evidence.claims}
    for framework in catalogue.frameworks_for(pathway):
        used = [c for c in framework.capabilities if c.ref in claimed]
        if framework in bundle.frameworks:
            yield framework, framework.capabilities
        elif used:  # of those that serve as tags
            yield framework, used


def _about(framework: Framework) -> Iterator[Fact]:
    short = f"{framework.short} {framework.version}".strip()
    yield Fact(label="Called here", value=(f"{short}. {_in_force(framework.validity)}.",))
    yield Fact(label="Source", value=(framework.source,))


def _in_force(validity: Validity) -> str:
    first = f"from {day(validity.first)}" if validity.first else ""
    last = f"until {day(validity.last)}" if validity.last else ""
    when = f"{first} {last}".strip()
    return f"In force {when}" if when else "Its dates are not known"


# --- how to verify -----------------------------------------------------------------------


def verify_plan(bundle: Bundle) -> VerifyPlan:
    """Plan how a reader checks the file; true whoever has signed meanwhile."""
    number = len(bundle.request.pathway.signatures)
    return VerifyPlan(
        lead="This file carries its own proof. Anyone who has it can check who signed it and "
        "whether anything has changed since, without the internet.",
        steps=(
            ("In the portfolio program", "Choose Verify and open this file, or run “portfolio "
             "verify” with its name. It answers in sentences: who signed, when, whether "
             "anything changed, and who is still to sign."),
            ("In a PDF reader", f"A full PDF reader shows {_fields(number)}. “Validity "
             "unknown” means that the reader does not know these keys, not that something is "
             "wrong."),
            ("By telephone", "Ask a signer to read the fingerprint of their key from their own "
             "computer. All sixteen groups must agree. Do this once: the program remembers."),
        ),
        results=(
            ("Signed, and known", "The key is one that you, or a practitioner whom you know, "
             "have confirmed."),
            ("Someone using the name …", "The signature is sound, but anyone can write a name "
             "into a key. Compare the fingerprint before you rely on it."),
            ("Waiting", "The file is sound and a signature is still to come. A file cut back "
             "to an earlier signature looks the same: ask for the newest one."),
            ("Changed", "Something was altered after a signature. Do not rely on the file; ask "
             "for it again."),
            ("Another key than expected", "The name is right and the key is not. Speak to the "
             "person before you go on."),
        ),
        limits=(
            "A signature shows who stands by this file and that it is unchanged. It does not "
            "show that what people wrote is true.",
            "Times are those of each signer’s own clock.",
            "A printed copy proves nothing: the proof is in the file.",
        ),
    )  # fmt: skip


def _fields(number: int) -> str:
    return f"{small(number)} signature field{'s' * (number != 1)}"


# --- signatures --------------------------------------------------------------------------


def signatures_plan(bundle: Bundle) -> SignaturesPlan:
    """Plan one named field for each signature that the pathway asks for, in order."""
    rules = bundle.request.pathway.signatures
    number = len(rules)
    more = () if bundle.request.decision else (" More on ", PageLink(VERIFY), ".")
    who = (
        "One person signs."
        if number == 1
        else f"{sentence(small(number))} people sign, in this order."
    )
    return SignaturesPlan(
        lead=f"{who} Each signature seals the whole file as it stands at that moment; nothing "
        "can change beneath it unseen.",
        signers=tuple(_signer(bundle, order) for order in range(1, number + 1)),
        steps=(
            (_step(1, "Compare"), (
                "Ask the signer to read the fingerprint of their key to you. All sixteen "
                "groups must agree.",
            )),
            (_step(2, "Open"), (
                f"A full PDF reader shows {_fields(number)} here. “Validity unknown” means "
                "that it does not know these keys.",
            )),
            (_step(3, "Check"), (
                "The portfolio program says in sentences who signed, when, and whether "
                "anything was altered since.", *more,
            )),
        ),
    )  # fmt: skip


def _step(number: int, title: str) -> str:
    # Platypus joins other spaces to one.
    return f"{number}\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}{title}"


def _signer(bundle: Bundle, order: int) -> SignerPlan:
    request = bundle.request
    rule = request.pathway.signatures[order - 1]
    known = request.snapshot.contributor(rule.role)
    name = known.name if known else ""
    if rule.role == PRACTITIONER:
        name = request.snapshot.portfolio.practitioner.name
    return SignerPlan(
        order=order,
        role=rule.role,
        title=request.catalogue.roles[rule.role].heading,
        name=name,
        means=rule.means,
        field=f"signature_{order:02d}_{rule.role}",
        fingerprint=request.fingerprints.get(rule.role),
        after=order - 1 or None,
    )
