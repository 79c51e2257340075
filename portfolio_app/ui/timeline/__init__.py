"""Timeline: every date, how it stands, and where it may be changed."""

from __future__ import annotations
