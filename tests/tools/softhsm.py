"""SoftHSM: a card, its reader and their software.

It reads where its cards lie once for each process, and overlooks what is put in later.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.tools.command import run

MODULES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/pkcs11/libsofthsm2.so")
PIN = "24680"


def module() -> str:
    """Return the path of SoftHSM's library."""
    return next(path for path in MODULES if Path(path).exists())


def configure(folder, monkeypatch):
    """Let SoftHSM keep its cards in `folder`, for this process and those that it starts."""
    (folder / "tokens").mkdir()
    configuration = folder / "softhsm2.conf"
    configuration.write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(configuration))


def make_cards(folder, made):
    """Make cards.

    Args:
        folder: For what passes through files.
        made: The identities on each card by label, by the label of the card.
    """
    for token, holds in made.items():
        _put_keys(folder, token, holds)
    for token, holds in made.items():
        _put_certificates(token, holds)


def place(token, label=""):
    """Return the address of an identity on a card (RFC 7512)."""
    named = f";object={quote(label)}" if label else ""
    return f"pkcs11:token={quote(token)}{named}?module-path={module()}"


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


def _put_certificates(token, holds):
    import pkcs11
    from pkcs11.util.x509 import decode_x509_certificate

    lib = pkcs11.lib(module())
    with lib.get_token(token_label=token).open(rw=True, user_pin=PIN) as session:
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
