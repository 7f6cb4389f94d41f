"""The group “Editör”: everything about content, nothing about respondents; made by a migration."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from questionnaire import content
from questionnaire.domain import links
from questionnaire.domain.walk import Given, Kind
from questionnaire.models import Action, Area, Assessment, Choice, Guidance, Link, Mark, Question, Questionnaire, Share
from tests import make
from tests.admin.editing import links_to_delete, save
from tests.page import Page

CONTENT = {"area", "question", "choice", "guidance"}
NOTE, WHAT = "Zürafalar toplantıya gelmedi", "Flamingolarla buluşulacak"
MAY = {
    *(f"{verb}_{kind}" for kind in CONTENT for verb in ("view", "add", "change")),
    "delete_area",
    *("view_questionnaire", "add_questionnaire", "change_questionnaire"),
    *(f"view_historical{kind}" for kind in CONTENT | {"questionnaire"}),
    *("view_load", "add_load", "view_link"),
}


@pytest.fixture
def editor(db: None, client: Client) -> Client:
    user = User.objects.create(username="ayse", is_staff=True)
    user.groups.add(Group.objects.get(name="Editör"))
    client.force_login(user)
    return client


@pytest.fixture
def assessment(db: None) -> Assessment:
    """One that a respondent wrote into, in every way there is."""
    Questionnaire.objects.create(title="Anket", introduction="[a](https://yok.example/)")
    question = make.question(9, choices=2, area=make.area())
    Link.objects.record("https://yok.example/", links.answered(404))
    made, _key = make.assessment()
    asked = content.now().asked(9)
    made.record(asked, Given(Kind.CHOICE, 1, asked.choice(1).text, NOTE), made_from=0)
    Mark.objects.create(assessment=made, question=question, flagged=True)
    Action.objects.create(assessment=made, question=question, what=WHAT)
    Share.objects.create(assessment=made, label=WHAT, key_hash="x")
    made.finish()
    return made


# --- What an editor may do ----------------------------------------------------------------------


@pytest.mark.django_db
def test_the_group_may_do_exactly_this() -> None:
    permissions = Group.objects.get(name="Editör").permissions.all()

    assert {permission.codename for permission in permissions} == MAY
    assert {permission.content_type.app_label for permission in permissions} == {"questionnaire"}


def test_an_editor_sees_every_list_of_content_and_no_other(editor: Client, assessment: Assessment) -> None:
    answers = {
        model._meta.model_name: editor.get(
            reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        ).status_code
        for model in admin.site._registry
    }

    allowed = {kind for kind, status in answers.items() if status == 200}
    assert allowed - {"load"} == CONTENT | {"questionnaire", "link"}
    assert {kind: answers[kind] for kind in ("assessment", "user", "group")} == dict.fromkeys(
        ["assessment", "user", "group"], 403
    )


def test_an_editor_writes_in_every_kind_of_text(editor: Client, assessment: Assessment) -> None:
    kinds = {Questionnaire: "introduction", Area: "description", Question: "help", Choice: "text", Guidance: "body"}
    for model, name in kinds.items():
        row = model.objects.first()
        save(editor, reverse(f"admin:questionnaire_{model._meta.model_name}_change", args=[row.pk]), **{name: "Yeni."})

    assert [getattr(model.objects.first(), name) for model, name in kinds.items()] == ["Yeni."] * 5


def test_no_text_tells_an_editor_by_what_can_be_deleted_that_somebody_picked_it(
    editor: Client, assessment: Assessment
) -> None:
    """Whether answered, marked or neither: editors retire, and an area without questions is all that they delete."""
    marked, untouched = make.question(10, choices=1), make.question(11, choices=1)
    Mark.objects.create(assessment=assessment, question=marked, flagged=True)
    rows = [*Question.objects.all(), *Choice.objects.all(), *Guidance.objects.all()]

    for row in rows:
        name = f"admin:questionnaire_{row._meta.model_name}"
        page = Page(editor.get(reverse(f"{name}_change", args=[row.pk])))
        assert links_to_delete(page) == []
        assert editor.post(reverse(f"{name}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403

    assert untouched in Question.objects.all()


# --- What an editor sees of respondents: nothing ------------------------------------------------


def pages_of() -> list[str]:
    """Every page of the admin that there is about any row, of any model."""
    found = ["/admin/", "/admin/questionnaire/"]
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        found += [reverse(f"{name}_changelist"), reverse(f"{name}_add")]
        for row in model._default_manager.all():
            found += [reverse(f"{name}_{page}", args=[row.pk]) for page in ("change", "history", "delete")]
    return found


def test_no_page_of_the_admin_tells_an_editor_of_respondents(editor: Client, assessment: Assessment) -> None:
    pages = {address: editor.get(address) for address in pages_of()}
    shown = {address: response for address, response in pages.items() if response.status_code == 200}

    told = [
        (address, secret)
        for address, response in shown.items()
        for secret in (NOTE, WHAT, str(assessment.pk), assessment.key_hash, "/assessment/")
        if secret in response.content.decode()
    ]
    assert told == []
    assert len(shown) > 20


@pytest.mark.parametrize("page", ["changelist", "add"])
def test_the_list_of_assessments_is_refused(editor: Client, assessment: Assessment, page: str) -> None:
    assert editor.get(reverse(f"admin:questionnaire_assessment_{page}")).status_code == 403


@pytest.mark.parametrize("page", ["change", "history", "delete"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_assessment_is_refused(editor: Client, assessment: Assessment, page: str, method: str) -> None:
    address = reverse(f"admin:questionnaire_assessment_{page}", args=[assessment.pk])

    assert getattr(editor, method)(address).status_code == 403
    assert Assessment.objects.filter(pk=assessment.pk).exists()


@pytest.mark.parametrize("page", ["go_on", "report", "mine", "download"])
def test_a_respondents_own_pages_are_closed_to_an_editor(editor: Client, assessment: Assessment, page: str) -> None:
    response = editor.get(reverse(page, args=[assessment.pk]))

    assert (response.status_code, NOTE in response.content.decode()) == (404, False)


# --- What it costs ------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 200])
@pytest.mark.parametrize("kind", ["questionnaire", "link"])  # test_content.py has the others
def test_a_list_asks_the_database_a_constant_number_of_times(editor: Client, kind: str, count: int) -> None:
    make.many_questions(count)
    rows = list(Guidance.objects.all())
    for row in rows:
        row.body = f"[a](https://a{row.pk}.example/)"
    Guidance.objects.bulk_update(rows, ["body"])
    for row in rows[:100]:
        Link.objects.record(f"https://a{row.pk}.example/", links.answered(404))
    content.now()

    with CaptureQueriesContext(connection) as queries:
        response = editor.get(f"/admin/questionnaire/{kind}/")

    assert (response.status_code, len(queries) <= 12) == (200, True)


# --- The migration ------------------------------------------------------------------------------

BEFORE, AFTER = [("questionnaire", "0003_links")], [("questionnaire", "0004_editors")]


def migrate(to: list[tuple[str, str]]) -> None:
    MigrationExecutor(connection).migrate(to)


def codenames(name: str = "Editör") -> set[str]:
    return set(Group.objects.get(name=name).permissions.values_list("codename", flat=True))


@pytest.fixture
def _before(transactional_db: None):
    """The database as it was before the group; afterwards as the other tests want it."""
    migrate(BEFORE)
    yield
    migrate(MigrationExecutor(connection).loader.graph.leaf_nodes())


@pytest.mark.usefixtures("_before")
@pytest.mark.django_db(transaction=True)
def test_going_back_takes_the_group_away_and_going_on_brings_it_again() -> None:
    assert not Group.objects.filter(name="Editör").exists()

    migrate(AFTER)

    assert codenames() == MAY


@pytest.mark.usefixtures("_before")
@pytest.mark.django_db(transaction=True)
def test_on_a_database_without_permissions_the_migration_makes_them() -> None:
    """As on a fresh one, where Django makes them only after the last migration."""
    Permission.objects.filter(content_type__app_label="questionnaire").delete()
    ContentType.objects.filter(app_label="questionnaire").delete()

    migrate(AFTER)

    assert codenames() == MAY


@pytest.mark.usefixtures("_before")
@pytest.mark.django_db(transaction=True)
def test_a_group_that_is_there_already_keeps_its_members_and_permissions() -> None:
    group = Group.objects.create(name="Editör")
    group.permissions.add(Permission.objects.get(codename="view_user"))
    group.user_set.add(User.objects.create(username="ayse"))

    migrate(AFTER)
    assert codenames() == MAY | {"view_user"}

    migrate(BEFORE)
    assert codenames() == {"view_user"}
    assert [user.username for user in Group.objects.get().user_set.all()] == ["ayse"]
