"""Use cases, one class per concern. No Qt, no SQL, no PDF: those lie behind the parts below."""

from __future__ import annotations
