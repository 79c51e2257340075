"""`pathways` and `forms`: what the rule files define."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portfolio_app.cli.output import DONE, say, say_json
from portfolio_app.model.domain.forms import LEAF_KINDS, FieldKind

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.forms import Field, Form
    from portfolio_app.model.domain.reflection import ReflectiveModel
    from portfolio_app.services.program import Program


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type private
    """Add these commands to the parser."""
    for name, run, words in (
        ("pathways", _pathways, "list the rule packs"),
        ("forms", _forms, "list the kinds of evidence and what each asks"),
    ):
        command = commands.add_parser(name, help=words, description=words)
        command.add_argument("--json", action="store_true", help="print one JSON document")
        command.set_defaults(run=run)


def _pathways(program: Program, args: Namespace) -> int:
    pathways = sorted(program.catalogue.pathways.values(), key=lambda p: (p.authority, p.title))
    if args.json:
        say_json(
            [
                {
                    "id": p.id,
                    "title": p.title,
                    "authority": p.authority,
                    "version": p.version,
                    "valid_from": p.validity.first.isoformat() if p.validity.first else None,
                    "valid_to": p.validity.last.isoformat() if p.validity.last else None,
                    "succession": p.succession,
                    "level": p.level,
                    "source": p.source,
                    "leads_to": [profile.title for profile in program.catalogue.after(p.id)],
                    "requirements": [
                        {
                            "id": r.id,
                            "title": r.title,
                            "asks": r.asks,
                            "source": r.source,
                            "certainty": r.certainty.value,
                        }
                        for r in p.requirements
                    ],
                }
                for p in pathways
            ]
        )
    else:
        for p in pathways:
            say(f"{p.id}: {p.title} ({p.authority}, version {p.version})", f"    {p.asks}")
    return DONE


def _forms(program: Program, args: Namespace) -> int:
    forms = sorted(program.catalogue.forms.values(), key=lambda f: f.title)
    if args.json:
        say_json(
            [
                {
                    "id": f.id,
                    "title": f.title,
                    "fields": [_described(x, f, program.catalogue) for x in f.fields],
                }
                for f in forms
            ]
        )
    else:
        for form in forms:
            say(f"{form.id}: {form.title}")
            for field in form.fields:
                say(*(f"    {line}" for line in _lines(field, form, program.catalogue)))
    return DONE


def _lines(field: Field, form: Form, catalogue: Catalogue) -> Iterator[str]:
    """Yield every path that `add --field` takes for a question; rows of lists count from 1."""
    for model in _models(field, form, catalogue):
        for stage in model.stages:
            yield f"{field.id}.{stage.id} ({FieldKind.PROSE}): {stage.title}, {model.title}"
    row = ".1" if field.kind is FieldKind.LIST else ""
    for part in field.parts:
        yield f"{field.id}{row}.{part.id} ({part.kind}): {field.title}, {part.title}"
    if field.kind in LEAF_KINDS:
        yield f"{field.id} ({field.kind}): {field.title}"


def _described(field: Field, form: Form, catalogue: Catalogue) -> dict[str, Any]:
    described: dict[str, Any] = {
        "id": field.id,
        "title": field.title,
        "kind": field.kind,
        "author": field.author,
        "required": field.required,
    }
    if field.options:
        described["options"] = [option.id for option in field.options]
    if field.models:
        described["models"] = list(field.models)
    if field.parts:
        described["parts"] = [_described(part, form, catalogue) for part in field.parts]
    if field.kind is FieldKind.SECTIONS:
        described["parts"] = [
            {"model": model.id, "id": stage.id, "title": stage.title}
            for model in _models(field, form, catalogue)
            for stage in model.stages
        ]
    return described


def _models(field: Field, form: Form, catalogue: Catalogue) -> list[ReflectiveModel]:
    """Return the models of reflection whose stages a SECTIONS field may have."""
    source = form.field(field.follows)
    return [catalogue.models[model] for model in source.models] if source else []
