"""Who else writes and signs."""

from __future__ import annotations

import pytest

from portfolio_app.errors import EvidenceError
from portfolio_app.model.domain.names import RoleId
from portfolio_app.model.domain.portfolio import Contributor
from portfolio_app.model.domain.signatures import grouped

MANAGER = RoleId("team_manager")
PRINT = "0123456789ABCDEF" * 4


def test_somebody_is_registered_and_confirmed(opened):
    opened.contributors.register(MANAGER, " Helen Marsh ")
    opened.contributors.confirm(MANAGER, grouped(PRINT).lower())
    (found,) = opened.contributors.all()
    assert found == Contributor(role=MANAGER, name="Helen Marsh", fingerprint=PRINT)


def test_the_same_person_keeps_the_fingerprint_and_another_does_not(opened):
    opened.contributors.register(MANAGER, "Helen Marsh", PRINT)
    assert opened.contributors.register(MANAGER, "Helen Marsh").fingerprint == PRINT
    assert opened.contributors.register(MANAGER, "David Okafor").fingerprint is None
    assert len(opened.contributors.all()) == 1


@pytest.mark.parametrize("role", ["practitioner", "boss"])
def test_only_a_contributor_s_role_is_taken(opened, role):
    with pytest.raises(EvidenceError, match="is not a contributor's role") as refused:
        opened.contributors.register(RoleId(role), "X")
    assert "team_manager" in refused.value.advice
    assert "practitioner" not in refused.value.advice


def test_nobody_without_a_name(opened):
    with pytest.raises(EvidenceError, match="needs a name"):
        opened.contributors.register(MANAGER, "  ")
    assert opened.contributors.all() == ()


@pytest.mark.parametrize(
    ("role", "fingerprint", "sentence"),
    [
        ("team_manager", PRINT, "Nobody is registered as team manager yet."),
        ("boss", PRINT, "Nobody is registered as boss yet."),
        ("team_manager", PRINT[:-1], "sixteen groups of four"),
        ("team_manager", "Z" * 64, "sixteen groups of four"),
    ],
)
def test_what_cannot_be_confirmed_is_told(opened, role, fingerprint, sentence):
    with pytest.raises(EvidenceError, match=sentence) as refused:
        opened.contributors.confirm(RoleId(role), fingerprint)
    assert refused.value.advice
