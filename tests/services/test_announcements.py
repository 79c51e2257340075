"""Only what is on the disk is announced, and what failed is not."""

from __future__ import annotations

import pytest

from portfolio_app.errors import PortfolioError
from portfolio_app.intake.document import Document, Paragraph
from portfolio_app.model.domain.names import CapabilityRef, EvidenceId, FieldPath, RoleId
from portfolio_app.services.arrivals import Arrival
from portfolio_app.services.changes import Area
from tests.cli.by_hand import PASSPHRASE
from tests.services.helpers import a_pdf

MANAGER = RoleId("team_manager")
REF = CapabilityRef.parse("pcf-2018/6")
QUOTE = "I was tired"
SAID = Document(blocks=(Paragraph("Well said."),))


class Witness:
    """Another program: writes down what is on the disk whenever something is announced."""

    def __init__(self, door, folder):
        self.heard = []
        self._door = door
        self._folder = folder

    def __call__(self, area):
        self.heard.append((area, self.everything()))

    def everything(self):
        """Return all that there is to be read now."""
        other = self._door.open_with_passphrase(self._folder, PASSPHRASE)
        with other.vault.reading() as tx:
            found = (
                tx.portfolio.get(),
                tx.evidence.all(),
                tx.contributors.all(),
                tx.seals.all(),
            )
        other.close()
        return found


@pytest.fixture
def witness(program, finished):
    return Witness(program.door, finished.folder)


@pytest.fixture
def watched(program, finished, witness):
    found = program.door.open_with_passphrase(finished.folder, PASSPHRASE, witness)
    yield found
    found.close()


def a_claim(opened, ids):
    return opened.evidence.get(ids["reflection-1"]).claims[0]


def attached(opened, ids):
    return opened.evidence.attach(ids["reflection-1"], a_pdf(), "a.pdf")


def put_back(opened, ids):
    claim = a_claim(opened, ids)
    opened.claims.take_back(claim.id)
    opened.claims.put_back(ids["reflection-1"], claim)


def bring_back(opened, ids):
    opened.evidence.remove(ids["report"])
    opened.evidence.restore(ids["report"])


def describe(opened, ids):
    opened.evidence.describe_attachment(attached(opened, ids).id, "A letter")


def without_attachment(opened, ids):
    opened.evidence.remove_attachment(attached(opened, ids).id)


def with_attachment_again(opened, ids):
    attachment = attached(opened, ids)
    opened.evidence.remove_attachment(attachment.id)
    opened.evidence.restore_attachment(attachment.id)


def brought(opened, ids):
    arrival = Arrival(kind="", facts=(), files=(), remarks=(), document=SAID)
    opened.arrivals.put_away(opened.arrivals.keep(opened.arrivals.propose(arrival)))


EVIDENCE = {
    "add": lambda o, i: o.evidence.add("reflective-summary"),
    "write": lambda o, i: o.evidence.write(i["report"], FieldPath("title"), "Other"),
    "contributor": lambda o, i: o.evidence.set_contributor(i["report"], MANAGER, "Other"),
    "core": lambda o, i: o.evidence.mark_core(i["report"], True),
    "attach": attached,
    "describe": describe,
    "remove attachment": without_attachment,
    "restore attachment": with_attachment_again,
    "remove": lambda o, i: o.evidence.remove(i["report"]),
    "restore": bring_back,
    "claim": lambda o, i: o.claims.claim_quotation(i["reflection-1"], REF, QUOTE),
    "note": lambda o, i: o.claims.change_note(i["reflection-1"], a_claim(o, i).id, "so"),
    "take back": lambda o, i: o.claims.take_back(a_claim(o, i).id),
    "put back": put_back,
    "take in": lambda o, i: o.intake.take_in("reflective-summary"),
    "bring in": brought,
}
CONTRIBUTORS = {
    "register": lambda o, i: o.contributors.register(MANAGER, "Other"),
    "confirm": lambda o, i: o.contributors.confirm(MANAGER, "AB" * 32),
}
ACTIONS = {name: (Area.EVIDENCE, action) for name, action in EVIDENCE.items()} | {
    name: (Area.CONTRIBUTORS, action) for name, action in CONTRIBUTORS.items()
}


@pytest.mark.parametrize("name", ACTIONS)
def test_a_change_is_announced_once_it_is_on_the_disk(watched, finished, witness, name):
    area, action = ACTIONS[name]
    before = witness.everything()
    action(watched, finished.ids)
    assert {heard for heard, _ in witness.heard} == {area}
    assert witness.heard[-1][1] == witness.everything()
    found = [seen for _, seen in witness.heard]
    for earlier, later in zip([before, *found], found, strict=False):
        assert earlier != later


def test_a_seal_is_announced_once_it_is_recorded(watched, witness, keys, tmp_path):
    watched.packs.seal(tmp_path / "pack.pdf", keys[RoleId("practitioner")])
    ((area, seen),) = witness.heard
    assert area == Area.SEALS | Area.PORTFOLIO
    assert seen == witness.everything()
    assert seen[0].times_sealed == len(seen[3]) == 1


LOST = EvidenceId("lost")
FAILURES = {
    "add": lambda o: o.evidence.add("diary"),
    "write": lambda o: o.evidence.write(LOST, FieldPath("title"), "x"),
    "core": lambda o: o.evidence.mark_core(LOST, True),
    "attach": lambda o: o.evidence.attach(LOST, a_pdf(), "a.pdf"),
    "claim": lambda o: o.claims.claim_quotation(LOST, REF, QUOTE),
    "take in": lambda o: o.intake.take_in("diary"),
    "register": lambda o: o.contributors.register(MANAGER, ""),
    "confirm": lambda o: o.contributors.confirm(RoleId("assessor"), "AB" * 32),
}


@pytest.mark.parametrize("name", FAILURES)
def test_what_failed_is_not_announced(watched, witness, name):
    before = witness.everything()
    with pytest.raises(PortfolioError):
        FAILURES[name](watched)
    assert witness.heard == []
    assert witness.everything() == before
