import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaire.domain.seed import (
    AreaSeed,
    GuidanceSeed,
    QuestionnaireSeed,
    QuestionSeed,
    duplicates,
    key_of,
    parse,
    to_text,
)
from questionnaire.wording import located
from tests.domain.said import guidance, read, said

CUT_OFF = '2: “ #” sonrası kaybolurdu. “title” metninin tamamını çift tırnak (") içine alın.'
EMPTY_TITLE = "2: “title” yazılmış ama boş. Metni yazın."
ONE_LINE = "2: Başlık birden çok satıra taşıyor veya içinde sekme (tab) var. Tek satırda yazın."
NO_QUESTION = "“choice_id” var ama “question_id” yok. Sorunun numarasını ekleyin."


def no_id(key, value):
    return f"“{key}” değeri “{value}”; 1 ile 1000000 arasında bir tam sayı olmalı."


def meant(key, known):
    return f"“{key}” diye bir anahtar yok; herhâlde “{known}” olacaktı. Yazımı düzeltin."


def not_known(key, near):
    return f"“{key}” bilinmiyor, atlandı. Bilinen en yakın anahtar: “{near}”."


@pytest.mark.parametrize(
    ("front", "seed"),
    [
        ("title: A\nquestion_id: 9\nchoice_id: 3", GuidanceSeed(9, 3, "A", "Metin.\n")),
        ("title: A\nquestion_id: 9\nchoice_id: 3\nlevel: 2", GuidanceSeed(9, 3, "A", "Metin.\n", "2")),
        ("title: A\nquestion_id: 9\nchoice_id: 3\nlevel: none", GuidanceSeed(9, 3, "A", "Metin.\n", "none")),
        ("choice_id: 3\nquestion_id: 9\ntitle: A", GuidanceSeed(9, 3, "A", "Metin.\n")),
        ("{title: A, area_id: 3}", AreaSeed(3, "A", "Metin.\n")),
        ("# yorum\ntitle: A\nquestion_id: 9", QuestionSeed(9, "A", "Metin.\n")),
        ("title: A\nquestion_id: 9\narea_id: 3", QuestionSeed(9, "A", "Metin.\n", 3)),
        ("title: A\nquestion_id: 9\nlevels: ascending", QuestionSeed(9, "A", "Metin.\n", None, "ascending")),
        ("title: A\nquestion_id: 9\nlevels: descending", QuestionSeed(9, "A", "Metin.\n", None, "descending")),
        ("title: A\narea_id: 3", AreaSeed(3, "A", "Metin.\n")),
        ("title: A\nkind: questionnaire", QuestionnaireSeed("A", "Metin.\n")),
        (
            "title: A\nkind: questionnaire\nlevel_names:\n- Henüz yok\n- 2",
            QuestionnaireSeed("A", "Metin.\n", ("Henüz yok", "2")),
        ),
    ],
)
def test_what_kind_a_file_is_follows_from_its_front_matter(front, seed):
    parsed = read(f"---\n{front}\n---\nMetin.\n")

    assert (parsed.seed, parsed.problems) == (seed, ())


def test_the_users_own_seed_is_read_exactly_as_it_stands():
    data = Path("seeds/3/9-3.md").read_bytes()

    parsed = parse(data, "9-3.md")

    assert parsed.problems == ()
    assert (parsed.seed.question, parsed.seed.choice) == (9, 3)
    assert parsed.seed.title == (
        "Ortaklık ve iş birliğine yönelik bazı uygulamalarımız oldu; ancak devamlılığını sağlayamadık."
    )
    assert parsed.seed.body.encode() == data.split(b"\n---\n", 1)[1]


@pytest.mark.parametrize(
    ("typed", "number"),
    [('"09"', 9), ("'9'", 9), ("9", 9), ("010", 10), ("0009", 9), ("1", 1), ("1000000", 1_000_000), ("9 # yorum", 9)],
)
def test_an_id_is_the_whole_number_that_was_typed(typed, number):
    assert read(guidance(question=typed)).seed.question == number


@pytest.mark.parametrize(
    "typed",
    [
        *[
            "0",
            "00",
            "-1",
            "+9",
            "9.0",
            "9,5",
            "1e3",
            "0x10",
            "0b1",
            "1_000",
            "٩",
            "９",
            "²",
            "Ⅸ",
            "dokuz",
            "~",
            "null",
        ],
        *["1000001", "99999999999", "9 9", "true", "9" * 20],
    ],
)
@pytest.mark.parametrize("key", ["question_id", "choice_id"])
def test_what_is_no_whole_number_from_one_to_a_million_is_refused(key, typed):
    text = guidance(question=typed) if key == "question_id" else guidance(choice=typed)

    assert said(text) == [f"{3 if key == 'question_id' else 4}: {no_id(key, typed)}"]


