"""An authority can be trusted instead of one fingerprint after another."""

from __future__ import annotations

import io
from datetime import UTC, timedelta

import pikepdf
import pytest
from asn1crypto import cms
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID

from portfolio_app.errors import SignatureError
from portfolio_app.model.domain.names import RoleId
from portfolio_app.model.domain.signatures import Trust
from portfolio_app.signing.authorities import AUTHORITIES_NAME
from portfolio_app.signing.certificates import read_certificate
from portfolio_app.signing.identities import open_p12, to_p12
from portfolio_app.signing.seal import sign_document
from portfolio_app.signing.verify import verify
from tests.signing.council import SINCE, UNTIL, Issuer
from tests.signing.helpers import (
    PEOPLE,
    SEALED_AT,
    appearance,
    manifest,
    unsigned_pack,
)
from tests.signing.updating import with_cms

AT = SEALED_AT - timedelta(days=1)


@pytest.fixture(scope="module")
def council():
    return Issuer()


@pytest.fixture(scope="module")
def issued(council):
    """Return the identities of all four signers, as the council issued them."""
    return {role: council.issue(name) for role, _, name in PEOPLE}


@pytest.fixture(scope="module")
def pack(issued, sign_all):
    return sign_all(unsigned_pack(manifest()), people=issued)


def sealed_by(identity, contents=None):
    return sign_document(
        unsigned_pack(contents or manifest()),
        role=RoleId("practitioner"),
        identity=identity,
        appearance=appearance(),
        signed_at=SEALED_AT,
    )


class TestTrust:
    def test_whoever_a_trusted_authority_issued_to_is_known(self, pack, council, contacts):
        contacts.authorities.trust(council.root_pem, at=AT)

        reports = verify(pack, contacts, zone=UTC).signatures

        assert {report.trusted for report in reports} == {Trust.KNOWN}
        assert reports[1].sentence == (
            "Colette Brannigan signed as team manager on 6 January 2027 at 16:42. "
            "Nothing has changed since. This certificate was issued by an authority that you "
            "trust: Northshire Council Root."
        )

    def test_the_authority_nearest_to_the_person_will_do(self, pack, council, contacts):
        contacts.authorities.trust(council.pem, at=AT)

        assert verify(pack, contacts).signatures[0].trusted is Trust.KNOWN

    def test_nobody_is_known_before_the_authority_is(self, pack, contacts):
        assert {r.trusted for r in verify(pack, contacts).signatures} == {Trust.UNKNOWN}

    def test_an_authority_of_the_same_name_is_another(self, pack, contacts):
        contacts.authorities.trust(Issuer().root_pem, at=AT)

        assert {r.trusted for r in verify(pack, contacts).signatures} == {Trust.UNKNOWN}

    def test_trust_can_be_taken_back(self, pack, council, contacts):
        trusted = contacts.authorities.trust(council.root_pem, at=AT)

        assert contacts.authorities.distrust(trusted.fingerprint) == trusted

        assert {r.trusted for r in verify(pack, contacts).signatures} == {Trust.UNKNOWN}

    def test_a_key_confirmed_by_hand_outranks_an_authority(
        self, pack, council, identities, contacts
    ):
        """Somebody at the council could have a certificate issued in a colleague's name."""
        own = identities["team_manager"]
        contacts.confirm(own.fingerprint, name=own.name, role=own.role, at=AT)
        contacts.authorities.trust(council.root_pem, at=AT)

        verification = verify(pack, contacts)

        assert verification.signatures[1].trusted is Trust.MISMATCH
        assert verification.reasons[0].startswith("You confirmed another key for Colette")

    def test_a_colleague_under_their_own_name_is_a_mismatch(self, council, contacts):
        """The authority says who somebody is, not that the pack asks for them."""
        contents = manifest(names={"practitioner": "Amina Farrow"})
        identity = council.issue("Mallory Archer")
        contacts.authorities.trust(council.root_pem, at=AT)
        with pytest.raises(SignatureError, match="that of Mallory Archer"):
            sealed_by(identity, contents)

    def test_a_practitioner_known_by_an_authority_vouches(
        self, council, identities, contacts, sign_all
    ):
        people = {**identities, "practitioner": council.issue("Amina Farrow")}
        prints = {role: identity.fingerprint for role, identity in people.items()}
        document = sign_all(unsigned_pack(manifest(prints)), 2, people)
        contacts.authorities.trust(council.root_pem, at=AT)

        report = verify(document, contacts, zone=UTC).signatures[1]

        assert report.trusted is Trust.KNOWN
        assert report.sentence.endswith(
            "Amina Farrow, whose certificate was issued by an authority that you trust "
            "(Northshire Council Root), named this key in the pack."
        )


