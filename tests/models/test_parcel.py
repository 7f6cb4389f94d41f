from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from questionnaire.domain.folder import gathered
from questionnaire.models import Load, Parcel

pytestmark = pytest.mark.django_db

FILES = [
    ("3/a:b\\.md", b"---\ntitle: Alan\narea_id: 3\n---\n"),
    ("ş.md", "---\ntitle: Soru ğ\nquestion_id: 9\n---\nı".encode()),
]


@pytest.fixture
def user(django_user_model: Any) -> Any:
    return django_user_model.objects.create_user("biri")


def keep(user: Any, **about: Any) -> Parcel:
    return Parcel.keep(FILES, user=user, **{"name": "seeds.zip", "source": Load.Source.UPLOAD, **about})


def test_the_files_say_the_same_after_they_were_kept(user: Any) -> None:
    pk = keep(user, passed_over=2).pk

    folder = Parcel.objects.get(pk=pk).folder()

    sent = gathered(FILES)
    assert (folder.seeds, folder.paths, folder.passed_over) == (sent.seeds, sent.paths, 2)


def test_a_long_name_is_cut(user: Any) -> None:
    assert len(keep(user, name="a" * 1000).name) == 255


@pytest.mark.parametrize(("hours", "open_"), [(23, 1), (25, 0)])
def test_files_are_kept_for_a_day_for_the_one_who_sent_them(
    user: Any, django_user_model: Any, hours: int, open_: int
) -> None:
    keep(user, at=timezone.now() - timedelta(hours=hours))

    other = django_user_model.objects.create_user("öbürü")
    assert (Parcel.objects.open_to(user).count(), Parcel.objects.open_to(other).count()) == (open_, 0)
    assert Parcel.objects.past().count() == 1 - open_


def test_sending_again_clears_away_ones_own_and_what_is_past(user: Any, django_user_model: Any) -> None:
    keep(django_user_model.objects.create_user("eski"), at=timezone.now() - timedelta(days=2))
    kept = keep(django_user_model.objects.create_user("yeni"))
    keep(user)

    last = keep(user)

    assert set(Parcel.objects.all()) == {kept, last}


def test_files_go_with_the_person(user: Any) -> None:
    keep(user)

    user.delete()

    assert Parcel.objects.count() == 0
