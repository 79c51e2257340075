"""The files that the finished example attaches, one module each."""

from __future__ import annotations
