import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaire.domain.richtext import Html, render
from questionnaire.exports.blocks import Kind, Run, blocks, linked, plain
from tests.exports.reports import AWKWARD, squeezed, texts_of


def shown(text):
    """Kind, depth, number and text of every block of a Markdown text."""
    return [
        (block.kind.value, block.depth, block.number, "".join(run.text for run in block.runs))
        for block in blocks(render(text))
    ]


def test_paragraphs_headings_and_lists_are_told_apart():
    assert shown("# Başlık\n\nBir.\n\n- a\n- b\n\n3. c\n4. d") == [
        ("heading", 1, 0, "Başlık"),
        ("paragraph", 0, 0, "Bir."),
        ("bullet", 1, 1, "a"),
        ("bullet", 1, 2, "b"),
        ("number", 1, 3, "c"),
        ("number", 1, 4, "d"),
    ]


def test_lists_within_lists_keep_their_depth_and_paragraphs_their_item():
    assert shown("1. bir\n\n    - iç\n\n        daha\n\n    sonra\n\n2. iki") == [
        ("number", 1, 1, "bir"),
        ("bullet", 2, 1, "iç"),
        ("continued", 2, 0, "daha"),
        ("continued", 1, 0, "sonra"),
        ("number", 1, 2, "iki"),
    ]


def test_a_quotation_is_known_as_one():
    assert [block.quoted for block in blocks(render("> Bir\n\nİki"))] == [True, False]


def test_looks_and_addresses_go_with_the_text():
    (paragraph,) = blocks(render("Bak: [<u>a</u>**b**](https://example.org/?x=1&y=2)."))

    address = "https://example.org/?x=1&y=2"
    assert paragraph.runs == (
        Run("Bak: "),
        Run("a", frozenset({"underline"}), address),
        Run("b", frozenset({"bold"}), address),
        Run("."),
    )
    assert [address for address, _ in linked(paragraph.runs)] == ["", address, ""]


def test_what_tells_a_screen_reader_that_a_link_leaves_the_site_is_left_out():
    assert "dış bağlantı" in render("[a](https://example.org/)")
    assert plain(render("[a](https://example.org/)")) == "a (https://example.org/)"


def test_white_space_is_what_a_browser_shows():
    (paragraph,) = blocks(Html("<p>  bir\n   <b> iki </b> üç<br>\n dört&nbsp; </p>"))

    assert "".join(run.text for run in paragraph.runs) == "bir iki üç\ndört\xa0"


def test_a_table_has_its_cells_and_knows_its_headings():
    (table,) = blocks(render("| a | b |\n|---|---|\n| **c** | d |"))

    assert table.kind is Kind.TABLE
    assert [[(cell.runs[0].text, cell.is_header) for cell in row] for row in table.rows] == [
        [("a", True), ("b", True)],
        [("c", False), ("d", False)],
    ]


def test_blocks_within_a_cell_are_lines_of_it():
    (table,) = blocks(
        Html("<table><tr><td><p>bir</p><ul><li>iki<table><tr><td>üç</td></tr></table></li></ul></td></tr></table>")
    )

    assert [run.text for row in table.rows for cell in row for run in cell.runs] == ["bir\niki\nüç"]


def test_plain_text_keeps_order_marks_and_addresses():
    text = "Bir.\n\n1. a\n    - b\n2. [c](https://example.org/)\n\n| d | e |\n|---|---|\n| f | g |\n\n<https://example.org/x> <a@example.org>"

    assert plain(render(text)) == (
        "Bir.\n\n1. a\n   • b\n2. c (https://example.org/)\n\nd | e\nf | g\n\nhttps://example.org/x a@example.org"
    )


def test_no_guidance_is_no_text():
    assert (blocks(Html()), plain(Html())) == ((), "")


def everything(text):
    """The text of all blocks without white space."""
    runs = [run for block in blocks(text) for run in block.runs]
    runs += [run for block in blocks(text) for row in block.rows for cell in row for run in cell.runs]
    return squeezed("".join(run.text for run in runs))


@pytest.mark.parametrize("text", AWKWARD)
def test_no_text_is_lost_and_none_is_added(text):
    assert sorted(everything(render(text))) == sorted(squeezed("".join(texts_of(render(text)))))


TAGS = st.sampled_from(
    [
        "p",
        "b",
        "em",
        "u",
        "sub",
        "h4",
        "h6",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "td",
        "th",
        "tbody",
        "blockquote",
        "br",
        "a",
    ]
)
MARKUP = st.lists(
    st.one_of(
        st.text("aşI İ\n&<", max_size=5),
        TAGS.map(lambda tag: f"<{tag}>"),
        TAGS.map(lambda tag: f"</{tag}>"),
        st.sampled_from(["\n\n- ", "\n\n1. ", "\n> ", "| ", "<a href='https://example.org/'>", "<ol start='7'>"]),
    ),
    max_size=40,
)


@given(MARKUP)
def test_whatever_markup_an_editor_mixes_no_text_is_lost(parts):
    text = render("".join(parts))

    assert sorted(everything(text)) == sorted(squeezed("".join(texts_of(text))))
