"""Whatever the bytes, there is an answer; and only the pack itself is ever valid."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from portfolio_app.errors import NotAPackError
from portfolio_app.signing.verify import verify

FEW = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
MANY = settings(FEW, max_examples=3000, derandomize=False)

changes = st.lists(
    st.tuples(
        st.floats(0, 1, exclude_max=True),
        st.sampled_from(["flip", "replace", "insert", "delete"]),
        st.binary(min_size=1, max_size=12),
    ),
    min_size=1,
    max_size=4,
)


def mutated(document, made):
    content = bytearray(document)
    for place, how, new in made:
        at = int(place * len(content))
        if how == "flip":
            content[at] ^= new[0]
        elif how == "replace":
            content[at : at + len(new)] = new
        elif how == "insert":
            content[at:at] = new
        else:
            del content[at : at + len(new)]
    return bytes(content)


def judge(document, original):
    try:
        verification = verify(document)
    except NotAPackError:
        assert document != original
    else:
        assert verification.valid == (document == original)
        assert verification.valid or verification.reasons


@FEW
@given(made=changes)
def test_a_mutated_pack_is_never_valid_and_never_an_error(packs, made):
    judge(mutated(packs[2], made), packs[2])


@pytest.mark.long
@MANY
@given(made=changes)
def test_many_mutated_packs_are_never_valid_and_never_an_error(packs, made):
    judge(mutated(packs[4], made), packs[4])


@FEW
@given(size=st.floats(0, 1))
@example(size=0.0)
@example(size=1.0)
def test_a_pack_cut_off_anywhere_is_valid_only_where_a_signature_ends(packs, size):
    document = packs[4][: int(size * len(packs[4]))]
    try:
        verification = verify(document)
    except NotAPackError:
        return
    assert verification.valid == (document in packs[1:])


@FEW
@given(data=st.binary(max_size=400), begins=st.booleans())
def test_arbitrary_bytes_are_no_pack(data, begins):
    with pytest.raises(NotAPackError):
        verify(b"%PDF-1.7\n" + data if begins else data)


@pytest.mark.parametrize("bits", [0x01, 0x20, 0xFF])
def test_no_byte_around_the_signature_may_differ(packs, bits):
    """The reserved room is what no signature covers: a sample of it is tried."""
    document = packs[1]
    start = document.index(b"/Contents <")
    end = document.index(b">", start)
    for at in (*range(start, start + 110, 3), *range(start, end + 1, 97)):
        changed = bytearray(document)
        changed[at] ^= bits
        judge(bytes(changed), document)
