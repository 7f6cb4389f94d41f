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


def test_a_button_pressed_twice_moves_once(client, opened, url, lines):
    form = Page(client.get(url("plan", opened))).form("Yukarı taşı: C")

    for _ in range(2):
        form.send(client)

    assert order() == "ACB"


@pytest.mark.parametrize("where", [{"yon": ""}, {"yon": "x"}, {"yon": "asagi", "yer": ""}, {"yer": "-1"}, {"yer": "9"}])
def test_an_invented_direction_or_place_moves_nothing(client, opened, url, lines, where):
    response = client.post(url("action_move", opened, lines[1].uid), {"yon": "asagi", "yer": "1"} | where)

    assert response.status_code == 302

    assert order() == "ABC"


def test_a_line_that_is_gone_moves_nothing(client, opened, url, lines):
    client.post(url("action_move", opened, uuid.uuid4()), {"yon": "asagi", "yer": "0"})

    assert order() == "ABC"


def test_the_address_of_the_form_alone_leads_to_the_plan(client, opened, url, lines):
    response = client.get(url("action_move", opened, lines[0].uid), {"yon": "asagi", "yer": "0"})

    assert response.headers["Location"].startswith(url("plan", opened))
    assert order() == "ABC"


def test_nobody_moves_a_line_of_others(client, opened, url):
    theirs, _ = make.assessment()
    lines = [make.action(theirs, name) for name in "AB"]

    for assessment in (opened, theirs):
        client.post(url("action_move", assessment, lines[0].uid), {"yon": "asagi", "yer": "0"})

    assert order() == "AB"
