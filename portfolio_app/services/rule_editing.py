"""Rules while somebody makes them: any state may be typed, and any step taken back.

What is edited are the tables of the TOML files themselves, so nothing that a file can say is
lost by opening it. Whether they are right is told by the reader that will read them.
"""

from __future__ import annotations

import tomllib
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from portfolio_app.errors import CatalogueError
from portfolio_app.model.catalogue import Layer
from portfolio_app.model.catalogue.writing import to_toml
from portfolio_app.model.domain.names import PathwayId
from portfolio_app.model.domain.rule_texts import RuleText, path_of
from portfolio_app.services.rule_drafts import draft_from

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portfolio_app.model.catalogue import Library
    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.pathways import Pathway
    from portfolio_app.model.domain.rule_files import RuleFile

Key = str | int
Place = tuple[Key, ...]
"""Where something stands: the file, then keys and positions down to it."""
_MOST_STEPS = 200
"""That can be taken back; ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What the reader says of a draft."""

    problem: str
    """One sentence with its place; empty when everything is right."""
    file: str
    """The path of the file that the sentence is about, as far as it is one of the draft."""
    pathway: Pathway | None
    catalogue: Catalogue | None
    """Both None while something is wrong."""


class RuleDraft:
    """A pathway and the forms of its own, changed step by step."""

    def __init__(self, library: Library, files: Mapping[str, dict[str, Any]]) -> None:
        """Begin with files as they are.

        Args:
            library: The shipped rules, on which these lie.
            files: The tables of each file by its path; one of them is the pathway.
        """
        self._library = library
        self._files = deepcopy(dict(files))
        self._before: list[dict[str, dict[str, Any]]] = []
        self._after: list[dict[str, dict[str, Any]]] = []
        self._last: Place | None = None
        self.is_changed = False
        """Whether something was changed since it was begun or saved."""

    @classmethod
    def copied(cls, library: Library, pathway: str, version: str) -> RuleDraft:
        """Begin with a copy of a shipped pathway, under an id and a version of its own."""
        text = library.text_of("pathways", pathway)
        if text is None:
            raise KeyError(pathway)
        table = tomllib.loads(text)
        own = f"our-{pathway}"
        table |= {"id": own, "version": version}
        return cls(library, {path_of("pathways", own): table})

    @classmethod
    def of(cls, library: Library, rules: RuleFile) -> RuleDraft:
        """Go on with rules that were saved; what is as shipped is not taken for their own."""
        files = {
            text.path: tomllib.loads(text.text)
            for text in rules.texts
            if text.kind and text.text != library.text_of(text.kind, text.name[:-5])
        }
        return cls(library, files)

    # What it holds

    @property
    def library(self) -> Library:
        """The shipped rules."""
        return self._library

    @property
    def pathway_path(self) -> str:
        """Where the pathway stands."""
        return next(path for path in self._files if path.startswith("pathways/"))

    @property
    def form_paths(self) -> tuple[str, ...]:
        """Where the forms of its own stand."""
        return tuple(path for path in self._files if path.startswith("forms/"))

    def at(self, place: Place, default: object = None) -> Any:  # noqa: ANN401 - as in TOML
        """Return what stands at a place, or `default`."""
        found: Any = self._files
        for key in place:
            try:
                found = found[key]
            except (KeyError, IndexError, TypeError):
                return default
        return found

    # Changing it

    def put(self, place: Place, value: object) -> None:
        """Put a value there; None takes away what stands there. Typing on is one step."""
        if self.at(place) == value:
            return
        is_same = place == self._last and bool(self._before)
        if not is_same:
            self._remember()
        self._last = place
        self._after.clear()
        self.is_changed = True
        *above, key = place
        owner = self._owner(tuple(above))
        if value is None:
            del owner[key]
            self._last = None
            self._prune(tuple(above))
        elif isinstance(owner, list) and key == len(owner):
            owner.append(deepcopy(value))
        else:
            owner[key] = deepcopy(value)

    def add(self, place: Place, entry: Mapping[str, Any]) -> None:
        """Put an entry at the end of the list at `place`, which is made where it is absent."""
        self.put(place, [*self.at(place, []), dict(entry)])
        self._last = None

    def shift(self, place: Place, number: int, by: int) -> None:
        """Move an entry of the list at `place` up (-1) or down (1), as far as there is room."""
        entries = list(self.at(place, []))
        to = number + by
        if 0 <= to < len(entries):
            entries[number], entries[to] = entries[to], entries[number]
            self.put(place, entries)
            self._last = None

    def remove(self, place: Place, number: int) -> None:
        """Take an entry out of the list at `place`."""
        entries = [e for n, e in enumerate(self.at(place, [])) if n != number]
        self.put(place, entries or None)
        self._last = None

    def add_form(self, table: Mapping[str, Any]) -> str:
        """Add a form of its own, and return where it stands."""
        path = path_of("forms", str(table["id"]))
        self._remember()
        self._files[path] = deepcopy(dict(table))
        self.is_changed, self._last = True, None
        return path

    def change_form(self, form: str) -> str:
        """Take a shipped form over to be changed for this pathway; return where it stands."""
        text = self._library.text_of("forms", form)
        if text is None:
            raise KeyError(form)
        return self.add_form(tomllib.loads(text))

    def remove_file(self, path: str) -> None:
        """Take a form of its own away; a shipped one of that id is in force again."""
        self._remember()
        del self._files[path]
        self.is_changed, self._last = True, None

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Whether a step was taken back."""
        return bool(self._after)

    def undo(self) -> None:
        """Take the last step back."""
        if self._before:
            self._after.append(self._files)
            self._files, self._last = self._before.pop(), None

    def redo(self) -> None:
        """Take the step again that was taken back last."""
        if self._after:
            self._before.append(self._files)
            self._files, self._last = self._after.pop(), None

    # What comes of it

    def texts(self) -> tuple[RuleText, ...]:
        """Return the files as they would be saved, each under the id that it defines."""
        return tuple(
            RuleText(path=_own_path(path, table), text=to_toml(table))
            for path, table in self._files.items()
        )

    def rules(self) -> RuleFile:
        """Return the draft as it would be saved.

        Raises:
            CatalogueError: Its heading is not complete yet.
        """
        return draft_from(self.texts(), "The draft")

    def check(self) -> Checked:
        """Read the draft as it would be read, and say what is wrong first."""
        try:
            rules = self.rules()
            catalogue = self._library.above(Layer(rules.texts)).catalogue
        except CatalogueError as error:
            return Checked(
                problem=error.summary,
                file=self._file_in(error.summary),
                pathway=None,
                catalogue=None,
            )
        pathway = catalogue.pathways[PathwayId(rules.manifest.pathway)]
        return Checked(problem="", file="", pathway=pathway, catalogue=catalogue)

    def _file_in(self, sentence: str) -> str:
        for path, table in self._files.items():
            if sentence.startswith(_own_path(path, table).rpartition("/")[2]):
                return path
        return self.pathway_path

    def _owner(self, place: Place) -> Any:  # noqa: ANN401 - a table or a list
        """Return what is to be changed, made where it is absent."""
        found: Any = self._files
        for key in place:
            if isinstance(found, dict) and key not in found:
                found[key] = {}
            found = found[key]
        return found

    def _prune(self, place: Place) -> None:
        """Take tables away that hold nothing any more; a file stays."""
        while len(place) > 1 and self.at(place) == {}:
            *above, key = place
            if isinstance(key, int):
                return  # an entry of a list stays until it is removed
            del self._owner(tuple(above))[key]
            place = tuple(above)

    def _remember(self) -> None:
        self._before.append(deepcopy(self._files))
        del self._before[:-_MOST_STEPS]
        self._after.clear()


def _own_path(path: str, table: Mapping[str, Any]) -> str:
    """Return where a file belongs by its present id, or where it was while it has none."""
    own = table.get("id")
    kind = path.partition("/")[0]
    return path_of(kind, own) if isinstance(own, str) and own else path
