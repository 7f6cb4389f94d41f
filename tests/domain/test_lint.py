"""What is worth another look in a text: each finding with its line, and that nothing vanishes without one."""

import html
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaire.domain import folder, lint, lint_seeds, richtext
from questionnaire.domain.folder import Folder
from questionnaire.domain.lint import Context, findings
from questionnaire.domain.problem import Problem
from questionnaire.domain.seed import AreaSeed, GuidanceSeed
from questionnaire.wording import worded
from tests.domain import hostile

SEEDS = Path(__file__).parents[2] / "seeds"


def said(problems: list[Problem]) -> list[tuple[str, int | None, str]]:
    return [("error" if problem.is_error else "warning", problem.line, worded(problem)) for problem in problems]


ERRORS = {
    "words in angle brackets": (
        "Bir\n\nSayın <dernek adı> üyeleri",
        3,
        "“<dernek adı>” HTML gibi göründüğü için gösterilmez. “<” ve “>” olmadan yazın; bir adresse https:// ile başlatın.",
    ),
    "an address without https": (
        "<www.stgm.org.tr>",
        1,
        "“<www.stgm.org.tr>” HTML gibi göründüğü için gösterilmez. “<” ve “>” olmadan yazın; bir adresse https:// ile başlatın.",
    ),
    "a script": ("\n<script>a()</script>", 2, "“<script>” burada kullanılamaz ve gösterilmez. Metinden çıkarın."),
    "a frame": ("<iframe src=x></iframe>", 1, "“<iframe src=x>” burada kullanılamaz ve gösterilmez. Metinden çıkarın."),
    "a picture": ("Bak:\n![logo](logo.png)", 2, "Resimler gösterilmez. “logo.png” resmini metinden çıkarın."),
    "words within a tag": ("<b ve c> d", 1, "“<b ve c>” içindeki “ve” gösterilmez. “<” işareti için “&lt;” yazın."),
    "a sign that is never closed": (
        "Bir\n<!-- iki",
        2,
        "Buradaki “<” kapanmıyor ve ardından geleni gizleyebilir. “<” işareti için “&lt;” yazın.",
    ),
    "a link without text": (
        "a\n\n[](https://a.b)",
        3,
        "https://a.b adresine giden bağlantının metni yok. “[” ile “]” arasına nereye gittiğini yazın.",
    ),
    "a link with signs for a text": (
        "[ … ](https://a.b)",
        1,
        "https://a.b adresine giden bağlantının metni yok. “[” ile “]” arasına nereye gittiğini yazın.",
    ),
    "a link with empty tags for a text": (
        "[<u> </u>](https://a.b)",
        1,
        "https://a.b adresine giden bağlantının metni yok. “[” ile “]” arasına nereye gittiğini yazın.",
    ),
    "a link to nowhere": (
        "[STGM](www.stgm.org.tr)",
        1,
        "“STGM” bağlantısı bir yere gitmiyor: Adresi https://, http:// veya mailto: ile başlamalı.",
    ),
    "a link to nowhere, by name": (
        "[STGM][s]\n\n[s]: stgm.org.tr",
        1,
        "“STGM” bağlantısı bir yere gitmiyor: Adresi https://, http:// veya mailto: ile başlamalı.",
    ),
    "a link to nowhere, in HTML": (
        '<a href="/x">STGM</a>',
        1,
        "“STGM” bağlantısı bir yere gitmiyor: Adresi https://, http:// veya mailto: ile başlamalı.",
    ),
    "a link that only the rendering shows to be dead": (
        "[a](https://a.b' x='y)",
        None,
        "Bu metindeki bir bağlantı bir yere gitmiyor. Bağlantıyı [metin](https://adres) biçiminde yazın.",
    ),
    "a cell too many": (
        "a|b\n-|-\n1|2\n3|4|Elma",
        4,
        "“Elma” gösterilmez. Çevresinde HTML veya ilk satırdan daha çok hücresi olan bir tablo satırı olabilir.",
    ),
    "words that HTML swallows": (
        "a\n\n<table><li>Elma</table>",
        3,
        "“Elma” gösterilmez. Çevresinde HTML veya ilk satırdan daha çok hücresi olan bir tablo satırı olabilir.",
    ),
}
WARNINGS = {
    "a harmless tag": ("<div>a</div>", 1, "“<div>” atılır, içindeki metin kalır. Yerine Markdown kullanın."),
    "an attribute": ('<u style="color:red">a</u>', 1, '“<u style="color:red">” içindeki “style” atılır.'),
    "a comment": ("a <!-- sonra -->", 1, "“<!--” ile “-->” arasında yazılanlar yanıtlayanlara gösterilmez."),
    "code": ("Bir `kod` var", 1, "Ters tırnak (`) içindeki metin öteki metinlerden farksız görünür."),
    "a title": (
        '[STGM](https://a.b "Sivil")',
        1,
        "“STGM” bağlantısında adresten sonra tırnak içinde yazılan başlık gösterilmez.",
    ),
    "the same address again": (
        "[A](https://a.b)\n\n[B](https://a.b)",
        3,
        "https://a.b adresine 1. satırda zaten bağlantı var.",
    ),
    "http beside https": (
        "[A](https://a.b/x)\n[B](http://A.B/y)",
        2,
        "http://A.B/y: a.b sitesine giden öteki bağlantılar https:// ile başlıyor. Burada da onu kullanın.",
    ),
    "a heading that jumps": (
        "# A\n\n### B\n\n## C",
        3,
        "Burada bir başlık düzeyi atlanmış. Bir “#” eksiltin.",
    ),
    "a first heading that is not the highest": (
        "## A\n\n# B",
        1,
        "Burada bir başlık düzeyi atlanmış. Bir “#” eksiltin.",
    ),
    "an underlined heading that jumps": (
        "A\n===\n\n### B\n\nC\n---",
        4,
        "Burada bir başlık düzeyi atlanmış. Bir “#” eksiltin.",
    ),
    "an empty item": ("- a\n-  \n- b", 2, "Liste maddesi boş. Bir şey yazın veya satırı silin."),
    "an empty numbered item": ("1. a\n2.\n", 2, "Liste maddesi boş. Bir şey yazın veya satırı silin."),
    "a table of five columns": (
        "Tablo:\n\n|a|b|c|d|e|\n|-|-|-|-|-|\n|1|2|3|4|5|",
        3,
        "Tablo telefona sığmıyor. En çok 4 sütun ve kısa sözcükler kullanın ya da liste yapın.",
    ),
    "a table of long words": (
        f"a | b\n--|--\n{'ş' * 30} | [{'ç' * 13}](https://a.b)",
        1,
        "Tablo telefona sığmıyor. En çok 4 sütun ve kısa sözcükler kullanın ya da liste yapın.",
    ),
}


