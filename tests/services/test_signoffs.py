"""Signing other people's packs, and telling what signatures are worth."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from portfolio_app.errors import PackError, PortfolioError, SignatureError
from portfolio_app.model.domain.names import RoleId
from portfolio_app.model.domain.signatures import Trust
from tests.services.helpers import NOON, out_of_reach

MANAGER = RoleId("team_manager")
OTHER_KEY = "0123456789ABCDEF" * 4


def test_a_signature_replaces_the_file_and_is_remembered(program, sealed, keys, home):
    found = program.sign_offs.sign(sealed, MANAGER, keys[MANAGER]).verification
    assert found.valid
    assert [s.role for s in found.signatures] == ["practitioner", "team_manager"]
    assert program.sign_offs.verify(sealed).signatures[1].covers_whole_file
    assert json.loads((home / "journal.json").read_text("utf-8"))["packs"] == {found.seal: 2}


def test_with_another_place_the_file_stays_as_it_was(program, sealed, keys, tmp_path):
    before, out = sealed.read_bytes(), tmp_path / "signed.pdf"
    program.sign_offs.sign(sealed, MANAGER, keys[MANAGER], out)
    assert sealed.read_bytes() == before
    assert out.read_bytes().startswith(before)


def test_nobody_signs_before_what_they_sign(program, sealed, keys, clock):
    clock.pass_time(days=-3)
    found = program.sign_offs.sign(sealed, MANAGER, keys[MANAGER]).verification
    assert [s.signed_at for s in found.signatures] == [NOON, NOON]
    clock.pass_time(days=5)
    role = RoleId("service_manager")
    later = program.sign_offs.sign(sealed, role, keys[role]).verification
    assert later.signatures[-1].signed_at == NOON + timedelta(days=2)


def test_whose_turn_it_is_moves_on_with_each_signature(program, sealed, keys):
    for role in (MANAGER, RoleId("service_manager")):
        awaited = program.sign_offs.next_to_sign(sealed)
        assert awaited is not None
        assert awaited.role == role
        if role == MANAGER:
            program.sign_offs.sign(sealed, role, keys[role])


@pytest.mark.parametrize(
    ("role", "key"),
    [
        ("service_manager", "service_manager"),
        ("team_manager", "service_manager"),
        ("practitioner", "practitioner"),
        ("assessor", "team_manager"),
    ],
)
def test_signing_out_of_turn_changes_nothing(program, sealed, keys, role, key):
    before = sealed.read_bytes()
    with pytest.raises(SignatureError) as refused:
        program.sign_offs.sign(sealed, RoleId(role), keys[RoleId(key)])
    assert refused.value.advice
    assert sealed.read_bytes() == before


def test_a_pack_that_fails_its_inspection_after_signing_is_left_as_it_was(
    program, sealed, keys
):
    before = sealed.read_bytes()
    program.identities.confirm(OTHER_KEY, keys[MANAGER].name, MANAGER)
    with pytest.raises(PackError) as refused:
        program.sign_offs.sign(sealed, MANAGER, keys[MANAGER])
    assert "Helen Marsh" in refused.value.summary
    assert "David Okafor" not in refused.value.summary, "who is still to sign is no fault"
    assert refused.value.advice == "Nothing was written. The file is as it was."
    assert sealed.read_bytes() == before


def test_a_damaged_pack_is_not_signed(program, sealed, keys):
    sealed.write_bytes(sealed.read_bytes()[:-2000])
    before = sealed.read_bytes()
    with pytest.raises(SignatureError):
        program.sign_offs.sign(sealed, MANAGER, keys[MANAGER])
    assert sealed.read_bytes() == before


def test_an_older_copy_is_not_signed_where_more_was_seen(program, sealed, keys, tmp_path):
    """There would be two versions of the pack, each complete in itself."""
    program.sign_offs.sign(sealed, MANAGER, keys[MANAGER], tmp_path / "signed.pdf")
    before = sealed.read_bytes()
    with pytest.raises(SignatureError) as refused:
        program.sign_offs.sign(sealed, MANAGER, keys[MANAGER])
    assert refused.value.summary == (
        "This computer has seen this pack with 2 signatures; this file holds 1."
    )
    assert sealed.read_bytes() == before


def test_a_signed_pack_stays_signed_where_it_cannot_be_noted(program, sealed, keys, home):
    """The file is written by then: an error would say that nothing was done."""
    out_of_reach(home)
    signed = program.sign_offs.sign(sealed, MANAGER, keys[MANAGER])
    assert signed.verification.valid
    assert signed.remark == (
        "The file is signed and saved. The journal of packs seen could not be saved. Until "
        "that is mended, this computer does not notice when signatures are cut off a pack."
    )
    assert len(program.sign_offs.inspect(sealed.read_bytes()).signatures) == 2


def test_a_pack_cut_back_is_known_by_whoever_saw_more(program, sealed, keys):
    before = sealed.read_bytes()
    program.sign_offs.sign(sealed, MANAGER, keys[MANAGER])
    sealed.write_bytes(before)
    found = program.sign_offs.verify(sealed)
    assert not found.valid
    assert found.faults == found.reasons[:1]


def test_checking_remembers_how_many_signatures_there_were(
    program, sealed, keys, tmp_path, home
):
    program.sign_offs.verify(sealed)
    assert list(json.loads((home / "journal.json").read_text("utf-8"))["packs"].values()) == [1]


def test_a_confirmed_signer_is_known(program, sealed, keys):
    assert program.sign_offs.verify(sealed).signatures[0].trusted is Trust.UNKNOWN
    program.identities.confirm(keys[RoleId("practitioner")].fingerprint)
    assert program.sign_offs.verify(sealed).signatures[0].trusted is Trust.KNOWN


@pytest.mark.parametrize(
    ("content", "sentence"), [(None, "The pack is not there."), (b"%PDF-1.7\n%%EOF\n", "")]
)
def test_what_is_no_pack_is_told(program, tmp_path, keys, content, sentence):
    path = tmp_path / "letter.pdf"
    if content:
        path.write_bytes(content)
    for ask in (
        program.sign_offs.verify,
        program.sign_offs.next_to_sign,
        lambda found: program.sign_offs.sign(found, MANAGER, keys[MANAGER]),
    ):
        with pytest.raises(PortfolioError) as refused:
            ask(path)
        assert sentence in refused.value.summary