def test_a_refused_value_is_told_in_short():
    assert said(guidance(question="9" * 500)) == [f"3: {no_id('question_id', '9' * 40 + '…')}"]


@pytest.mark.parametrize("empty", ["", "''", '""'])
@pytest.mark.parametrize("key", ["question_id", "choice_id", "area_id"])
def test_an_id_that_is_present_but_empty_is_an_error_and_never_no_id(key, empty):
    fields = {"title": "A", "question_id": "9", key: empty}

    text = "---\n" + "".join(f"{name}: {value}\n" for name, value in fields.items()) + "---\nMetin.\n"

    line = list(fields).index(key) + 2
    assert said(text) == [f"{line}: “{key}” yazılmış ama boş. Numarayı yazın."]


@pytest.mark.parametrize(
    "key",
    [
        *[
            "choiceid",
            "Choice_ID",
            "CHOICE_ID",
            "choice-id",
            "choice id",
            "choice_İd",
            "choıce_ıd",
            "chocie_id",
            "choice",
        ],
        *["choice_no", "choice_ids", "CHOİCEİD"],
    ],
)
def test_a_misspelt_choice_id_is_an_error_and_never_makes_a_question(key):
    assert said(f"---\ntitle: A\nquestion_id: 9\n{key}: 3\n---\nMetin.\n") == [f"4: {meant(key, 'choice_id')}"]


@pytest.mark.parametrize("key", ["Question_ID", "QUESTİON_ID", "questıon_id", "questionid", "qestion_id", "question"])
def test_a_misspelt_question_id_is_an_error(key):
    text = f"---\ntitle: A\n{key}: 9\nchoice_id: 3\n---\nMetin.\n"

    assert said(text) == [f"3: {meant(key, 'question_id')}", f"4: {NO_QUESTION}"]


@pytest.mark.parametrize(("key", "known"), [("Area_ID", "area_id"), ("areaid", "area_id"), ("KİND", "kind")])
def test_a_misspelt_area_id_or_kind_is_an_error(key, known):
    assert said(f"---\ntitle: A\n{key}: 3\n---\n") == [f"3: {meant(key, known)}"]


@pytest.mark.parametrize("key", ["question_id", "choice_id", "title"])
def test_a_repeated_key_is_an_error(key):
    text = guidance(more=f"{key}: 5\n")

    assert said(text) == [f"5:1: “{key}” iki kez yazılmış. İki satırdan birini bırakın."]


@pytest.mark.parametrize(
    ("key", "near"),
    [("titel", "title"), ("levl", "level"), ("Title_", "title"), ("LEVEL", "level"), ("tıtle", "title")],
)
def test_an_unknown_key_is_a_warning_that_names_the_nearest_known_one(key, near):
    parsed = read(guidance(more=f"{key}: x\n"))

    assert parsed.seed == GuidanceSeed(9, 3, "Başlık", "Metin.\n")
    assert said(guidance(more=f"{key}: x\n")) == [f"uyarı 5: {not_known(key, near)}"]


@pytest.mark.parametrize("more", ["levels: ascending", "area_id: 3"])
def test_a_key_of_another_kind_of_file_is_a_warning(more):
    key = more.split(":")[0]

    assert said(guidance(more=f"{more}\n")) == [f"uyarı 5: “{key}” bu tür dosyada kullanılmaz, atlandı."]


