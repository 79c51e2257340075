"""A recovery code survives being written down and typed back."""

from __future__ import annotations

import itertools

import pytest

from portfolio_app.errors import WrongKeyError
from portfolio_app.model.store.keys.recovery import ALPHABET, LENGTH, RecoveryCode

CODES = [RecoveryCode.new() for _ in range(5)]


def refuses(text):
    try:
        RecoveryCode.parse(text)
    except WrongKeyError:
        return True
    return False


def test_a_code_is_seven_groups_of_four_and_reads_back():
    code = RecoveryCode.new()
    groups = code.text.split("-")
    assert [len(group) for group in groups] == [4] * 7
    assert set("".join(groups)) <= set(ALPHABET)
    assert RecoveryCode.parse(code.text) == code


def test_no_two_codes_are_alike():
    assert len({RecoveryCode.new().text for _ in range(200)}) == 200


@pytest.mark.parametrize(
    "typed",
    [
        str.lower,
        lambda text: text.replace("-", ""),
        lambda text: text.replace("-", "  "),
        lambda text: f"\t{text}\n",
        lambda text: text.replace("-", " – "),
        lambda text: text.replace("1", "l").replace("0", "o"),
        lambda text: text.replace("1", "I").replace("0", "O"),
    ],
    ids=["lower case", "bare", "spaces", "around", "dashes", "l and o", "I and O"],
)
def test_a_code_may_be_typed_in_many_ways(typed):
    for code in CODES:
        assert RecoveryCode.parse(typed(code.text)) == code


def test_every_single_wrong_symbol_is_noticed():
    for code in CODES:
        for place, wrong in itertools.product(range(LENGTH), ALPHABET):
            typed = code.symbols[:place] + wrong + code.symbols[place + 1 :]
            assert refuses(typed) == (typed != code.symbols)


def test_every_two_symbols_that_changed_places_are_noticed():
    for code in CODES:
        for one, other in itertools.combinations(range(LENGTH), 2):
            typed = list(code.symbols)
            typed[one], typed[other] = typed[other], typed[one]
            assert refuses("".join(typed)) == (typed != list(code.symbols))


def test_every_two_wrong_neighbours_are_noticed():
    code = CODES[0].symbols
    for place in range(LENGTH - 1):
        for pair in itertools.product(ALPHABET, repeat=2):
            typed = code[:place] + "".join(pair) + code[place + 2 :]
            assert refuses(typed) == (typed != code)


@pytest.mark.long
def test_every_two_wrong_symbols_are_noticed():
    code = CODES[0].symbols
    for one, other in itertools.combinations(range(LENGTH), 2):
        for first, second in itertools.product(ALPHABET, repeat=2):
            typed = code[:one] + first + code[one + 1 : other] + second + code[other + 1 :]
            assert refuses(typed) == (typed != code)


@pytest.mark.parametrize("change", [-1, 1])
def test_a_missing_or_doubled_symbol_is_told_by_its_number(change):
    symbols = CODES[0].symbols
    typed = symbols[:change] if change < 0 else symbols + symbols[-1]
    with pytest.raises(
        WrongKeyError, match=f"has 28 letters and figures; this one has {28 + change}"
    ):
        RecoveryCode.parse(typed)


@pytest.mark.parametrize("typed", ["", "U" * LENGTH, "é" * LENGTH, "١" * LENGTH])
def test_other_symbols_are_no_code(typed):
    assert refuses(typed)


def test_a_code_does_not_show_in_its_repr_or_in_an_error():
    code = CODES[0]
    assert code.symbols[:4] not in repr(code)
    wrong = code.symbols[:-1] + ("0" if code.symbols[-1] != "0" else "1")
    with pytest.raises(WrongKeyError) as caught:
        RecoveryCode.parse(wrong)
    assert code.symbols[:4] not in f"{caught.value}{caught.value.advice}"
