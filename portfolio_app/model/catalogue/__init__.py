"""Reads and checks the resource files: nothing else in the program knows that they are TOML."""

from __future__ import annotations

from portfolio_app.model.catalogue.folders import read_catalogue

__all__ = ["read_catalogue"]