@pytest.mark.parametrize(
    "title",
    [
        *[
            "Hayır",
            "No",
            "yes",
            "on",
            "y",
            "true",
            "2026",
            "1:30",
            "12:30:45",
            "~",
            "null",
            "0x10",
            "010",
            "1e3",
            "1_000",
        ],
        *[
            ".inf",
            "2026-01-01",
            "3.14",
            "=",
            "<<",
            "-5",
            "STÖ’ler",
            "it's",
            "“niyet”",
            "a#b",
            "#",
            "a, b]",
            "😀",
            "\\n",
        ],
        *["Üye-gönüllü ilişkisi; (örn. kurul) 50% & daha çok!", "İ" * 500],
    ],
)
def test_a_title_is_exactly_what_was_typed(title):
    typed = f'"{title}"' if title == "#" else title

    assert read(guidance(typed)).seed.title == title


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ('"Madde #3 ve #4"', "Madde #3 ve #4"),
        ("'Sonuç: iyi'", "Sonuç: iyi"),
        ('" iki boşluk "', " iki boşluk "),
        ('"tırnak \\" içinde"', 'tırnak " içinde'),
        ("'tek '' tırnak'", "tek ' tırnak"),
        ('"**vurgu**"', "**vurgu**"),
        ("  önünde ve ardında boşluk  ", "önünde ve ardında boşluk"),
    ],
)
def test_quotes_around_a_title_are_not_part_of_it(typed, title):
    assert read(guidance(typed)).seed.title == title


@pytest.mark.parametrize("typed", ["Madde #3 ve #4", "a #", "a # b", "a  #b", "a\t#b"])
def test_an_unquoted_hash_in_a_title_is_refused_and_not_cut_off(typed):
    assert [words for words in said(guidance(typed)) if words != ONE_LINE] == [CUT_OFF]


@pytest.mark.parametrize(
    ("typed", "problems"),
    [
        ("", [EMPTY_TITLE]),
        ('""', [EMPTY_TITLE]),
        ('"  "', [EMPTY_TITLE]),
        ("\u00a0", [EMPTY_TITLE]),
        ("#3", [EMPTY_TITLE, CUT_OFF]),
        ("a" * 501, ["2: Başlık 501 karakter; en çok 500 olabilir. Kısaltın."]),
        ("bir\n  iki", [ONE_LINE]),
        ('"bir\n  iki"', [ONE_LINE]),
        ("|-\n  bir", [ONE_LINE]),
        (">-\n  bir\n  iki", [ONE_LINE]),
        ("|\n  bir\n  iki", [ONE_LINE]),
        ('"bir\\niki"', [ONE_LINE]),
        ('"bir\\tiki"', [ONE_LINE]),
        ('"bir\\0iki"', ["2: Görünmeyen bir denetim karakteri var (U+0000). Silin ve orayı yeniden yazın."]),
        ('"bir\\Liki"', [ONE_LINE]),
        ("bir\tiki", [ONE_LINE]),
    ],
)
def test_a_title_is_one_line_of_1_to_500_characters(typed, problems):
    assert said(guidance(typed)) == problems


@pytest.mark.parametrize("key", ["title", "question_id", "area_id", "levels", "kind"])
def test_a_list_where_a_text_belongs_is_refused(key):
    fields = {"title": "A", "question_id": "9", key: "[a, b]"}

    text = "---\n" + "".join(f"{name}: {value}\n" for name, value in fields.items()) + "---\n"

    assert said(text)[0].endswith('çift tırnak (") içine alın; metnin içindeki tırnakları “ ” olarak yazın.')
    assert read(text).seed is None


def test_a_title_is_stored_composed_even_when_it_was_written_with_escapes():
    title = read(guidance('"\\u0049\\u0307\\u015f"')).seed.title

    assert title == "İş"
    assert unicodedata.is_normalized("NFC", title)


def test_a_file_without_a_title_is_refused():
    assert said("---\nquestion_id: 9\n---\n") == ["1: “title” yok. İki “---” satırı arasına yazın."]


def test_a_file_that_does_not_say_what_it_is_about_is_refused():
    assert said("---\ntitle: A\n---\n") == [
        "1: Baş bölümde “question_id”, “area_id” veya “kind” yok; dosyanın neyle ilgili olduğu anlaşılmıyor."
    ]


def test_a_choice_without_its_question_is_refused():
    assert said("---\ntitle: A\nchoice_id: 3\n---\nMetin.\n") == [f"3: {NO_QUESTION}"]


@pytest.mark.parametrize("body", ["", "\n", " \n\t\n"])
def test_guidance_must_have_a_body(body):
    assert said(guidance(body=body)) == ["1: Dosyada reçete metni yok. İkinci “---” satırının altına yazın."]


@pytest.mark.parametrize("front", ["question_id: 9", "area_id: 3", "kind: questionnaire"])
def test_other_kinds_may_have_an_empty_body(front):
    assert read(f"---\ntitle: A\n{front}\n---\n").seed.body == ""


