"""Today: the verdict in words, and the one thing to do next."""

from __future__ import annotations
