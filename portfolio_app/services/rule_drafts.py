"""Rules that nobody has signed yet: a folder of TOML files, or a file that the editor saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.errors import CatalogueError
from portfolio_app.model.catalogue.frameworks import read_validity
from portfolio_app.model.catalogue.layers import parsed, read_layer
from portfolio_app.model.domain.names import PathwayId
from portfolio_app.model.domain.rule_files import RuleFile, RuleManifest
from portfolio_app.services.files import write_whole
from portfolio_app.services.rule_files import draft_of, read_rule_file, write_rule_file
from portfolio_app.services.rule_folder import read_rules

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from portfolio_app.model.domain.rule_texts import RuleText


def draft_from(texts: Iterable[RuleText], name: str) -> RuleFile:
    """Return rule files as a draft.

    Args:
        texts: With one pathway among them.
        name: What they are called, for sentences.

    Raises:
        CatalogueError: There is no pathway, or more than one; or its heading is wrong.
    """
    found = tuple(texts)
    pathways = [text for text in found if text.kind == "pathways"]
    if len(pathways) != 1:
        many = "more than one" if pathways else "none"
        raise CatalogueError(
            f"{name}: there must be one pathway under “pathways”, and there is {many}.",
            advice="Nothing was changed.",
        )
    table = parsed(pathways[0])
    manifest = RuleManifest(
        pathway=PathwayId(table.identifier()),
        title=table.text("title"),
        authority=table.text("authority"),
        version=table.text("version"),
        validity=read_validity(table),
    )
    return RuleFile(manifest=manifest, texts=found)


def read_draft(path: Path) -> RuleFile:
    """Return the rules in a folder, or in a file whether it is signed or not.

    Nothing is said of a signature here: what is read is to be changed, or signed anew.

    Raises:
        CatalogueError: They are no rules, or were altered.
        PortfolioError: They cannot be read.
    """
    if path.is_dir():
        return draft_from(read_layer(path).texts, path.name)
    return draft_of(read_rule_file(read_rules(path), path.name).rules)


def write_draft(rules: RuleFile, path: Path) -> None:
    """Write rules as a file that nobody has signed.

    Raises:
        PortfolioError: It cannot be written.
    """
    write_whole(path, write_rule_file(draft_of(rules)), "The draft")