@pytest.mark.parametrize(("text", "line", "words"), ERRORS.values(), ids=ERRORS.keys())
def test_what_readers_would_not_get_is_an_error(text: str, line: int | None, words: str) -> None:
    assert ("error", line, words) in said(findings(text))


@pytest.mark.parametrize(("text", "line", "words"), WARNINGS.values(), ids=WARNINGS.keys())
def test_what_reads_badly_is_a_warning_and_nothing_else(text: str, line: int, words: str) -> None:
    assert said(findings(text)) == [("warning", line, words)]


@pytest.mark.parametrize(
    "vague",
    [
        "buraya tıklayın",
        "BURAYA TIKLAYIN",
        "Buraya Tiklayin",
        "TIKLAYINIZ.",
        "**burada**",
        "“link”",
        "<u>bağlantı</u>",
        "İncele",
    ],
)
def test_a_link_must_say_where_it_leads_in_whatever_letters(vague: str) -> None:
    (found,) = said(findings(f"Bilgi için [{vague}](https://a.b)"))

    assert (found[0], found[2].endswith("bağlantının nereye gittiğini söylemiyor. Sayfanın adını yazın.")) == (
        "warning",
        True,
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Bir **koyu**, *eğik* ve <u>altı çizili</u> metin: H<sub>2</sub>O, 3 < 5, a <3 b, 5 > 3.",
        "[<u>Burada Kadınlar Var Derneği</u>](https://a.b) ve <https://stgm.org.tr> ve <bilgi@stgm.org.tr>",
        "Köşeli [ayraç] ve (ayraç) ve \\<dernek\\> ve &lt;dernek&gt; ve &amp;",
        "# A\n\n## B\n\n### C\n\n## D\n\n# E",
        "### Tek başlık",
        "- a\n- b\n\n---\n\n1. c\n2. d\n\n2026. yılda",
        "| Ne | Kim | Ne zaman |\n|---|---|---|\n| Toplantı | Yönetim kurulu | Mayıs |",
        "[A](http://a.b) ve [C](http://c.d)",
        "[A][a] ve [B][b]\n\n[a]: https://a.b\n[b]: https://c.d",
        "Toplantının adı ko**yu** yazılır; <ol start=3><li>üç</li></ol>",
        '"[<u>İşbirliği ve Ortaklık</u>](https://www.stgm.org.tr/a-b_c?x=1&y=2#z)" (Türkçe)',
        "[1]: Ali Veli, *Kitap*, 2020\n\n> [2]: Ayşe Kaya",
        "[Rehber (2020)](https://a.b/x_(y)) ve [A](mailto:a@b.c)",
    ],
)
def test_good_text_is_not_talked_about(text: str) -> None:
    assert said(findings(text)) == []


