from collections.abc import Callable
from pathlib import Path

import pytest

from tests.management import own
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
    own.migrate(f"sqlite:///{database}")
    return database
