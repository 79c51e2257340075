"""How a practitioner will meet the rules: the checklist in words, and a form to fill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.explaining import explained
from portfolio_app.model.domain.forms import FieldKind
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.date_field import DateField
from portfolio_app.ui.widgets.fields import DropDown, LabelledField, TextLine
from portfolio_app.ui.widgets.layouts import Column
from portfolio_app.ui.widgets.states import IconWords
from portfolio_app.ui.widgets.text_area import TextArea
from portfolio_app.ui.widgets.words import Card, Hairline, Heading, Words

if TYPE_CHECKING:
    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.forms import Field, Form
    from portfolio_app.model.domain.pathways import Pathway, Requirement
    from portfolio_app.ui.look import Look


class ChecklistPreview(QWidget):
    """Each requirement as it stands on Today, and what the program really looks at."""

    def __init__(
        self, look: Look, pathway: Pathway, catalogue: Catalogue, chosen: str = ""
    ) -> None:
        """Show the checklist.

        Args:
            look: The theme in use.
            pathway: Whose requirements.
            catalogue: That the pathway belongs to.
            chosen: The id of the requirement that is being made.
        """
        super().__init__()
        self._look = look
        body = Column(look, gap="m", parent=self)
        body.add(
            Words(pathway.authority, face=Face.SMALL, tone=Role.INK_2),
            Heading(pathway.title, face=Face.HEADING),
            Words(pathway.asks),
        )
        for rule in pathway.requirements:
            body.add(self._line(rule, pathway, catalogue, is_chosen=rule.id == chosen))
        signing = [catalogue.roles[rule.role].heading for rule in pathway.signatures]
        body.add(
            Hairline(look),
            IconWords(look, "signature", "Signed by: " + ", then ".join(signing)),
        )
        if pathway.stages:
            stages = ", ".join(stage.title for stage in pathway.stages)
            body.add(IconWords(look, "calendar", f"Stages: {stages}"))

    def _line(
        self, rule: Requirement, pathway: Pathway, catalogue: Catalogue, *, is_chosen: bool
    ) -> QWidget:
        card = Card(self._look, gap="xs", inset="m", tone="accent" if is_chosen else "")
        card.body.add(
            Words(rule.title, face=Face.BODY_STRONG),
            Words(rule.asks, face=Face.SMALL, tone=Role.INK_2),
        )
        for sentence in explained(rule, pathway, catalogue):
            card.body.add(Words(sentence, face=Face.SMALL))
        if advice := rule.certainty.advice:
            card.body.add(Words(advice, face=Face.SMALL, tone=Role.INK_2))
        return card


class FormPreview(QWidget):
    """A form with the inputs that it is filled in by. What is typed here goes nowhere."""

    def __init__(self, look: Look, form: Form, catalogue: Catalogue) -> None:
        super().__init__()
        self._look = look
        self._catalogue = catalogue
        body = Column(look, gap="l", parent=self)
        body.add(Heading(form.title, face=Face.HEADING), Words(form.about, tone=Role.INK_2))
        for field in form.fields:
            body.add(self._field(field, form))

    def _field(self, field: Field, form: Form) -> QWidget:
        whole = QWidget()
        body = Column(self._look, gap="s", parent=whole)
        if field.kind in {FieldKind.GROUP, FieldKind.LIST}:
            body.add(Heading(field.title, face=Face.SECTION))
            body.add(*(self._field(part, form) for part in field.parts))
        elif field.kind is FieldKind.SECTIONS:
            source = form.field(field.follows)
            model = self._catalogue.models[source.models[0]] if source else None
            for stage in model.stages if model else ():
                body.add(self._asked(stage.title, TextArea(self._look, lines=3)))
        else:
            body.add(self._asked(field.title, self._control(field)))
        for prompt in field.guidance:
            body.add(IconWords(self._look, "guidance", prompt, tone=Role.INK_2))
        if notes := self._notes(field, form):
            body.add(Words(notes, face=Face.SMALL, tone=Role.INK_2))
        return whole

    def _asked(self, title: str, control: QWidget) -> LabelledField:
        asked = LabelledField(self._look, title, control)
        for widget in (control, control.focusProxy()):
            if widget is not None:
                widget.setAccessibleName(f"Preview: {title}")
        return asked

    def _control(self, field: Field) -> QWidget:
        look = self._look
        match field.kind:
            case FieldKind.PROSE:
                return TextArea(look, lines=4)
            case FieldKind.DATE:
                return DateField(look, name=field.title)
            case FieldKind.CHOICE:
                found: list[tuple[object, str]] = [(o.id, o.title) for o in field.options]
                return DropDown(look, [("", "Choose ..."), *found])
            case FieldKind.MODEL:
                models = [self._catalogue.models[model] for model in field.models]
                return DropDown(look, [(m.id, m.title) for m in models])
            case FieldKind.FACE:
                return DropDown(look, [("", "One of five faces")])
            case FieldKind.GOAL:
                return DropDown(look, [("", "One of your learning goals")])
            case FieldKind.PICTURE:
                return TextLine(look, hint="A picture, described in words")
        return TextLine(look)

    def _notes(self, field: Field, form: Form) -> str:
        said = ["It counts only when this is answered."] if field.required else []
        if field.claimable:
            said.append("Passages may be claimed.")
        if field.words_expected:
            said.append(f"About {field.words_expected} words.")
        if field.author != form.author:
            said.append(f"In the words of the {self._catalogue.roles[field.author].title}.")
        return " ".join(said)
