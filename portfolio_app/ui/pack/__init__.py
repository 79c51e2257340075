"""The pack: what is still missing, how it looks, sealing it, and who signs after."""

from __future__ import annotations
