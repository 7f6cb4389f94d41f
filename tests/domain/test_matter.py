import pytest

from questionnaire.domain import matter
from questionnaire.domain.matter import MAX_LENGTH, Entry
from tests.domain.said import guidance, said

IN_QUOTES = (
    '“{0}” böyle okunamıyor. “{0}:” sonrasındaki metnin tamamını çift tırnak (") içine alın; '
    "metnin içindeki tırnakları “ ” olarak yazın."
)
TITLE_IN_QUOTES = IN_QUOTES.format("title")
COLON = (
    "“title:” sonrasındaki metinde bir iki nokta daha var. Başlığı tırnak içine alın: "
    'title: "…" (metnin tamamı çift tırnak içinde).'
)
KEY_AND_VALUE = "Her satır “anahtar: değer” biçiminde olmalı."
UNREADABLE = "Bu satır okunamıyor. Her satır “anahtar: değer” biçiminde olmalı; uzun metinler tek satırda kalmalı."
STAR = '“*” veya “&” ile başlayan metin çift tırnak (") içinde olmalı.'
TAG = '“!” ile başlayan metin çift tırnak (") içinde olmalı.'
TAB = "Bu satırda sekme (tab) karakteri var. Yerine boşluk koyun."
NO_FRONT = "Dosya baş bölümle başlamıyor: önce bir “---” satırı, sonra anahtarlar, sonra yine “---” olmalı."
NO_END = "Baş bölümü bitiren ikinci “---” satırı eksik."


@pytest.mark.parametrize(
    ("title", "problem"),
    [
        ("Sonuç: iyi", f"2:13: {COLON}"),
        ("Sonuç:", f"2:13: {COLON}"),
        ("a: b: c", f"2:9: {COLON}"),
        ('"kapanmayan', f"2:8: {TITLE_IN_QUOTES}"),
        ("'kapanmayan", f"2:8: {TITLE_IN_QUOTES}"),
        ('"niyet" ve beceri', f"2:16: {TITLE_IN_QUOTES}"),
        ('"ters \\q bölü"', f"2:14: {TITLE_IN_QUOTES}"),
        ("[liste", f"2:8: {TITLE_IN_QUOTES}"),
        ("{a: b}", f"2:8: {TITLE_IN_QUOTES}"),
        ("- madde", f"2:8: {TITLE_IN_QUOTES}"),
        ("@ad", f"2:8: {TITLE_IN_QUOTES}"),
        ("%50", f"2:8: {TITLE_IN_QUOTES}"),
        ("`kod`", f"2:8: {TITLE_IN_QUOTES}"),
        ("> alıntı", f"2:10: {TITLE_IN_QUOTES}"),
        ("*vurgu", f"2:8: {STAR}"),
        ("&ortak a", f"2:8: {STAR}"),
        ("!dikkat", f"2:8: {TAG}"),
        ("!!str 5", f"2:8: {TAG}"),
        ("!!python/object/apply:os.system [id]", f"2:8: {TAG}"),
    ],
)
def test_what_yaml_cannot_take_is_told_with_line_column_and_what_to_do(title, problem):
    assert said(guidance(title)) == [problem]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", f"1: {NO_FRONT}"),
        ("Yalnızca metin.", f"1: {NO_FRONT}"),
        ("title: a\n---\n", f"1: {NO_FRONT}"),
        ("--\ntitle: a\n--\n", f"1: {NO_FRONT}"),
        ("---", f"1: {NO_END}"),
        ("---\ntitle: a\n", f"1: {NO_END}"),
        ("---\ntitle: a\n ---\n", f"1: {NO_END}"),
        ("---\ntitle\n---\n", f"2:1: {KEY_AND_VALUE}"),
        ("---\n- title: a\n---\n", f"2:1: {KEY_AND_VALUE}"),
        ("---\n? [a]\n: b\n---\n", f"2:3: {KEY_AND_VALUE}"),
        ("---\ntitle: a\nunutulmuş\narea_id: 3\n---\n", f"3:1: {UNREADABLE}"),
        ("---\ntitle: a\n\tarea_id: 3\n---\n", f"3:1: {TAB}"),
        ("---\ntitle: a\narea_id:3\n---\n", "3:1: “area_id:” ifadesindeki iki noktadan sonra bir boşluk bırakın."),
        ("---\ntitle: a\n  area_id: 3\n---\n", f"3:10: {IN_QUOTES.format('area_id')}"),
        ("\n\n---\ntitle: a: b\n---\n", f"4:9: {COLON}"),
        ("---\ntitle: a\u2028b\n---\n", "2: Baş bölümde görünmeyen bir satır sonu var. Satırı yeniden yazın."),
    ],
)
def test_a_file_without_a_readable_front_matter_is_told_what_is_missing(text, problem):
    assert said(text) == [problem]


