"""Contacts are confirmed, remembered and never lost without a word."""

from __future__ import annotations

import json
import resource
import stat
from datetime import UTC, datetime

import pytest

from portfolio_app.errors import SignatureError
from portfolio_app.model.domain.signatures import grouped
from portfolio_app.signing.contacts import CONTACTS_NAME, ContactBook
from portfolio_app.signing.verify import verify

KEY = "0123456789ABCDEF" * 4
OTHER = "FEDCBA9876543210" * 4
AT = datetime(2027, 1, 9, 12, 0, tzinfo=UTC)


def test_nobody_is_known_at_first(contacts):
    assert contacts.all() == ()
    assert contacts.find(KEY) is None


@pytest.mark.parametrize(
    "typed", [KEY, KEY.lower(), grouped(KEY), ":".join(["01", "23", KEY[4:]])]
)
def test_a_fingerprint_is_confirmed_however_it_was_typed(contacts, typed):
    contact = contacts.confirm(typed, name="Helen  Marsh", role="head_of_service", at=AT)

    assert contact.fingerprint == KEY
    assert contact.name == "Helen Marsh"
    assert contacts.all() == (contact,)


@pytest.mark.parametrize("typed", ["", "12AB", KEY + "0", "G" * 64])
def test_what_is_no_fingerprint_is_refused(contacts, typed):
    with pytest.raises(SignatureError, match="sixteen groups of four"):
        contacts.confirm(typed, name="Helen Marsh", at=AT)


def test_another_program_sees_what_was_confirmed(contacts, tmp_path):
    contact = contacts.confirm(KEY, name="Helen Marsh", how="confirmed in person", at=AT)

    assert ContactBook(tmp_path / CONTACTS_NAME).all() == (contact,)


def test_the_file_is_for_its_owner_only(contacts, tmp_path):
    contacts.confirm(KEY, name="Helen Marsh", at=AT)

    assert stat.S_IMODE((tmp_path / CONTACTS_NAME).stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [CONTACTS_NAME]


def test_confirming_again_replaces_the_contact(contacts):
    contacts.confirm(KEY, name="Helen", at=AT)
    contact = contacts.confirm(KEY, name="Helen Marsh", at=AT)

    assert contacts.all() == (contact,)


def test_a_person_may_have_two_keys(contacts):
    contacts.confirm(KEY, name="Helen Marsh", at=AT)
    contacts.confirm(OTHER, name="Helen Marsh", at=AT)

    assert {contact.fingerprint for contact in contacts.all()} == {KEY, OTHER}


def test_whoever_was_met_can_be_confirmed_by_fingerprint_alone(contacts, packs, identities):
    contacts.meet(verify(packs[4]))
    assert contacts.all() == ()
    assert len(contacts.everyone()) == 4

    contact = contacts.confirm(identities["head_of_service"].fingerprint, at=AT)

    assert contact.name == "Helen Marsh-Okafor"
    assert contact.role == "head_of_service"


def test_whoever_was_never_met_needs_a_name(contacts):
    with pytest.raises(SignatureError, match="nobody whom this computer has met"):
        contacts.confirm(KEY, at=AT)


def test_meeting_takes_no_confirmation_back(contacts, packs, identities):
    key = identities["practitioner"].fingerprint
    contacts.confirm(key, name="Amina", at=AT)

    contacts.meet(verify(packs[4]))

    assert [contact.name for contact in contacts.all()] == ["Amina"]


def test_a_confirmation_can_be_taken_back(contacts):
    contacts.confirm(KEY, name="Helen Marsh", at=AT)

    contacts.forget(KEY)

    assert contacts.all() == ()
    assert contacts.find(KEY).confirmed_at is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"format": "something else", "contacts": []}',
        b'{"format": "progression-portfolio-contacts/1", "contacts": {}, "x": 1e999}'[:-20],
        b'{"format": "progression-portfolio-contacts/1", "contacts": [{"name": "Helen"}]}',
        b'{"format": "progression-portfolio-contacts/1", "contacts": [7]}',
    ],
)
def test_a_damaged_file_is_told_and_left_alone(contacts, tmp_path, content):
    path = tmp_path / CONTACTS_NAME
    path.write_bytes(content)

    for act in (
        contacts.all,
        lambda: contacts.find(KEY),
        lambda: contacts.confirm(KEY, name="Helen", at=AT),
    ):
        with pytest.raises(SignatureError, match=r"contacts\.json is damaged"):
            act()
    assert path.read_bytes() == content


def test_a_contact_without_time_zone_is_damage(contacts, tmp_path):
    contacts.confirm(KEY, name="Helen", at=AT)
    path = tmp_path / CONTACTS_NAME
    content = json.loads(path.read_text())
    content["contacts"][0]["confirmed_at"] = "2027-01-09T12:00:00"
    path.write_text(json.dumps(content))

    with pytest.raises(SignatureError, match="damaged"):
        contacts.all()


def test_a_place_that_cannot_be_read_is_told(tmp_path):
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(SignatureError, match=r"cannot be read\.$"):
        ContactBook(tmp_path / "file" / CONTACTS_NAME).all()


def test_a_disk_that_refuses_is_told_and_loses_nothing(contacts, tmp_path):
    contacts.confirm(KEY, name="Helen Marsh", at=AT)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        with pytest.raises(SignatureError, match="could not be saved"):
            contacts.confirm(OTHER, name="Joe Bloggs", at=AT)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert [contact.name for contact in contacts.all()] == ["Helen Marsh"]
    assert [path.name for path in tmp_path.iterdir()] == [CONTACTS_NAME]


def test_names_in_the_file_cannot_write_on_the_terminal(contacts, tmp_path):
    contacts.confirm(KEY, name="A\x1b[2J\u202eB\udcff", how="met\x07")
    assert contacts.all()[0].name == "A[2JB"
    path = tmp_path / CONTACTS_NAME
    path.write_bytes(path.read_bytes().replace(b"A[2JB", rb"\ud800\u001b[2J"))
    (found,) = contacts.all()
    assert (found.name, found.how) == ("[2J", "met")
    contacts.confirm(KEY)
