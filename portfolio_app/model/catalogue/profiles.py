"""Reads the role profiles of an authority."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.model.catalogue.frameworks import level_at
from portfolio_app.model.domain.certainty import Certainty
from portfolio_app.model.domain.names import FrameworkId, PathwayId
from portfolio_app.model.domain.profiles import ProfileSet, RoleProfile

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from portfolio_app.model.catalogue.table import Table
    from portfolio_app.model.domain.frameworks import Framework


def read_profiles(
    table: Table, frameworks: Mapping[FrameworkId, Framework], pathways: Collection[PathwayId]
) -> ProfileSet:
    """Return the steps that a file under `profiles/` describes.

    Raises:
        CatalogueError: Something in it is wrong.
    """
    table.only("id", "authority", "source", "profile")
    return ProfileSet(
        id=table.identifier(),
        authority=table.text("authority"),
        source=table.text("source"),
        profiles=tuple(
            _profile(entry, frameworks, pathways) for entry in table.tables("profile", least=1)
        ),
    )


def _profile(
    entry: Table, frameworks: Mapping[FrameworkId, Framework], pathways: Collection[PathwayId]
) -> RoleProfile:
    entry.only("id", "title", "level", "frameworks", "pathways", "note", "certainty")
    named = entry.references("frameworks", frameworks, "framework")
    return RoleProfile(
        id=entry.identifier(),
        title=entry.text("title"),
        level=level_at(entry, frameworks),
        frameworks=tuple(FrameworkId(framework) for framework in named),
        pathways=tuple(
            PathwayId(pathway) for pathway in entry.references("pathways", pathways, "pathway")
        ),
        note=entry.text("note", ""),
        certainty=entry.choice("certainty", Certainty, Certainty.STATED),
    )