@pytest.mark.parametrize("level", ["0", "101", "-1", "bir", "None", "", "2.5"])
def test_a_level_is_a_whole_number_up_to_a_hundred_or_none(level):
    assert said(guidance(more=f"level: {level}\n")) == [
        f"5: “level” değeri “{level}”; 1 ile 100 arasında bir tam sayı veya “none” yazın."
    ]


def test_a_level_is_kept_without_leading_zeros():
    assert read(guidance(more="level: 002\n")).seed.level == "2"


@pytest.mark.parametrize("levels", ["", "up", "Ascending", "artan"])
def test_levels_are_ascending_or_descending(levels):
    assert said(f"---\ntitle: A\nquestion_id: 9\nlevels: {levels}\n---\n") == [
        f"4: “levels” değeri “{levels}”; “ascending” veya “descending” yazın ya da satırı silin."
    ]


@pytest.mark.parametrize("names", ["bir", "", "[" + "a, " * 20 + "a]"])
def test_level_names_are_a_list_of_at_most_twenty(names):
    assert said(f"---\ntitle: A\nkind: questionnaire\nlevel_names: {names}\n---\n") == [
        "4: “level_names” en çok 20 adlık bir liste olmalı: her satıra bir ad, başında “- ”."
    ]


def test_a_level_name_that_would_be_cut_off_is_refused():
    assert said("---\ntitle: A\nkind: questionnaire\nlevel_names:\n- a\n- b #c\n---\n") == [
        '4: “ #” sonrası kaybolurdu. “level_names” metninin tamamını çift tırnak (") içine alın.'
    ]


def test_an_unknown_kind_is_refused():
    assert said("---\ntitle: A\nkind: survey\n---\n") == [
        "3: “kind” değeri “survey”; kullanılabilecek tek değer “questionnaire”."
    ]


@pytest.mark.parametrize("key", ["question_id", "choice_id", "area_id"])
def test_kind_does_not_go_with_an_id(key):
    assert f"4: “kind” ile “{key}” bir arada olmaz. Birini bırakın." in said(
        f"---\ntitle: A\nkind: questionnaire\n{key}: 3\n---\n"
    )


def test_all_problems_of_a_file_are_told_at_once_each_with_its_line():
    text = guidance("Madde #3", "a\n\x00\n" + "- " * 7 + "a\n", question="+9", choice="", more="level: x\ntitel: y\n")

    assert said(text) == [
        "9:1: Görünmeyen bir denetim karakteri var (U+0000). Silin ve orayı yeniden yazın.",
        f"uyarı 6: {not_known('titel', 'title')}",
        CUT_OFF,
        "10: Burada iç içe liste veya alıntılar 6 düzeyi aşıyor. Listeyi sadeleştirin.",
        f"3: {no_id('question_id', '+9')}",
        "4: “choice_id” yazılmış ama boş. Numarayı yazın.",
        "5: “level” değeri “x”; 1 ile 100 arasında bir tam sayı veya “none” yazın.",
    ]
    assert read(text).seed is None


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x7f", "\x85", "\ufeff"])
@pytest.mark.parametrize("text", ["---\ntit{}le: A\narea_id: 3\n---\n", "---\ntitle: A{}\narea_id: 3\n---\n"])
def test_a_control_character_in_the_front_matter_is_refused_by_its_line(text, character):
    (problem,) = said(text.format(character))

    assert problem.startswith("2:")
    assert problem.endswith(
        f"Görünmeyen bir denetim karakteri var (U+{ord(character):04X}). Silin ve orayı yeniden yazın."
    )


def test_guidance_that_would_break_the_renderer_is_refused_by_its_line_in_the_file():
    assert said(guidance(body="a\n\n" + "- " * 500)) == [
        "8: Burada iç içe liste veya alıntılar 6 düzeyi aşıyor. Listeyi sadeleştirin."
    ]


def test_another_encoding_is_refused_by_the_line_of_the_file():
    (problem,) = said(guidance(body="bir\nüç\n").encode("cp1254"))

    assert problem.startswith("2: Dosya UTF-8 olarak kaydedilmemiş.")


def test_two_files_about_the_same_thing_are_an_error_that_names_both():
    files = [parse(guidance(title).encode(), path) for title, path in [("A", "b/9-3.md"), ("B", "a/9-3.md")]]

    assert [located(problem) for problem in duplicates(files) if problem.is_error] == [
        "b/9-3.md: “a/9-3.md” aynı şeyle ilgili. İki dosyadan birini bırakın."
    ]


