from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from questionnaire.domain import richtext
from questionnaire.domain.richtext import Html, refusals, render, word_count
from questionnaire.domain.seed import parse
from tests.domain import hostile, opinion

OUTWARD = ' rel="noopener noreferrer"'
LEAVES = '<span class="outward"> (dış bağlantı)</span>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Bir.\n\nİki.", "<p>Bir.</p>\n<p>İki.</p>"),
        ("*a* **b** _c_", "<p><em>a</em> <strong>b</strong> <em>c</em></p>"),
        ("<u>a</u> <b>b</b> <i>c</i> H<sub>2</sub>O m<sup>2</sup>",) * 2,
        ("a<br>b  \nc", "<p>a<br>b<br>\nc</p>"),
        ("- a\n    - b", "<ul>\n<li>a<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("4. a\n5. b", '<ol start="4">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("- a\n\n3. b", '<ul>\n<li>a</li>\n</ul>\n<ol start="3">\n<li>b</li>\n</ol>'),
        ("> a\n>\n> > b", "<blockquote>\n<p>a</p>\n<blockquote>\n<p>b</p>\n</blockquote>\n</blockquote>"),
        ("STÖ’ler & “niyet” < 5", "<p>STÖ’ler &amp; “niyet” &lt; 5</p>"),
        ("", ""),
    ],
)
def test_what_editors_use_is_kept(text, html):
    assert render(text) == (f"<p>{text}</p>" if text == html and text else html)


@pytest.mark.parametrize(
    "text",
    ["![resim](https://a.b/c.png)", "<hr>", "---", "<img src=x>", "<!-- not -->", "<input>", "[a]: https://b.c"],
)
def test_what_editors_do_not_use_leaves_nothing_behind(text):
    assert opinion.tags(render(text)) - opinion.tags("<p>") == {}
    assert opinion.words(render(text)) == []


@pytest.mark.parametrize(
    "text", ["<code>metin</code>", "`metin`", "<span>metin</span>", "<h1>metin</h1>", "<font color=red>metin</font>"]
)
def test_of_other_markup_the_words_stay(text):
    assert opinion.tags(render(text)) - opinion.tags("<p>") == {}
    assert opinion.words(render(text)) == ["metin"]


def test_a_table_has_a_head_and_rows():
    rendered = render("| Adım | Kim |\n|------|:---:|\n| Ara | Ayşe |")

    assert "".join(rendered.split("\n")) == (
        "<table><thead><tr><th>Adım</th><th>Kim</th></tr></thead>"
        "<tbody><tr><td>Ara</td><td>Ayşe</td></tr></tbody></table>"
    )


@pytest.mark.parametrize(
    ("text", "ranks"),
    [
        ("# a\n\n## b\n\n### c", ["h4", "h5", "h6"]),
        ("# a\n\n## b\n\n### c\n\n#### d\n\n##### e\n\n###### f", ["h4", "h5", "h6", "h6", "h6", "h6"]),
        ("### a\n\n### b\n\n###### c", ["h4", "h4", "h5"]),
        ("a\n=\n\nb\n-", ["h4", "h5"]),
        ("## b\n\n# a", ["h5", "h4"]),
        ("- # a", ["h4"]),
    ],
)
def test_headings_are_h4_to_h6_the_highest_of_a_text_being_h4(text, ranks):
    found = [part[:2] for part in render(text).split("<") if part.startswith("h")]

    assert found == ranks


def test_headings_have_no_ids_so_that_many_texts_can_share_a_page():
    assert render("# Adımlar {#adimlar}") == "<h4>Adımlar {#adimlar}</h4>"


@pytest.mark.parametrize("address", ["https://stgm.org.tr", "http://a.b/c?d=e#f", "HTTPS://A.B", "https://a.b/ç(d)"])
def test_an_outward_link_says_that_it_leaves_the_site_and_hands_nothing_over(address):
    assert render(f"[Rehber]({address})") == f'<p><a href="{address}"{OUTWARD}>Rehber{LEAVES}</a></p>'


@pytest.mark.parametrize(
    "link", ["[Yazın](mailto:bilgi@stgm.org.tr)", '<a href="mailto:bilgi@stgm.org.tr" rel="me">Yazın</a>']
)
def test_a_mail_link_does_not_leave_the_site(link):
    assert render(link) == '<p><a href="mailto:bilgi@stgm.org.tr">Yazın</a></p>'


def test_a_mail_address_between_angles_is_a_link():
    rendered = render("<bilgi@stgm.org.tr>")

    assert opinion.tags(rendered) == {("p", ()): 1, ("a", (("href", "mailto:bilgi@stgm.org.tr"),)): 1}
    assert opinion.words(rendered) == ["bilgi@stgm.org.tr"]


