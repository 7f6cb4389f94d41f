import uuid

import pytest

from questionnaire.models import Action
from tests import make
from tests.page import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines(opened):
    return [make.action(opened, name) for name in "ABC"]


def order():
    return "".join(Action.objects.values_list("what", flat=True))


def test_a_line_moves_up_and_down_with_its_buttons_and_stays_in_sight(client, opened, url, lines):
    def press(button):
        return Page(client.get(url("plan", opened))).form(button).send(client)

    response = press("Yukarı taşı: C")
    assert (order(), response.headers["Location"]) == ("ACB", f"{url('plan', opened)}#adim-{lines[2].uid}")
    press("Aşağı taşı: A")
    assert order() == "CAB"


@pytest.mark.parametrize("where", ["", "x", "1"])
def test_an_invented_direction_moves_nothing(client, opened, url, lines, where):
    client.post(url("action_move", opened, lines[1].uid), {"yon": where})

    assert order() == "ABC"


def test_a_line_that_is_gone_moves_nothing(client, opened, url, lines):
    client.post(url("action_move", opened, uuid.uuid4()), {"yon": "asagi"})

    assert order() == "ABC"


def test_the_address_of_the_form_alone_leads_to_the_plan(client, opened, url, lines):
    response = client.get(url("action_move", opened, lines[0].uid), {"yon": "asagi"})

    assert response.headers["Location"].startswith(url("plan", opened))
    assert order() == "ABC"


def test_nobody_moves_a_line_of_others(client, opened, url):
    theirs, _ = make.assessment()
    lines = [make.action(theirs, name) for name in "AB"]

    for assessment in (opened, theirs):
        client.post(url("action_move", assessment, lines[0].uid), {"yon": "asagi"})

    assert order() == "AB"
