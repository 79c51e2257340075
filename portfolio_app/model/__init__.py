"""Records and rules (`domain`), files that hold rules (`catalogue`), the vault (`store`)."""

from __future__ import annotations
