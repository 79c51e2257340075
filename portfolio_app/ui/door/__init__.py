"""Before a portfolio is open: the first start, unlocking, and what needs no portfolio."""

from __future__ import annotations
