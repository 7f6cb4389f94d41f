"""What is refused before it reaches the renderer, and that nothing needs more than that."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaire.domain.richtext import refusals, render
from questionnaire.wording import worded

TOO_DEEP = "Burada iç içe liste veya alıntılar 6 düzeyi aşıyor. Listeyi sadeleştirin."
LONG_LINE = "Satır 5000 karakterden uzun. Paragraflara bölün."
LONG_PARAGRAPH = "Paragraf 10000 karakterden uzun. Araya boş satır koyun."
MANY_LINES = "Metin 1000 satırdan uzun. Kısaltın."
WIDE_TABLE = "Satırda 20 taneden çok “|” işareti var. Tabloyu daraltın."


def said(text):
    """Line and words of every refusal."""
    return [(problem.line, worded(problem)) for problem in refusals(text)]


def many(sign, limit):
    return f"“{sign}” işareti {limit} defadan fazla geçiyor. Bir kısmını çıkarın."


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("- " * 500, 1, TOO_DEEP),
        ("a\n\n" + "> " * 7 + "a", 3, TOO_DEEP),
        (">>>>>>> a", 1, TOO_DEEP),
        ("1. - > 1. - > - a", 1, TOO_DEEP),
        ("\n".join("    " * depth + "- a" for depth in range(40)), 7, TOO_DEEP),
        ("\n".join("\t" * depth + "1. a" for depth in range(40)), 7, TOO_DEEP),
        ("\r".join("    " * depth + "* a" for depth in range(40)), 7, TOO_DEEP),
        ("a\n" + "[" * 20_000, 2, LONG_LINE),
        ("[\n\n" * 301, 601, many("[", 300)),
        ("a\n\n" + "<b>" * 501, 3, many("<", 500)),
        ("a\n\n" + "`a" * 301, 3, many("`", 300)),
        ("a" * 5_001, 1, LONG_LINE),
        (("a" * 99 + "\n") * 101, 101, LONG_PARAGRAPH),
        ("a\n\n" * 501, 1_001, MANY_LINES),
        ("|a" * 21, 1, WIDE_TABLE),
        ("a\n\n|b|\n|-|\n" + "|" * 21, 5, WIDE_TABLE),
        ("a\n" * 20_000, 15_001, "Metin 40000 karakter; en çok 30000 olabilir. Kısaltın."),
        ("a\n\x00", 2, "Görünmeyen bir denetim karakteri var (U+0000). Silin ve orayı yeniden yazın."),
    ],
)
def test_each_limit_is_refused_in_words_with_the_line_where_it_is_passed(text, line, words):
    assert (line, words) in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "- " * 6 + "a",
        "[" * 300,
        "<" * 500,
        "`" * 300,
        "a" * 5_000,
        ("a" * 99 + "\n") * 100,
        "a\n\n" * 500,
        "|a" * 20,
        ("a" * 4_998 + "\n\n") * 6,
        "    " * 40 + "girintili düz metin",
        "Toplantı 12.30’da - salonda > bahçede",
        "-5 derece, *vurgu*, +90 312",
    ],
)
def test_up_to_its_limit_everything_is_taken(text):
    assert said(text) == []


def test_all_limits_that_a_text_passes_are_told_at_once():
    text = "[" * 301 + "\n" + "<" * 501 + "\n" + "- " * 7 + "\n" + "|" * 21

    assert said(text) == [
        (1, many("[", 300)),
        (2, many("<", 500)),
        (3, TOO_DEEP),
        (4, WIDE_TABLE),
    ]


def test_of_many_lines_over_a_limit_the_first_is_told():
    assert said("a\n" + ("- " * 7 + "\n") * 3) == [(2, TOO_DEEP)]


@pytest.mark.parametrize("depth", [1, 2, 6, 7, 30, 250])
def test_nested_lists_are_either_refused_or_rendered_as_lists(depth):
    text = "\n".join("    " * level + "- a" for level in range(depth))

    refused = bool(said(text))

    assert refused == (depth > 6)
    assert render(text).count("<li>") == (0 if refused else depth)


@given(st.lists(st.sampled_from(["- ", "> ", "1. ", "    ", "\t", "a", "\n", "\n\n"]), max_size=400).map("".join))
def test_what_passes_the_limits_is_never_too_deep_for_the_renderer(text):
    # The fall-back for a text that broke the renderer escapes quotation marks, which rendering leaves alone.
    assert said(text) or render(f'"\n\n{text}').startswith('<p>"</p>')


# Texts that are quick to write and slow to render: each passes all limits but one.
@pytest.mark.parametrize(
    "text",
    [
        "|a" * 300 + "\n" + "|-" * 300 + "\n" + "|\n" * 300,
        "- a\n\n" * 9_000,
        "[" * 20_000,
        "\n".join(" " * (2 * level) + "- a" for level in range(60)),
        "<div>" * 5_000,
        "``1. \\" * 800,
        ">" * 1_000,
    ],
)
def test_texts_that_would_keep_the_renderer_busy_are_refused(text):
    assert said(text) != []
