"""Pictures of the screens, each screen set up as a person would find it."""

from __future__ import annotations
