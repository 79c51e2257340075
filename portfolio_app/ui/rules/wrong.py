"""Says what is wrong with rules in the words of the questions instead of those of the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from portfolio_app.model.domain.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from portfolio_app.ui.rules.questions import Question

_KEY: Final = re.compile(r'"([a-z_]+)"')


def in_words_of(questions: Sequence[Question], problem: str) -> str:
    """Return a problem without the name of its file, and with labels in place of keys.

    Args:
        questions: What is asked about the part that is wrong.
        problem: As the reader of rules tells it: file, place, and what is wrong there, such
            as `x.toml: requirement "notes": "at_least" must be a whole number`.
    """
    labels = {question.key: question.label for question in _with_inner(questions)}
    _, _, told = problem.partition(": ")
    place, parting, wrong = told.rpartition('": ')  # a place may be called like a key
    named = _KEY.sub(lambda key: f"“{labels[key[1]]}”" if key[1] in labels else key[0], wrong)
    return sentence(f"{place}{parting}{named}")


def _with_inner(questions: Sequence[Question]) -> Iterator[Question]:
    """Yield questions and what is asked inside them; the outer have the last word."""
    for question in questions:
        yield from _with_inner(question.inside)
    yield from questions
