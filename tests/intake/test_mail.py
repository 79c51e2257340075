"""Saved emails."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from portfolio_app.errors import IntakeError
from portfolio_app.intake.arrivals import is_quick, kind_of, read_arrival
from portfolio_app.intake.document import Heading, Paragraph, Table, words_of
from portfolio_app.intake.mail import is_mail, read_mail
from tests.intake.helpers import docx, p
from tests.intake.photos import HEIC, a_photo


def a_mail(text="I saw you listen.", markup="", subject="Feedback on the visit"):
    mail = EmailMessage()
    mail["From"] = "Ann Visitor <visitor@example.org>"
    mail["To"] = "worker@example.org"
    mail["Date"] = "Tue, 03 Nov 2026 09:30:00 +0000"
    mail["Subject"] = subject
    mail["Message-ID"] = "<1@example.org>"
    mail.set_content(text)
    if markup:
        mail.add_alternative(markup, subtype="html")
    return mail


def text_of(blocks):
    return "\n".join(words_of(block) for block in blocks)


def test_an_email_tells_who_wrote_when_about_what():
    message = read_mail(a_mail().as_bytes())
    assert message.sender == "Ann Visitor <visitor@example.org>"
    assert (message.sent, message.subject) == ("3 November 2026", "Feedback on the visit")
    assert message.blocks == [
        Heading(0, "Feedback on the visit"),
        Paragraph("From: Ann Visitor <visitor@example.org>"),
        Paragraph("Date: 3 November 2026"),
        Paragraph("I saw you listen."),
    ]


def test_html_is_read_as_words_and_nothing_it_points_to_is_fetched():
    markup = (
        "<style>p{color:red}</style><script>alert('x')</script><h2>What I saw</h2>"
        "<div>You knelt <b>down</b>.</div><ul><li>You waited.</li></ul>"
        '<img src="https://tracker.example.org/pixel.gif"><p hidden>Unseen</p>'
    )
    message = read_mail(a_mail("You knelt down.\nYou waited.", markup).as_bytes())
    assert text_of(message.blocks[3:]) == "What I saw\nYou knelt down.\n• You waited.\nUnseen"


def test_words_that_stand_in_the_plain_wording_alone_are_kept_beside():
    message = read_mail(a_mail("In both.\nIn plain alone.", "<p>In both.</p>").as_bytes())
    assert text_of(message.blocks[3:]) == "In both.\nIn plain alone."


def test_forwarded_messages_are_read_too():
    outer = a_mail("See below.")
    outer.add_attachment(a_mail("The first word.", subject="Earlier"))
    text = text_of(read_mail(outer.as_bytes()).blocks)
    assert "Forwarded: Earlier" in text
    assert "The first word." in text


def test_what_is_attached_becomes_text_or_a_file():
    mail = a_mail()
    mail.add_attachment(docx(p("From Word.")), "application", "msword", filename="a.docx")
    mail.add_attachment(a_photo(), "image", "jpeg", filename="a.jpg")
    mail.add_attachment(HEIC, "image", "heic", filename="b.heic")
    mail.add_attachment(b"MZ\x90\x00\x03", "application", "x-exe", filename="run.exe")
    arrived = read_arrival(mail.as_bytes(), "mail.eml")
    assert "From Word." in text_of(arrived.document.blocks)
    assert [(f.name, f.media_type) for f in arrived.files] == [
        ("a.jpg", "image/jpeg"),
        ("b.jpg", "image/jpeg"),
    ]
    (remark,) = arrived.document.remarks
    assert remark.startswith("Attached file 4 was left out.")
    assert dict(arrived.facts)["Subject"] == "Feedback on the visit"


def test_messages_without_end_inside_one_another_are_refused():
    mail = a_mail("innermost")
    for _ in range(15):
        outer = a_mail("around")
        outer.add_attachment(mail)
        mail = outer
    with pytest.raises(IntakeError, match="too many messages"):
        read_mail(mail.as_bytes())


@pytest.mark.parametrize(
    ("said", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("windows-1252", "windows-1252"),
        ("x-unknown", "windows-1252"),
        ("iso-8859-1", "windows-1252"),
        ("us-ascii", "utf-8"),
        ("", "utf-8"),
        ("", "windows-1252"),
    ],
)
def test_any_encoding_gives_words(said, encoding):
    kind = f"text/plain; charset={said}" if said else "text/plain"
    head = f"\ufeffFrom: a@example.org\nMIME-Version: 1.0\nContent-Type: {kind}"
    body = "It’s £40".encode(encoding)
    read = read_mail(head.encode() + b"\nContent-Transfer-Encoding: 8bit\n\n" + body)
    assert read.sender == "a@example.org"
    assert text_of(read.blocks) == "From: a@example.org\nIt’s £40"


def test_words_of_html_are_parted_where_it_parts_them():
    markup = "<section>One</section><dl><dt>two</dt><dd>three</dd></dl><table><caption>four"
    read = read_mail(a_mail(markup=f"{markup}</caption><tr><td>five</table>").as_bytes())
    assert text_of(read.blocks).split("\n")[-6:-1] == ["One", "two", "three", "four", "five"]


def test_no_email_is_read_within_the_program():
    assert not is_quick(a_mail().as_bytes(), "a.eml")


def test_the_caption_of_a_table_stands_before_it():
    table = "<table><caption>Feedback<tr><td>When<td>Who<tr><td>3 May<td>Ann"
    after = "<table><tr><td>x</td></tr><caption>Below</caption></table>"
    read = read_mail(a_mail("", markup=f"{table}</table>{after}").as_bytes())
    assert read.blocks[3:7] == [
        Paragraph("Feedback"),
        Table((("When", "Who"), ("3 May", "Ann"))),
        Paragraph("Below"),
        Table((("x",),)),
    ]


def test_a_text_that_begins_with_labels_is_no_email():
    assert not is_mail(b"Title: A visit\nDate: 3 May 2026\n\nWords.")
    assert kind_of(b"Title: A visit\n\nWords.", "a.txt") == "text/plain"
    assert kind_of(a_mail().as_bytes(), "without an ending") == "message/rfc822"
