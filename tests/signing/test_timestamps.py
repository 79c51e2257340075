"""A time authority confirms when a signature was made; the pack keeps what that needs."""

from __future__ import annotations

import io
import socket
from datetime import UTC, timedelta

import pikepdf
import pytest
from asn1crypto import cms, core
from cryptography.x509.oid import ExtendedKeyUsageOID
from pikepdf import Array, Dictionary

from portfolio_app.errors import SignatureError
from portfolio_app.model.domain.names import RoleId
from portfolio_app.model.domain.signatures import Trust
from portfolio_app.signing.policy import SigningPolicy
from portfolio_app.signing.seal import sign_document
from portfolio_app.signing.verify import verify
from tests.signing.council import Issuer
from tests.signing.helpers import PEOPLE, SEALED_AT, appearance, manifest, unsigned_pack
from tests.signing.local_network import clock_of, local_network
from tests.signing.tampering import add_a_note
from tests.signing.updating import updated, with_cms
from tests.tools import openssl_cms, qpdf

LATER = SEALED_AT + timedelta(days=20)


@pytest.fixture(scope="module")
def network():
    with local_network() as found:
        yield found


@pytest.fixture(scope="module")
def council(network):
    """Return an authority whose certificates name its list of withdrawn ones."""
    issuer = Issuer(crl_url=f"{network.url}/crl")
    above = [issuer.certificate, issuer.root]
    network.answers |= {
        "/time": clock_of(*issuer.time_authority(), SEALED_AT, above=above),
        "/late": clock_of(
            *issuer.time_authority(), SEALED_AT + timedelta(days=40), above=above
        ),
        "/no-clock": clock_of(
            *issuer.time_authority(purpose=ExtendedKeyUsageOID.SERVER_AUTH),
            SEALED_AT,
            above=above,
        ),
        "/crl": issuer.crl(at=SEALED_AT - timedelta(days=1)),
    }
    return issuer


@pytest.fixture(scope="module")
def people(council):
    return {role: council.issue(name) for role, _, name in PEOPLE}


@pytest.fixture(scope="module")
def sign(network, council, people):
    """Return a signer in order, by a policy; everybody signs at the same moment."""

    def sign(document, count, path="/time", *, long_term=False, first=0, identities=people):
        policy = SigningPolicy(timestamp_url=network.url + path, long_term=long_term)
        for role, _, _ in PEOPLE[first:count]:
            document = sign_document(
                document,
                role=RoleId(role),
                identity=identities[role],
                appearance=appearance(),
                signed_at=SEALED_AT,
                policy=policy,
            )
        return document

    return sign


@pytest.fixture(scope="module")
def stamped(sign):
    return sign(unsigned_pack(manifest()), 2)


@pytest.fixture(scope="module")
def kept(sign):
    """Return the pack with four signatures, each with what it needs for long."""
    return sign(unsigned_pack(manifest()), 4, long_term=True)


@pytest.fixture
def trusting(contacts, council):
    contacts.authorities.trust(council.root_pem, at=SEALED_AT)
    return contacts


