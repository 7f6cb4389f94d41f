from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone

from questionnaire import retention
from questionnaire.domain.improvement import MAX_LINES
from questionnaire.domain.key import new_key
from questionnaire.models import Action, Answer, Assessment, Attempt, Mark, Share
from questionnaire.models.share import MAX_VALID, TooManyShares
from questionnaire.views import cookies
from tests import make
from tests.page import Page

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*jobs):
    """Run these functions at the same moment, each in a thread with a connection of its own; their results in order."""
    start = Barrier(len(jobs))

    def run(job):
        start.wait()
        try:
            return job()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


@pytest.fixture
def tab(opened, key, url):
    """Another tab of the same browser: sends an answer."""

    def send(number, choice, note="", made_from=0):
        client = Client()
        client.cookies[cookies.PREFIX + opened.pk.hex] = key["key"]
        data = {"choice": str(choice), "note": note, "made_from": str(made_from)}
        return client.post(url("question", opened, number), data)

    return send


def stored():
    return list(Answer.objects.order_by("question__number").values_list("question__number", "choice__number", "note"))


# --- one after the other --------------------------------------------------------------------------


def test_the_same_form_sent_twice_is_one_answer(opened, url, tab):
    make.question(1)

    responses = [tab(1, 3, "Not") for _ in range(2)]

    assert [response.headers["Location"] for response in responses] == [url("guidance", opened, 1)] * 2
    assert list(Answer.objects.values_list("choice__number", "note", "revision")) == [(3, "Not", 1)]


def test_the_same_change_sent_twice_is_one_change(opened, url, tab):
    make.question(1)
    tab(1, 3)

    responses = [tab(1, 4, made_from=1) for _ in range(2)]

    assert [response.headers["Location"] for response in responses] == [url("guidance", opened, 1)] * 2
    assert list(Answer.objects.values_list("choice__number", "revision")) == [(4, 2)]


def test_two_tabs_with_different_questions_are_both_kept(tab):
    make.question(1)
    make.question(2)

    tab(2, 5)
    tab(1, 3)

    assert stored() == [(1, 3, ""), (2, 5, "")]


@pytest.fixture
def conflict(tab):
    """The page after a form was sent that was made before another tab answered the same question."""
    make.question(1)
    tab(1, 2, "Birinci sekme")
    return tab(1, 5, "İkinci sekme")


def test_a_form_made_from_an_older_answer_shows_both(conflict):
    page = Page(conflict)

    assert page.heading == "İki farklı yanıt"
    assert [
        part.text.split(" Kayıtlı")[0].split(" Şimdi seçtiğimi")[0] for part in page.all("section", class_="either")
    ] == [
        "Şu anda kayıtlı olan 1. sorunun 2. ifadesi. Notunuz: Birinci sekme",
        "Şimdi seçtiğiniz 1. sorunun 5. ifadesi. Notunuz: İkinci sekme",
    ]
    assert stored() == [(1, 2, "Birinci sekme")]


def test_of_two_answers_the_stored_one_can_be_kept(client, opened, url, conflict):
    page = Page(conflict)

    guidance = Page(client.get(page.links["Kayıtlı yanıt kalsın"]))

    assert guidance.one("blockquote").text == "1. sorunun 2. ifadesi."
    assert stored() == [(1, 2, "Birinci sekme")]


def test_of_two_answers_the_later_one_can_be_stored(client, opened, conflict):
    Page(conflict).form("Şimdi seçtiğimi kaydet").send(client)

    assert stored() == [(1, 5, "İkinci sekme")]


def test_while_one_chooses_a_third_answer_is_not_lost_either(client, opened, tab, conflict):
    tab(1, 4, "Üçüncü sekme", made_from=1)

    page = Page(Page(conflict).form("Şimdi seçtiğimi kaydet").send(client))

    assert page.heading == "İki farklı yanıt"
    assert stored() == [(1, 4, "Üçüncü sekme")]


def test_the_choice_between_two_answers_leads_back_to_where_one_came_from(client, opened, url, answer):
    make.question(1)
    answer(opened, 1, 2)

    page = Page(answer(opened, 1, 5, geri="1"))
    response = page.form("Şimdi seçtiğimi kaydet").send(client)

    assert page.links["Kayıtlı yanıt kalsın"] == f"{url('check', opened)}#soru-1"
    assert response.headers["Location"] == f"{url('check', opened)}#soru-1"


