import pytest
from django.test import Client

from questionnaire.models import Answer, Assessment
from questionnaire.views import cookies
from tests import make
from tests.page import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def answered(opened, answer):
    """`opened`, with two answers."""
    make.question(1)
    make.question(2)
    answer(opened, 1, 3, "Not")
    answer(opened, 2, "unknown")
    return opened


def test_it_asks_once_and_says_what_goes(client, answered, url):
    page = Page(client.get(url("delete", answered)))

    assert page.heading == "Hepsi silinsin mi?"
    assert "Değerlendirme ve içindeki 2 yanıt, notlarıyla birlikte hemen silinecek." in page.main.text
    assert page.links["Vazgeç"] == url("areas", answered)
    assert page.links["Önce verilerimi indir"] == url("download", answered)


def test_asking_deletes_nothing(client, answered, url):
    client.get(url("delete", answered))

    assert (Assessment.objects.count(), Answer.objects.count()) == (1, 2)


def test_confirming_deletes_the_assessment_and_its_answers(client, answered, url):
    page = Page(Page(client.get(url("delete", answered))).form("Hepsini sil").send(client))

    assert page.heading == "Hepsi silindi"
    assert (Assessment.objects.count(), Answer.objects.count()) == (0, 0)


def test_other_assessments_stay(client, answered, url):
    other, _ = make.assessment()

    client.post(url("delete", answered))

    assert list(Assessment.objects.all()) == [other]


def test_the_key_leaves_the_browser(client, answered, url):
    cookie = client.post(url("delete", answered)).cookies[cookies.PREFIX + answered.pk.hex]

    assert (cookie.value, cookie["max-age"]) == ("", 0)


def test_link_and_code_open_nothing_afterwards(client, answered, url, key):
    client.post(url("delete", answered))

    assert client.get(url("resume_link", key["key"])).status_code == 404
    assert Page(client.post(url("resume"), {"code": key["key"]})).title.startswith("Hata:")


def test_an_answer_sent_from_another_tab_afterwards_brings_nothing_back(client, answered, url, answer, key):
    client.post(url("delete", answered))
    client.cookies[cookies.PREFIX + answered.pk.hex] = key["key"]

    page = Page(answer(answered, 1, 2, made_from=1))

    assert page.heading == "Bu değerlendirme burada açık değil"
    assert Answer.objects.count() == 0


def test_nobody_else_can_delete_it(answered, url):
    Client().post(url("delete", answered))

    assert Answer.objects.count() == 2


def test_deleting_twice_says_that_nothing_is_open(client, answered, url):
    client.post(url("delete", answered))

    assert Page(client.post(url("delete", answered))).heading == "Bu değerlendirme burada açık değil"


def test_it_says_that_the_earlier_assessment_stays(client, opened, url):
    earlier, _ = make.assessment()
    said = "Önceki değerlendirmeniz"

    assert said not in Page(client.get(url("delete", opened))).main.text
    opened.predecessor = earlier
    opened.save()

    assert said in Page(client.get(url("delete", opened))).main.text
