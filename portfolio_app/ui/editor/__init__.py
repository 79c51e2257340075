"""The editor: one piece of evidence, asked question by question, saved while it is written."""

from __future__ import annotations