@pytest.mark.parametrize(
    ("front", "problem"),
    [
        ("title: &a x\nlevels: *a", f"2:8: {STAR}"),
        ("title: x\nbase: &b\n  area_id: 3\n<<: *b", f"3:7: {STAR}"),
        ("title: x\n<<: {area_id: 3}", "3:1: Burada “<<” kullanılamaz. Her satırı açıkça yazın."),
        ("title: x\narea_id: !!int '3'", f"3:10: {TAG}"),
        ("!!map {title: x}", f"2:1: {TAG}"),
        ("title: x\ntitle: y", "3:1: “title” iki kez yazılmış. İki satırdan birini bırakın."),
        ('title: x\narea_id: 3\n"area_id": 4', "4:1: “area_id” iki kez yazılmış. İki satırdan birini bırakın."),
        ("title: x\n...\n--- {area_id: 3}", "4:1: Bir dosyada yalnızca bir baş bölüm olabilir."),
        ("title:\n  de: x", f"3:3: {TITLE_IN_QUOTES}"),
        ("title: [[a]]", f"2:8: {TITLE_IN_QUOTES}"),
    ],
)
def test_aliases_tags_merge_keys_repeated_keys_and_nesting_are_refused(front, problem):
    assert said(f"---\n{front}\n---\n") == [problem]


@pytest.mark.parametrize(
    "front",
    [
        "title: " + "[" * 16_000,
        "title: " + "{a: " * 4_000,
        "- " * 8_000,
        "".join(" " * depth + "a:\n" for depth in range(170)),
        "? " * 8_000,
        "a: &a [x,x]\n" + "".join(f"k{n}: &k{n} [*a,*a]\n" for n in range(500)),
    ],
    ids=["lists", "mappings", "dashes", "indents", "complex keys", "billion laughs"],
)
def test_a_deep_front_matter_is_refused_with_one_problem(front):
    assert len(said(f"---\n{front}\n---\n")) == 1


def test_a_huge_front_matter_is_refused_without_reading_it():
    text = "---\n" + "".join(f"k{n}: x\n" for n in range(100_000)) + "---\n"

    assert said(text) == [
        f"1: Dosyanın baş bölümü {MAX_LENGTH} karakterden uzun. İkinci “---” satırı eksik olabilir mi?"
    ]


def test_every_value_stands_with_the_line_it_is_on():
    front, problems = matter.read("\n---\n# yorum\ntitle: Hayır\nlevel_names:\n- a\n- b # c\narea_id: ''\n---\n")

    assert problems == []
    assert front.entries == {
        "title": Entry("title", 4, "Hayır"),
        "level_names": Entry("level_names", 5, items=("a", "b"), cut_off=True),
        "area_id": Entry("area_id", 8),
    }


def test_a_value_over_several_lines_is_known_to_be_one():
    front, _ = matter.read("---\ntitle: bir\n  iki\n---\n")

    assert front.entries == {"title": Entry("title", 2, "bir iki", one_line=False)}


@pytest.mark.parametrize("body", ["", "\n", "  a\n\n\n", "---\n", "a\n---\nb: c\n---\n", "\n\n  a  \n", "\t"])
def test_the_body_is_exactly_what_follows_the_second_fence(body):
    front, _ = matter.read(f"---\ntitle: a\n---\n{body}")

    assert (front.body, front.body_line) == (body, 4)


@pytest.mark.parametrize("fence", ["---", "-----", "---  ", "---\t"])
def test_a_fence_may_be_longer_or_have_spaces_behind_it(fence):
    front, problems = matter.read(f"{fence}\ntitle: a\n{fence}\nb")

    assert (front.entries["title"].text, front.body, problems) == ("a", "b", [])


def test_an_empty_front_matter_has_no_entries():
    front, problems = matter.read("---\n---\n")

    assert (front.entries, front.body, problems) == ({}, "", [])


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("Ortaklık, ağlar ve savunuculuk", "title: Ortaklık, ağlar ve savunuculuk"),
        ("STÖ’ler “niyet” der; ancak…", "title: STÖ’ler “niyet” der; ancak…"),
        ("2026", "title: 2026"),
        ("Hayır: asla", 'title: "Hayır: asla"'),
        ("Madde #3", 'title: "Madde #3"'),
        ("No", 'title: "No"'),
        ("- a", 'title: "- a"'),
        (' "a" \\ ', 'title: " \\"a\\" \\\\ "'),
        ("~", 'title: "~"'),
    ],
)
def test_a_value_is_written_plain_where_that_is_safe_and_in_quotes_elsewhere(value, line):
    assert matter.written({"title": value}, "") == f"---\n{line}\n---\n"


def test_empty_values_are_not_written_and_lists_stand_one_a_line():
    text = matter.written({"title": "a", "levels": "", "level_names": ("b", "c: d"), "more": ()}, "Metin.")

    assert text == '---\ntitle: a\nlevel_names:\n  - b\n  - "c: d"\n---\nMetin.'
