from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from questionnaire.domain.comparison import Round, compare
from questionnaire.domain.improvement import Status
from questionnaire.domain.profile import AreaProfile, Beside, Profile
from questionnaire.domain.questionnaire import Area
from questionnaire.domain.report import Card, Newer
from questionnaire.domain.richtext import Html
from questionnaire.domain.walk import Mark, step_at
from questionnaire.wording import comparison
from questionnaire.wording.report import (
    about_equals,
    answered_with,
    apart_in_words,
    beside_in_words,
    day,
    finding,
    findings,
    level_in_words,
    level_meaning,
    level_name,
    level_number,
    level_of_scale,
    level_short,
    mark_in_words,
    rewording,
    status_name,
)
from tests.domain import pictures

NAMES = ("Henüz yok", "Dağınık", "Düzenli", "Kurumsal", "Öğrenen")


def area(*levels, scored=None, scale=5, **more):
    """The profile of an area whose answers have these levels."""
    known = {"unknown": 0, "not_applicable": 0, "answered": len(levels), "total": len(levels), **more}
    return AreaProfile(Area(1, "Alan", Html(), ()), scale, len(levels) if scored is None else scored, levels, **known)


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        (area(3), "3 / 5: Düzenli"),
        (area(3, 4), "3 ile 4 arası (5 üzerinden): Düzenli – Kurumsal"),
        (area(1, 1, 5), "1 / 5: Henüz yok"),
        (area(3, scored=3), "yeterli yanıt yok"),
        (area(scored=2), "yeterli yanıt yok"),
        (area(2, scale=3), "2 / 3"),
        (area(2, 3, scale=3), "2 ile 3 arası (3 üzerinden)"),
        (area(scale=0), ""),
    ],
)
def test_the_level_of_an_area_is_said_in_words(profile, words):
    assert level_in_words(profile, NAMES) == words


@pytest.mark.parametrize("profile", [area(3), area(3, 4), area(2, 3, scale=3), area(3, scored=3), area(scale=0)])
def test_its_parts_say_the_same(profile):
    scale, _, name = level_in_words(profile, NAMES).partition(": ")

    assert (level_of_scale(profile), level_name(profile, NAMES)) == (scale, name)
    assert scale.startswith(level_number(profile))


def test_it_is_said_in_the_language_of_the_interface():
    with translation.override("en"):
        assert level_in_words(area(3, 4), NAMES) == "between 3 and 4 (of 5): Düzenli – Kurumsal"


def test_where_there_is_little_room_a_level_is_said_in_short():
    assert [level_short(profile) for profile in (area(3), area(3, 4), area(3, scored=3))] == ["3", "3–4", ""]


def test_beside_the_level_stand_what_has_no_level_and_the_range():
    other = Beside(pictures.question(7), 2, 3)
    profile = area(2, 3, 4, unknown=1, not_applicable=2, beside=(other,))

    assert apart_in_words(profile) == "Bilmiyorum: 1 · Bize uymuyor: 2 · en düşük yanıt 2, en yüksek 4"
    assert beside_in_words(profile) == ["Kendi basamakları olan soru: 7. soru · düzey 2 / 3"]
    assert apart_in_words(area(3, 3)) == "yanıtların hepsi aynı düzeyde: 3"
    assert apart_in_words(area(scored=2)) == ""


def profile_of(*areas):
    return Profile(areas, NAMES)


def test_what_stands_out_is_said_in_sentences():
    low, high = area(2), area(4)

    found = findings(profile_of(low, high))

    assert [(each.heading, each.areas) for each in found] == [
        ("Güçlü yanlarınız", (high,)),
        ("Üzerinde çalışabileceğiniz alanlar", (low,)),
    ]
    assert finding(high, NAMES) == "“Alan” alanında düzeyiniz 4: Kurumsal."
    assert finding(area(3, 4), ()) == "“Alan” alanında düzeyiniz 3 ile 4 arası."


def test_that_nothing_stands_out_is_said_of_two_areas_and_not_of_one():
    assert about_equals(profile_of(area(2), area(2))).startswith("Düzeyi belli olan alanların hepsi aynı düzeyde")
    assert [about_equals(profile_of(*areas)) for areas in ([area(2)], [area(2), area(4)])] == ["", ""]


def test_what_a_level_means_is_said_where_there_are_levels():
    assert level_meaning(profile_of(area(2))).endswith("Alanlar toplanmaz, örgütler sıralanmaz.")
    assert level_meaning(profile_of(area(scale=0))) == ""


def card(given=None, mark=Mark(), newer=None, *choices):  # noqa: B008 - frozen
    picture = pictures.questionnaire({1: [pictures.question(1, *choices)]})
    step = step_at(picture, {1: given} if given else {}, 1)
    return Card(step, mark, newer)


def test_an_answer_is_said_as_it_was_given():
    assert [
        answered_with(given) for given in (pictures.picked(2, "O gün"), pictures.UNKNOWN, pictures.NOT_APPLICABLE, None)
    ] == [
        "O gün",
        "Bilmiyorum",
        "Bize uymuyor",
        "Yanıtlanmadı",
    ]