class TestTimeStamps:
    def test_a_trusted_authority_confirms_the_time(self, stamped, trusting):
        verification = verify(stamped, trusting, zone=UTC)

        assert verification.valid
        assert verification.signatures[1].confirmed_at == SEALED_AT
        assert verification.signatures[1].sentence == (
            "Colette Brannigan signed as team manager on 5 January 2027 at 16:42. "
            "Nothing has changed since. "
            "Time confirmed by Northshire Time (Northshire Council Root): "
            "5 January 2027 at 16:42. "
            "This certificate was issued by an authority that you trust: "
            "Northshire Council Root."
        )

    def test_an_authority_that_is_not_trusted_is_told_as_such(self, stamped, contacts):
        report = verify(stamped, contacts, zone=UTC).signatures[0]

        assert report.confirmed_at is None
        assert (
            "A time authority that you do not trust, Northshire Time, says "
            "5 January 2027 at 16:42."
        ) in report.sentence

    def test_without_one_no_time_is_confirmed(self, packs):
        report = verify(packs[1], zone=UTC).signatures[0]

        assert report.confirmed_at is None
        assert "ime confirmed" not in report.sentence

    def test_whoever_is_trusted_for_something_else_confirms_no_time(self, sign, trusting):
        document = sign(unsigned_pack(manifest()), 1, "/no-clock")

        assert verify(document, trusting).signatures[0].confirmed_at is None

    def test_a_time_far_from_the_signer_s_own_is_refused(self, sign, trusting):
        document = sign(unsigned_pack(manifest()), 1, "/late")

        verification = verify(document, trusting, zone=UTC)

        assert verification.faults == (
            "The signature of the practitioner says that it was made on "
            "5 January 2027 at 16:42, but the time authority confirmed "
            "14 February 2027 at 16:42.",
        )

    def test_the_stamp_of_another_signature_is_refused(self, stamped, trusting):
        with pikepdf.open(io.BytesIO(stamped)) as pdf:
            other = cms.ContentInfo.load(bytes(pdf.Root.AcroForm.Fields[0].V.Contents))[
                "content"
            ]["signer_infos"][0]["unsigned_attrs"]

        def exchange(message):
            message["content"]["signer_infos"][0]["unsigned_attrs"] = other

        tampered = with_cms(stamped, "signature_team_manager", exchange)

        assert verify(tampered, trusting).faults == (
            "The time stamp on the signature of the team manager does not belong to it.",
        )

    def test_nothing_else_may_stand_where_no_signature_covers_it(self, stamped):
        def double(message):
            info = message["content"]["signer_infos"][0]
            stamp = info["unsigned_attrs"][0]
            more = {"type": "1.2.3.4", "values": [core.Null()]}
            info["unsigned_attrs"] = [stamp, more]

        tampered = with_cms(stamped, "signature_team_manager", double)

        assert not verify(tampered).valid

    def test_other_tools_find_the_signature_to_hold(self, stamped, tmp_path, council):
        path = tmp_path / "pack.pdf"
        path.write_bytes(stamped)

        roots = [council.root_pem]
        assert [v.complaint for v in openssl_cms.verify(path, trusted=roots, at=LATER)] == [
            "",
            "",
        ]


class TestLongTerm:
    def test_everything_is_covered_by_the_last_signature(self, kept, trusting):
        verification = verify(kept, trusting)

        assert verification.valid
        assert verification.complete
        assert [r.intact for r in verification.signatures] == [True] * 4
        assert verification.signatures[3].covers_whole_file
        assert {r.trusted for r in verification.signatures} == {Trust.KNOWN}

    def test_the_ways_to_the_authorities_and_their_lists_are_kept_once(self, kept):
        with pikepdf.open(io.BytesIO(kept)) as pdf:
            certificates = [s.read_bytes() for s in pdf.Root.DSS.Certs]
            lists = [s.read_bytes() for s in pdf.Root.DSS.CRLs]

        assert (
            len(certificates) == len(set(certificates)) == 7
        )  # four people, three authorities
        assert len(lists) == 1

    def test_the_file_is_sound(self, kept, tmp_path):
        path = tmp_path / "pack.pdf"
        path.write_bytes(kept)

        assert qpdf.check(path) == []

    def test_a_signer_whose_certificate_was_withdrawn_is_refused(
        self, sign, network, council, trusting
    ):
        """Signed by hand once the list, fetched with it, says so."""
        mallory = council.issue("Amina Farrow")
        fresh = network.answers["/crl"]
        network.answers["/crl"] = council.crl(mallory, at=SEALED_AT - timedelta(days=1))
        document = sign(
            unsigned_pack(manifest()), 1, long_term=True, identities={"practitioner": mallory}
        )
        network.answers["/crl"] = fresh

        verification = verify(document, trusting, zone=UTC)

        assert verification.faults == (
            "Its issuer had withdrawn this certificate before it signed. "
            "Do not rely on this signature.",
        )
        assert verification.signatures[0].trusted is Trust.MISMATCH

    def test_a_list_withdrawn_keys_come_to_later_changes_nothing(
        self, sign, network, council, trusting, people
    ):
        fresh = network.answers["/crl"]
        network.answers["/crl"] = council.crl(
            people["practitioner"], at=SEALED_AT + timedelta(days=1)
        )
        document = sign(unsigned_pack(manifest()), 1, long_term=True)
        network.answers["/crl"] = fresh

        assert verify(document, trusting).signatures[0].trusted is Trust.KNOWN


