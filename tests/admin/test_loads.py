"""The log of loads: one entry a load that changed a text, and everything that it changed."""

from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from questionnaire import seeding
from questionnaire.domain import folder as folders
from questionnaire.models import Area, Choice, ContentVersion, Guidance, Load, Question, Questionnaire
from tests import make
from tests.admin.editing import column
from tests.manage import run
from tests.page import Page

pytestmark = pytest.mark.django_db

LIST = "/admin/questionnaire/load/"
LOAD = "/admin/questionnaire/load/{}/change/"
MODELS = (Questionnaire, Area, Question, Choice, Guidance)


def versions() -> list[tuple[str, str, int | None]]:
    return [(model.__name__, row.history_type, row.load_id) for model in MODELS for row in model.history.order_by("pk")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make.seed(tmp_path, "area.md", "Alan.\n", title="Yönetişim", area_id=1)
    make.seed(tmp_path, "9.md", "", title="Soru?", question_id=9, area_id=1)
    make.seed(tmp_path, "9-1.md", "Reçete.\n", title="İfade", question_id=9, choice_id=1)
    return tmp_path


def load(folder: Path, **options: object) -> None:
    seeding.load(folders.read(folder), **options)


def test_a_load_is_one_entry_and_everything_it_wrote_refers_to_it(folder: Path) -> None:
    user = get_user_model().objects.create(username="ed")

    load(folder, source=Load.Source.UPLOAD, name="reçeteler.zip", user=user)

    entry = Load.objects.get()
    assert (entry.source, entry.name, entry.user) == ("upload", "reçeteler.zip", user)
    assert {outcome: count for outcome, count in entry.counts.items() if count} == {"created": 3}
    assert versions() == [(name, "+", entry.pk) for name in ("Area", "Question", "Choice", "Guidance")]
    assert {row.history_user for model in MODELS for row in model.history.all()} == {user}


def test_a_load_of_one_changed_text_writes_one_version(folder: Path) -> None:
    load(folder)
    make.seed(folder, "9-1.md", "Yeni.\n", title="İfade", question_id=9, choice_id=1)

    load(folder)

    second = Load.objects.first()
    assert (second.counts["updated"], second.counts["unchanged"]) == (1, 2)
    assert [row for row in versions() if row[2] == second.pk] == [("Guidance", "~", second.pk)]


def test_a_load_that_changes_nothing_leaves_no_trace(folder: Path) -> None:
    load(folder)
    before, version = versions(), ContentVersion.objects.get().value

    load(folder)

    assert (Load.objects.count(), versions(), ContentVersion.objects.get().value) == (1, before, version)


def test_what_is_only_recorded_leaves_no_trace_in_history_or_log(folder: Path) -> None:
    load(folder)
    row = Guidance.objects.get()
    row.body = "İkisinde de.\n"
    row.save()
    make.seed(folder, "9-1.md", "İkisinde de.\n", title="İfade", question_id=9, choice_id=1)
    before, noted = versions(), row.loaded

    load(folder)

    assert (Load.objects.count(), versions()) == (1, before)
    row.refresh_from_db()
    assert row.loaded != noted


def test_a_dry_run_is_not_in_the_log(folder: Path) -> None:
    load(folder, dry_run=True)

    assert (Load.objects.count(), versions()) == (0, [])


def test_the_command_line_names_the_folder(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    database = f"sqlite:///{tmp_path_factory.mktemp('db') / 'db.sqlite3'}"
    run("migrate", DATABASE_URL=database)
    run("loadseeds", folder, DATABASE_URL=database)

    told = run(
        "shell",
        "-c",
        "from questionnaire.models import Load; print(Load.objects.values_list('source', 'name'))",
        DATABASE_URL=database,
    )

    assert f"[('command', '{folder.name}')]" in told.stdout


# --- In the admin -------------------------------------------------------------------------------


def test_the_log_says_when_who_from_where_and_what(admin_client: Client, admin_user, folder: Path) -> None:
    load(folder)
    make.seed(folder, "9-1.md", "Yeni.\n", title="İfade", question_id=9, choice_id=1)
    load(folder, source=Load.Source.UPLOAD, name="a.zip", user=admin_user)

    page = Page(admin_client.get(LIST))

    assert [column(page, name) for name in ("who", "source", "name", "summary")] == [
        ["admin", "komut satırı"],
        ["yükleme", "komut satırı"],
        ["a.zip", "-"],
        ["1 güncellendi, 2 değişmedi", "3 oluşturuldu"],
    ]


def test_a_load_lists_everything_it_changed_and_leads_to_the_differences(admin_client: Client, folder: Path) -> None:
    load(folder)
    page = Page(admin_client.get(LOAD.format(Load.objects.get().pk)))

    assert [item.text for item in page.main.all("ul")[-1].all("li")] == [
        "Alan 1 yeni",
        "Soru 9 yeni",
        "Soru 9, seçenek 1: ifade yeni",
        "Soru 9, seçenek 1: reçete yeni",
    ]
    shown = Page(admin_client.get(page.links["Soru 9, seçenek 1: reçete"]))
    assert "Reçete." in shown.one("div", class_="difference").text


def test_what_was_deleted_since_is_still_named(admin_client: Client, folder: Path) -> None:
    load(folder)
    Question.objects.get().delete()

    page = Page(admin_client.get(LOAD.format(Load.objects.get().pk)))

    assert "Soru 9, seçenek 1: reçete" in page.links


def test_a_load_without_versions_says_so(admin_client: Client, folder: Path) -> None:
    load(folder)
    for model in MODELS:
        model.history.all().delete()

    page = Page(admin_client.get(LOAD.format(Load.objects.get().pk)))

    assert "Geçmişte bu yüklemenin sürümü yok:" in page.main.text


def test_a_long_load_comes_in_pages(admin_client: Client) -> None:
    make.many_questions(40)
    entry = Load.objects.create(source=Load.Source.COMMAND)
    for model in MODELS:
        model.history.update(load=entry)

    first = Page(admin_client.get(LOAD.format(entry.pk)))
    last = Page(admin_client.get(LOAD.format(entry.pk) + "?p=3"))

    assert first.links["İleri"] == "?p=2"
    assert "Sayfa 3 / 3" in last.main.text
    assert "Soru 40, seçenek 5: reçete" in last.links


@pytest.mark.parametrize("count", [1, 200])
def test_a_load_and_the_log_cost_at_most_twelve_queries(admin_client: Client, count: int) -> None:
    make.many_questions(count)
    user = get_user_model().objects.create(username="ed")
    entries = [Load.objects.create(source=Load.Source.UPLOAD, user=user) for _ in range(count)]
    for model in MODELS:
        model.history.update(load=entries[0])

    with CaptureQueriesContext(connection) as log:
        admin_client.get(LIST)
    with CaptureQueriesContext(connection) as page:
        admin_client.get(LOAD.format(entries[0].pk))

    assert (len(log) <= 12, len(page) <= 12) == (True, True), (len(log), len(page))


def test_nobody_writes_into_the_log(admin_client: Client, folder: Path) -> None:
    load(folder)
    entry = Load.objects.get()

    assert admin_client.get(f"{LIST}add/").status_code == 403
    assert admin_client.get(f"{LIST}{entry.pk}/delete/").status_code == 403
    admin_client.post(LOAD.format(entry.pk), {"name": "x"})
    assert Load.objects.get().name == ""


def test_whoever_may_not_see_loads_sees_none(folder: Path) -> None:
    load(folder)
    client = Client()
    client.force_login(get_user_model().objects.create(username="ed", is_staff=True))

    assert client.get(LOAD.format(Load.objects.get().pk)).status_code == 403


def test_a_load_that_never_was_is_not_found(admin_client: Client) -> None:
    assert admin_client.get(LOAD.format(5)).status_code == 404
