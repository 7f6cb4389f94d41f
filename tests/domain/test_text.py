import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaire.domain.text import control_characters, decoded, in_few_lines, normalised, printable
from questionnaire.wording import located

NOT_UTF8 = (
    "Dosya UTF-8 olarak kaydedilmemiş. Düzenleyicinizde açın, “Farklı kaydet” deyin, kodlamayı “UTF-8” seçip "
    "yeniden kaydedin (Windows Not Defteri’nde bu liste Kaydet düğmesinin yanındadır)."
)
TEXT = "İlk satır: ığüşöç\nikinci\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace("\n", "\r\n").encode("utf-8-sig"),
        unicodedata.normalize("NFD", TEXT).encode(),
    ],
    ids=["utf-8", "bom", "crlf", "cr", "bom and crlf", "nfd"],
)
def test_text_is_the_same_whatever_mark_line_ends_or_composition_it_was_saved_with(data):
    assert decoded(data) == (TEXT, [])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_refused_with_a_hint_how_to_save(encoding):
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")

    text, problems = decoded(mark + TEXT.encode(encoding))

    assert text is None
    assert [located(problem) for problem in problems] == [f"1: {NOT_UTF8}"]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_windows_1254_is_refused_with_the_line_of_the_first_turkish_letter(line_end):
    text, problems = decoded(line_end.join(["bir", "iki", "üç", "dört"]).encode("cp1254"))

    assert text is None
    assert [located(problem) for problem in problems] == [f"3: {NOT_UTF8}"]


@pytest.mark.parametrize("character", [*"\x00\x01\x08\x0b\x0c\x0e\x1b\x1f\x7f\x80\x85\x9f\ufeff\ufffe\uffff"])
def test_a_control_character_is_named_with_its_line_and_column(character):
    _, problems = decoded(f"bir\r\niki {character} üç {character}".encode())

    assert [located(problem) for problem in problems] == [
        f"2:5: Görünmeyen bir denetim karakteri var (U+{ord(character):04X}). Silin ve orayı yeniden yazın."
    ]


def test_what_is_beside_a_control_character_can_still_be_read():
    text, _ = decoded(b"tit\x00le: a\x1b\n")

    assert text == "title: a\n"


@pytest.mark.parametrize("text", ["", "a\tb\n", "“ ” ’ … – €", "İıŞşĞğ", "\u00a0\u200d", "😀 日本 ٩"])
def test_what_a_keyboard_writes_is_no_control_character(text):
    assert control_characters(text) == []


@given(st.binary())
def test_decoding_never_raises_and_says_why_when_there_is_no_text(data):
    text, problems = decoded(data)

    assert text is not None or problems != []


@given(st.text())
def test_normalised_text_has_one_kind_of_line_end_is_composed_and_stays_so(text):
    once = normalised(text)

    assert "\r" not in once
    assert unicodedata.is_normalized("NFC", once)
    assert normalised(once) == once


def test_what_is_typed_keeps_its_line_ends_and_loses_what_nobody_can_see():
    assert printable("Bir\r\niki\x0bu\u0308ç\x00\x1b\ufeff\t4") == "Bir\niki\nüç\t4"


@given(st.text())
def test_what_is_printable_stays_so_and_has_nothing_that_no_page_can_show(text):
    once = printable(text)

    assert printable(once) == once
    assert control_characters(once) == []


def test_a_text_of_many_lines_loses_none_of_them_when_it_is_run_on():
    text = "\n".join(map(str, range(100)))

    few = in_few_lines(text)

    assert few.count("\n") == 30
    assert few.endswith("29\n30 / 31 / " + " / ".join(map(str, range(32, 100))))
    assert in_few_lines("bir\n\niki\n") == "bir\n\niki\n"
