"""Keys on a card sign there; SoftHSM is the card, its reader and their software."""

from __future__ import annotations

import sys

import pytest

from portfolio_app.errors import SignatureError
from portfolio_app.model.domain.names import RoleId
from portfolio_app.signing.identities import open_card, to_p12
from portfolio_app.signing.seal import sign_document
from portfolio_app.signing.verify import verify
from tests.signing.council import Issuer
from tests.signing.helpers import SEALED_AT, appearance, signed_at
from tests.tools import openssl_cms
from tests.tools.command import run
from tests.tools.softhsm import PIN, configure, make_cards, module, place


@pytest.fixture(scope="module")
def council():
    return Issuer()


@pytest.fixture(scope="module")
def cards(tmp_path_factory, council, identities):
    """Make two cards: one with a self-made RSA identity, one with two that were issued."""
    folder = tmp_path_factory.mktemp("cards")
    issued = {name: council.issue("Colette Brannigan") for name in ("new", "old")}
    own = {"own": identities["team_manager"]}
    with pytest.MonkeyPatch.context() as patch:
        configure(folder, patch)
        make_cards(folder, {"Colette": own, "Council card": issued})
        yield own | issued


def sign(document, identity):
    return sign_document(
        document,
        role=RoleId("team_manager"),
        identity=identity,
        appearance=appearance(),
        signed_at=signed_at(1),
    )


def test_a_card_says_whose_it_is(cards):
    opened = open_card(place("Colette"), PIN)

    assert opened.fingerprint == cards["own"].fingerprint
    assert (opened.name, opened.role) == ("Colette Brannigan", "team_manager")
    assert PIN not in repr(opened)


def test_an_rsa_key_signs_on_its_card(cards, packs, tmp_path):
    document = sign(packs[1], open_card(place("Colette"), PIN))

    verification = verify(document)
    assert verification.valid
    assert verification.signatures[1].fingerprint == cards["own"].fingerprint
    path = tmp_path / "pack.pdf"
    path.write_bytes(document)
    assert [v.complaint for v in openssl_cms.verify(path, at=signed_at(2))] == ["", ""]


def test_an_elliptic_key_signs_on_its_card_and_leads_to_its_authority(
    cards, packs, contacts, council
):
    contacts.authorities.trust(council.pem, at=SEALED_AT)

    document = sign(packs[1], open_card(place("Council card", "old"), PIN))

    report = verify(document, contacts).signatures[1]
    assert report.fingerprint == cards["old"].fingerprint
    assert (report.intact, report.trusted) == (True, "known")


def test_a_key_on_a_card_stays_there(cards):
    with pytest.raises(SignatureError, match="stays there"):
        to_p12(open_card(place("Colette"), PIN), "p")


class TestRefusals:
    def refused(self, where, pin, message):
        with pytest.raises(SignatureError, match=message):
            open_card(where, pin)

    def test_another_pin(self, cards):
        self.refused(place("Colette"), "11111", "The PIN does not open this card")

    def test_no_card(self, cards):
        self.refused(place("Nobody"), PIN, "There is no such card in the reader")

    def test_several_identities_and_none_named(self, cards):
        self.refused(place("Council card"), PIN, "holds several identities")

    def test_an_identity_that_is_not_there(self, cards):
        self.refused(place("Colette", "another"), PIN, "holds no such identity")

    def test_no_software_of_a_card(self, cards, tmp_path):
        self.refused(
            place("Colette").replace(module(), str(tmp_path / "none.so")),
            PIN,
            "does not answer",
        )

    @pytest.mark.parametrize(
        "where", ["pkcs11:", "pkcs11:token=A", "pkcs11:?module-path=/a.so", "card:token=A"]
    )
    def test_no_address_of_a_card(self, where):
        self.refused(where, PIN, "not the address of a card")

    def test_an_installation_without_the_extra(self, monkeypatch):
        monkeypatch.setitem(sys.modules, "pkcs11", None)
        self.refused(place("Colette"), PIN, "cannot sign by card")


def test_other_identities_load_nothing_of_cards(packs):
    script = (
        "import sys, portfolio_app.signing.identities, portfolio_app.signing.signer\n"
        "print([name for name in sys.modules if 'pkcs11' in name])"
    )
    result = run([sys.executable, "-c", script])
    assert result.stdout == "[]\n", result.stderr
