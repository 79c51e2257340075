"""Progression Portfolio: from evidence of practice to a signed pack for the panel."""

from __future__ import annotations