def test_two_identical_files_are_a_warning():
    files = [parse(guidance().encode(), path) for path in ["a.md", "b.md"]]

    (problem,) = duplicates(files)

    assert not problem.is_error
    assert located(problem) == "b.md: Dosya “a.md” ile birebir aynı; biri silinebilir."


def test_files_that_say_the_same_in_other_bytes_are_still_an_error():
    files = [parse(guidance().encode(), "a.md"), parse(guidance().replace("\n", "\r\n").encode(), "b.md")]

    assert files[0].seed == files[1].seed
    assert [problem.is_error for problem in duplicates(files)] == [True]


def test_files_about_different_things_or_refused_ones_are_no_duplicates():
    texts = [guidance(), guidance(choice="4"), guidance(question="3"), guidance(choice="x"), guidance(choice="x")]
    texts += [f"---\ntitle: A\n{front}\n---\n" for front in ["question_id: 9", "area_id: 9", "kind: questionnaire"]]

    assert duplicates(parse(text.encode(), f"{at}.md") for at, text in enumerate(texts)) == []


@pytest.mark.parametrize(
    ("seed", "key"),
    [
        (GuidanceSeed(9, 3, "A", "B"), ("guidance", 9, 3)),
        (QuestionSeed(9, "A", ""), ("question", 9, 0)),
        (AreaSeed(3, "A", ""), ("area", 3, 0)),
        (QuestionnaireSeed("A", ""), ("questionnaire", 0, 0)),
    ],
)
def test_the_key_of_a_seed_says_what_it_is_about(seed, key):
    assert key_of(seed) == key


# Everything that may stand in a title or body, with what YAML and Markdown find special more often than chance.
_SPECIAL = "---\n"
_characters = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cn"], exclude_characters="\ufeff")
_composed = st.text(_characters | st.sampled_from("#:-\"'\\&*!|>%@`[]{}?,~ "), min_size=1, max_size=60).map(
    lambda text: unicodedata.normalize("NFC", text)
)
titles = _composed.filter(lambda text: text.strip())
bodies = st.lists(_composed | st.sampled_from([_SPECIAL, "---", "- a", "\n", "\t"]), max_size=6).map("\n".join)
ids = st.integers(1, 1_000_000)
seeds = st.one_of(
    st.builds(
        GuidanceSeed,
        ids,
        ids,
        titles,
        bodies.map(lambda body: f"Metin.\n{body}"),
        st.sampled_from(["", "none"]) | st.integers(1, 100).map(str),
    ),
    st.builds(QuestionSeed, ids, titles, bodies, st.none() | ids, st.sampled_from(["", "ascending", "descending"])),
    st.builds(AreaSeed, ids, titles, bodies),
    st.builds(QuestionnaireSeed, titles, bodies, st.lists(titles, max_size=20).map(tuple)),
)


@given(seeds)
def test_the_file_that_is_written_of_a_seed_parses_to_the_same_seed(seed):
    parsed = read(to_text(seed))

    assert parsed.problems == ()
    assert parsed.seed == seed


@given(st.binary(max_size=300))
def test_parsing_arbitrary_bytes_never_raises_and_always_says_why_not(data):
    parsed = parse(data, "a.md")

    assert parsed.seed is not None or any(problem.is_error for problem in parsed.problems)


_LINES = [
    *("title: a", "title: 'a", 'title: "a', "title: a: b", "title: |", "title: [a", "title:", "title", "- a", "? a"),
    *("question_id: 9", "choice_id: 3", "area_id: x", "kind: questionnaire", "level_names:", "level: none", "<<: *a"),
    *("&a b: *a", "!!x y: z", "---", "...", "--- a", "%YAML 1.1", "# a", "", " ", "\t", ": ", "a #b", "{", "}", "]"),
    *("\x00", "\x85", "\u2028", "\ufeff---", '"\\ud800"', '"\\x00": 1', "\r"),
]


@given(st.lists(st.sampled_from(_LINES) | st.text(max_size=8), max_size=12))
def test_parsing_anything_like_a_front_matter_never_raises_and_tells_a_place(lines):
    text = "\n".join(["---", *lines, "---", "Metin."])

    parsed = parse(text.encode(errors="replace"), "a.md")

    assert parsed.seed is not None or any(problem.is_error for problem in parsed.problems)
    # Every line is one that an editor can go to.
    longest = len(text.replace("\r", "\n").split("\n"))
    assert [
        problem.line for problem in parsed.problems if problem.line is None or not 1 <= problem.line <= longest
    ] == []
