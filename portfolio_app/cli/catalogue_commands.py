"""`pathways` and `forms`: what the rule files define."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portfolio_app.cli.output import DONE, say, say_json

if TYPE_CHECKING:
    from argparse import Namespace

    from portfolio_app.model.domain.forms import Field
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
                {"id": f.id, "title": f.title, "fields": [_field(x) for x in f.fields]}
                for f in forms
            ]
        )
    else:
        for form in forms:
            say(f"{form.id}: {form.title}")
            say(*(f"    {field.id} ({field.kind}): {field.title}" for field in form.fields))
    return DONE


def _field(field: Field) -> dict[str, Any]:
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
        described["parts"] = [_field(part) for part in field.parts]
    return described