def test_what_cannot_be_rendered_is_refused_and_not_looked_at_further() -> None:
    text = "[](https://a.b)\n" + "<" * (richtext.MAX_ANGLES + 1)

    assert findings(text) == list(richtext.refusals(text))


def test_lines_are_counted_whatever_ends_them() -> None:
    assert [found.line for found in findings("a\r\n\r\nb\r\r[](https://a.b)")] == [5]


def test_findings_stand_in_the_order_of_the_text() -> None:
    found = findings("- \n\n[](https://a.b)\n\n<script>\n\n`a`")

    assert [problem.line for problem in found] == [1, 3, 5, 7]


def test_http_is_named_where_another_text_knows_https() -> None:
    known = Context(https=lint.https_hosts(['<a href="https://a.b/y">', "[C](https://c.d)"]))

    assert [worded(found).partition(":")[0] for found in findings("[A](http://a.b/x) [D](http://d.e)", known)] == [
        "http"
    ]


# --- Beside its siblings -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "siblings", "said_of_it"),
    [
        (33, (100, 100, 100), "kısa"),
        (34, (100, 100, 100), ""),
        (300, (100, 100, 100), ""),
        (301, (100, 100, 100), "uzun"),
        (301, (1, 100, 1000), "uzun"),
        (1, (100, 100), ""),  # two are not yet a measure
        (0, (100, 100, 100), ""),  # nothing is not short, it is missing
    ],
)
def test_a_text_is_measured_by_the_median_of_its_siblings(
    words: int, siblings: tuple[int, ...], said_of_it: str
) -> None:
    text = "\n\n".join(["sözcük"] * words)

    assert [re.findall("kısa|uzun", worded(found)) for found in findings(text, Context(siblings))] == (
        [[said_of_it]] if said_of_it else []
    )


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        ({}, []),
        ({1: True, 2: True}, []),
        ({1: True, 2: True, 4: True}, ["9 numaralı soruda şu numaralı seçenek yok: 3."]),
        (
            {2: True, 5: False, 3: False},
            [
                "9 numaralı soruda şu numaralı seçenek yok: 1, 4.",
                "9 numaralı sorunun şu seçeneklerinin reçetesi henüz yok: 3, 5.",
            ],
        ),
        ({1_000_000: True}, ["9 numaralı soruda şu numaralı seçenek yok: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10."]),
    ],
)
def test_what_is_missing_beside_a_text_is_named(choices: dict[int, bool], words: list[str]) -> None:
    assert [worded(problem) for problem in lint.siblings(9, choices)] == words


