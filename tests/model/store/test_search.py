"""Whatever was written or attached can be found, and what is gone cannot."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio_app.errors import EvidenceError
from portfolio_app.model.domain.names import AttachmentId, CapabilityRef, EvidenceId, FieldPath
from portfolio_app.model.domain.search import Source, terms
from tests.model.store.builders import (
    ACCOUNT,
    LATER,
    NOON,
    PIECE,
    answer,
    attachment,
    claim,
    evidence,
    integrity,
    new_vault,
)

CONTENT = b"%PDF-1.7 of no worth"
FILE = AttachmentId("attachment-1")
SECOND = EvidenceId("piece-2")
REF = CapabilityRef.parse("pcf-2018/6")


def find(vault, typed, most=50):
    with vault.reading() as tx:
        return tx.search.find(terms(typed), most)


def where(vault, typed):
    """Return where something is found, in no order."""
    return {(hit.evidence_id, hit.source, hit.path, hit.page) for hit in find(vault, typed)}


def sound(vault):
    """Tell whether the index of words is whole, and is that of the words."""
    with vault._engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)"
        )
    return integrity(vault) == []


def fill(vault):
    """Put in words of every source."""
    with vault.transaction() as tx:
        tx.attachments.add(PIECE, attachment(CONTENT), CONTENT)
        tx.search.put_pages(FILE, ["The owl sleeps.", "", "An owl and a badger."])
        tx.statements.put(REF, "I am trusted with complexity.", NOON)
    return vault


@pytest.fixture
def filled(vault):
    """A vault with words of every source."""
    return fill(vault)


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """The same, to be searched and never changed."""
    vault, _ = new_vault(tmp_path_factory.mktemp("search") / "full.portfolio")
    with vault.transaction() as tx:
        tx.evidence.add(evidence())
    yield fill(vault)
    vault.close()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("listened", (PIECE, Source.ANSWER, ACCOUNT, None)),
        ("lindqvist", (PIECE, Source.AUTHOR, "", None)),
        ("shows", (PIECE, Source.NOTE, ACCOUNT, None)),
        ("house", (PIECE, Source.ATTACHMENT, "drawing", None)),
        ("wren.pdf", (PIECE, Source.ATTACHMENT, "drawing", None)),
        ("badger", (PIECE, Source.PAGE, "drawing", 3)),
        ("trusted", (None, Source.STATEMENT, str(REF), None)),
    ],
)
def test_words_of_every_source_are_found(full, typed, found):
    assert where(full, typed) == {found}


@pytest.mark.parametrize("typed", ["", " ", "!?", '"', "zebra", "listened zebra", "isten"])
def test_other_words_are_not(full, typed):
    assert find(full, typed) == ()


@pytest.mark.parametrize(
    "typed", ["NOT", "sat AND floor", "sat*", "words:x", "(sat", "sat)", "^"]
)
def test_nothing_typed_is_taken_as_a_command(full, typed):
    find(full, typed)


def test_half_a_surrogate_pair_can_be_searched_for(full):
    assert len(find(full, "listened\ud83d")) == 1


def test_a_piece_is_found_when_its_words_stand_in_different_places(full):
    assert {hit.evidence_id for hit in find(full, "badger floor lindqvist")} == {PIECE}
    assert find(full, "badger trusted") == ()


def test_a_phrase_is_found_as_it_stands(full):
    assert where(full, '"sat on the floor"') == {(PIECE, Source.ANSWER, ACCOUNT, None)}
    assert find(full, '"on sat"') == ()
    assert find(full, '"sat on the flo"') == ()


def test_capitals_and_accents_do_not_count(vault):
    with vault.transaction() as tx:
        tx.evidence.set_answer(PIECE, ACCOUNT, answer("A naïve Cafe\u0301, STRASSE"), LATER)
    for typed in ("naive", "NAÏVE", "naïv", "cafe\u0301", "Café", "strasse"):
        assert len(find(vault, typed)) == 1, typed


def test_what_was_found_is_marked_in_its_excerpt(full):
    (hit,) = find(full, "listen hour")
    text = hit.excerpt.text
    assert [text[span.start : span.end] for span in hit.excerpt.found] == ["listened", "hour"]
    assert (
        text == "We sat on the floor. I listened to her for an hour, and wrote down her words."
    )


def test_an_excerpt_of_a_long_text_is_cut_and_stands_in_one_line(vault):
    long = "before\n" * 200 + "the needle\n\n\tin hay " + "after " * 200
    with vault.transaction() as tx:
        tx.evidence.set_answer(PIECE, ACCOUNT, answer(long), LATER)
    (hit,) = find(vault, "needle")
    text, (span,) = hit.excerpt.text, hit.excerpt.found
    assert text[span.start : span.end] == "needle"
    assert text.startswith("…before")
    assert text.endswith("after…")
    assert "the needle in hay" in text
    assert len(text) < 250


def test_the_best_place_comes_first(vault):
    with vault.transaction() as tx:
        tx.evidence.add(
            evidence(2, claims=(), answers={FieldPath("title"): answer("Listening, listening")})
        )
        tx.evidence.set_answer(
            PIECE, ACCOUNT, answer("I was listening. " + "And " * 300), LATER
        )
    assert [hit.evidence_id for hit in find(vault, "listening")] == [SECOND, PIECE]
    assert len(find(vault, "listening", most=1)) == 1


def test_what_lies_in_the_bin_is_found_only_once_it_is_back(filled):
    with filled.transaction() as tx:
        tx.attachments.remove(FILE, LATER)
    assert find(filled, "badger") == find(filled, "house") == ()
    with filled.transaction() as tx:
        tx.attachments.restore(FILE)
        tx.evidence.remove(PIECE, LATER)
    assert find(filled, "badger") == find(filled, "listened") == ()
    with filled.transaction() as tx:
        tx.evidence.restore(PIECE)
    assert len(find(filled, "badger")) == len(find(filled, "listened")) == 1


def test_words_that_are_gone_leave_the_index(filled):
    with filled.transaction() as tx:
        tx.claims.remove(claim().id, LATER)
        tx.claims.add(PIECE, replace(claim(2), note="otter"), LATER)
        tx.attachments.describe(FILE, "A heron.")
        tx.evidence.set_contributor(PIECE, None, "Robin", LATER)
        tx.statements.put(REF, "", LATER)
        tx.evidence.set_answer(PIECE, ACCOUNT, None, LATER)
    for gone in ("shows", "house", "lindqvist", "trusted", "listened"):
        assert find(filled, gone) == ()
    for new in ("otter", "heron", "robin"):
        assert len(find(filled, new)) == 1
    with filled.transaction() as tx:
        tx.search.purge()
    with filled._engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, search_index, row)"
        )
        words = set(connection.exec_driver_sql("SELECT term FROM temp.terms").scalars())
        connection.exec_driver_sql("DROP TABLE temp.terms")
    assert not words & {"shows", "house", "lindqvist", "trusted", "listened"}
    assert sound(filled)


def test_a_file_is_unread_until_its_pages_are_put_in(filled):
    with filled.transaction() as tx:
        tx.attachments.add(PIECE, attachment(CONTENT, 2), CONTENT)
        assert tx.search.unread() == (attachment(CONTENT, 2),)
        tx.search.put_pages(AttachmentId("attachment-2"), [])
        assert tx.search.unread() == ()
        assert tx.search.pages(FILE) == ("The owl sleeps.", "", "An owl and a badger.")


def test_pages_are_replaced_by_a_second_reading(filled):
    with filled.transaction() as tx:
        tx.search.put_pages(FILE, ["Nothing but a heron."])
    assert find(filled, "owl") == ()
    assert len(find(filled, "heron")) == 1


def test_pages_of_a_file_that_is_gone_are_refused(vault):
    with pytest.raises(EvidenceError, match="no longer"), vault.transaction() as tx:
        tx.search.put_pages(FILE, ["Words"])


def test_a_damaged_index_is_made_anew(filled):
    with filled._engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM search_index_data WHERE id > 10")
        connection.exec_driver_sql("DELETE FROM search_index_idx")
    with filled.transaction() as tx:
        tx.search.rebuild()
    assert len(find(filled, "badger")) == 1
    assert sound(filled)


# --- search agrees with reading everything -------------------------------------------------

WORDS = ("Owl", "owls", "naïve", "NAIVE", "it's", "sat", "on", "7", "Straße", "e\u0301t", "a-b")
TEXT = st.lists(st.sampled_from([*WORDS, ".", "\n"]), max_size=6).map(" ".join)
PIECES = ("piece-1", "piece-2", "piece-3")
STEP = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(PIECES), st.sampled_from("xy"), TEXT),
    st.tuples(st.sampled_from(["remove", "restore", "destroy"]), st.sampled_from(PIECES)),
    st.tuples(st.just("note"), st.sampled_from(PIECES), TEXT),
    st.tuples(st.just("pages"), st.lists(TEXT, max_size=2)),
    st.tuples(st.just("state"), TEXT),
)
ASKED = st.lists(
    st.sampled_from([*WORDS, "ow", "na", "s", "o", '"sat on"', "it", "b"]), max_size=3
)


def do(tx, step):
    """Do one thing as a person would; what cannot be done now is left."""
    kind, *given = step
    try:
        ACTS[kind](tx, *given)
    except EvidenceError:
        return


def note(tx, piece, text):
    held = tx.evidence.get(EvidenceId(piece))
    made = replace(claim(piece), note=text)
    if held and held.claims:
        tx.claims.change(made, LATER)
    else:
        tx.claims.add(EvidenceId(piece), made, LATER)


ACTS = {
    "write": lambda tx, piece, path, text: tx.evidence.set_answer(
        EvidenceId(piece), FieldPath(path), answer(text), LATER
    ),
    "remove": lambda tx, piece: tx.evidence.remove(EvidenceId(piece), LATER),
    "restore": lambda tx, piece: tx.evidence.restore(EvidenceId(piece)),
    "destroy": lambda tx, piece: tx.bin.destroy_evidence(EvidenceId(piece)),
    "note": note,
    "pages": lambda tx, pages: tx.search.put_pages(FILE, pages),
    "state": lambda tx, text: tx.statements.put(REF, text, LATER),
}


def tokens(text):
    plain = "".join(
        c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c)
    )
    # FTS5 knows no other way of writing ß, and neither does this.
    return re.findall(r"\w+", plain.replace("ss", "ß") if "ß" in text.casefold() else plain)


def naively(tx, asked):
    """Return what has every term, by reading everything."""
    texts = {}
    for piece in tx.evidence.all():
        texts[piece.id] = [answer.text for answer in piece.answers.values()]
        texts[piece.id] += [piece.author_name, *(claim.note for claim in piece.claims)]
        for file in piece.attachments:
            texts[piece.id] += [file.name, file.description, *tx.search.pages(file.id)]
    for statement in tx.statements.all():
        texts[None] = [statement.text]
    return {
        owner
        for owner, said in texts.items()
        if all(any(stands(term, text) for text in said) for term in asked)
    }


def stands(term, text):
    wanted, words = tokens(term.text), tokens(text)
    for start in range(len(words) - len(wanted) + 1):
        *head, last = words[start : start + len(wanted)]
        fits = last == wanted[-1] if term.is_whole else last.startswith(wanted[-1])
        if head == wanted[:-1] and fits:
            return True
    return False


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """A vault that all examples share: what the one leaves, the next one finds."""
    vault, _ = new_vault(tmp_path_factory.mktemp("search") / "shared.portfolio")
    with vault.transaction() as tx:
        for number in (1, 2, 3):
            tx.evidence.add(evidence(number, claims=(), answers={}))
        tx.attachments.add(PIECE, attachment(CONTENT), CONTENT)
    yield vault
    vault.close()


def agrees(vault, steps, asked):
    with vault.transaction() as tx:
        known = {piece.id for piece in (*tx.evidence.all(), *tx.evidence.removed())}
        for number in {1, 2, 3}.difference(int(each[-1]) for each in known):
            tx.evidence.add(evidence(number, claims=(), answers={}))
        for step in steps:
            do(tx, step)
    wanted = terms(" ".join(asked))
    with vault.reading() as tx:
        found = {hit.evidence_id for hit in tx.search.find(wanted, 1_000)}
        assert found == (naively(tx, wanted) if wanted else set())


@given(steps=st.lists(STEP, max_size=8), asked=ASKED)
def test_search_finds_what_reading_everything_finds(shared, steps, asked):
    agrees(shared, steps, asked)


def test_the_index_is_sound_after_all_that(shared):
    assert sound(shared)
