from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.management import own
from tests.management.loading import Told


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "seeds"
    made.mkdir()
    return made


@pytest.fixture
def load(db: None, folder: Path) -> Callable[..., Told]:
    """Load what lies in the folder of the test."""

    def run(*options: str, of: Path = folder) -> Told:
        out, err = StringIO(), StringIO()
        status, last = 0, ""
        try:
            call_command("loadseeds", str(of), *options, stdout=out, stderr=err, no_color=True)
        except CommandError as error:
            status, last = error.returncode, f"{error}\n"
        return Told(status, out.getvalue(), err.getvalue() + last)

    return run


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database file, to be copied."""
    database = tmp_path_factory.mktemp("migrated") / "db.sqlite3"
    own.migrate(f"sqlite:///{database}")
    return database
