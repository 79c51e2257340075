"""Puts beside a signature what will be needed to judge it in ten years (PAdES B-LT).

The certificates on the way to each authority, and the authorities' lists of what they have
withdrawn, in the document's security store (ETSI EN 319 142-1, 5.4.2). It is written in the
same update as the signature and so covered by it; what stood there before is kept as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cryptography import x509
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    StreamObject,
    pdf_name,
)

from portfolio_app.errors import SignatureError
from portfolio_app.signing.certificates import describe, extension
from portfolio_app.signing.network import fetch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter


_MOST_LISTS: Final = 8
"""How many lists are fetched: one for each authority on two ways. What comes with the answer
of a time authority must not send us round the world."""


def current_crls(certificates: Iterable[bytes]) -> list[bytes]:
    """Fetch the lists of withdrawn certificates that these name, DER.

    Answers on request (OCSP) are not asked for, so somebody's certificate must name a list.

    Raises:
        SignatureError: One of them cannot be had, or is not named.
    """
    places: dict[str, None] = {}
    for der in certificates:
        certificate = x509.load_der_x509_certificate(der)
        named = list(_places(certificate))
        if not named and _needs_list(certificate):
            raise SignatureError(
                f"The certificate of {describe(certificate).name} names no list of withdrawn "
                "certificates, so that it cannot be kept checkable for long.",
                advice="Nothing has been changed. Sign without that, with the time alone.",
            )
        places |= dict.fromkeys(named)
    return [_checked(fetch(place)) for place in list(places)[:_MOST_LISTS]]


def _needs_list(certificate: x509.Certificate) -> bool:
    """Whether somebody else issued it, and not to an authority: those are rarely withdrawn."""
    limits = extension(certificate, x509.BasicConstraints)
    return certificate.issuer != certificate.subject and not (limits and limits.ca)


def _checked(data: bytes) -> bytes:
    try:
        x509.load_der_x509_crl(data)
    except ValueError as error:
        raise SignatureError(
            "The list of withdrawn certificates cannot be read.",
            advice="Nothing has been changed. Try again later.",
        ) from error
    return data


def _places(certificate: x509.Certificate) -> Iterator[str]:
    """Yield the first place on the network of each list that a certificate names."""
    points = extension(certificate, x509.CRLDistributionPoints)
    for point in points or ():
        names = [name.value for name in point.full_name or ()]
        yield from [name for name in names if str(name).lower().startswith("http")][:1]


def store(
    writer: IncrementalPdfFileWriter, certificates: Iterable[bytes], crls: Iterable[bytes]
) -> None:
    """Add to the document's security store, by a new one that lists the old one's parts too."""
    new = DictionaryObject({NameObject("/Type"): pdf_name("/DSS")})  # type: ignore[no-untyped-call]
    for key, found in (("/Certs", certificates), ("/CRLs", crls)):
        listed = _listed(writer, key)
        there = {bytes(part.get_object().data) for part in listed}
        listed.extend(
            writer.add_object(StreamObject(stream_data=der))
            for der in dict.fromkeys(found)
            if der not in there
        )
        if listed:
            new[NameObject(key)] = listed
    writer.root[NameObject("/DSS")] = writer.add_object(new)
    writer.update_root()  # type: ignore[no-untyped-call]


def _listed(writer: IncrementalPdfFileWriter, key: str) -> ArrayObject:
    """Return a copy of a list of the store as it is, with references as they are."""
    store = writer.root["/DSS"] if "/DSS" in writer.root else {}  # noqa: SIM401
    return ArrayObject(store[key] if key in store else ())  # noqa: SIM401
