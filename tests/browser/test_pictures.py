"""`make pictures` can be run: its scene can be built, and a picture taken of it."""

import io
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from PIL import Image
from playwright.sync_api import BrowserContext

from tests.pictures import scene
from tests.pictures.camera import VISITOR, taken
from tests.pictures.people import COLLEAGUE, EDITOR
from tests.pictures.shots import PHONE, SHOTS, Cast, log_in

pytestmark = pytest.mark.browser


@pytest.fixture
def editors(transactional_db: None) -> None:
    """The group as it is migrated; the test before this one may have emptied the database."""
    migration = import_module("questionnaire.migrations.0004_editors")
    group, _ = Group.objects.get_or_create(name=migration.GROUP)
    group.permissions.set(Permission.objects.filter(codename__in=migration.PERMISSIONS))


def test_a_picture_is_taken_of_the_scene(editors: None, new_context: Callable[..., BrowserContext]) -> None:
    call_command("loadseeds", Path("seeds"), stdout=io.StringIO())
    scene.build()
    cast = Cast(*(new_context(**VISITOR).new_page() for _ in range(3)))
    log_in(cast.editor, EDITOR)
    log_in(cast.colleague, COLLEAGUE)

    picture = Image.open(io.BytesIO(taken(SHOTS["plan"], cast)))

    assert (picture.format, picture.size) == ("PNG", (2 * PHONE, 2 * SHOTS["plan"].height))
    assert len(picture.getcolors() or []) > 20  # something is drawn
