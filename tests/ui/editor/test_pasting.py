"""What Word, LibreOffice, Google Docs and web pages put on the clipboard comes in clean."""

from __future__ import annotations

from pathlib import Path

import pytest

from portfolio_app.ui.editor.formatting_clipboard import as_html, pasted
from portfolio_app.ui.editor.pasted_html import LARGEST, read_html
from portfolio_app.ui.editor.pasted_words import cleaned, cleaned_lines

FILES = Path(__file__).parent / "clipboard"


def said(html):
    text, marks = read_html(html)
    return text, [(mark.kind.value, text[mark.start : mark.end]) for mark in marks]


def of_file(name):
    return said((FILES / name).read_text("utf-8"))


def test_word_gives_headings_lists_and_emphases_and_nothing_else():
    text, marks = of_file("word.html")
    assert text.split("\n") == [
        "What I did first",
        "I rang the school twice, and it was late.",
        "I wrote to the health visitor",
        "who had seen him last",
        "I read the chronology",
        "I told my manager",
        "“You never asked me.”",
        "Day; What happened",
        "3 March; He was not there",
        "After the table.",
    ]
    assert marks == [
        ("heading", "What I did first"),
        ("bold", "twice"),
        ("italic", "late"),
        ("bullet", "I wrote to the health visitor\nwho had seen him last"),
        ("numbered", "I read the chronology\nI told my manager"),
        ("quotation", "“You never asked me.”"),
        ("bold", "Day"),
        ("bold", "What happened"),
    ]


def test_libreoffice():
    text, marks = of_file("libreoffice.html")
    assert text == "Plan\nVisit Ms B first.\nRing school\nthen the nursery\nDone."
    assert marks == [
        ("heading", "Plan"),
        ("bold", "first"),
        ("numbered", "Ring school\nthen the nursery"),
        ("italic", "nursery"),
    ]


def test_google_docs_wraps_everything_in_bold_that_is_none():
    text, marks = of_file("google-docs.html")
    assert text == "Notes\nShe was calm and clear.\nFirst point\nUnder it\nSecond point"
    assert marks == [
        ("heading", "Notes"),
        ("bold", "calm"),
        ("italic", "clear"),
        ("bullet", "First point\nUnder it\nSecond point"),
    ]


def test_a_web_page_leaves_behind_all_but_its_words():
    text, marks = of_file("web-page.html")
    assert (
        text == "Working Together\nThe child’s voice must be heard.\nSection 47; s. 31(9)\nEnd"
    )
    assert marks == [("heading", "Working Together"), ("bold", "child’s voice")]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("some <b>bold</b> words", "some bold words"),
        ("<p>One</p>\n<p>&nbsp;</p>\n<p>Two</p>", "One\nTwo"),
        ("One<br>Two<br/><br />Three", "One\nTwo\nThree"),
        ("<div><div>One</div></div>Two", "One\nTwo"),
        ("<p>a\n   b\t c</p>", "a b c"),
        ("<p>10&nbsp;km&#8239;away \u200b\u00adnow</p>", "10 km away now"),
        ("<pre>one\n  two</pre>", "one\ntwo"),
        ("<p>a &lt;b&gt; &amp; c &#x1f642;</p>", "a <b> & c \U0001f642"),
        ("a < b and c > d", "a < b and c > d"),
        ("<p hidden>x</p><p style='DISPLAY: none'>y</p>z", "z"),
        ("<span style='font-size:0'>x</span><span style='font-size:0.9em'>y</span>", "y"),
        ("<script>alert('<p>x</p>')</script>y<style>p {}</style>", "y"),
        ("<p>kept <del>deleted</del><ins>inserted</ins></p>", "kept inserted"),
        ("<ul><li><p>One</p><p>and more</p></li><li>Two<ol><li>In</li></ol></li></ul>",
         "One and more\nTwo\nIn"),
        ("<table><tr><th>A<td><p>B</p><p>C</p></table>", "A; B C"),
        ("<img src='http://example.org/x.png' alt='secret'>x", "x"),
        ("<!-- <p>no</p> --><p>yes</p><!-- open", "yes"),
        ("</p></b></table>x", "x"),
        ("e\u0301", "\u00e9"),
        ("", ""),
    ],
)  # fmt: skip
def test_words_come_as_they_are_seen(html, text):
    assert said(html)[0] == text


def test_bold_that_a_style_takes_back_is_not_bold():
    html = "<b>a<span style='font-weight:400'>b</span></b><i style='font-style:normal'>c</i>"
    assert said(html) == ("abc", [("bold", "a")])


def test_words_bold_one_by_one_are_one_stretch():
    assert said("<b>one</b> <b>two</b> three")[1] == [("bold", "one two")]


def test_what_is_copied_here_is_read_back_the_same():
    text, marks = read_html((FILES / "word.html").read_text("utf-8"))
    assert read_html(as_html(text, marks)) == (text, marks)


HOSTILE = {
    "nested": "<div>" * 90_000 + "x",
    "nested bold": "<b>x" * 50_000,
    "closed": "<b>x" + "</i>" * 90_000 + "</b>" * 90_000,
    "open comments": "<!--" * 200_000,
    "open tags": "<a " * 200_000,
    "one long tag": "<" + "a" * 900_000,
    "one long name": "<p " + "a" * 900_000 + ">x",
    "open quotation marks": "<p " + "a='" * 200_000 + ">x",
    "equals": "<p " + "=" * 900_000 + ">x",
    "blanks": "<p style='font-weight" + " " * 900_000 + "'>x",
    "entities": "&amp" * 200_000,
    "scripts": "<script>" * 90_000,
    "cells": "<table>" + "<tr><td>x" * 50_000,
    "lists": "<ul><li>x" * 50_000,
    "breaks": "x<br>" * 150_000,
    "styles": "<b style='font-weight:bold'>x</b>y" * 25_000,
}
"""Each is small enough to be read, and would take minutes where a place were seen twice."""


@pytest.mark.long
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_is_read_in_one_pass(name):
    read_html(HOSTILE[name])


def test_nothing_longer_than_an_account_can_be_is_read():
    assert pasted("<b>x</b>" * (LARGEST // 7), "x\ty") == ("x y", ())


def test_a_page_that_is_all_formatting_comes_as_words_alone():
    assert pasted("<b>x</b>y" * 5_000, "xy") == ("xy", ())


def test_a_picture_leaves_the_plain_words():
    assert pasted("<img src='data:image/png;base64,iVBO'>", "a caption") == ("a caption", ())


def test_plain_words_are_cleaned_line_by_line():
    assert cleaned_lines("a\u00a0b \r\nc\u200b\x07\n\n") == "a b\nc\n"
    assert cleaned("\u202eevil") == "evil"
