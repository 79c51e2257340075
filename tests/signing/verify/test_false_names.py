"""Who claims to be somebody they are not, to have signed at another time, or by another key."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from asn1crypto import cms
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID

from portfolio_app.model.domain.names import RoleId
from portfolio_app.model.domain.signatures import Trust
from portfolio_app.signing.certificates import ROLE_SCHEME, read_certificate
from portfolio_app.signing.policy import SigningPolicy
from portfolio_app.signing.seal import sign_document
from portfolio_app.signing.verify import verify
from portfolio_app.signing.verify.names import is_part_of, looks_like, same_name
from tests.signing.council import Issuer
from tests.signing.helpers import (
    PEOPLE,
    SEALED_AT,
    appearance,
    manifest,
    quick_p12,
    signed_at,
    unsigned_pack,
)
from tests.signing.local_network import clock_of, local_network
from tests.signing.updating import with_cms
from tests.tools import pdfbox

AT = SEALED_AT - timedelta(days=1)


def confirm(contacts, identity, role=None):
    kept = identity.role if role is None else RoleId(role)
    contacts.confirm(identity.fingerprint, name=identity.name, role=kept)


class TestNames:
    @pytest.mark.parametrize(
        "other",
        [
            "Helen Marsh Okafor",
            "MARSH-OKAFOR Helen",
            "He1en Marsh-0kafor",
            "HeIen Marsh-Okafor",
            "Неlеn Mаrsh-Оkаfоr",  # Cyrillic
            "Ηelen Marsh-Οkafor",  # Greek
            "Hélen Marsh-Okafor",
            "Helen\u200d Marsh‑Okafor",
        ],
    )
    def test_names_that_a_reader_takes_for_the_same(self, other):
        assert looks_like("Helen Marsh-Okafor", other)

    def test_what_permits_something_asks_for_the_same_name(self):
        assert same_name("Helen Marsh-Okafor", "helen  MARSH-OKAFOR")
        assert not same_name("Helen Marsh-Okafor", "Неlеn Mаrsh-Оkаfоr")

    def test_others_are_others(self):
        assert not looks_like("Helen Marsh-Okafor", "Helen Okafor")
        assert is_part_of("Amina Farrow", "FARROW Amina 4711")
        assert not is_part_of("Amina Farrow", "Mallory Farrow")


class TestNamesakes:
    """The user has confirmed the real head of service."""

    @pytest.fixture
    def knowing(self, contacts, identities):
        confirm(contacts, identities["practitioner"])
        confirm(contacts, identities["head_of_service"])
        return contacts

    @staticmethod
    def forged(forger, sign_blindly, role="head_of_service", **expected):
        """Return a pack whose real practitioner names the forger's key."""
        contents = manifest({"head_of_service": forger.fingerprint})
        *others, last = contents.signers
        last = replace(last, role=RoleId(role), **expected)
        document = unsigned_pack(replace(contents, signers=(*others, last)))
        for place, signer in enumerate(PEOPLE[:3]):
            document = sign_blindly(document, signer[0], certify=not place)
        return sign_blindly(document, "head_of_service", forger)

    @pytest.mark.parametrize("role", ["head_of_service_2", "headofservice", "Head_Of_Service"])
    def test_an_invented_role_makes_nobody_known(self, knowing, named, sign_blindly, role):
        forger = named("Helen Marsh-Okafor", role)

        report = verify(self.forged(forger, sign_blindly, role), knowing).signatures[3]

        assert report.trusted is Trust.UNKNOWN
        assert report.sentence.startswith("Someone using the name Helen Marsh-Okafor")
        assert (
            "the key that you confirmed for Helen Marsh-Okafor, as head of service, is "
            "another one. Ask Helen Marsh-Okafor whether this is theirs too."
        ) in report.sentence

    @pytest.mark.parametrize("name", ["Неlеn Mаrsh-Оkаfоr", "Marsh-Okafor, Helen"])
    def test_a_name_that_looks_the_same_is_a_mismatch(self, knowing, named, sign_blindly, name):
        forger = named(name, "head_of_service")

        document = self.forged(forger, sign_blindly, name=name)

        assert verify(document, knowing).signatures[3].trusted is Trust.MISMATCH

    def test_an_authority_s_word_does_not_suffice_either(self, knowing, sign_blindly):
        council = Issuer()
        knowing.authorities.trust(council.root_pem, at=AT)
        forger = council.issue("Helen Marsh-Okafor")

        document = self.forged(forger, sign_blindly, "director", title="Director")

        assert verify(document, knowing).signatures[3].trusted is Trust.UNKNOWN

    def test_a_second_key_confirmed_by_hand_is_known(self, knowing, named, sign_blindly):
        educator = named("Helen Marsh-Okafor", "practice_educator")
        confirm(knowing, educator)

        document = self.forged(educator, sign_blindly, "practice_educator")

        assert verify(document, knowing).signatures[3].trusted is Trust.KNOWN

    def test_whom_the_pack_calls_otherwise_is_told(self, knowing, sign_blindly):
        """A colleague's certificate, named by the practitioner as the head of service's."""
        council = Issuer()
        knowing.authorities.trust(council.root_pem, at=AT)
        mallory = council.issue("Mallory Archer")

        sentence = verify(self.forged(mallory, sign_blindly), knowing).signatures[3].sentence

        assert sentence.startswith("Mallory Archer signed as head of service")
        assert sentence.endswith("The pack calls this signer Helen Marsh-Okafor.")


