"""Keys on a card sign there; SoftHSM is the card, its reader and their software."""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import quote

import pkcs11
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pkcs11.util.x509 import decode_x509_certificate

from portfolio_app.errors import SignatureError
from portfolio_app.model.domain.names import RoleId
from portfolio_app.signing.identities import open_card, to_p12
from portfolio_app.signing.seal import sign_document
from portfolio_app.signing.verify import verify
from tests.signing.council import Issuer
from tests.signing.helpers import SEALED_AT, appearance, signed_at
from tests.tools import openssl_cms
from tests.tools.command import run

MODULES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/pkcs11/libsofthsm2.so")
PIN = "24680"


@pytest.fixture(scope="module")
def module():
    return next(path for path in MODULES if Path(path).exists())


@pytest.fixture(scope="module")
def council():
    return Issuer()


@pytest.fixture(scope="module")
def cards(tmp_path_factory, module, council, identities):
    """Make two cards: one with a self-made RSA identity, one with two that were issued."""
    folder = tmp_path_factory.mktemp("cards")
    (folder / "tokens").mkdir()
    configuration = folder / "softhsm2.conf"
    configuration.write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(configuration))
        issued = {name: council.issue("Colette Brannigan") for name in ("new", "old")}
        made = {"Colette": {"own": identities["team_manager"]}, "Council card": issued}
        for token, holds in made.items():
            _put_keys(folder, token, holds)
        for token, holds in made.items():  # whatever card is put in later, SoftHSM overlooks
            _put_certificates(module, token, holds)
        yield made["Colette"] | issued


def _put_keys(folder, token, holds):
    """Make a card with the keys of these identities, by label."""
    _softhsm("--init-token", "--free", "--label", token, "--so-pin", "13579", "--pin", PIN)
    for number, (label, identity) in enumerate(holds.items(), start=1):
        pem = folder / "key.pem"
        pem.write_bytes(
            identity.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        )
        _softhsm(
            "--import", pem, "--token", token, "--label", label, "--id", f"0{number}",
            "--pin", PIN,
        )  # fmt: skip


def _put_certificates(module, token, holds):
    with pkcs11.lib(module).get_token(token_label=token).open(rw=True, user_pin=PIN) as session:
        for number, (label, identity) in enumerate(holds.items(), start=1):
            parts = decode_x509_certificate(identity.certificate_der)
            parts |= {
                pkcs11.Attribute.TOKEN: True,
                pkcs11.Attribute.LABEL: label,
                pkcs11.Attribute.ID: bytes([number]),
            }
            session.create_object(parts)


def _softhsm(*arguments):
    result = run(["softhsm2-util", *arguments])
    assert result.returncode == 0, result.stderr


def place(module, token, label=""):
    named = f";object={quote(label)}" if label else ""
    return f"pkcs11:token={quote(token)}{named}?module-path={module}"


def sign(document, identity):
    return sign_document(
        document,
        role=RoleId("team_manager"),
        identity=identity,
        appearance=appearance(),
        signed_at=signed_at(1),
    )


def test_a_card_says_whose_it_is(cards, module):
    opened = open_card(place(module, "Colette"), PIN)

    assert opened.fingerprint == cards["own"].fingerprint
    assert (opened.name, opened.role) == ("Colette Brannigan", "team_manager")
    assert PIN not in repr(opened)


def test_an_rsa_key_signs_on_its_card(cards, module, packs, tmp_path):
    document = sign(packs[1], open_card(place(module, "Colette"), PIN))

    verification = verify(document)
    assert verification.valid
    assert verification.signatures[1].fingerprint == cards["own"].fingerprint
    path = tmp_path / "pack.pdf"
    path.write_bytes(document)
    assert [v.complaint for v in openssl_cms.verify(path, at=signed_at(2))] == ["", ""]


def test_an_elliptic_key_signs_on_its_card_and_leads_to_its_authority(
    cards, module, packs, contacts, council
):
    contacts.authorities.trust(council.pem, at=SEALED_AT)

    document = sign(packs[1], open_card(place(module, "Council card", "old"), PIN))

    report = verify(document, contacts).signatures[1]
    assert report.fingerprint == cards["old"].fingerprint
    assert (report.intact, report.trusted) == (True, "known")


def test_a_key_on_a_card_stays_there(cards, module):
    with pytest.raises(SignatureError, match="stays there"):
        to_p12(open_card(place(module, "Colette"), PIN), "p")


class TestRefusals:
    def refused(self, where, pin, message):
        with pytest.raises(SignatureError, match=message):
            open_card(where, pin)

    def test_another_pin(self, cards, module):
        self.refused(place(module, "Colette"), "11111", "The PIN does not open this card")

    def test_no_card(self, cards, module):
        self.refused(place(module, "Nobody"), PIN, "There is no such card in the reader")

    def test_several_identities_and_none_named(self, cards, module):
        self.refused(place(module, "Council card"), PIN, "holds several identities")

    def test_an_identity_that_is_not_there(self, cards, module):
        self.refused(place(module, "Colette", "another"), PIN, "holds no such identity")

    def test_no_software_of_a_card(self, cards, tmp_path):
        self.refused(place(tmp_path / "none.so", "Colette"), PIN, "does not answer")

    @pytest.mark.parametrize(
        "where", ["pkcs11:", "pkcs11:token=A", "pkcs11:?module-path=/a.so", "card:token=A"]
    )
    def test_no_address_of_a_card(self, where):
        self.refused(where, PIN, "not the address of a card")

    def test_an_installation_without_the_extra(self, monkeypatch, module):
        monkeypatch.setitem(sys.modules, "pkcs11", None)
        self.refused(place(module, "Colette"), PIN, "cannot sign by card")


def test_other_identities_load_nothing_of_cards(packs):
    script = (
        "import sys, portfolio_app.signing.identities, portfolio_app.signing.signer\n"
        "print([name for name in sys.modules if 'pkcs11' in name])"
    )
    result = run([sys.executable, "-c", script])
    assert result.stdout == "[]\n", result.stderr
