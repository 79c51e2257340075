"""Rules that are not in force on the first day are told, with what follows them."""

from __future__ import annotations

from datetime import date

import pytest

from portfolio_app.model.catalogue import read_catalogue
from portfolio_app.model.domain.currency import cautions

CATALOGUE = read_catalogue()
STATEMENTS = "Knowledge and skills statements for child and family practitioners"
ENDED = f"{STATEMENTS}: in force until 31 March 2027."
PROGRAMME = (
    "These rules are for those who start by 31 August 2027. From September 2027 the early "
    "career development programme takes the place of ASYE in children's services."
)


@pytest.mark.parametrize(
    ("pathway", "start", "told"),
    [
        ("asye-child-family", date(2026, 9, 7), ()),
        ("asye-child-family", date(2027, 3, 31), ()),
        ("asye-child-family", date(2027, 4, 1), (ENDED,)),
        ("asye-child-family", date(2027, 8, 31), (ENDED,)),
        ("asye-child-family", date(2027, 9, 1), (PROGRAMME, ENDED)),
        ("asye-adult", date(2027, 9, 1), ()),
        (
            "asye-adult",
            date(2022, 8, 31),
            ("These rules are for those who start on 1 September 2022 or later.",),
        ),
        ("bexley-level-3", date(2026, 9, 7), ()),
        ("bexley-level-3", date(2027, 4, 1), (ENDED,)),
        (
            "leeds-senior",
            date(2018, 5, 31),
            ("Professional Capabilities Framework: in force from 1 June 2018.",),
        ),
    ],
)
def test_rules_out_of_force_are_told_on_the_first_day(pathway, start, told):
    assert cautions(CATALOGUE.pathways[pathway], CATALOGUE, start) == told
