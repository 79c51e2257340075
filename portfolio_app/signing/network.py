"""The only way of this program to the network, and only when the user asked for it.

Time authorities (RFC 3161) and lists of withdrawn certificates (RFC 5280). Proxies are those
of the computer.
"""

from __future__ import annotations

from http.client import HTTPException
from typing import Final
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from portfolio_app.errors import SignatureError

_PATIENCE: Final = 20
"""Seconds for an answer; time authorities answer within one."""
_LARGEST: Final = 16 * 1024 * 1024
"""Bytes; lists of withdrawn certificates of large authorities have some million."""
_UNTOUCHED: Final = "Nothing has been changed."


def ask_for_time(url: str, question: bytes) -> bytes:
    """Send a time authority its question and return the answer (RFC 3161, 3.4).

    Raises:
        SignatureError: There is no such place, or no answer.
    """
    headers = {
        "Content-Type": "application/timestamp-query",
        "Accept": "application/timestamp-reply",
    }
    return _fetched(url, "The time authority", question, headers)


def fetch(url: str) -> bytes:
    """Return a list of withdrawn certificates.

    Raises:
        SignatureError: There is no such place, or no answer.
    """
    return _fetched(url, "The list of withdrawn certificates", None, {})


def _fetched(url: str, what: str, data: bytes | None, headers: dict[str, str]) -> bytes:
    if not url.lower().startswith(("http://", "https://")):
        raise SignatureError(
            f"{what} needs an address that begins with http:// or https://.", advice=_UNTOUCHED
        )
    advice = f"{_UNTOUCHED} Try again later, or sign without a time stamp."
    try:
        request = Request(url, data=data, headers=headers)  # noqa: S310 - checked above
        with urlopen(request, timeout=_PATIENCE) as answer:  # noqa: S310
            content: bytes = answer.read(_LARGEST + 1)
    except HTTPError as error:
        error.close()
        raise SignatureError(f"{what} refused to answer.", advice=advice) from error
    except (OSError, HTTPException, ValueError) as error:
        raise SignatureError(f"{what} could not be reached.", advice=advice) from error
    if len(content) > _LARGEST:
        raise SignatureError(f"{what} sent too much to be an answer.", advice=advice)
    return content
