"""The failures a person can act on.

Anything raised that is not a `PortfolioError` is a defect: it reaches the crash dialog,
never an ordinary message box. Texts here are shown verbatim, so they name no client,
no path inside the vault and no library.
"""

from __future__ import annotations


class PortfolioError(Exception):
    """An expected failure, worded for the person at the keyboard."""

    def __init__(self, summary: str, *, advice: str = "") -> None:
        super().__init__(summary)
        self.summary = summary
        """One sentence: what happened."""
        self.advice = advice
        """Whether work is safe, and what to do next."""


class VaultError(PortfolioError):
    """The portfolio cannot be opened, read or written."""


class WrongKeyError(VaultError):
    """The passphrase, recovery code or keyring entry does not open this portfolio."""


class ReadOnlyError(VaultError):
    """The portfolio can be read and not changed: another program may write in it."""


class VaultTooNewError(VaultError):
    """The portfolio was last saved by a newer release."""


class DamagedVaultError(VaultError):
    """The portfolio's files are damaged: to be checked and repaired, or brought back."""


class DestroyedError(VaultError):
    """The portfolio was being destroyed when something cut that short; now it is gone."""


class CatalogueError(PortfolioError):
    """A form, pathway, framework or model file is wrong; names file, key and remedy."""


class EvidenceError(PortfolioError):
    """What was asked of a piece of evidence, a claim or a contributor cannot be done."""


class IntakeError(PortfolioError):
    """A file from outside cannot be read or may not be taken in."""


class NotNowError(IntakeError):
    """A file could not be looked at just now; nothing is known against it."""


class PackError(PortfolioError):
    """The pack cannot be made, or making it is refused."""


class NotReadyError(PackError):
    """The verdict says no: the pack may not be exported yet."""


class SignatureError(PortfolioError):
    """A document cannot be signed, or an identity cannot be opened."""


class NotAPackError(PortfolioError):
    """The document offered for signing or verification is not a pack of ours."""


class CancelledError(Exception):
    """The person stopped a task; nothing was changed and nothing needs saying."""
