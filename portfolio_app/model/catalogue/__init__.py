"""Reads and checks the resource files: nothing else in the program knows that they are TOML."""

from __future__ import annotations

from portfolio_app.model.catalogue.folders import read_catalogue, read_library
from portfolio_app.model.catalogue.layers import Layer
from portfolio_app.model.catalogue.library import Library

__all__ = ["Layer", "Library", "read_catalogue", "read_library"]