class TestTheWayToTheAuthority:
    def test_it_goes_into_the_signature_but_for_the_root(self, pack, council):
        with pikepdf.open(io.BytesIO(pack)) as pdf:
            message = cms.ContentInfo.load(bytes(pdf.Root.AcroForm.Fields[0].V.Contents))
        names = [
            c.chosen.subject.native["common_name"] for c in message["content"]["certificates"]
        ]

        assert sorted(names) == ["Amina Farrow", "Northshire Council Issuing"]

    def test_it_survives_being_kept_in_a_file(self, council):
        identity = council.issue("Amina Farrow")

        again = open_p12(to_p12(identity, "p"), "p")

        assert again.chain == identity.chain
        assert len(again.chain) == 2

    def test_without_it_only_the_nearest_authority_is_found(self, council, contacts):
        document = sealed_by(council.issue("Amina Farrow", chain=False))
        contacts.authorities.trust(council.root_pem, at=AT)
        assert verify(document, contacts).signatures[0].trusted is Trust.UNKNOWN

        contacts.authorities.trust(council.pem, at=AT)
        assert verify(document, contacts).signatures[0].trusted is Trust.KNOWN

    def test_what_was_issued_to_a_machine_is_nobody_s(self, council, contacts):
        document = sealed_by(
            council.issue("Amina Farrow", purposes=[ExtendedKeyUsageOID.SERVER_AUTH])
        )
        contacts.authorities.trust(council.root_pem, at=AT)

        assert verify(document, contacts).signatures[0].trusted is Trust.UNKNOWN

    @pytest.mark.parametrize(
        "purpose", [ExtendedKeyUsageOID.EMAIL_PROTECTION, ExtendedKeyUsageOID.CLIENT_AUTH]
    )
    def test_what_was_issued_to_a_person_is_theirs(self, council, contacts, purpose):
        document = sealed_by(council.issue("Amina Farrow", purposes=[purpose]))
        contacts.authorities.trust(council.root_pem, at=AT)

        assert verify(document, contacts).signatures[0].trusted is Trust.KNOWN

    def test_a_person_may_not_issue_to_others(self, council, contacts):
        """Amina's certificate, used as if it were an authority's."""
        amina = council.issue("Amina Farrow")
        forger = Issuer("Amina Farrow")
        forger.certificate = x509.load_der_x509_certificate(amina.certificate_der)
        forger._key = amina.key
        forged = forger.issue("Colette Brannigan")
        contacts.authorities.trust(council.root_pem, at=AT)
        contents = manifest(names={"practitioner": "Colette Brannigan"})

        document = sealed_by(forged, contents)

        assert verify(document, contacts).signatures[0].trusted is Trust.UNKNOWN

    def test_an_authority_out_of_date_at_the_time_of_signing_vouches_for_nobody(self, contacts):
        early = Issuer(until=SEALED_AT - timedelta(days=1))
        identity = early.issue("Amina Farrow", until=UNTIL)
        contacts.authorities.trust(early.pem, at=SINCE)

        report = verify(sealed_by(identity), contacts).signatures[0]

        assert report.trusted is Trust.UNKNOWN

    def test_an_altered_certificate_on_the_way_leads_nowhere(self, pack, council, contacts):
        contacts.authorities.trust(council.root_pem, at=AT)
        for role, _, _ in PEOPLE:
            pack = with_cms(pack, f"signature_{role}", _spoil_the_way)

        reports = verify(pack, contacts).signatures

        assert {report.trusted for report in reports} == {Trust.UNKNOWN}


def _spoil_the_way(message):
    """Turn a bit over in the issuing authority's certificate, which no signature covers."""
    for choice in message["content"]["certificates"]:
        if choice.chosen.ca:
            choice.chosen["signature_value"] = (
                choice.chosen["signature_value"].native[:-1] + b"0"
            )


class TestTheList:
    def test_it_lists_each_authority_once(self, council, contacts):
        assert contacts.authorities.all() == ()
        contacts.authorities.trust(council.root_pem, at=AT)
        contacts.authorities.trust(council.root.public_bytes(Encoding.DER), at=AT)
        contacts.authorities.trust(council.pem, at=AT)

        names = [authority.name for authority in contacts.authorities.all()]
        assert names == ["Northshire Council Issuing", "Northshire Council Root"]
        assert contacts.authorities.all()[0].trusted_at == AT

    def test_a_person_is_no_authority(self, issued, identities, contacts):
        for identity in (issued["practitioner"], identities["practitioner"]):
            with pytest.raises(SignatureError, match="not the certificate of an authority"):
                contacts.authorities.trust(identity.certificate_der, at=AT)
        assert contacts.authorities.all() == ()

    def test_a_bundle_is_refused(self, council, contacts):
        with pytest.raises(SignatureError, match="several certificates"):
            contacts.authorities.trust(council.pem + council.root_pem, at=AT)

    def test_an_authority_out_of_date_is_refused(self, council, contacts):
        with pytest.raises(SignatureError, match=r"valid from .* to .* only"):
            contacts.authorities.trust(council.pem, at=UNTIL + timedelta(days=1))

    def test_what_is_no_certificate_is_refused(self, contacts):
        with pytest.raises(SignatureError, match="does not hold a certificate"):
            contacts.authorities.trust(b"nothing of the kind", at=AT)

    def test_an_authority_that_is_not_trusted_cannot_be_distrusted(self, council, contacts):
        with pytest.raises(SignatureError, match="No authority with this fingerprint"):
            contacts.authorities.distrust("AB" * 32)

    @pytest.mark.parametrize(
        "content",
        [
            "{}",
            '{"format": "progression-portfolio-authorities/1", "authorities": [{}]}',
            '{"format": "progression-portfolio-authorities/1", "authorities": [7]}',
            '{"format": "progression-portfolio-authorities/1", "authorities": '
            '[{"certificate": "AAAA", "trusted_at": "2026-01-01T00:00:00+00:00"}]}',
        ],
    )
    def test_a_damaged_list_is_told_and_left_alone(self, tmp_path, contacts, council, content):
        path = tmp_path / AUTHORITIES_NAME
        path.write_text(content)

        with pytest.raises(SignatureError, match="trusted authorities cannot be read"):
            contacts.authorities.trust(council.pem, at=AT)
        assert path.read_text() == content


def test_a_certificate_that_says_a_thing_twice_cannot_be_read(council):
    """Malformed extensions come from whoever wants them to; they are no defect of ours."""
    der = council.issue("Amina Farrow").certificate_der
    # The subject's key identifier (2.5.29.14) becomes a second one of the authority.
    twice = der.replace(b"\x06\x03\x55\x1d\x0e", b"\x06\x03\x55\x1d\x23")
    assert twice != der

    with pytest.raises(SignatureError, match="does not hold a certificate"):
        read_certificate(twice)
