"""What an editor sees first: how much there is, what is unfinished, and what was changed last."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from questionnaire import seeding
from questionnaire.domain import folder as folders
from questionnaire.domain import links
from questionnaire.domain.links import Reason
from questionnaire.models import Area, Choice, Guidance, Link, Load, Question, Questionnaire
from tests import make
from tests.admin.editing import column, save
from tests.page import Element, Page

pytestmark = pytest.mark.django_db

INDEX = "/admin/"
GONE, PRIVATE = "https://yok.example/", "http://10.0.0.1/"


@pytest.fixture
def editor(client: Client, django_user_model) -> Client:
    user = django_user_model.objects.create(username="ayse", first_name="Ayşe", last_name="Yılmaz", is_staff=True)
    user.groups.add(Group.objects.get(name="Editör"))
    client.force_login(user)
    return client


def index(client: Client) -> Page:
    return Page(client.get(INDEX))


def figures(client: Client) -> tuple[dict[str, str], dict[str, str]]:
    """What there is and what there is to do, each with the address it leads to."""
    (section,) = index(client).all("section")
    lists = [{link.text: link["href"] for link in each.all("a")} for each in section.all("ul")]
    return lists[0], (lists[1] if len(lists) > 1 else {})


def changes(client: Client) -> list[tuple[str, str]]:
    """What was changed, with what is said about it but the time."""
    items = index(client).one("ul", class_="actionlist").all("li")
    return [(_what(item), item.one("span").text.rpartition(" · ")[0]) for item in items]


def _what(item: Element) -> str:
    return item.text.removesuffix(item.one("span").text).strip()


def old(*texts: Guidance) -> None:
    """These were last touched more than a year ago."""
    before = timezone.now() - timedelta(days=366)
    Guidance.history.filter(id__in=[text.pk for text in texts]).update(history_date=before)


# --- How much -----------------------------------------------------------------------------------


def test_how_much_there_is_and_where(editor: Client) -> None:
    make.question(1, choices=2, area=make.area())

    assert figures(editor)[0] == {
        "1 alan": "/admin/questionnaire/area/",
        "1 soru": "/admin/questionnaire/question/",
        "2 reçete": "/admin/questionnaire/guidance/",
    }


def test_when_all_is_done_it_says_so(editor: Client) -> None:
    make.question(1, area=make.area())

    assert "Yapılacak bir şey kalmadı." in index(editor).main.text


# --- What is unfinished -------------------------------------------------------------------------


def test_everything_unfinished_is_counted_and_leads_to_the_rows_it_counts(editor: Client) -> None:
    make.area(1, "")
    make.question(1, text="", choices=2)
    make.question(2, choices=0)
    make.question(3, choices=3, guidance=False)
    first, second = Guidance.objects.all()
    old(first)
    second.body = f"[a]({GONE}) [b]({PRIVATE}) [c](https://var.example/) <iframe>"
    second.save()
    Link.objects.record(GONE, links.answered(404))
    Link.objects.record(PRIVATE, links.unanswered(Reason.PRIVATE))
    Link.objects.record("https://var.example/", links.answered(200))

    found = figures(editor)[1]

    assert list(found) == [
        "1 alanın adı yazılmamış",
        "1 sorunun metni yazılmamış",
        "1 sorunun hiç seçeneği yok",
        "3 seçeneğin reçetesi yazılmamış",
        "1 reçeteyi okurlar eksik görüyor",
        "1 reçete bir yıldır gözden geçirilmedi",
        "2 bağlantı okurlarda açılmıyor",
    ]
    listed = {words: Page(editor.get(address)) for words, address in found.items()}
    shown = [len(page.one("table", id="result_list").all("tr")) - 1 for page in listed.values()]
    assert shown == [1, 1, 1, 3, 1, 1, 2]
    assert column(listed["3 seçeneğin reçetesi yazılmamış"], "question_number") == ["3", "3", "3"]
    assert column(listed["1 sorunun hiç seçeneği yok"], "number") == ["2"]


def test_what_is_retired_is_not_unfinished(editor: Client) -> None:
    make.question(1, text="", choices=1, guidance=False, retired=True)
    make.question(2, choices=1)
    make.question(3, choices=2, guidance=False)
    Guidance.objects.create(choice=Choice.objects.get(question__number=3, number=1), body="Metin")
    Choice.objects.filter(question__number=3, number=2).update(retired=True)
    Choice.objects.filter(question__number=2).update(retired=True)
    old(Guidance.objects.get(choice__question__number=2))

    assert list(figures(editor)[1]) == ["1 sorunun hiç seçeneği yok"]


def test_a_broken_link_that_was_taken_out_is_done_with(editor: Client) -> None:
    make.question(1, choices=1)
    Link.objects.record(GONE, links.answered(404))

    assert figures(editor)[1] == {}


def test_a_text_that_readers_do_not_see_whole_is_counted_until_it_is_put_right(editor: Client) -> None:
    make.question(1, choices=2)
    text = Guidance.objects.first()
    text.body = "Sayın <dernek adı> üyeleri"
    text.save()

    assert figures(editor)[1] == {"1 reçeteyi okurlar eksik görüyor": "/admin/questionnaire/guidance/?bulgu=hata"}

    save(editor, f"/admin/questionnaire/guidance/{text.pk}/change/", body="Sayın üyeler")
    assert figures(editor)[1] == {}


def test_what_is_only_a_warning_is_not_counted(editor: Client) -> None:
    text = make.question(1, choices=1).choices.get().guidance
    text.body = "<font>Metin</font>"
    text.save()

    assert figures(editor)[1] == {}


def test_texts_that_files_brought_are_counted_too(editor: Client, tmp_path: Path) -> None:
    make.seed(tmp_path, "9.md", "", title="Soru?", question_id=9)
    for choice, body in ((1, "<iframe>\n"), (2, "Metin\n")):
        make.seed(tmp_path, f"9-{choice}.md", body, title="İfade", question_id=9, choice_id=choice)
    seeding.load(folders.read(tmp_path))

    assert list(figures(editor)[1]) == ["1 reçeteyi okurlar eksik görüyor"]


def test_links_that_were_never_checked_or_long_ago_are_something_to_do(editor: Client) -> None:
    text = make.question(1, choices=1).choices.get().guidance
    text.body = "[a](https://a.example/) [b](https://b.example/) [c](https://c.example/)"
    text.save()
    for address in ("https://a.example/", "https://b.example/"):
        Link.objects.record(address, links.answered(200))
    Link.objects.filter(address="https://a.example/").update(checked_at=timezone.now() - timedelta(days=31))

    assert figures(editor)[1] == {"2 bağlantı son 30 günde denetlenmedi": "/admin/questionnaire/guidance/"}

    Link.objects.record("https://a.example/", links.answered(200))
    Link.objects.record("https://c.example/", links.answered(200))
    assert "Yapılacak bir şey kalmadı." in index(editor).main.text


# --- Last changes -------------------------------------------------------------------------------


def test_the_last_changes_say_what_was_done_and_lead_there(editor: Client) -> None:
    Questionnaire.objects.create(title="Anket")
    area = make.area(2)
    question = make.question(9, choices=1)
    question.text = "Yeni?"
    question.save()
    Area.objects.get().delete()

    page = index(editor)

    assert changes(editor) == [
        ("Alan 2", "Alan silindi"),
        ("Soru 9", "Soru değiştirildi"),
        ("Soru 9, seçenek 1", "Reçete eklendi"),
        ("Soru 9, seçenek 1", "Seçenek eklendi"),
        ("Soru 9", "Soru eklendi"),
        ("Alan 2", "Alan eklendi"),
        ("Anketin giriş metni", "Anket eklendi"),
    ]
    leads = page.one("ul", class_="actionlist").all("a")
    assert f"/admin/questionnaire/question/{question.pk}/change/" in [link["href"] for link in leads]
    assert leads[0].text == "Soru 9", f"area {area.number} is gone and leads nowhere"


def test_who_changed_it_is_said(editor: Client) -> None:
    text = make.question(9, choices=1).choices.get().guidance
    page = f"/admin/questionnaire/guidance/{text.pk}/change/"

    save(editor, page, body="Yeni metin")

    assert changes(editor)[0] == ("Soru 9, seçenek 1", "Reçete değiştirildi · Ayşe Yılmaz")


def test_a_load_is_one_change_whatever_it_wrote(editor: Client, django_user_model) -> None:
    load = Load.objects.create(source=Load.Source.UPLOAD, user=django_user_model.objects.get())
    make.question(9, choices=2)
    for model in (Question, Choice, Guidance):
        model.history.update(load=load)

    assert changes(editor) == [(str(load), "Yükleme eklendi · Ayşe Yılmaz")]


def test_a_change_of_something_whose_question_is_gone_too_is_still_told(editor: Client) -> None:
    make.question(9, choices=1).delete()

    assert [said for _what, said in changes(editor)][:1] == ["Soru silindi"]
    assert ("", "Reçete silindi") in changes(editor)


def test_ten_are_shown_the_newest_first(editor: Client) -> None:
    for number in range(1, 15):
        make.area(number)

    assert [what for what, _said in changes(editor)] == [f"Alan {number}" for number in range(14, 4, -1)]


# --- Who sees what, and at what cost ------------------------------------------------------------


def test_who_may_not_see_content_sees_none_of_it(client: Client, django_user_model) -> None:
    make.question(1, choices=1)
    client.force_login(django_user_model.objects.create(username="muhasebe", is_staff=True))

    page = index(client)

    assert (page.all("section"), "Soru 1" in page.main.text) == ([], False)


@pytest.mark.parametrize("count", [1, 200])
def test_the_index_asks_the_database_a_constant_number_of_times(editor: Client, count: int) -> None:
    make.many_questions(count)
    rows = list(Guidance.objects.all())
    for row in rows:
        row.body = f"[a](https://a{row.pk}.example/)"
    Guidance.objects.bulk_update(rows, ["body"])
    for row in rows[:50]:
        Link.objects.record(f"https://a{row.pk}.example/", links.answered(404))
    index(editor)

    with CaptureQueriesContext(connection) as queries:
        index(editor)

    assert len(queries) <= 12
