"""Signing a pack as another role, and checking what signatures are worth."""

from __future__ import annotations
