"""Bringing files in, and writing in Word: what comes from outside and what goes there."""

from __future__ import annotations
