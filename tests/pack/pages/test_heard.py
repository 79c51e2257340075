"""What a pack says to those who listen: what only the eye is told must be in words as well."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from portfolio_app.pack.pages.claims import shortened
from tests.pack.reading import elements
from tests.pack.test_reviewed_structure import REVIEWED


@pytest.fixture(scope="module")
def heard():
    """Return what was reviewed: another test holds the pack to it."""
    return REVIEWED.read_text("utf-8").splitlines()


@pytest.fixture(scope="module")
def tree(example_pack):
    with pikepdf.open(BytesIO(example_pack.data)) as pdf:
        yield pdf.Root.StructTreeRoot.K[0]


def test_every_table_has_heads(tree):
    tables = list(elements(tree, "Table"))
    assert len(tables) >= 7
    for table in tables:
        assert [head.A.Scope for head in elements(table, "TH")], table.A.Summary


def test_rows_of_the_ten_minutes_are_headed_by_what_is_to_be_read(heard):
    at = heard.index("H2: Read this pack in ten minutes")
    assert heard[at + 2 : at + 6] == [
        "TD P: [3]",
        "TH P: Requirements met",
        "TD P: Is everything here?",
        "TD P: 1 min",
    ]


def test_contents_have_a_heading_for_each_part(heard):
    start = heard.index("H1: Contents")
    listed = heard[start : heard.index("H1: Requirements met")]
    assert [line for line in listed if line.startswith("H2")] == [
        "H2: At a glance",
        "H2: Capabilities (PCF 2018, Experienced social worker)",
        "H2: Evidence",
        "H2: Report, statements, signatures",
    ]


def test_titles_in_the_matrix_are_heard_whole_and_stand_alone(heard):
    assert "TH P: Certificate: assessing neglect, five days" in heard
    assert "TH P: Goals and learning, appraisal year 2026, team manager’s part" in heard
    matrix = heard[heard.index("H1: Capability matrix") : heard.index("H1: 1 Professionalism")]
    assert not [line for line in matrix if "…" in line]


def test_columns_of_the_matrix_are_headed_by_code_and_title(heard):
    heads = [line for line in heard if line.startswith("TH: ")]
    assert heads[0] == "TH: PCF 1 Professionalism"
    assert heads[-1] == "TH: KSS 10 Organisational context"
    assert len(heads) == 19


def test_the_legend_of_the_matrix_is_a_list_before_it(heard, tree):
    at = heard.index("Caption: Whose words")
    assert heard[at + 1 : at + 6] == [
        "LBody: Practitioner: hollow circle",
        "LBody: Observer: square",
        "LBody: Child or family: triangle",
        "LBody: Professional: diamond",
        "LBody: Manager: hexagon",
    ]
    assert heard[at + 6] == "TH P: Evidence"
    heads = [head for table in elements(tree, "Table") for head in elements(table, "TH")]
    assert not [caption for head in heads for caption in elements(head, "LBody")]


def test_a_note_over_a_page_end_is_heard_once(heard):
    named = [line for line in heard if "I found my own history at work" in line]
    assert len(named) == 1
    assert not [line for line in heard if "continues on the next page" in line]


def test_both_drawings_of_such_a_note_lead_on(example_pack, tree):
    notes = [
        note
        for note in elements(tree, "Note")
        for link in elements(note, "Link")
        if len([kid for kid in link.K if kid.get("/Type") == "/OBJR"]) == 2
    ]
    assert len(notes) == 2


def test_a_claim_says_which_words_are_claimed(heard):
    assert (
        "Note P: PCF 6 and KSS 7, claimed of “I set two explanations side by side.”, "
        "see [p. 10] Two explanations, what each would predict, and what I then found."
    ) in heard
    at = heard.index("H2: Claimed in this report")
    assert heard[at + 1 : at + 3] == [
        "Lbl: a",
        "LBody: PCF 6, claimed of “Now she names a view early … would prove her wrong.”, "
        "see [p. 10]. The change that matters most at this level.",
    ]


def test_words_that_hold_a_quotation_are_quoted_within_it():
    assert shortened("She said “no” to me") == "She said ‘no’ to me"
    assert shortened("one two three four five six seven eight nine ten eleven twelve") == (
        "one two three four five six … nine ten eleven twelve"
    )


def test_a_signature_field_follows_its_signer(heard):
    at = heard.index("H2: 2 Marcus Delaney-Obi")
    assert [line.partition(":")[0] for line in heard[at : at + 5]] == [
        "H2", "P", "P", "Form", "H2",
    ]  # fmt: skip
    assert heard[at + 3].startswith("Form: Signature 2: Marcus Delaney-Obi")


def test_a_drawing_is_described_once(heard):
    assert len([line for line in heard if "the cat is not allowed on it" in line]) == 1


def test_counts_are_lists(heard):
    at = heard.index("H2: 3 passages, 2 kinds of source")
    assert heard[at + 1 : at + 5] == [
        "Lbl: Practitioner",
        "LBody: 2",
        "Lbl: Manager",
        "LBody: 1",
    ]


def test_the_way_back_to_the_contents_is_on_every_page_and_heard_once(
    heard, tree, example_pack
):
    assert heard[-1] == "P: [Contents]"
    assert heard.count("P: [Contents]") == 1
    *_, link = elements(tree, "Link")
    pages = {kid.Pg.objgen for kid in link.K if kid.Type == "/OBJR"}
    assert len(pages) == example_pack.pages - 2  # not on the cover and not on the contents


def test_each_question_is_followed_by_the_face_chosen_for_it(heard):
    faces = "Figure: Of five faces, from not at all to always, this one is chosen: "
    for question, chosen in (
        ("How much do I listen", "mostly"),
        ("What is different now", "always"),
    ):
        at = next(n for n, line in enumerate(heard) if line.startswith(f"H2: {question}"))
        assert heard[at + 1] == faces + chosen


def test_what_is_to_be_seen_on_an_attached_document_is_heard_once(heard, example_plan):
    described = [a.description for e in example_plan.evidence for a in e.attachments]
    assert len(described) == 3
    for description in described:
        assert sum(description in line for line in heard) == 1
    assert "Figure: Evidence 1, attached, page 1 of 2, as described above" in heard
    assert "Figure: Evidence 1, attached, page 2 of 2" in heard
