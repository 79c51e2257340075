"""The evidence list, and the choice of what to add."""

from __future__ import annotations
