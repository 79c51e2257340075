"""The rules that portfolios are made and judged by, and the files of them that academies send.

Shipped rules and the person's own folder are one set; each file that was added is another,
laid upon it by itself, so that what one academy says of a form changes nothing for others.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from portfolio_app.errors import CatalogueError, PortfolioError, SignatureError
from portfolio_app.model.catalogue import Layer, Library, read_library
from portfolio_app.model.domain.catalogue import Catalogue
from portfolio_app.model.domain.rule_files import AddedRules, RuleFile
from portfolio_app.model.domain.wording import joined
from portfolio_app.services.accepting import accepted, as_signer_of
from portfolio_app.services.files import write_whole
from portfolio_app.services.rule_drafts import read_draft
from portfolio_app.services.rule_files import VERSION, read_rule_file
from portfolio_app.services.rule_folder import RuleFolder, read_rules
from portfolio_app.services.rule_standing import rank, require_new, why_unused

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from portfolio_app.model.domain.names import PathwayId
    from portfolio_app.model.domain.pathways import Pathway
    from portfolio_app.model.domain.rule_files import RuleManifest, RuleSigner
    from portfolio_app.services.clock import Clock
    from portfolio_app.services.rule_folder import ListedFile
    from portfolio_app.signing.contacts import ContactBook
    from portfolio_app.signing.identities import Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedAt:
    """A file of rules that was read and checked, and not added yet."""

    path: Path
    sha256: str
    rules: RuleFile
    library: Library
    """The shipped rules with these upon them."""
    signer: RuleSigner | None
    """None for a draft, which can be looked at and not added."""
    unused: str = ""
    """Why nothing would be begun under them today, in a sentence; empty where it would."""

    @property
    def pathway(self) -> Pathway:
        """The pathway that it brings."""
        return self.library.catalogue.pathways[self.rules.manifest.pathway]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Added:
    """A file of rules that is in force on this computer."""

    row: AddedRules
    library: Library

    @property
    def pathway(self) -> Pathway:
        return self.library.catalogue.pathways[self.row.manifest.pathway]


class RuleService:
    """Reads rules, adds files of them, and finds those that a portfolio is begun under."""

    def __init__(
        self, folders: Sequence[Path], home: Path, contacts: ContactBook, clock: Clock
    ) -> None:
        """Keep in mind where rules lie; they are read when they are first asked for.

        Args:
            folders: With rule files, in order: the program's own first.
            home: The person's own folder.
            contacts: Whose signatures on files of rules are accepted.
            clock: Tells what is in force.
        """
        self._folders = tuple(folders)
        self._shelf = RuleFolder(home)
        self._contacts = contacts
        self._clock = clock

    @cached_property
    def library(self) -> Library:
        """The shipped rules and the person's own, without files that were added.

        Raises:
            CatalogueError: A folder or file cannot be read.
        """
        return read_library(self._folders)

    @property
    def catalogue(self) -> Catalogue:
        """Everything that can be chosen here: of each pathway the newest that is in force.

        Raises:
            CatalogueError: A file of rules is wrong.
        """
        return self._in_force

    def read(self) -> None:
        """Read everything now, so that what is wrong is told before anything is shown.

        Raises:
            CatalogueError: A file of rules is wrong.
        """
        self.catalogue  # noqa: B018 - it is kept once it is read

    @property
    def added(self) -> tuple[AddedRules, ...]:
        """The files of rules that were added, in the order of adding."""
        return tuple(
            replace(found.row, unused=self._why_unused(found.pathway)) for found in self._added
        )

    @property
    def remarks(self) -> tuple[str, ...]:
        """A sentence for each added file that is left out: something is wrong with it."""
        return self._read_added[1]

    def library_of(self, pathway: PathwayId) -> Library:
        """Return the rules that a portfolio on `pathway` is begun under today.

        Raises:
            CatalogueError: There is no such pathway.
        """
        found = self._versions(pathway)
        if not found:
            known = joined(sorted(self.catalogue.pathways))
            raise CatalogueError(
                f"There is no pathway called “{pathway}”.", advice=f"The pathways are {known}."
            )
        today = self._clock.today()
        return max(found, key=lambda each: rank(each.catalogue.pathways[pathway], today))

    def look(self, path: Path) -> LookedAt:
        """Read and check a file of rules without adding it.

        Raises:
            CatalogueError: It is no file of rules, was altered, or is wrong; one sentence with
                the place.
            PortfolioError: It cannot be read.
        """
        data = read_rules(path)
        box = read_rule_file(data, path.name)
        said = box.rules.manifest
        signer = None
        if said.signed_at is not None:
            from portfolio_app.signing.rule_signers import signer_of_rules

            signer = signer_of_rules(
                box.manifest, box.signature, said.signed_at, self._contacts
            )
            if signer is None or signer.fingerprint != said.signed_by:
                raise CatalogueError(
                    f"{path.name}: the signature does not belong to these rules.",
                    advice="Nothing was changed. Ask your academy for the file again.",
                )
            signer = as_signer_of(said, signer, self.added)
        library = self._laid_upon(box.rules, path.name)
        return LookedAt(
            path=path,
            sha256=hashlib.sha256(data).hexdigest(),
            rules=box.rules,
            library=library,
            signer=signer,
            unused=self._why_unused(library.catalogue.pathways[said.pathway]),
        )

    def examine(self, path: Path) -> LookedAt:
        """Read and check a file of rules as `look` does, or a folder of a draft.

        Raises:
            CatalogueError: Something in it is wrong; one sentence with the place.
            PortfolioError: It cannot be read.
        """
        if not path.is_dir():
            return self.look(path)
        rules = read_draft(path)
        return LookedAt(
            path=path,
            sha256="",
            rules=rules,
            library=self._laid_upon(rules, path.name),
            signer=None,
        )

    def add(self, path: Path, *, fingerprint: str = "") -> AddedRules:
        """Add a signed file of rules, so that portfolios can be begun under them.

        Args:
            path: The file.
            fingerprint: That of the signer's key, as the person has compared it with what the
                academy says; needed once for each signer who is not known yet.

        Raises:
            CatalogueError: As `look`; or it is unsigned, signed by nobody who is accepted, of
                another authority's pathway, or there already in another form.
        """
        found = self.look(path)
        signer = accepted(
            path.name, found.signer, fingerprint, self._contacts, self._clock.now()
        )
        pathway = found.rules.manifest.pathway
        require_new(found, self.library, self._versions(pathway), self._shelf.all())
        data = read_rules(path)
        if hashlib.sha256(data).hexdigest() != found.sha256:
            raise CatalogueError(f"{path.name} was changed while it was read.")
        listed = self._shelf.put(found.rules.manifest, data, signer.name, self._clock.now())
        self._read_again()
        row = _row(found.rules.manifest, listed)
        return replace(row, unused=self._why_unused(found.pathway))

    def remove(self, pathway: PathwayId, version: str) -> None:
        """Take an added file away again. Portfolios keep the rules they were begun under.

        Raises:
            CatalogueError: No such file was added.
        """
        listed = next(
            (
                row
                for row in self._shelf.all()
                if (row.pathway, row.version) == (pathway, version)
            ),
            None,
        )
        if listed is None:
            raise CatalogueError(
                f"No rules “{pathway}”, version {version}, were added here.",
                advice="Nothing was changed.",
            )
        self._shelf.remove(listed)
        self._read_again()

    def sign(self, rules: RuleFile, out: Path, identity: Identity) -> RuleFile:
        """Write rules as a signed file, with everything that they go by in it.

        Args:
            rules: A draft, or a signed file that is to be signed anew.
            out: Where; a file there is replaced.
            identity: Of the academy.

        Raises:
            CatalogueError: Something in the rules is wrong.
            SignatureError: The identity may not sign.
            PortfolioError: The file cannot be written.
        """
        from portfolio_app.services.rule_files import write_rule_file
        from portfolio_app.signing.detached import sign_beside

        now = self._clock.now().replace(microsecond=0)
        whole = self.whole(rules)
        said = replace(whole.manifest, signed_at=now, signed_by=identity.fingerprint)
        signed = replace(whole, manifest=said)
        data = write_rule_file(signed, lambda manifest: sign_beside(manifest, identity, now))
        read_rule_file(data, out.name)  # nobody gets what nobody could read
        write_whole(out, data, "The file of rules")
        return signed

    def whole(self, rules: RuleFile) -> RuleFile:
        """Return rules with everything that they go by, read and checked.

        Raises:
            CatalogueError: Something in them is wrong; one sentence with the place.
        """
        library = self._laid_upon(rules, "The draft")
        profiles = tuple(text for text in rules.texts if text.kind == "profiles")
        texts = (*library.belonging_to(rules.manifest.pathway), *profiles)
        return replace(rules, texts=tuple(sorted(texts, key=lambda text: text.path)))

    # Inside

    @cached_property
    def _read_added(self) -> tuple[tuple[_Added, ...], tuple[str, ...]]:
        """Read the added files; what is wrong with one of them harms no other."""
        found: list[_Added] = []
        remarks: list[str] = []
        try:
            listing = self._shelf.all()
        except SignatureError as error:  # the rest of the program goes on
            return (), (f"{error.summary} {error.advice}",)
        for listed in listing:
            try:
                found.append(self._read_listed(listed))
            except PortfolioError as error:
                remarks.append(
                    f"The added rules {listed.pathway}, version {listed.version}, are left "
                    f"out: {error.summary} Portfolios begun under them keep them."
                )
        return tuple(found), tuple(remarks)

    @property
    def _added(self) -> tuple[_Added, ...]:
        return self._read_added[0]

    @cached_property
    def _in_force(self) -> Catalogue:
        own = self.library.catalogue
        if not self._added:
            return own
        others = [found.library.catalogue for found in self._added]
        pathways = {
            pathway: self.library_of(pathway).catalogue.pathways[pathway]
            for pathway in dict.fromkeys(
                [*own.pathways, *(found.row.manifest.pathway for found in self._added)]
            )
        }
        return Catalogue(
            forms=_merged(own.forms, [o.forms for o in others]),
            pathways=MappingProxyType(pathways),
            frameworks=_merged(own.frameworks, [o.frameworks for o in others]),
            models=_merged(own.models, [o.models for o in others]),
            roles=_merged(own.roles, [o.roles for o in others]),
            profiles=_merged(own.profiles, [o.profiles for o in others]),
        )

    def _versions(self, pathway: PathwayId) -> list[Library]:
        """Return every set of rules that has `pathway`."""
        found = [a.library for a in self._added if a.row.manifest.pathway == pathway]
        return ([self.library] if pathway in self.library.catalogue.pathways else []) + found

    def _why_unused(self, pathway: Pathway) -> str:
        """Return why nothing is begun under these rules, whether or not they were added."""
        is_there = bool(self._versions(pathway.id))
        chosen = self.library_of(pathway.id).catalogue.pathways if is_there else {}
        return why_unused(pathway, chosen.get(pathway.id), self._clock.today())

    def _laid_upon(self, rules: RuleFile, name: str) -> Library:
        """Return the shipped rules with others upon them, checked.

        Raises:
            CatalogueError: Something in them is wrong, or is not what the list says.
        """
        said = rules.manifest
        library = self.library.above(Layer(rules.texts))
        pathways = [text for text in rules.texts if text.kind == "pathways"]
        found = library.catalogue.pathways.get(said.pathway)
        if len(pathways) != 1 or found is None:
            raise CatalogueError(
                f"{name}: there must be one pathway in it, with the id “{said.pathway}”."
            )
        if not VERSION.fullmatch(found.version):
            raise CatalogueError(
                f'{pathways[0].name}: "version" must be of letters, figures, full stops and '
                "hyphens, such as 2026.2, to be handed on."
            )
        told = (said.title, said.authority, said.version, said.validity)
        if told != (found.title, found.authority, found.version, found.validity):
            raise CatalogueError(
                f"{name}: its list speaks of other rules than {pathways[0].name} has."
            )
        return library

    def _read_listed(self, listed: ListedFile) -> _Added:
        """Read an added file, which must be the one whose signature was checked then."""
        rules = read_rule_file(self._shelf.read(listed), listed.file).rules
        return _Added(
            row=_row(rules.manifest, listed), library=self._laid_upon(rules, listed.file)
        )

    def _read_again(self) -> None:
        """Let the added files be read anew when they are asked for next."""
        for name in ("_read_added", "_in_force"):
            self.__dict__.pop(name, None)


def _merged(own: Mapping[Any, Any], others: Sequence[Mapping[Any, Any]]) -> Mapping[Any, Any]:
    """Return everything by its id; what is shipped stays as it is."""
    found: dict[Any, Any] = {}
    for other in others:
        found |= other
    return MappingProxyType({**own, **{k: v for k, v in found.items() if k not in own}})


def _row(manifest: RuleManifest, listed: ListedFile) -> AddedRules:
    return AddedRules(manifest=manifest, signer=listed.signer, added_at=listed.added_at)
