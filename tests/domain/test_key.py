import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaire.domain.key import ALPHABET, LENGTH, grouped, hashed, new_key, read_key

KEY = "0123456789ABCDEFGHJKMNPQRSTV"
keys = st.text(alphabet=ALPHABET, min_size=LENGTH, max_size=LENGTH)


def test_the_alphabet_is_crockfords_thirty_two_different_signs():
    assert "".join(sorted(set(ALPHABET))) == "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def test_a_key_holds_at_least_128_bits():
    assert len(ALPHABET) ** LENGTH >= 2**128


def test_no_two_keys_are_alike_and_every_sign_occurs():
    made = [new_key() for _ in range(500)]

    assert len(set(made)) == 500
    assert set("".join(made)) == set(ALPHABET)
    assert {len(key) for key in made} == {LENGTH}


@pytest.mark.parametrize(
    "typed",
    [
        KEY,
        KEY.lower(),
        "0123 4567 89AB CDEF GHJK MNPQ RSTV",
        "0123-4567-89ab-cdef-ghjk-mnpq-rstv",
        "0123–4567—89AB·CDEF.GHJK\u00a0MNPQ\tRSTV\n",
        "0123\u200b4567\u00ad89AB CDEF GHJK MNPQ RSTV",
        "  o123 4567 89ab cdef ghjk mnpq rstv  ",
        "O123456789ABCDEFGHJKMNPQRSTV",
        *(f"0{one}23456789ABCDEFGHJKMNPQRSTV" for one in "IİıilL"),
    ],
)
def test_a_key_is_read_whatever_case_spaces_or_look_alikes_it_was_typed_with(typed):
    assert read_key(typed) == KEY


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        KEY[:-1],
        KEY + "0",
        KEY[:-1] + "U",
        KEY[:-1] + "!",
        KEY[:-1] + "Ş",
        KEY[:-1] + "٣",
        KEY[:-1] + "ß",
        "x" * 9999,
    ],
)
def test_what_cannot_be_a_key_is_none(typed):
    assert read_key(typed) is None


def test_a_key_is_shown_in_seven_groups_of_four():
    assert grouped(KEY) == "0123 4567 89AB CDEF GHJK MNPQ RSTV"


@given(keys)
def test_a_key_that_is_shown_can_be_typed_back(key):
    assert read_key(grouped(key).lower()) == key


@given(keys)
def test_a_key_typed_with_turkish_letters_is_the_same_key(key):
    assert read_key(key.replace("1", "ı").replace("0", "o")) == read_key(key.replace("1", "İ")) == key


@given(st.text(max_size=40))
def test_whatever_is_typed_is_read_as_a_key_or_as_none(typed):
    key = read_key(typed)

    assert key is None or read_key(key) == key


def test_the_database_holds_the_sha256_of_the_key_alone():
    assert hashed(KEY) == hashlib.sha256(KEY.encode()).hexdigest()