def test_an_address_between_angles_is_an_outward_link():
    assert render("<https://a.b?c=d&e=f>") == (
        f'<p><a href="https://a.b?c=d&amp;e=f"{OUTWARD}>https://a.b?c=d&amp;e=f{LEAVES}</a></p>'
    )


@pytest.mark.parametrize(
    "address",
    ["/rapor", "rapor", "../x", "#not", "?a=b", "//kotu.example", "ftp://a.b", "tel:112", "https:a", "https://", ""],
)
def test_a_link_that_is_neither_outward_nor_mail_loses_its_address_and_keeps_its_text(address):
    assert render(f"[metin]({address})") == "<p><a>metin</a></p>"


def test_underlined_text_inside_a_link_stays_underlined():
    assert render("[<u>Rehber</u>](https://a.b)") == (
        f'<p><a href="https://a.b"{OUTWARD}><u>Rehber</u>{LEAVES}</a></p>'
    )


def test_a_note_of_leaving_cannot_be_forged():
    assert render('<span class="outward">güvenli</span>') == "<p>güvenli</p>"


def test_the_users_own_seed_comes_out_whole():
    seed = parse(Path("seeds/3/9-3.md").read_bytes(), "9-3.md").seed

    rendered = render(seed.body)

    found = opinion.tags(rendered)
    assert sum(found[tag] for tag in found if tag[0] == "a") == seed.body.count("](http") == 8
    assert rendered.count(LEAVES) == rendered.count(OUTWARD) == rendered.count("<u>") == 8
    assert found["li", ()] == 13
    assert opinion.removed(rendered) == {}


@pytest.mark.parametrize("text", hostile.TEXTS)
def test_of_hostile_text_nothing_is_left_that_nh3_would_take_out(text):
    assert opinion.removed(render(text)) == {}


@pytest.mark.parametrize("text", hostile.TEXTS)
def test_hostile_text_leaves_no_attribute_but_checked_addresses_and_plain_numbers(text):
    for tag, attributes in opinion.tags(render(text)):
        for name, value in attributes:
            match tag, name:
                case "a", "href":
                    assert value.lower().startswith(("https://", "http://", "mailto:"))
                case "a", "rel":
                    assert value == "noopener noreferrer"
                case "ol", "start":
                    assert value.isdigit()
                case "span", "class":
                    assert value == "outward"
                case _:
                    raise AssertionError(f"{tag} has {name}")


@given(hostile.texts)
def test_of_any_text_nothing_is_left_that_nh3_would_take_out(text):
    rendered = render(text)

    assert opinion.removed(rendered) == {}
    assert "outward" not in rendered or "(dış bağlantı)" in rendered


@given(st.text(max_size=300))
@example("\ud800 yarım bir vekil")
@example("\x00")
def test_rendering_never_raises_whatever_the_text(text):
    assert isinstance(render(text), Html)


@given(st.text(alphabet=st.characters(whitelist_categories=["L", "N"]), min_size=1, max_size=60))
def test_plain_words_come_through_as_they_are(text):
    assert opinion.words(render(f"Söz {text}")) == f"Söz {text}".split()


def test_rendering_twice_gives_the_same():
    text = "# a\n\n[b](https://c.d)\n\n[b]: https://e.f"

    assert render(text) == render(text)


def test_a_link_defined_in_one_text_is_unknown_in_the_next():
    render("[kaynak]: https://a.b")

    assert render("[kaynak]") == "<p>[kaynak]</p>"


def test_a_text_that_is_refused_falls_back_to_escaped_paragraphs():
    deep = "- " * 500 + "<b>a</b>"

    assert render(f"{deep}\n\nSon.") == f"<p>{'- ' * 500}&lt;b&gt;a&lt;/b&gt;</p>\n<p>Son.</p>"


def test_a_text_that_the_renderer_breaks_on_falls_back_to_escaped_paragraphs(monkeypatch):
    def broken():
        raise RecursionError

    monkeypatch.setattr(richtext, "_markdown", broken)

    assert render("*a* <b>\n\n\n b") == "<p>*a* &lt;b&gt;</p>\n<p>b</p>"


def test_rendered_html_goes_into_a_template_as_it_is():
    assert render("*a*").__html__() == "<p><em>a</em></p>"


@pytest.mark.parametrize(
    ("html", "count"),
    [
        ("", 0),
        ("<p>Bir iki</p>", 2),
        ("<p>Bir<br>iki</p><p>üç</p>", 3),
        ("<p>A &amp; B</p>", 2),
        ('<a href="https://a.b/c">Rehber</a>', 1),
    ],
)
def test_words_are_counted_as_a_reader_reads_them(html, count):
    assert word_count(html) == count


def test_ordinary_text_is_refused_nothing():
    assert list(refusals("# Başlık\n\n- bir\n    - iki\n\n> alıntı\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")) == []
