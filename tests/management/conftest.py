from collections.abc import Callable
from pathlib import Path

import pytest

from tests import manage
from tests.management.loading import Told, called


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "seeds"
    made.mkdir()
    return made


@pytest.fixture
def load(db: None, folder: Path) -> Callable[..., Told]:
    """Load what lies in the folder of the test."""

    return lambda *options, of=folder: called("loadseeds", str(of), *options)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database file, to be copied."""
    database = tmp_path_factory.mktemp("migrated") / "db.sqlite3"
    privacy = {"PRIVACY_CONTROLLER": "a", "PRIVACY_CONTACT": "b", "PRIVACY_HOSTING": "c"}
    done = manage.run("migrate", "--verbosity", "0", DATABASE_URL=f"sqlite:///{database}", **privacy)
    assert (done.returncode, done.stderr) == (0, "")
    return database
