"""The window: PySide6 lives here and nowhere else."""

from __future__ import annotations