def test_another_note_alone_is_a_different_answer(tab):
    make.question(1)
    tab(1, 3, "Bir")

    page = Page(tab(1, 3, "İki"))

    assert page.heading == "İki farklı yanıt"


def test_of_two_answers_those_without_a_statement_are_named(tab):
    make.question(1)
    tab(1, "unknown")

    page = Page(tab(1, "not_applicable"))

    assert [part.one("p", class_="answer").text for part in page.all("section", class_="either")] == [
        "Bilmiyorum",
        "Bize uymuyor",
    ]


# --- at the same moment ---------------------------------------------------------------------------


def test_the_same_form_sent_in_parallel_is_one_answer(opened, url, tab):
    make.question(1)

    responses = at_once(*[lambda: tab(1, 3, "Not")] * 4)

    assert [response.headers["Location"] for response in responses] == [url("guidance", opened, 1)] * 4
    assert list(Answer.objects.values_list("choice__number", "note", "revision")) == [(3, "Not", 1)]


def test_the_same_change_sent_in_parallel_is_one_change(opened, url, tab):
    make.question(1)
    tab(1, 3)

    responses = at_once(*[lambda: tab(1, 4, made_from=1)] * 4)

    assert [response.headers["Location"] for response in responses] == [url("guidance", opened, 1)] * 4
    assert list(Answer.objects.values_list("choice__number", "revision")) == [(4, 2)]


def test_different_answers_sent_in_parallel_leave_one_and_tell_the_others(tab):
    make.question(1)

    responses = at_once(*[lambda choice=choice: tab(1, choice) for choice in (1, 2, 3, 4)])

    (kept,) = [number for _, number, _ in stored()]
    assert [response.status_code for response in responses] == [302 if n == kept else 409 for n in (1, 2, 3, 4)]
    assert {Page(response).heading for response in responses if response.status_code == 409} == {"İki farklı yanıt"}


def test_eight_writers_lose_no_answer(client, url):
    make.many_questions(10)
    made = [make.assessment() for _ in range(8)]

    def walk(assessment, key):
        browser = Client()
        browser.cookies[cookies.PREFIX + assessment.pk.hex] = key
        for number in range(1, 11):
            note = f"{assessment.pk} {number}"
            browser.post(url("question", assessment, number), {"choice": "3", "note": note, "made_from": "0"})

    at_once(*[lambda one=one: walk(*one) for one in made])

    assert sorted(Answer.objects.values_list("note", flat=True)) == sorted(
        f"{assessment.pk} {number}" for assessment, _ in made for number in range(1, 11)
    )


def test_eight_tabs_of_one_assessment_lose_no_answer(tab):
    make.many_questions(8)

    at_once(*[lambda number=number: tab(number, 3, f"{number}") for number in range(1, 9)])

    assert stored() == [(number, 3, f"{number}") for number in range(1, 9)]


def test_eight_people_start_at_once(client, settings):
    make.question(1)

    responses = at_once(*[lambda: Client().post("/")] * 8)

    assert {response.headers["Location"] for response in responses} == {
        f"/degerlendirme/{pk}/soru/1/" for pk in Assessment.objects.values_list("pk", flat=True)
    }
    assert Assessment.objects.count() == 8
    assert list(Attempt.objects.values_list("purpose", "count")) == [("start", 8)]


@pytest.mark.parametrize("time", range(10))  # the two do not meet every time
def test_an_answer_that_meets_a_deletion_brings_nothing_back(client, opened, url, tab, time):
    make.question(1)

    at_once(lambda: tab(1, 3), lambda: client.post(url("delete", opened)))

    assert (Assessment.objects.count(), Answer.objects.count()) == (0, 0)


# --- beside the nightly purge ---------------------------------------------------------------------


@pytest.mark.parametrize("_", range(5))
def test_what_is_written_to_while_purge_runs_is_kept_whole_or_gone_whole(opened, tab, _):
    make.question(1)
    make.answered(opened, 1, 2)
    Assessment.objects.update(updated_at=timezone.now() - timedelta(days=10_000))

    _, response = at_once(retention.purge, lambda: tab(1, 5, "Not", made_from=1))

    kept = Assessment.objects.count()
    assert response.status_code == (302 if kept else 404)
    assert stored() == ([(1, 5, "Not")] if kept else [])