def test_an_identity_with_two_roles_has_none(brought, sign_blindly):
    """Ours sign as one; two would have been taken for a brought one, which may sign as any."""
    key = brought.key
    names = [
        x509.UniformResourceIdentifier(f"{ROLE_SCHEME}{role}")
        for role in ("observer", "practitioner")
    ]
    issued = x509.load_der_x509_certificate(brought.certificate_der)
    doubled = _again(issued, key, x509.SubjectAlternativeName(names))
    identity = replace(
        brought,
        certificate=read_certificate(doubled.public_bytes(Encoding.DER)),
        certificate_der=doubled.public_bytes(Encoding.DER),
    )
    contents = manifest(names={"practitioner": ""})

    document = sign_blindly(unsigned_pack(contents), "practitioner", identity, certify=True)

    assert not verify(document).valid


def _again(issued, by, *extensions, public_key=None, subject=None):
    """Issue a certificate once more, with other things in it."""
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject or issued.subject)
        .issuer_name(issued.issuer)
        .public_key(public_key or issued.public_key())
        .serial_number(issued.serial_number)
        .not_valid_before(issued.not_valid_before_utc)
        .not_valid_after(issued.not_valid_after_utc)
    )
    for extension in extensions:
        builder = builder.add_extension(extension, critical=False)
    return builder.sign(by, hashes.SHA256())


class TestExchangedCertificates:
    """A stranger writes another certificate around somebody's key, and puts it in its place."""

    def exchanged(self, document, field):
        def exchange(message):
            content = message["content"]
            (old,) = content["certificates"]
            issued = x509.load_der_x509_certificate(old.chosen.dump())
            forged = _again(issued, ec.generate_private_key(ec.SECP256R1()))
            der = forged.public_bytes(Encoding.DER)
            content["certificates"] = [
                cms.CertificateChoices("certificate", asn1.Certificate.load(der))
            ]

        return with_cms(document, field, exchange)

    def test_round_a_signature_of_ours(self, packs):
        tampered = self.exchanged(packs[2], "signature_team_manager")

        verification = verify(tampered)

        assert not verification.valid
        assert not verification.signatures[1].intact

    def test_round_one_of_the_older_form_which_does_not_name_it(self, packs, identities):
        signed = pdfbox.sign(
            packs[1],
            field="signature_team_manager",
            p12=quick_p12(identities["team_manager"], "p"),
            passphrase="p",
            at=signed_at(1),
            kind=pdfbox.OLDER,
        )
        assert verify(signed).valid

        assert not verify(self.exchanged(signed, "signature_team_manager")).valid


class TestTimes:
    def test_an_approval_older_than_the_seal_is_refused(self, packs, named, sign_blindly):
        before = SEALED_AT - timedelta(days=3)
        early = named("Colette Brannigan", "team_manager", before)

        document = sign_blindly(packs[1], "team_manager", early, at=before)

        assert verify(document, zone=UTC).faults == (
            "The signature of the team manager says that it was made on 2 January 2027 at "
            "16:42, which is before the practitioner signed, on 5 January 2027 at 16:42.",
        )

    def test_clocks_may_differ_by_hours(self, packs, named, sign_blindly):
        before = SEALED_AT - timedelta(hours=13)
        early = named("Colette Brannigan", "team_manager", before)

        assert verify(sign_blindly(packs[1], "team_manager", early, at=before)).valid