class TestTheStoreIsNoBackDoor:
    @staticmethod
    def with_another_store(document, edit):
        def change(pdf):
            return [pdf.Root, *(edit(pdf) or ())]

        return updated(document, change)

    @pytest.mark.parametrize("name", ["emptied", "taken away", "of something else"])
    def test_what_stood_there_must_stay(self, kept, sign_blindly, sign, name):
        three = sign(unsigned_pack(manifest()), 2, long_term=True)

        def edit(pdf):
            if name == "emptied":
                pdf.Root.DSS = Dictionary(Certs=Array([]), CRLs=Array([]))
            elif name == "taken away":
                del pdf.Root.DSS
            else:
                pdf.Root.DSS = Dictionary(Pages=pdf.Root.Pages)

        tampered = self.with_another_store(three, edit)
        signed = sign_blindly(tampered, "service_manager")

        assert verify(three).valid
        assert not verify(signed).valid

    def test_a_page_that_shares_a_list_with_the_store_may_not_grow(self, sign_blindly, packs):
        """The practitioner prepares a page whose contents are the list of certificates."""
        with pikepdf.open(io.BytesIO(packs[0])) as pdf:
            shared = pdf.make_indirect(Array([pdf.pages[0].obj.Contents]))
            pdf.pages[0].obj.Contents = shared
            pdf.Root.DSS = pdf.make_indirect(Dictionary(Certs=shared))
            out = io.BytesIO()
            pdf.save(out)
        sealed = sign_blindly(out.getvalue(), "practitioner", certify=True)

        def grow(pdf):
            listed = pdf.Root.DSS.Certs
            listed.append(pdf.make_stream(b"BT /F1 24 Tf 72 600 Td (Not sealed) Tj ET"))
            return [listed, listed[-1]]

        signed = sign_blindly(updated(sealed, grow), "team_manager")

        assert verify(sealed).valid
        assert not verify(signed).valid

    def test_a_note_beside_a_new_store_is_found(self, sign, sign_blindly):
        two = sign(unsigned_pack(manifest()), 2, long_term=True)

        assert not verify(sign_blindly(add_a_note(two), "service_manager")).valid

    def test_a_store_after_the_last_signature_is_refused(self, packs):
        tampered = self.with_another_store(
            packs[4], lambda pdf: setattr(pdf.Root, "DSS", Dictionary(Certs=Array([])))
        )
        assert not verify(tampered).valid


class TestNoAnswer:
    def refused(self, sign, path, message, **how):
        with pytest.raises(SignatureError, match=message) as refusal:
            sign(unsigned_pack(manifest()), 1, path, **how)
        assert refusal.value.advice.startswith("Nothing has been changed.")

    @pytest.mark.parametrize("status", [404, 500])
    def test_a_refusal(self, sign, network, status):
        network.answers["/broken"] = status
        self.refused(sign, "/broken", "^The time authority refused to answer.$")

    @pytest.mark.parametrize("answer", [b"", b"<html>Log in first</html>", b"\x30\x03\x02\x01"])
    def test_an_answer_that_makes_no_sense(self, sign, network, answer):
        network.answers["/broken"] = answer
        self.refused(sign, "/broken", "^The time authority refused to confirm the time.$")

    def test_nobody_there(self, sign):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        policy = SigningPolicy(timestamp_url=f"http://127.0.0.1:{port}/")
        with pytest.raises(
            SignatureError, match=r"^The time authority could not be reached\.$"
        ):
            sign_document(
                unsigned_pack(manifest()),
                role=RoleId("practitioner"),
                identity=Issuer().issue("Amina Farrow"),
                appearance=appearance(),
                signed_at=SEALED_AT,
                policy=policy,
            )

    @pytest.mark.parametrize("url", ["file:///etc/passwd", "time.example", "ftp://a/b"])
    def test_an_address_that_is_none(self, people, url):
        with pytest.raises(SignatureError, match="begins with http:// or https://"):
            sign_document(
                unsigned_pack(manifest()),
                role=RoleId("practitioner"),
                identity=people["practitioner"],
                appearance=appearance(),
                signed_at=SEALED_AT,
                policy=SigningPolicy(timestamp_url=url),
            )

    @pytest.mark.parametrize("answer", [404, b"Not a list"])
    def test_no_list_of_withdrawn_certificates(self, sign, network, council, answer):
        fresh = network.answers["/crl"]
        network.answers["/crl"] = answer
        try:
            self.refused(sign, "/time", "^The list of withdrawn certificates", long_term=True)
        finally:
            network.answers["/crl"] = fresh


def test_a_certificate_that_names_no_list_is_not_kept_for_long(sign):
    """Answers on request (OCSP) are not asked for, and their absence is not passed over."""
    mute = {"practitioner": Issuer("A smaller council").issue("Amina Farrow")}
    with pytest.raises(SignatureError, match="Amina Farrow names no list of withdrawn"):
        sign(unsigned_pack(manifest()), 1, long_term=True, identities=mute)


def test_only_the_hash_of_a_signature_goes_out(sign, network, council, people):
    asked = []
    answer = network.answers["/time"]
    network.answers["/spied"] = lambda body: asked.append(body) or answer(body)

    sign(unsigned_pack(manifest()), 1, "/spied")

    assert asked
    assert all(len(body) < 100 for body in asked)
    assert not any(b"Amina" in body for body in asked)
