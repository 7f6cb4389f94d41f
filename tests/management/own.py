"""Databases for processes of their own, of the kind that the tests run on: SQLite in a file, or PostgreSQL."""

import os
import shutil
import sqlite3
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection

from tests import manage

PRIVACY = {"PRIVACY_CONTROLLER": "a", "PRIVACY_CONTACT": "b", "PRIVACY_HOSTING": "c"}
Rows = dict[str, list[tuple]]


def migrate(url: str) -> None:
    done = manage.run("migrate", "--verbosity", "0", DATABASE_URL=url, **PRIVACY)
    assert (done.returncode, done.stderr) == (0, "")


class SqliteFile:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.url = f"sqlite:///{path}"

    def copy(self, home: Path) -> "SqliteFile":
        return SqliteFile(Path(shutil.copy(self.path, home / "copy.sqlite3")))

    def rows(self) -> Rows:
        """Everything in the tables of ours, from a sound database."""
        with sqlite3.connect(self.path) as opened:
            assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'questionnaire_%' ORDER BY 1"
            names = [name for (name,) in opened.execute(tables)]
            return {name: opened.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall() for name in names}

    def drop(self) -> None:
        self.path.unlink()


class Postgres:
    """Beside the database of the tests, on the same server."""

    def __init__(self, name: str, template: str = "template0") -> None:
        self.name = name
        self.url = _address(name)
        _execute("postgres", f'CREATE DATABASE "{name}" TEMPLATE "{template}"')

    def copy(self, home: Path) -> "Postgres":
        return Postgres(f"{self.name}_{home.name[-40:]}", self.name)

    def rows(self) -> Rows:
        """Everything in the tables of ours."""
        tables = "SELECT tablename FROM pg_tables WHERE tablename LIKE 'questionnaire_%' ORDER BY 1"
        names = [name for (name,) in _execute(self.name, tables)]
        return {name: _execute(self.name, f"SELECT * FROM {name} ORDER BY 1") for name in names}

    def drop(self) -> None:
        _execute("postgres", f'DROP DATABASE "{self.name}" WITH (FORCE)')


Own = SqliteFile | Postgres


def new(home: Path) -> Own:
    """A migrated database without content; `home` is a folder of nobody else's."""
    made = (
        Postgres(f"own_{os.getpid()}_{home.name}")
        if connection.vendor == "postgresql"
        else SqliteFile(home / "own.sqlite3")
    )
    migrate(made.url)
    return made


def _address(name: str) -> str:
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def _execute(database: str, statement: str) -> list[tuple]:
    import psycopg  # noqa: PLC0415 - not there where nobody tests on PostgreSQL

    with psycopg.connect(_address(database), autocommit=True) as opened:
        done = opened.execute(statement)
        return done.fetchall() if done.description else []