class TestAuthorities:
    def sealed(self, identity, policy=None):
        return sign_document(
            unsigned_pack(manifest()),
            role=RoleId("practitioner"),
            identity=identity,
            appearance=appearance(),
            signed_at=SEALED_AT,
            **({"policy": policy} if policy else {}),
        )

    @pytest.mark.parametrize(
        "limit",
        [
            x509.NameConstraints([x509.DirectoryName(x509.Name([]))], None),
            x509.NameConstraints(
                None,
                [
                    x509.DirectoryName(
                        x509.Name(
                            [x509.NameAttribute(x509.oid.NameOID.COMMON_NAME, "Amina Farrow")]
                        )
                    )
                ],
            ),
        ],
        ids=["permitted", "excluded"],
    )
    def test_one_that_may_not_issue_to_everybody_is_believed_within_its_limits(
        self, contacts, limit
    ):
        council = Issuer(limit=limit)
        contacts.authorities.trust(council.pem, at=AT)

        report = verify(self.sealed(council.issue("Amina Farrow")), contacts).signatures[0]

        expected = Trust.KNOWN if limit.permitted_subtrees else Trust.UNKNOWN
        assert report.trusted is expected

    def test_one_that_may_have_none_below_it_has_none(self, contacts):
        """The root may issue to people only; somebody made an authority below it."""
        council = Issuer(path_length=0)
        contacts.authorities.trust(council.root_pem, at=AT)

        report = verify(self.sealed(council.issue("Amina Farrow")), contacts).signatures[0]

        assert report.trusted is Trust.UNKNOWN


class TestWithdrawals:
    """A certificate was withdrawn, and whoever has its key says that it signed before."""

    @pytest.fixture
    def network(self):
        with local_network() as found:
            yield found

    @pytest.fixture
    def council(self, network, contacts):
        found = Issuer(crl_url=f"{network.url}/crl")
        contacts.authorities.trust(found.root_pem, at=AT)
        return found

    def sealed(self, network, council, identity, *, withdrawn, clock_issuer=None, **clock):
        key, certificate = (clock_issuer or council).time_authority(**clock)
        above = [council.certificate, council.root] if clock_issuer is None else []
        network.answers["/time"] = clock_of(key, certificate, SEALED_AT, above=above)
        gone = [certificate if one == "clock" else one for one in withdrawn]
        network.answers["/crl"] = council.crl(*gone, at=SEALED_AT + timedelta(days=5))
        policy = SigningPolicy(timestamp_url=f"{network.url}/time", long_term=True)
        return TestAuthorities().sealed(identity, policy)

    def test_where_no_trusted_clock_says_so_it_is_not_believed(
        self, network, council, contacts
    ):
        amina = council.issue("Amina Farrow")
        elsewhere = Issuer("Elsewhere", crl_url=f"{network.url}/elsewhere")
        network.answers["/elsewhere"] = elsewhere.crl(at=AT)
        document = self.sealed(
            network, council, amina, withdrawn=[amina], clock_issuer=elsewhere
        )

        report = verify(document, contacts).signatures[0]

        assert report.trusted is Trust.UNKNOWN
        assert "Its issuer has withdrawn this certificate since" in report.sentence

    def test_a_clock_whose_certificate_was_withdrawn_confirms_nothing(
        self, network, council, contacts
    ):
        amina = council.issue("Amina Farrow")
        document = self.sealed(network, council, amina, withdrawn=["clock"])

        verification = verify(document, contacts, zone=UTC)

        assert verification.valid
        assert verification.signatures[0].confirmed_at is None
        assert (
            "The time authority Northshire Time says 5 January 2027 at 16:42, but its "
            "certificate was withdrawn."
        ) in verification.signatures[0].sentence

    def test_whoever_may_do_more_than_tell_the_time_confirms_none(
        self, network, council, contacts
    ):
        amina = council.issue("Amina Farrow")
        document = self.sealed(
            network,
            council,
            amina,
            withdrawn=[],
            purpose=[ExtendedKeyUsageOID.CLIENT_AUTH, ExtendedKeyUsageOID.TIME_STAMPING],
        )

        assert verify(document, contacts).signatures[0].confirmed_at is None