def test_links_made_at_once_keep_to_the_limit(opened):
    def made(_):
        try:
            return make.share(opened)[0]
        except TooManyShares:
            return None

    for _ in range(MAX_VALID - 2):
        make.share(opened)

    links = at_once(*(partial(made, number) for number in range(4)))

    assert (len([link for link in links if link]), opened.shares.valid().count()) == (2, MAX_VALID)


def test_openings_at_once_are_all_counted(opened, url):
    make.question(1)
    _, key = make.share(opened)

    at_once(*[lambda: Client().get(url("shared", key))] * 4)

    assert Share.objects.get().openings == 4


def test_a_second_round_started_twice_at_once_is_one(opened, key, url):
    make.question(1)
    new = new_key()

    def start():
        client = Client()
        client.cookies[cookies.PREFIX + opened.pk.hex] = key["key"]
        return client.post(url("again", opened), {"key": new})

    responses = at_once(start, start)

    assert [response.headers["Location"] for response in responses] == [url("question", opened.successors.get(), 1)] * 2


# --- the plan -------------------------------------------------------------------------------------


@pytest.fixture
def planner(opened, key, url):
    """Another tab of the same browser: sends a form of the plan."""

    def send(name, *args, **fields):
        client = Client()
        client.cookies[cookies.PREFIX + opened.pk.hex] = key["key"]
        return client.post(url(name, opened, *args), {"status": "open", **fields})

    return send


def plan():
    return list(Action.objects.values_list("what", flat=True))


def test_the_same_line_sent_in_parallel_is_one_line(planner):
    uid = str(uuid4())

    responses = at_once(*[lambda: planner("action_new", what="Bir kez", uid=uid)] * 4)

    assert len({response.headers["Location"] for response in responses}) == 1
    assert plan() == ["Bir kez"]


def test_lines_added_in_parallel_are_all_kept_each_in_a_place_of_its_own(planner):
    at_once(*[lambda name=name: planner("action_new", what=name, uid=str(uuid4())) for name in "ABCD"])

    assert sorted(plan()) == list("ABCD")
    assert sorted(Action.objects.values_list("position", flat=True)) == [0, 1, 2, 3]


def test_no_two_tabs_together_get_more_lines_than_there_is_room_for(opened, planner):
    Action.objects.bulk_create(Action(assessment=opened, what="x") for _ in range(MAX_LINES - 1))

    responses = at_once(*[lambda name=name: planner("action_new", what=name, uid=str(uuid4())) for name in "ABCD"])

    assert sorted(response.status_code for response in responses) == [200, 200, 200, 302]
    assert Action.objects.count() == MAX_LINES


def test_different_changes_in_parallel_leave_one_and_show_the_others_both(opened, planner):
    line = make.action(opened, "Önce")

    responses = at_once(
        *[
            lambda what=what: planner("action_edit", line.uid, what=what, uid=str(line.uid), made_from="1")
            for what in "ABCD"
        ]
    )

    (kept,) = plan()
    assert [response.status_code for response in responses] == [302 if what == kept else 409 for what in "ABCD"]


def test_moving_in_parallel_loses_no_line(opened, planner):
    lines = [make.action(opened, name) for name in "ABCD"]

    at_once(*[lambda line=line: planner("action_move", line.uid, yon="asagi") for line in lines])

    assert sorted(plan()) == list("ABCD")
    assert sorted(Action.objects.values_list("position", flat=True)) == [0, 1, 2, 3]


@pytest.mark.parametrize("time", range(5))
def test_a_change_that_meets_a_removal_is_kept_or_told(opened, planner, time):
    line = make.action(opened, "Önce")

    changed, removed = at_once(
        lambda: planner("action_edit", line.uid, what="Sonra", uid=str(line.uid), made_from="1"),
        lambda: planner("action_delete", line.uid, made_from="1"),
    )

    assert (changed.status_code, removed.status_code, plan()) in [(302, 409, ["Sonra"]), (409, 302, [])]


def test_questions_flagged_in_parallel_are_all_kept(planner):
    make.many_questions(4)

    at_once(
        *[lambda number=number: planner("question", number, later="1", flagged="on") for number in (1, 2, 3, 4)] * 2
    )

    assert sorted(Mark.objects.filter(flagged=True).values_list("question__number", flat=True)) == [1, 2, 3, 4]
