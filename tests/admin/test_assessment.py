"""What an administrator may know of respondents: that somebody answered, and when. Nothing else."""

import re

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from questionnaire.domain.key import grouped
from questionnaire.models import Answer, Area, Assessment, Choice, Guidance, Link, Load, Question, Questionnaire, Share
from tests import make
from tests.admin.editing import column
from tests.page import Page

pytestmark = pytest.mark.django_db

NOTE = "Zürafalar toplantıya gelmedi"
STATEMENT = "Flamingolarla aylık buluşuyoruz"
LABEL, SHARE_HASH, PLANNED = "Penguenler kurulu", "f1a9" * 16, "Baykuşlara yazılacak"


@pytest.fixture
def key() -> str:
    """The key of an assessment with one answer, whose statement was reworded since, so that it stands there alone."""
    Questionnaire.objects.create(title="Anket")
    make.question(9, choices=2, area=make.area())
    Choice.objects.filter(number=1).update(text=STATEMENT)
    made, key = make.assessment()
    make.answered(made, 9, 1, NOTE)
    make.answered(make.assessment(predecessor=made)[0], 9, 1, NOTE)
    share, _ = make.share(made, label=LABEL)
    Share.objects.filter(pk=share.pk).update(key_hash=SHARE_HASH)
    asked = Question.objects.get()
    made.marks.create(question=asked, flagged=True)
    made.actions.create(what=PLANNED, question=asked)
    Choice.objects.filter(number=1).update(text="Yeni ifade")
    return key


def crawled(client: Client, *starts: str) -> dict[str, str]:
    """Every page of the admin that these link to, on and on, by address; of lists, only the first page."""
    pages: dict[str, str] = {}
    waiting = list(starts)
    while waiting:
        address = waiting.pop()
        if address not in pages:
            pages[address] = client.get(address, follow=True).content.decode(errors="replace")  # one is a ZIP
            waiting += re.findall(r'href="(/admin/[^"?#]*)["?#]', pages[address])
    return pages


def every_address() -> list[str]:
    """List, form, history and deletion of every row of every registered model, and what the forms look up."""
    addresses = ["/admin/"]
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        addresses += [reverse(f"{name}_changelist"), reverse(f"{name}_add")]
        addresses.append(reverse(f"{name}_changelist") + "?q=a")
        for row in model._default_manager.all():
            addresses += [reverse(f"{name}_{page}", args=[row.pk]) for page in ("change", "history", "delete")]
    for model, field in [("choice", "question"), ("guidance", "choice")]:
        look_up = f"app_label=questionnaire&model_name={model}&field_name={field}"
        addresses.append(f"{reverse('admin:autocomplete')}?{look_up}")
    return addresses


def test_nothing_a_respondent_entered_stands_on_any_page_of_the_admin(admin_client: Client, key: str) -> None:
    addresses = every_address()

    pages = crawled(admin_client, *addresses)

    assert set(addresses) <= set(pages)
    hashes = [SHARE_HASH, *Assessment.objects.values_list("key_hash", flat=True)]
    secrets = [NOTE, "Zürafa", STATEMENT, "Flamingo", LABEL, "Penguen", PLANNED, "Baykuş", key, grouped(key), *hashes]
    assert [(address, secret) for address, html in pages.items() for secret in secrets if secret in html] == []


def test_the_pages_that_were_searched_show_what_editors_edit(admin_client: Client, key: str) -> None:
    """Otherwise nothing would be found on them because nothing was there."""
    pages = crawled(admin_client, *every_address())

    shown = {row.pk: pages[reverse("admin:questionnaire_choice_change", args=[row.pk])] for row in Choice.objects.all()}

    assert [row.text in shown[row.pk] for row in Choice.objects.all()] == [True, True]


@pytest.mark.parametrize(
    ("kind", "lookup"),
    [
        ("assessment", "answers__id"),
        ("assessment", "answers"),
        ("assessment", "answers__note__contains"),
        ("assessment", "answers__choice"),
        ("assessment", "key_hash__startswith"),
        ("assessment", "shares"),
        ("assessment", "shares__label__contains"),
        ("assessment", "predecessor"),
        ("assessment", "successors"),
        ("assessment", "actions__what__contains"),
        ("assessment", "marks__flagged"),
        ("question", "actions__what__contains"),
        ("question", "marks__assessment"),
        ("choice", "answers__id"),
        ("choice", "answers"),
        ("choice", "answers__isnull"),
        ("choice", "answers__assessment"),
        ("choice", "answers__note__contains"),
        ("question", "answers__id"),
        ("question", "answers__note__contains"),
        ("question", "choices__answers"),
        ("question", "marks__id"),
        ("question", "marks__flagged"),
        ("area", "questions__marks"),
        ("choice", "question__actions"),
        ("area", "questions__answers"),
        ("guidance", "choice__answers"),
    ],
)
def test_no_list_can_be_asked_for_what_was_answered(admin_client: Client, key: str, kind: str, lookup: str) -> None:
    answer = Answer.objects.earliest("pk")
    last = lookup.rpartition("__")[2]
    value = {"contains": "Z", "isnull": "0", "startswith": answer.assessment.key_hash[:1]}.get(last, answer.pk)

    response = admin_client.get(f"/admin/questionnaire/{kind}/", {lookup: value})

    assert (response.status_code, Page(response).all("table", id="result_list")) == (400, [])


def test_the_list_of_assessments_says_when_and_how_many(admin_client: Client, key: str) -> None:
    page = Page(admin_client.get("/admin/questionnaire/assessment/"))

    assert (column(page, "answered"), column(page, "finished_at")) == (["1", "1"], ["-", "-"])


def test_the_page_of_an_assessment_shows_dates_and_progress_alone(admin_client: Client, key: str) -> None:
    page = Page(admin_client.get(f"/admin/questionnaire/assessment/{Assessment.objects.earliest('pk').pk}/change/"))

    (form,) = page.all("form", id="assessment_form")
    labels = [label.text.rstrip(":") for label in form.all("label")]
    assert labels == ["Başlangıç", "Son değişiklik", "Tamamlanma", "Yanıtlanan soru sayısı"]


def test_an_assessment_cannot_be_changed(admin_client: Client, key: str) -> None:
    before = Assessment.objects.values().earliest("pk")
    address = f"/admin/questionnaire/assessment/{before['id']}/change/"

    response = admin_client.post(address, {"finished_at_0": "2026-01-01", "guidance_in_report": "on"})

    assert (response.status_code, Assessment.objects.values().earliest("pk")) == (403, before)


def test_an_assessment_cannot_be_added(admin_client: Client) -> None:
    response = admin_client.post("/admin/questionnaire/assessment/add/", {})

    assert (response.status_code, Assessment.objects.count()) == (403, 0)


def test_an_assessment_cannot_be_deleted(admin_client: Client, key: str) -> None:
    pk = Assessment.objects.earliest("pk").pk

    one = admin_client.post(f"/admin/questionnaire/assessment/{pk}/delete/", {"post": "yes"})
    admin_client.post(
        "/admin/questionnaire/assessment/", {"action": "delete_selected", "_selected_action": [pk], "post": "yes"}
    )

    assert (one.status_code, Assessment.objects.count()) == (403, 2)


def test_the_models_in_the_admin_are_these() -> None:
    """Answers, marks, plans, shared links and attempts are not among them."""
    ours = {model for model in admin.site._registry if model._meta.app_label == "questionnaire"}

    assert ours == {Area, Assessment, Choice, Guidance, Link, Load, Question, Questionnaire}
