"""Two writers of content at the same moment: one waits or is refused, and nothing is mixed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from questionnaire import seeding
from questionnaire.domain import folder as folders
from questionnaire.domain.plan import Side, Verdict
from questionnaire.models import Choice, Guidance, Load, Parcel, Question
from tests import make
from tests.admin.editing import save
from tests.outage import SHORT
from tests.page import Page
from tests.test_concurrency import at_once
from tests.test_seeding import snapshot

pytestmark = pytest.mark.django_db(transaction=True)

CHOOSE = "/admin/questionnaire/load/yukle/"


@contextmanager
def somebody_saving() -> Iterator[None]:
    """Another connection is in the middle of a save; ours waits only shortly for it."""
    before = connection.settings_dict["OPTIONS"]
    other = connection.copy()
    other.set_autocommit(False)
    with other.cursor() as cursor:
        cursor.execute("UPDATE questionnaire_contentversion SET value = 'x'")
    shorter = (
        {"timeout": SHORT} if connection.vendor == "sqlite" else {"options": f"-c lock_timeout={int(SHORT * 1000)}ms"}
    )
    connection.close()
    connection.settings_dict["OPTIONS"] = before | shorter
    try:
        yield
    finally:
        other.rollback()
        other.close()
        connection.close()
        connection.settings_dict["OPTIONS"] = before


def folder_saying(folder: Path, word: str) -> Path:
    """A folder of ten questions and their guidance that all say this word."""
    for number in range(1, 11):
        make.seed(folder, f"{number}.md", word, title=f"{word} soru?", question_id=number)
        make.seed(folder, f"{number}-1.md", word, title=f"{word} ifade", question_id=number, choice_id=1)
    return folder


def words() -> set[str]:
    """The first word of every text there is."""
    rows = (
        *Question.objects.values_list("text", flat=True),
        *Choice.objects.values_list("text", flat=True),
        *Guidance.objects.values_list("body", flat=True),
    )
    return {text.split()[0] for text in rows}


def load(folder: Path) -> Callable[[], Any]:
    read = folders.read(folder)
    return lambda: seeding.load(read, verdicts=lambda key, name: Verdict(Side.FILE))


@pytest.mark.parametrize("first", [True, False], ids=["into an empty database", "over what is there"])
def test_of_two_loads_at_once_each_is_whole(tmp_path: Path, first: bool) -> None:
    one, other = (folder_saying(tmp_path / word, word) for word in ("Bir", "Öbür"))
    if not first:
        load(folder_saying(tmp_path / "önce", "Önceki"))()

    at_once(load(one), load(other))

    assert words() in ({"Bir"}, {"Öbür"})
    assert (Load.objects.count(), Question.objects.count()) == (2 if first else 3, 10)


def test_a_load_and_a_save_in_the_admin_at_once_lose_neither(tmp_path: Path, admin_client: Client) -> None:
    load(folder_saying(tmp_path, "Önceki"))()
    row = Guidance.objects.get(choice__question__number=5)
    address = f"/admin/questionnaire/guidance/{row.pk}/change/"
    read = folders.read(folder_saying(tmp_path, "Dosyada"))

    _, response = at_once(lambda: seeding.load(read), lambda: save(admin_client, address, body="Yönetimde yazıldı."))

    row.refresh_from_db()
    others = set(Guidance.objects.exclude(pk=row.pk).values_list("body", flat=True))
    assert others == {"Dosyada"}
    # Saved before the load (a conflict, in which it stays), or refused as made from the version before it.
    assert row.body == ("Yönetimde yazıldı." if response.status_code == 302 else "Dosyada")
    assert response.status_code == 302 or "Yönetimde yazıldı." in response.content.decode()


def test_the_command_says_that_somebody_is_writing_and_writes_nothing(tmp_path: Path) -> None:
    folder_saying(tmp_path, "Yeni")
    before = snapshot()

    with somebody_saving(), pytest.raises(CommandError) as refused:
        call_command("loadseeds", str(tmp_path), stdout=StringIO())

    assert (refused.value.returncode, str(refused.value).startswith("Veri tabanı kullanılamıyor")) == (1, True)
    assert snapshot() == before


def test_the_admin_says_that_somebody_is_writing_and_keeps_what_was_decided(
    tmp_path: Path, admin_client: Client, settings: Any
) -> None:
    settings.SEEDS_DIR = tmp_path
    load(folder_saying(tmp_path, "Önceki"))()
    row = Question.objects.get(number=3)
    row.text = "Yönetimde?"
    row.save()
    folder_saying(tmp_path, "Yeni")
    form = Page(admin_client.post(CHOOSE, {"folder": "1"}, follow=True)).form("Yükle")
    decided = {"side-question-3-0-title": "merged", "text-question-3-0-title": "İkisinden?"}
    before = snapshot()

    with somebody_saving():
        busy = form.send(admin_client, **decided)

    assert (busy.status_code, snapshot() == before, Parcel.objects.count()) == (503, True, 1)
    assert "Şu anda başka biri kaydediyor ya da yüklüyor." in Page(busy).text
    Page(busy).form("Yükle").send(admin_client)
    assert Question.objects.get(number=3).text == "İkisinden?"


def test_a_plan_can_be_looked_at_while_somebody_is_saving(tmp_path: Path, admin_client: Client, settings: Any) -> None:
    settings.SEEDS_DIR = folder_saying(tmp_path, "Yeni")
    address = admin_client.post(CHOOSE, {"folder": "1"}).headers["Location"]

    with somebody_saving():
        page = admin_client.get(address)

    assert Page(page).heading == "Yüklenirse ne olacak"


def test_a_load_that_comes_between_the_plan_and_the_button_is_seen(
    tmp_path: Path, admin_client: Client, settings: Any
) -> None:
    settings.SEEDS_DIR = folder_saying(tmp_path / "a", "Plandaki")
    form = Page(admin_client.post(CHOOSE, {"folder": "1"}, follow=True)).form("Yükle")
    load(folder_saying(tmp_path / "b", "Araya giren"))()

    again = form.send(admin_client)

    assert (again.status_code, words()) == (409, {"Araya"})


def test_of_two_people_who_press_at_once_one_loads_and_one_is_told(
    tmp_path: Path, admin_client: Client, settings: Any
) -> None:
    settings.SEEDS_DIR = folder_saying(tmp_path, "Yeni")
    form = Page(admin_client.post(CHOOSE, {"folder": "1"}, follow=True)).form("Yükle")

    responses = at_once(*[lambda: form.send(admin_client)] * 2)

    assert sorted(response.status_code for response in responses) in ([302, 404], [302, 409])
    assert Load.objects.count() == 1


def test_an_export_is_of_one_moment(tmp_path: Path) -> None:
    load(folder_saying(tmp_path / "a", "Bir"))()
    other = load(folder_saying(tmp_path / "b", "Öbür"))

    exported, _ = at_once(seeding.exported, other)

    said = {data.decode().split("title: ")[1].split()[0] for data in exported.files.values()}
    assert said in ({"Bir"}, {"Öbür"})
