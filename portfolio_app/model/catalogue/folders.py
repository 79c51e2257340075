"""Reads every resource file of one or more folders into the catalogue.

A folder has `frameworks/`, `forms/`, `pathways/`, `models/`, `profiles/` and `roles.toml`,
each of which may be absent. What a later folder defines replaces what an earlier one defines
under the same id, so that an authority's own folder needs to hold only what differs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.model.catalogue.layers import read_layer
from portfolio_app.model.catalogue.library import Library
from portfolio_app.places import resource

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from portfolio_app.model.domain.catalogue import Catalogue


def read_catalogue(folders: Sequence[Path] | None = None) -> Catalogue:
    """Read, check and join the resource files.

    Args:
        folders: Where to look, in order; what comes later replaces what came before. The
            program's own resources unless it is given: an authority's folder is added by
            `(resource(), folder)`.

    Raises:
        CatalogueError: A file is wrong; the sentence names it, the key or line, and what is
            expected.
    """
    return read_library(folders).catalogue


def read_library(folders: Sequence[Path] | None = None) -> Library:
    """Read the resource files; what is wrong in them is found when the catalogue is asked for.

    Args:
        folders: As for `read_catalogue`.

    Raises:
        CatalogueError: A folder is not there, or a file cannot be read.
    """
    roots = (resource(),) if folders is None else tuple(folders)
    return Library([read_layer(root) for root in roots])
