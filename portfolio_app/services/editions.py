"""Large print and reading copies: editions of a pack that nobody signs."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from portfolio_app.errors import PackError
from portfolio_app.model.domain.editions import EditionKind, Numbering
from portfolio_app.model.domain.wording import count
from portfolio_app.services.files import read_file

if TYPE_CHECKING:
    from pathlib import Path

    from portfolio_app.model.domain.manifest import Manifest
    from portfolio_app.pack.plan import PackPlan
    from portfolio_app.pack.styles import Edition
    from portfolio_app.services.signoffs import SignOffService


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedFile:
    """A sealed pack that an edition is made of."""

    manifest: Manifest
    sha256: str
    """Of the file as it is now, with whatever signatures it bears: 64 hexadecimal digits."""
    numbering: Numbering
    missing: int
    """Signatures that are still to come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeEdition:
    """An edition that was written."""

    pages: int
    remark: str = ""
    """What its readers should know of the pack that it is of, in sentences."""


def made_of(sealed: SealedFile | None, pages: int) -> MadeEdition:
    """Return what to say of an edition of a sealed pack, or of a draft."""
    if sealed is None or not sealed.missing:
        return MadeEdition(pages=pages)
    number = count(sealed.missing, "signature")
    return MadeEdition(
        pages=pages,
        remark=f"{number} of the pack {'is' if sealed.missing == 1 else 'are'} still to come. "
        "Each changes the file, and the hash that this edition prints will no longer be that "
        "of the pack. Make the edition again once everyone has signed.",
    )


def read_sealed(path: Path, sign_offs: SignOffService) -> SealedFile:
    """Read a sealed pack, and make sure that it is sound.

    Raises:
        NotAPackError: The file is no pack.
        PackError: It is not valid as it stands.
    """
    from portfolio_app.pack.preview import is_labelled
    from portfolio_app.signing.verify import read_manifest

    document = read_file(path, "The sealed pack")
    manifest = read_manifest(document)
    verification = sign_offs.inspect(document)
    if not verification.valid or not verification.signatures:
        raise PackError(
            "No edition can be made of that pack, because it is not sound as it stands. "
            + " ".join(verification.faults),
            advice="Nothing was written. Check the pack, or make the edition of a draft.",
        )
    return SealedFile(
        manifest=manifest,
        sha256=sha256(document).hexdigest(),
        missing=len(verification.missing),
        numbering=Numbering.SECTIONS if is_labelled(document) else Numbering.CONTINUOUS,
    )


def require_same(plan: PackPlan, sealed: SealedFile) -> None:
    """Make sure that the portfolio still says what was sealed.

    Raises:
        PackError: It does not: an edition would say other things than the pack it names.
    """
    if plan.sha256 != sealed.manifest.plan_sha256:
        raise PackError(
            "The portfolio has changed since this pack was sealed, so an edition would not say "
            "the same.",
            advice="Nothing was written. Seal again and make the edition of the new pack. If "
            "the pack was sealed with a reason although something was missing, give the same "
            "reason.",
        )


def chosen_edition(kind: EditionKind, numbering: Numbering) -> Edition:
    """Return the look of an edition."""
    from portfolio_app.pack.large_print import large_print
    from portfolio_app.pack.styles import reading_copy, standard

    make = {
        EditionKind.STANDARD: standard,
        EditionKind.LARGE_PRINT: large_print,
        EditionKind.READING_COPY: reading_copy,
    }
    return make[kind](numbering)
