"""Ctrl+K, which finds anything by its name, and F1, which tells all keys."""

from __future__ import annotations
