"""Records and rules (`domain`), the files that hold rules (`catalogue`), the vault (`store`)."""

from __future__ import annotations
