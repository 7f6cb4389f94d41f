"""The questionnaire in memory: what is in the picture, and when it is made again."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from questionnaire import content
from questionnaire.domain import questionnaire as domain
from questionnaire.models import Area, Choice, ContentVersion, Guidance, Question, Questionnaire
from tests import make

pytestmark = pytest.mark.django_db


def numbers(picture: domain.Questionnaire) -> list[tuple[int | None, list[int]]]:
    """Every area with the questions asked in it."""
    return [(area.number, [question.number for question in area.questions]) for area in picture.areas]


# --- What is in it ------------------------------------------------------------------------------


def test_an_empty_database_is_an_empty_questionnaire() -> None:
    assert content.now() == domain.Questionnaire("", domain.Html(), (), ())


def test_the_picture_has_what_a_respondent_is_shown() -> None:
    Questionnaire.objects.create(title="Öz değerlendirme", introduction="*Giriş*", level_names=["Yok", "Var"])
    area = make.area(3, "Ortaklık", description="**Alan**")
    question = make.question(9, choices=1, area=area, help="`Yardım`")
    choice = question.choices.get()

    assert content.now() == domain.Questionnaire(
        title="Öz değerlendirme",
        introduction=domain.Html("<p><em>Giriş</em></p>"),
        level_names=("Yok", "Var"),
        areas=(
            domain.Area(
                number=3,
                title="Ortaklık",
                description=domain.Html("<p><strong>Alan</strong></p>"),
                questions=(
                    domain.Question(
                        pk=question.pk,
                        number=9,
                        text="9. soru nasıl?",
                        help=domain.Html("<p>Yardım</p>"),
                        area=3,
                        choices=(
                            domain.Choice(
                                pk=choice.pk,
                                number=1,
                                text="9. sorunun 1. ifadesi.",
                                guidance=domain.Html("<p>9-1 için <em>reçete</em> metni.</p>"),
                                words=5,
                                level=1,
                            ),
                        ),
                    ),
                ),
            ),
        ),
    )


def test_areas_and_questions_stand_by_number_and_those_without_an_area_last() -> None:
    second, first = make.area(2), make.area(1)
    for number, area in [(5, None), (4, first), (3, second), (2, first), (1, None)]:
        make.question(number, choices=2, area=area)

    assert numbers(content.now()) == [(1, [2, 4]), (2, [3]), (None, [1, 5])]


def test_choices_stand_by_number() -> None:
    question = make.question(9, choices=0)
    for number in (3, 1, 2):
        Choice.objects.create(question=question, number=number, text=f"{number}")

    assert [choice.number for choice in content.now().asked(9).choices] == [1, 2, 3]


def test_an_area_without_questions_is_left_out() -> None:
    make.area(1)
    make.question(9, area=make.area(2))

    assert numbers(content.now()) == [(2, [9])]


def test_a_retired_question_is_kept_but_not_asked() -> None:
    make.question(1)
    make.question(2, retired=True)

    picture = content.now()

    assert ([q.number for q in picture.questions], [q.number for q in picture.not_asked]) == ([1], [2])


def test_a_question_without_a_choice_is_not_asked() -> None:
    make.question(1)
    make.question(2, choices=0)

    picture = content.now()

    assert ([q.number for q in picture.questions], [q.number for q in picture.not_asked]) == ([1], [2])


def test_a_question_whose_choices_are_all_retired_is_not_asked() -> None:
    make.question(1)
    Choice.objects.update(retired=True)

    picture = content.now()

    assert ([q.number for q in picture.questions], [q.number for q in picture.not_asked]) == ([], [1])


def test_a_retired_choice_is_known_but_not_offered() -> None:
    make.question(1, choices=3)
    Choice.objects.filter(number=2).update(retired=True)

    question = content.now().asked(1)

    assert ([c.number for c in question.choices], [c.number for c in question.offered]) == ([1, 2, 3], [1, 3])


def test_a_choice_without_guidance_has_none() -> None:
    make.question(1, choices=1, guidance=False)

    choice = content.now().asked(1).choice(1)

    assert (choice.guidance, choice.words) == ("", 0)


def test_levels_follow_from_the_order_of_the_statements() -> None:
    make.question(1, choices=3)
    make.question(2, choices=3, levels="descending")
    make.question(3, choices=3, levels="")
    Choice.objects.filter(question__number=1, number=2).update(unscored=True)

    levels = {question.number: [choice.level for choice in question.choices] for question in content.now().questions}

    assert levels == {1: [1, None, 2], 2: [3, 2, 1], 3: [None, None, None]}


# --- When it is made again ----------------------------------------------------------------------


def test_an_unchanged_questionnaire_costs_one_query() -> None:
    make.question(1)
    first = content.now()

    with CaptureQueriesContext(
        connection,
    ) as queries:
        second = content.now()

    assert (len(queries), second is first) == (1, True)


def test_a_version_read_along_with_something_else_costs_no_query() -> None:
    make.question(1)
    first = content.now()
    version = ContentVersion.objects.get().value

    with CaptureQueriesContext(connection) as queries:
        second = content.at(version)

    assert (len(queries), second is first) == (0, True)


@pytest.mark.parametrize("count", [1, 30])
def test_making_the_picture_costs_the_same_for_any_number_of_questions(count: int) -> None:
    make.many_questions(count)

    with CaptureQueriesContext(connection) as queries:
        picture = content.now()

    assert (len(picture.questions), len(queries)) == (count, 7)


def test_a_change_is_seen_by_the_next_look() -> None:
    question = make.question(1)
    content.now()

    question.text = "Yeni metin?"
    question.save()

    assert content.now().asked(1).text == "Yeni metin?"


def test_two_processes_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    make.question(1)
    content.now()
    mine = content._kept
    monkeypatch.setattr(content, "_kept", (None, None))  # another process, which writes and looks
    Question.objects.update(text="Öbür süreçte değişti")
    theirs = content.now()
    monkeypatch.setattr(content, "_kept", mine)

    assert content.now() == theirs


def test_a_restored_backup_is_seen() -> None:
    """The version comes back with the content, and differs from what is in memory."""
    make.question(1, text="Eski metin?")
    backup = ContentVersion.objects.get().value
    Question.objects.update(text="Yeni metin?")
    content.now()

    Question.objects.update(text="Eski metin?")
    ContentVersion.objects.update(value=backup)

    assert content.now().asked(1).text == "Eski metin?"


def test_the_picture_is_made_again_when_somebody_wrote_while_it_was_made() -> None:
    question = make.question(1, text="Eski metin?")
    written: list[str] = []

    def write_once(execute, sql, params, many, context):
        """After the questions were read, and before the version is looked at again, another writer comes."""
        result = execute(sql, params, many, context)
        if 'FROM "questionnaire_question"' in sql and not written:
            written.append(sql)
            question.text = "Yeni metin?"
            question.save()
        return result

    with connection.execute_wrapper(write_once):
        picture = content.now()

    assert picture.asked(1).text == "Yeni metin?"


def test_what_was_last_shown_is_in_memory_for_when_the_database_is_away() -> None:
    make.question(1)
    shown = content.now()

    with CaptureQueriesContext(connection) as queries:
        remembered = content.in_memory()

    assert (remembered is shown, len(queries)) == (True, 0)


def test_nothing_is_in_memory_before_anything_was_shown() -> None:
    assert content.in_memory() is None


# --- After an upgrade ---------------------------------------------------------------------------


def stale() -> None:
    """Rendered by an earlier version of the renderer."""
    Questionnaire.objects.create(title="Anket", introduction="*a*")
    question = make.question(1, choices=1, area=make.area(description="*b*"), help="*c*")
    for model in (Questionnaire, Area, Question, Guidance):
        model.objects.update(html="eski")
    ContentVersion.objects.update(renderer="0")
    assert question.choices.get().guidance.html == "eski"


def html() -> list[str]:
    return [model.objects.get().html for model in (Questionnaire, Area, Question, Guidance)]


def test_stored_html_is_rendered_again_by_a_new_renderer() -> None:
    stale()

    content.render_again()

    assert html() == [
        "<p><em>a</em></p>",
        "<p><em>b</em></p>",
        "<p><em>c</em></p>",
        "<p>1-1 için <em>reçete</em> metni.</p>",
    ]


def test_what_is_found_in_stored_texts_is_found_again_by_a_new_version() -> None:
    stale()
    Guidance.objects.update(body="<iframe>")

    content.render_again()

    assert Guidance.objects.get().faulty


def test_rendering_again_is_seen_by_all_processes() -> None:
    stale()
    content.now()

    content.render_again()

    assert content.now().introduction == "<p><em>a</em></p>"


def test_rendering_again_writes_no_history() -> None:
    stale()
    before = Guidance.history.count()

    content.render_again()

    assert Guidance.history.count() == before


def test_nothing_is_written_when_the_renderer_is_the_same() -> None:
    stale()
    content.render_again()
    before = ContentVersion.objects.values_list().get()

    with CaptureQueriesContext(connection) as queries:
        content.render_again()

    written = [query["sql"] for query in queries if query["sql"].startswith(("UPDATE", "INSERT", "DELETE"))]
    assert (written, ContentVersion.objects.values_list().get()) == ([], before)
