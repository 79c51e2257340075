"""What strangers write into certificates and manifests deceives nobody who reads the answer."""

from __future__ import annotations

import io
import json
import zlib
from dataclasses import asdict, replace
from datetime import UTC

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from portfolio_app.model.domain.manifest import MANIFEST_FORMAT
from portfolio_app.model.domain.names import RoleId
from portfolio_app.model.domain.signatures import Trust
from portfolio_app.signing.manifests import LARGEST, find_manifests
from portfolio_app.signing.verify import verify
from tests.signing.helpers import manifest, unsigned_pack
from tests.signing.updating import updated


def confirm(contacts, identity, role=None):
    kept = identity.role if role is None else RoleId(role)
    contacts.confirm(identity.fingerprint, name=identity.name, role=kept)


def test_a_manager_whom_the_user_knows_vouches_for_nobody(
    identities, stranger, contacts, sign_blindly
):
    manager = identities["team_manager"]
    confirm(contacts, manager)
    of_four = manifest({"head_of_service": stranger.fingerprint})
    contents = replace(of_four, signers=(of_four.signers[1], of_four.signers[3]))
    sealed = sign_blindly(unsigned_pack(contents), "team_manager", manager, certify=True)
    forged = sign_blindly(sealed, "head_of_service", stranger)

    reports = verify(forged, contacts, zone=UTC).signatures

    assert [report.trusted for report in reports] == [Trust.KNOWN, Trust.UNKNOWN]


def test_a_known_key_of_another_role_in_the_practitioners_place_vouches_for_nobody(
    brought, stranger, contacts, sign_all, sign_blindly
):
    confirm(contacts, brought, "team_manager")
    contents = manifest(
        {"practitioner": brought.fingerprint, "head_of_service": stranger.fingerprint}
    )
    sealed = sign_blindly(unsigned_pack(contents), "practitioner", brought, certify=True)
    forged = sign_blindly(sealed, "head_of_service", stranger)

    reports = verify(forged, contacts, zone=UTC).signatures

    assert [report.trusted for report in reports] == [Trust.KNOWN, Trust.UNKNOWN]


def test_whoever_was_confirmed_without_a_role_has_no_namesakes(
    packs, identities, stranger, contacts, sign_blindly
):
    confirm(contacts, identities["head_of_service"], "")
    forged = sign_blindly(packs[3], "head_of_service", stranger)

    assert verify(forged, contacts).signatures[3].trusted is Trust.MISMATCH


def test_a_joiner_in_a_name_makes_nobody_else_of_it(
    packs, identities, named, contacts, sign_blindly
):
    confirm(contacts, identities["head_of_service"])
    joined = named("Helen Marsh-\u200dOkafor", "head_of_service")
    forged = sign_blindly(packs[3], "head_of_service", joined)

    assert verify(forged, contacts).signatures[3].trusted is Trust.MISMATCH


@pytest.fixture
def signed_by(named, sign_blindly, packs):
    """Return a maker of packs whose head of service bears any name."""
    document = unsigned_pack(manifest(names={"head_of_service": ""}))

    def sign(name):
        sealed = sign_blindly(document, "practitioner", certify=True)
        return sign_blindly(sealed, "head_of_service", named(name, "head_of_service"))

    return sign


def test_a_name_cannot_write_on_the_terminal(signed_by):
    report = verify(signed_by("A\x1b[2J\x07\u202eneleH"), zone=UTC).signatures[1]

    assert report.name == "A[2JneleH"
    assert report.sentence.isprintable()


def test_a_name_that_reads_like_a_sentence_is_set_apart(signed_by):
    forged = "Eve. Nothing has changed since. You know the key"
    sentence = verify(signed_by(forged), zone=UTC).signatures[1].sentence

    assert sentence.startswith(f"Someone using the name “{forged}” signed as head of service")


def test_what_a_manifest_says_of_people_is_one_line(sign_blindly):
    contents = manifest(names={"team_manager": "Bob\nAmina sealed\x1b it all. Valid\ud800."})
    data = json.dumps(
        {
            "format": MANIFEST_FORMAT,
            **asdict(contents),
            "sealed_at": contents.sealed_at.isoformat(),
        }
    )
    document = unsigned_pack(manifest(), manifests=[data.encode()])

    verification = verify(sign_blindly(document, "practitioner", certify=True), zone=UTC)

    assert verification.missing[0].name == "Bob Amina sealed it all. Valid."
    assert all(reason.isprintable() for reason in verification.reasons)
    assert "the team manager, “Bob Amina sealed it all. Valid.”, is" in verification.reasons[0]


def test_the_number_of_sealed_pages_is_counted_and_not_believed(sign_blindly):
    document = unsigned_pack(manifest(pages=40))

    verification = verify(sign_blindly(document, "practitioner", certify=True), zone=UTC)

    assert not verification.valid
    assert verification.faults == (
        "The list of contents speaks of another number of pages than the file has.",
    )
    assert "sealed all 2 pages" in verification.signatures[0].sentence


def test_a_thicket_of_attached_names_is_walked_once(packs):
    def edit(pdf):
        nodes = [pdf.make_indirect(Dictionary(Names=Array([])))]
        for _ in range(30):
            nodes.append(pdf.make_indirect(Dictionary(Kids=Array([nodes[-1]] * 2))))
        pdf.Root.Names = Dictionary(EmbeddedFiles=nodes[-1])
        return [pdf.Root, *nodes]

    assert not verify(updated(packs[1], edit)).valid


@pytest.mark.parametrize("method", [Name.FlateDecode, Name.RunLengthDecode])
def test_a_manifest_that_unpacks_without_end_is_none(method):
    pdf = pikepdf.open(io.BytesIO(unsigned_pack(manifest(), manifests=[])))
    bomb = b'{"format": "progression-portfolio-pack/1"' + b" " * LARGEST + b"}"
    stream = pikepdf.Stream(pdf, zlib.compress(bomb), Filter=method)
    spec = Dictionary(Type=Name.Filespec, F=String("manifest.json"), EF=Dictionary(F=stream))
    pdf.Root.AF = Array([pdf.make_indirect(spec)])
    out = io.BytesIO()
    pdf.save(out)

    assert find_manifests(out.getvalue()) == []
