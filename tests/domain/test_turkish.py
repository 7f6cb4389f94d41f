import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaire.domain.turkish import folded


@pytest.mark.parametrize(
    "words",
    [
        ["ISPARTA", "Isparta", "ısparta", "isparta", "İSPARTA"],
        ["İSTANBUL", "Istanbul", "istanbul", "i\u0307stanbul"],
        ["hâlâ", "hala", "HÂLÂ"],
        ["resmî", "resmi", "RESMİ", "RESMÎ"],
        ["ŞÖLEN", "şölen", "s\u0327o\u0308len"],
    ],
)
def test_writings_of_one_word_find_each_other(words):
    assert {folded(word) for word in words} == {folded(words[0])}


@pytest.mark.parametrize(
    ("word", "other"), [("şal", "sal"), ("çay", "cay"), ("dağ", "dag"), ("ölü", "olu"), ("kar", "kır")]
)
def test_other_turkish_letters_stay_what_they_are(word, other):
    assert folded(word) != folded(other)


@given(st.text(alphabet="abcçdefgğhıijklmnoöprsştuüvyzâîûABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZÂÎÛ "))
def test_folding_a_folded_text_changes_nothing(text):
    assert folded(folded(text)) == folded(text)
