"""A report is measured as it is drawn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portfolio_app.model.domain.names import FieldPath
from portfolio_app.pack.draw import draw_pack
from portfolio_app.pack.measure import report_pages
from portfolio_app.pack.plan import plan_pack
from tests.pack.helpers import Files, Silent, a_request
from tests.pack.reading import texts

JUDGEMENT = FieldPath("judgement")


@pytest.fixture(scope="module")
def report(example_snapshot):
    return next(e for e in example_snapshot.evidence if e.form == "manager-report")


def with_judgement(report, text):
    answer = replace(report.answers[JUDGEMENT], text=text)
    return replace(report, answers={**report.answers, JUDGEMENT: answer}, claims=())


def lines(number):
    return "\n".join(f"Line {n} of the judgement." for n in range(number))


def test_the_report_of_the_example_fills_one_page(report, example_snapshot, catalogue):
    assert report_pages(report, example_snapshot, catalogue) == 1


def test_one_line_too_many_makes_another_page_and_the_pack_agrees(
    report, example_snapshot, catalogue
):
    pages = [
        report_pages(with_judgement(report, lines(n)), example_snapshot, catalogue)
        for n in range(15, 35)
    ]
    assert pages == sorted(pages)
    most = 15 + pages.index(2) - 1
    for number, expected in ((most, 1), (most + 1, 2)):
        longer = with_judgement(report, lines(number))
        plan = plan_pack(a_request(replace(example_snapshot, evidence=(longer,)), catalogue))
        said = texts(draw_pack(plan, Files(), Silent()).data)
        judgement = [text for text in said if "of the judgement." in text]
        assert len(judgement) == expected


def test_the_reply_beside_it_does_not_count(report, example_snapshot, catalogue):
    reply = FieldPath("practitioner-reply")
    answer = replace(report.answers[reply], text="I have read it. " * 400)
    longer = replace(report, answers={**report.answers, reply: answer})
    assert report_pages(longer, example_snapshot, catalogue) == 1


def test_other_evidence_has_no_report(example_snapshot, catalogue):
    other = next(e for e in example_snapshot.evidence if e.form != "manager-report")
    assert report_pages(other, example_snapshot, catalogue) == 0
