"""Reads a model of reflection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.model.domain.names import ModelId
from portfolio_app.model.domain.reflection import ReflectiveModel, ReflectiveStage

if TYPE_CHECKING:
    from portfolio_app.model.catalogue.table import Table


def read_model(table: Table) -> ReflectiveModel:
    """Return the model of reflection that a file under `models/` describes.

    Raises:
        CatalogueError: Something in it is wrong.
    """
    table.only("id", "title", "credit", "stage")
    return ReflectiveModel(
        id=ModelId(table.identifier()),
        title=table.text("title"),
        credit=table.text("credit", ""),
        stages=tuple(_stage(entry) for entry in table.tables("stage", least=1)),
    )


def _stage(entry: Table) -> ReflectiveStage:
    entry.only("id", "title", "prompts", "optional")
    return ReflectiveStage(
        id=entry.identifier(),
        title=entry.text("title"),
        prompts=entry.texts("prompts", least=1),
        optional=entry.flag("optional"),
    )
