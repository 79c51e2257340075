"""The people register: real names, shown only to whoever gives the passphrase once more."""

from __future__ import annotations
