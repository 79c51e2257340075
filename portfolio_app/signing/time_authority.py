"""Asks a time authority to confirm when a signature was made (RFC 3161), through pyHanko."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from asn1crypto import tsp
from pyhanko.sign.timestamps import TimeStamper

from portfolio_app.errors import SignatureError
from portfolio_app.signing.hostile import UnreadableError, reading
from portfolio_app.signing.network import ask_for_time

if TYPE_CHECKING:
    from collections.abc import Iterator


class TimeAuthority(TimeStamper):
    """A time authority at an address."""

    def __init__(self, url: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._url = url

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Send a request. The program waits meanwhile: there is nothing else to do."""
        return tsp.TimeStampResp.load(ask_for_time(self._url, req.dump()))

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> Any:  # noqa: ANN401 - asn1crypto is untyped
        """Return a time stamp token.

        Raises:
            SignatureError: The authority refuses, or its answer makes no sense.
        """
        try:
            with reading():
                return await super().async_timestamp(message_digest, md_algorithm)
        except UnreadableError as error:
            raise SignatureError(
                "The time authority refused to confirm the time.",
                advice="Nothing has been changed. Check its address, or sign without a time "
                "stamp.",
            ) from error

    def certificates(self) -> Iterator[bytes]:
        """Yield the certificates of the authority, DER, once it was asked."""
        yield from (certificate.dump() for certificate in self.cert_registry)
