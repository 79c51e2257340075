"""Identities whose key stays on a card or token (PKCS#11), and signs there.

Named by a URI as RFC 7512 has it: `pkcs11:token=LABEL?module-path=/path/of/module.so`, with
`object=LABEL` too where the token holds several. python-pkcs11 is an extra, loaded when needed.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs, unquote

from cryptography import x509

from portfolio_app.errors import SignatureError

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEME: Final = "pkcs11:"
_UNTOUCHED: Final = "Nothing has been changed."


@dataclass(frozen=True, slots=True, kw_only=True)
class CardKey:
    """Where a key lies that cannot be taken away."""

    module: str
    """Path of the library that came with the card."""
    token: str
    """The token's label."""
    label: str = ""
    """The key's label, where the token holds several."""
    key_id: bytes = b""
    """Of the key and its certificate; found when the card is read."""
    pin: str = field(repr=False)


def read_card(place: str, pin: str) -> tuple[CardKey, bytes, tuple[bytes, ...]]:
    """Return the key on a card, its certificate, and the others there, DER.

    Raises:
        SignatureError: It is no address of a card; the card is not there, its PIN is another,
            or there is not exactly one key with a certificate.
    """
    wanted = _parsed(place, pin)
    with card_session(wanted) as session:
        certificates = list(_certificates(session))
        keys = set(_keys(session))
    own = [
        (key_id, der)
        for key_id, label, der in certificates
        if key_id in keys and wanted.label in ("", label)
    ]
    if len(own) != 1:
        raise SignatureError(
            "The card holds several identities." if own else "The card holds no such identity.",
            advice="Name one by its label: pkcs11:token=...;object=LABEL?module-path=...",
        )
    key_id, certificate = own[0]
    others = tuple(der for _, _, der in certificates if der != certificate)
    return replace(wanted, key_id=key_id), certificate, others


@contextmanager
def card_session(key: CardKey) -> Iterator[Any]:
    """Open a session of python-pkcs11 with a card, and close it again.

    Raises:
        SignatureError: There is no such card, the PIN is another, or the card fails.
    """
    try:
        import pkcs11
        from pkcs11.exceptions import NoSuchToken, PinIncorrect, PinLocked, PKCS11Error
    except ImportError as error:
        raise SignatureError(
            "This installation cannot sign by card.",
            advice="Install it with the extra “card”: portfolio-app[card].",
        ) from error
    try:
        token = pkcs11.lib(key.module).get_token(token_label=key.token)
        with token.open(user_pin=key.pin) as session:
            yield session
    except NoSuchToken as error:
        raise SignatureError(
            "There is no such card in the reader.", advice=f"Put it in. {_UNTOUCHED}"
        ) from error
    except PinLocked as error:
        raise SignatureError(
            "The card is locked: a wrong PIN was given too often.",
            advice=f"Whoever issued it can unlock it. {_UNTOUCHED}",
        ) from error
    except PinIncorrect as error:
        raise SignatureError(
            "The PIN does not open this card.",
            advice=f"A card locks itself after a few wrong ones. {_UNTOUCHED}",
        ) from error
    except (PKCS11Error, OSError, RuntimeError) as error:
        raise SignatureError(
            "The card or its software does not answer.",
            advice=f"Check the address of its module. {_UNTOUCHED}",
        ) from error


def _parsed(place: str, pin: str) -> CardKey:
    """Read a URI of RFC 7512, as far as it is needed."""
    path, _, query = place.removeprefix(SCHEME).partition("?")
    pairs = (part.partition("=") for part in path.split(";") if part)
    named = {name: unquote(value) for name, _, value in pairs}
    module = parse_qs(query).get("module-path", [""])[0]
    if not (place.startswith(SCHEME) and module and named.get("token")):
        raise SignatureError(
            "This is not the address of a card.",
            advice="It looks like this: pkcs11:token=LABEL?module-path=/path/of/module.so",
        )
    return CardKey(module=module, token=named["token"], label=named.get("object", ""), pin=pin)


def _certificates(session: Any) -> Iterator[tuple[bytes, str, bytes]]:  # noqa: ANN401 - untyped
    """Yield identifier, label and DER of every certificate that can be read."""
    from pkcs11 import Attribute, ObjectClass

    for found in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}):
        der = bytes(found[Attribute.VALUE])
        try:
            x509.load_der_x509_certificate(der)
        except ValueError:
            continue
        yield bytes(found[Attribute.ID]), str(found[Attribute.LABEL]), der


def _keys(session: Any) -> Iterator[bytes]:  # noqa: ANN401 - untyped
    """Yield the identifier of every key that may sign."""
    from pkcs11 import Attribute, ObjectClass

    wanted = {Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.SIGN: True}
    for found in session.get_objects(wanted):
        yield bytes(found[Attribute.ID])
