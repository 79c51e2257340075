"""Makes the pack: a plan of everything that it shows, drawn as a tagged, archivable PDF."""

from __future__ import annotations
