"""Immutable records and the rules they obey; standard library only.

Every layer speaks in these records; no layer changes one in place.
"""

from __future__ import annotations
