"""Builds a finished example: a portfolio, its signers' identities, and the pack they signed.

Everything in it is invented, and every page of its pack says so. It is made by the same use
cases as a real portfolio, so it can show nothing that the program cannot do. The example that
one looks around in is written by hand; those of other pathways follow from their rules.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from portfolio_app import places
from portfolio_app.model.domain.names import PRACTITIONER, CapabilityRef, RoleId
from portfolio_app.model.domain.portfolio import Practitioner
from portfolio_app.services.changes import nobody
from portfolio_app.services.example_by_rules import fill_by_rules
from portfolio_app.services.files import make_empty_folder
from portfolio_app.signing.policy import BASIC

if TYPE_CHECKING:
    from pathlib import Path

    from portfolio_app.model.domain.names import PathwayId
    from portfolio_app.model.domain.signatures import Verification
    from portfolio_app.services.changes import Announce
    from portfolio_app.services.door import Door, OpenPortfolio
    from portfolio_app.services.identities import IdentityService
    from portfolio_app.services.program import Program
    from portfolio_app.services.progress import Progress
    from portfolio_app.signing.identities import Identity


PASSPHRASE = "an open example"  # noqa: S105 - printed with the example; it protects nothing
"""Opens the example's vault and its identities."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """What was made, and where."""

    vault: Path
    passphrase: str
    identities: tuple[Path, ...]
    pack: Path
    verification: Verification


def build_example(
    program: Program, folder: Path, progress: Progress, pathway: PathwayId | None = None
) -> Example:
    """Make an example in `folder`: the vault, the identities, and the signed pack.

    Args:
        program: Does all of it.
        folder: Does not exist, or is empty.
        progress: Hears of each step.
        pathway: Whose rules are met; the example written by hand where not given.

    Raises:
        PortfolioError: Something lies in the folder already, or it cannot be written.
    """
    make_empty_folder(folder)
    progress.step(0, 4, "Writing the example portfolio")
    vault = folder / "example.portfolio"
    by_rules = pathway and fill_by_rules(program, vault, pathway, PASSPHRASE)
    opened = by_rules or fill_example(program.door, vault)
    try:
        progress.step(1, 4, "Making the signing identities")
        keys = _identities(program.identities, folder, opened)
        others = [role for role in keys if role != PRACTITIONER]
        for role in others:
            opened.contributors.confirm(role, keys[role][1].fingerprint)
        pack = folder / "pack.pdf"
        opened.packs.seal(pack, keys[PRACTITIONER][1], progress=progress, policy=BASIC)
    finally:
        opened.close()
    progress.step(3, 4, "Signing the pack")
    for role in others:
        program.sign_offs.sign(pack, role, keys[role][1], policy=BASIC)
    return Example(
        vault=vault,
        passphrase=PASSPHRASE,
        identities=tuple(path for path, _ in keys.values()),
        pack=pack,
        verification=program.sign_offs.verify(pack),
    )


def fill_example(door: Door, vault: Path, announce: Announce = nobody) -> OpenPortfolio:
    """Make the example's portfolio alone and return it open.

    Raises:
        VaultError: It cannot be written.
    """
    return _fill(door, vault, _facts(), announce)


def _facts() -> dict[str, Any]:
    """Return who is in the example, and which files hold its evidence."""
    return _read("example.toml")


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(places.resource("example", name).read_text("utf-8"))


def _fill(
    door: Door, vault: Path, facts: dict[str, Any], announce: Announce = nobody
) -> OpenPortfolio:
    person, dates = facts["practitioner"], facts["portfolio"]
    opened, _ = door.create(
        vault,
        pathway=dates["pathway"],
        practitioner=Practitioner(**person),
        passphrase=PASSPHRASE,
        started_on=dates["started_on"],
        panel_on=dates["panel_on"],
        submit_by=dates["submit_by"],
        example=True,
        announce=announce,
    )
    for contributor in facts["contributors"]:
        opened.contributors.register(RoleId(contributor["role"]), contributor["name"])
    for piece in facts["evidence"]:
        file = places.resource("example", piece["file"])
        taken = opened.intake.take_in(piece["form"], source=file)
        if piece.get("core"):
            opened.evidence.mark_core(taken.evidence.id, True)
    for capability, text in _read("statements.toml").items():
        opened.statements.write(CapabilityRef.parse(capability), text)
    return opened


def _identities(
    identities: IdentityService, folder: Path, opened: OpenPortfolio
) -> dict[RoleId, tuple[Path, Identity]]:
    """Make a key for everyone who signs, in the order in which they do."""
    names = {one.role: one.name for one in opened.contributors.all()}
    names[PRACTITIONER] = opened.verdicts.snapshot().portfolio.practitioner.name
    found = {}
    for signature in opened.verdicts.pathway().signatures:
        role, name = signature.role, names[signature.role]
        path = folder / f"{role}.p12"
        found[role] = (path, identities.new(path, name, role, PASSPHRASE))
    return found
