"""The controls that every screen is made of.

They know simple values only: words, numbers, dates, states. Each has an accessible name,
takes its sizes and colours from the `Look` it is given, and follows a change of it.
"""

from __future__ import annotations
