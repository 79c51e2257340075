"""Signing identities and the signers that one has confirmed."""

from __future__ import annotations

import shutil
import stat

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12

from portfolio_app.errors import PortfolioError, SignatureError
from portfolio_app.model.domain.names import RoleId
from tests.cli.by_hand import P12_PASSPHRASE

MANAGER = RoleId("team_manager")
PRINT = "0123456789ABCDEF" * 4


def test_a_new_identity_is_written_for_its_owner_alone_and_known(program, clock, tmp_path):
    path = tmp_path / "helen.p12"
    made = program.identities.new(path, " Helen Marsh ", MANAGER, P12_PASSPHRASE)
    assert (made.name, made.role, made.valid_from) == ("Helen Marsh", MANAGER, clock.now())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert program.identities.open(path, P12_PASSPHRASE).fingerprint == made.fingerprint
    (known,) = program.identities.contacts()
    assert (known.fingerprint, known.name, known.role) == (made.fingerprint, made.name, MANAGER)
    assert (known.how, known.confirmed_at) == ("made on this computer", clock.now())


@pytest.mark.parametrize(
    ("name", "role", "passphrase", "sentence"),
    [
        ("Helen", "boss", "four words", "There is no role called “boss”."),
        (" ", "team_manager", "four words", "A signing identity needs a name."),
        ("Helen", "team_manager", "", "An identity needs a passphrase."),
    ],
)
def test_what_cannot_be_made_leaves_no_file(
    program, tmp_path, name, role, passphrase, sentence
):
    with pytest.raises(SignatureError) as refused:
        program.identities.new(tmp_path / "a.p12", name, RoleId(role), passphrase)
    assert refused.value.summary == sentence
    assert list(tmp_path.iterdir()) == []
    assert program.identities.contacts() == ()


def test_an_identity_is_never_overwritten(program, tmp_path):
    path = tmp_path / "a.p12"
    path.write_bytes(b"mine")
    with pytest.raises(SignatureError, match="a file in that place already") as refused:
        program.identities.new(path, "Helen", MANAGER, P12_PASSPHRASE)
    assert "never overwritten" in refused.value.advice
    assert path.read_bytes() == b"mine"


def test_an_identity_opens_by_its_own_passphrase_only(program, key_files, tmp_path):
    path = key_files / "team_manager.p12"
    with pytest.raises(SignatureError, match="passphrase"):
        program.identities.open(path, "not this one")
    with pytest.raises(PortfolioError, match="The signing identity is not there"):
        program.identities.open(tmp_path / "none.p12", P12_PASSPHRASE)
    damaged = shutil.copy(path, tmp_path / "damaged.p12")
    (tmp_path / "damaged.p12").write_bytes(path.read_bytes()[:100])
    with pytest.raises(SignatureError):
        program.identities.open(tmp_path / damaged, P12_PASSPHRASE)


def test_a_certificate_that_was_handed_over_has_the_key_s_fingerprint(
    program, key_files, keys, tmp_path
):
    kept = (key_files / "team_manager.p12").read_bytes()
    certificate = pkcs12.load_pkcs12(kept, P12_PASSPHRASE.encode()).cert.certificate
    path = tmp_path / "helen.pem"
    path.write_bytes(certificate.public_bytes(Encoding.PEM))
    assert program.identities.certificate_fingerprint(path) == keys[MANAGER].fingerprint
    path.write_bytes(b"nothing of the kind")
    with pytest.raises(SignatureError):
        program.identities.certificate_fingerprint(path)
    with pytest.raises(PortfolioError, match="The certificate is not there"):
        program.identities.certificate_fingerprint(tmp_path / "none.pem")


def test_a_fingerprint_is_confirmed_with_the_day(program, clock):
    found = program.identities.confirm(PRINT.lower(), "Helen Marsh", MANAGER)
    assert (found.fingerprint, found.how) == (PRINT, "confirmed by you")
    assert found.confirmed_at == clock.now()
    assert program.identities.contacts() == (found,)


@pytest.mark.parametrize(
    ("fingerprint", "name", "sentence"),
    [("12AB", "Helen", "This is not a fingerprint"), (PRINT, "", "belongs to nobody")],
)
def test_what_cannot_be_confirmed_is_told(program, fingerprint, name, sentence):
    with pytest.raises(SignatureError, match=sentence):
        program.identities.confirm(fingerprint, name)


def test_whoever_signed_a_checked_pack_is_confirmed_by_the_fingerprint_alone(
    program, sealed, keys
):
    own = keys[RoleId("practitioner")]
    program.sign_offs.verify(sealed)
    found = program.identities.confirm(own.fingerprint)
    assert (found.name, found.role) == (own.name, "practitioner")