def test_a_card_without_a_level_has_no_words_for_it():
    assert level_in_words(card(pictures.picked()), NAMES) == ""


def test_a_reworded_statement_is_said_as_it_reads_today():
    assert rewording(card(pictures.picked(1))) == ""
    assert rewording(card(pictures.picked(1, "Eskiden böyleydi"))) == "Bu ifade bugün şöyle: “1. ifade”"
    assert rewording(card(pictures.picked(1), newer=Newer("Yeni"))) == "Bu ifade bugün şöyle: “Yeni”"


def test_guidance_that_was_rewritten_is_said_to_be_so():
    both = Newer("Yeni", Html("<p>Yeni metin</p>"))

    assert rewording(card(pictures.picked(1), newer=both)) == (
        "Bu ifade bugün şöyle: “Yeni” Reçete o günden sonra yeniden yazıldı; yeni metin sitede duruyor."
    )


def test_a_withdrawn_statement_is_said_to_be_so():
    withdrawn = card(pictures.picked(1), Mark(), None, pictures.choice(1, retired=True), pictures.choice(2))

    assert rewording(withdrawn) == "Bu ifade artık seçilemiyor. Yanıtınız verdiğiniz gibi duruyor."


def test_marks_are_said_in_one_line():
    assert mark_in_words(Mark(True, 2, True)) == "Öncelik · Önemli · Sonra konuşalım"
    assert mark_in_words(Mark()) == ""


def test_every_status_has_its_word():
    assert [status_name(status) for status in Status] == ["Başlanmadı", "Sürüyor", "Tamamlandı", "Vazgeçildi"]


def test_a_day_is_said_in_turkish_and_in_the_time_zone_of_the_site():
    assert day(datetime(2026, 11, 20, 22, 30, tzinfo=UTC)) == "21 Kasım 2026"
    assert (day(date(2026, 3, 2)), day(None)) == ("2 Mart 2026", "")


def compared_with(then, now, before=None, after=None):
    """The comparison of a round with another, of questions 1 and 2 unless told otherwise."""
    scored = [pictures.choice(1, level=1), pictures.choice(2, level=2)]
    picture = pictures.questionnaire({1: [pictures.question(1, *scored), pictures.question(2, *scored)]})
    day_of_then = datetime(2026, 5, 4, 10, tzinfo=UTC)
    return compare(Round(before or picture, then, day_of_then), Round(after or picture, now, day_of_then))


@pytest.mark.parametrize(
    ("then", "now", "words"),
    [
        (pictures.picked(1), pictures.picked(2), "↑ Şimdi daha yüksek bir düzey (1 → 2)"),
        (pictures.picked(2), pictures.picked(1), "↓ Şimdi daha düşük bir düzey (2 → 1)"),
        (pictures.picked(2), pictures.picked(2), "= O zamankiyle aynı düzey (2 → 2)"),
        (None, pictures.picked(2), " İlk kez yanıtlandı"),
        (pictures.UNKNOWN, pictures.picked(2), " İki yanıtın düzeyi karşılaştırılamaz."),
    ],
)
def test_which_way_an_answer_went_is_said_in_words(then, now, words):
    (at,) = compared_with({1: then} if then else {}, {1: now}).by_number.values()

    assert f"{comparison.arrow(at)} {comparison.change_in_words(at)}" == words


def test_a_question_with_another_number_of_levels_is_said_not_to_be_comparable():
    three = [pictures.choice(number, level=number) for number in (1, 2, 3)]
    after = pictures.questionnaire({1: [pictures.question(1, *three)]})

    (at,) = compared_with({1: pictures.picked(1)}, {1: pictures.picked(2)}, after=after).by_number.values()

    assert comparison.change_in_words(at) == "Karşılaştırılamaz: Sorunun düzey sayısı değişti."


def test_of_a_question_no_longer_asked_no_change_is_told():
    made = compared_with({1: pictures.picked(1)}, {}, after=pictures.questionnaire({}))

    assert [comparison.change_in_words(at) for at in made.gone] == [""]
    assert ("Artık sorulmayanlar", 1) in comparison.counted(made)


def test_then_and_now_of_an_area_is_said_in_one_line():
    made = compared_with({1: pictures.picked(1)}, {1: pictures.picked(2)})

    assert [comparison.area_compared(area) for area in made.areas] == [
        ["O zamanki düzey: 1 / 2 · şimdi: 2 / 2 · ↑ yükseldi"]
    ]


def test_an_area_answered_for_the_first_time_has_no_then():
    made = compared_with({}, {1: pictures.picked(2)})

    assert [comparison.area_compared(area) for area in made.areas] == [
        ["O zaman bu alandan hiçbir soru yanıtlanmamıştı."]
    ]


def test_only_what_happened_is_counted_beside_up_same_and_down():
    made = compared_with({1: pictures.picked(1)}, {1: pictures.picked(2)})

    assert comparison.counted(made) == [("Düzeyi yükselen", 1), ("Aynı kalan", 0), ("Düzeyi düşen", 0)]
    said = [about(made) for about in (comparison.about_lower, comparison.about_waiting, comparison.about_rewordings)]
    assert said == ["", "", ""]
