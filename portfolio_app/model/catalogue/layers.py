"""A set of rule files that lies above another and replaces what has the same id there."""

from __future__ import annotations

import re
import tomllib
from functools import cached_property
from typing import TYPE_CHECKING

from portfolio_app.model.catalogue.table import Table, complaint
from portfolio_app.model.domain.rule_texts import KINDS, ROLES, RuleText

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_WHERE = re.compile(r"(.*) \(at (?:line (\d+), column \d+|end of document)\)", re.DOTALL)
"""How tomllib words an error; its place is not given otherwise before Python 3.14."""


class Layer:
    """Rule files that belong together. They are parsed when they are asked for, and once."""

    def __init__(self, texts: Iterable[RuleText]) -> None:
        self.texts = tuple(texts)

    def tables(self, kind: str) -> Mapping[str, Table]:
        """Return the files of one kind by the id they define.

        Raises:
            CatalogueError: One is no TOML, has no id, or two have the same.
        """
        return {name: table for name, (table, _) in self._files[kind].items()}

    def texts_of(self, kind: str) -> Mapping[str, str]:
        """Return the texts of one kind by the id they define.

        Raises:
            CatalogueError: As `tables`.
        """
        return {name: text for name, (_, text) in self._files.get(kind, {}).items()}

    @cached_property
    def roles(self) -> Table | None:
        """The file of roles that everyone has, where there is one."""
        found = next((text for text in self.texts if text.path == ROLES), None)
        return parsed(found) if found else None

    @cached_property
    def _files(self) -> dict[str, dict[str, tuple[Table, str]]]:
        found: dict[str, dict[str, tuple[Table, str]]] = {kind: {} for kind in KINDS}
        for text in self.texts:
            if text.kind not in found:
                continue
            table, here = parsed(text), found[text.kind]
            name = table.identifier()
            if name in here:
                other = here[name][0].file
                raise table.fault(f'"id" must be its own; {other} has "{name}" too.')
            here[name] = (table, text.text)
        return found


def read_layer(folder: Path) -> Layer:
    """Return the rule files of a folder, in the order of their names.

    Raises:
        CatalogueError: There is no such folder, or a file in it cannot be read.
    """
    if not folder.is_dir():
        raise complaint(f"There is no folder “{folder.name}” to read rules from.", "the folder")
    paths = [path for kind in KINDS for path in sorted((folder / kind).glob("*.toml"))]
    if (folder / ROLES).exists():
        paths.append(folder / ROLES)
    return Layer(_text(folder, path) for path in paths)


def _text(folder: Path, path: Path) -> RuleText:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise complaint(f"{path.name}: the file cannot be read.", path.name) from error
    return RuleText(path=path.relative_to(folder).as_posix(), text=decoded(data, path.name))


def decoded(data: bytes, name: str) -> str:
    """Return the text of a file; a byte order mark, as some editors write, does no harm.

    Raises:
        CatalogueError: It is not UTF-8.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise complaint(
            f"{name}, line {line}: the file must be saved as UTF-8 text.", name
        ) from error


def parsed(text: RuleText) -> Table:
    """Return what a rule file says.

    Raises:
        CatalogueError: It is no TOML.
    """
    try:
        return Table(tomllib.loads(text.text), text.name)
    except tomllib.TOMLDecodeError as error:
        raise complaint(f"{text.name}{_syntax(str(error))}", text.name) from error
    except (RecursionError, ValueError) as error:  # a number of thousands of figures
        raise complaint(
            f"{text.name}: a list or a number in it is too large to be meant.", text.name
        ) from error


def _syntax(message: str) -> str:
    """Return what the parser found, and where: `, line 3: expected "=" after a key ...`."""
    told = _WHERE.fullmatch(message)
    what, line = (told[1], told[2]) if told else (message, None)
    where = f", line {line}" if line else ", at its end" if told else ""
    what = what.replace("'", '"').rstrip(".")
    return f"{where}: this is not TOML; {what[:1].lower()}{what[1:]}."