# --- Files ---------------------------------------------------------------------------------------


def test_findings_about_files_have_the_files_name_and_line() -> None:
    long, short = "\n\n".join(["sözcük"] * 40), "Kısa. [A](http://a.b)"
    bodies = {1: long, 2: long, 3: long, 5: short}
    seeds = {("guidance", 9, number): GuidanceSeed(9, number, "İfade", body) for number, body in bodies.items()}
    paths = {key: f"9-{key[2]}.md" for key in seeds}
    area = ("area", 3, 0)

    found = lint_seeds.findings(
        Folder(
            {**seeds, area: AreaSeed(3, "Alan", "[A](https://a.b)")},
            {**paths, area: "alan.md"},
            (),
            0,
            {("guidance", 9, 5): 6},
        )
    )

    assert [(problem.path, problem.line, worded(problem).partition(" ")[0]) for problem in found] == [
        ("9-1.md", None, "9"),  # number 4 is missing
        ("9-5.md", None, "Metin"),
        ("9-5.md", 6, "http://a.b:"),
    ]


def test_our_own_seeds_have_no_errors() -> None:
    read = folder.read(SEEDS)

    found = lint_seeds.findings(read)

    assert [(problem.path, worded(problem)) for problem in found if problem.is_error] == []


def test_the_line_of_a_finding_is_that_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "9-1.md").write_text("---\ntitle: A\nquestion_id: 9\nchoice_id: 1\n---\nBir\n\n- \n", encoding="utf-8")
    read = folder.read(tmp_path)

    (found,) = lint_seeds.findings(read)

    assert (found.path, found.line) == ("9-1.md", 8)


# --- Whoever means harm --------------------------------------------------------------------------

FRUIT = ["elma", "armut", "kiraz", "üzüm", "şeftali", "incir"]
# Words between anything that Markdown or HTML may take for markup.
mixed = st.lists(st.sampled_from([*hostile._PIECES, *hostile._SPACE, *FRUIT, *FRUIT]), max_size=14).map("".join)


@given(mixed)
def test_no_word_vanishes_without_an_error(text: str) -> None:
    found = findings(text)
    rendered = richtext.render(text)

    told = any(problem.is_error or "<!--" in problem.message for problem in found)  # a comment is meant to vanish
    shown = re.sub(r"\W", "", html.unescape(re.sub("<[^>]*>", "", rendered)))
    assert told or [word for word in FRUIT if word in text and word not in shown] == []


WRITTEN = [
    "**",
    " ",
    "\n\n",
    "\n- ",
    "\n1. ",
    "\n> ",
    "# ",
    "<u>altı</u>",
    "(",
    ")",
    "“",
    "’",
    ", ",
    " | ",
    "[a](https://a.b)",
]
written = st.lists(st.sampled_from([*WRITTEN, *FRUIT, *FRUIT]), max_size=20).map("".join)


@given(written)
def test_no_word_that_is_shown_is_called_lost(text: str) -> None:
    """What editors write by hand is never refused for words that are there."""
    assert [worded(problem) for problem in findings(text) if problem.is_error] == []


@given(hostile.texts)
def test_no_link_dies_without_an_error(text: str) -> None:
    assert any(problem.is_error for problem in findings(text)) or "<a>" not in richtext.render(text)


@pytest.mark.parametrize(
    "sign", ["[", "<", "`", "<!--", "[a](b ", "|", "<a href=https://a.b>", "- ", "# ", "![", "\\", "*", "</"]
)
@pytest.mark.parametrize("filled", ["", "x" * 90, " " * 90, "\n\n", "|-" * 40, "]" * 9])
def test_no_text_takes_long(sign: str, filled: str) -> None:
    """Bounded by what it looks at, so that it ends; a text at the limit is no exception."""
    text = (sign + filled) * (richtext.MAX_LENGTH // len(sign + filled))

    assert isinstance(findings(text), list)
