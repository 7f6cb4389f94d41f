"""Databases that do not work, for as long as a `with` block lasts. For tests with real transactions only."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

SHORT = 0.1  # seconds to wait for a lock


@contextmanager
def _connected(**changed: Any) -> Iterator[None]:
    """Connect anew with other settings, and again as before afterwards."""
    before = {name: connection.settings_dict[name] for name in changed}
    connection.close()
    connection.settings_dict.update(changed)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(before)


def unreachable() -> Any:
    """There is no database of this name."""
    return _connected(NAME="/nowhere/at/all")


@contextmanager
def read_only() -> Iterator[None]:
    """Reading works, writing is refused."""
    if connection.vendor == "sqlite":
        with _connected(NAME=f"file:{connection.settings_dict['NAME']}?mode=ro"):
            yield
    else:
        options = connection.settings_dict["OPTIONS"] | {"options": "-c default_transaction_read_only=on"}
        with _connected(OPTIONS=options):
            yield


@contextmanager
def locked() -> Iterator[None]:
    """Somebody else writes, and does not end."""
    options = connection.settings_dict["OPTIONS"]
    if connection.vendor == "sqlite":
        other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        shorter = options | {"timeout": SHORT}
    else:
        other = connection.copy()
        other.set_autocommit(False)
        tables = "questionnaire_assessment, questionnaire_attempt, questionnaire_contentversion"
        other.cursor().execute(f"LOCK TABLE {tables} IN EXCLUSIVE MODE")
        shorter = options | {"options": f"-c lock_timeout={int(SHORT * 1000)}ms"}
    try:
        with _connected(OPTIONS=shorter):
            yield
    finally:
        other.rollback()
        other.close()


@contextmanager
def full() -> Iterator[None]:
    """There is no room for another row."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM")  # no page is left over from what tests deleted
            (pages,) = cursor.execute("PRAGMA page_count").fetchone()
            (limit,) = cursor.execute("PRAGMA max_page_count").fetchone()
            cursor.execute(f"PRAGMA max_page_count = {pages}")
        else:  # what the server says when a disk is full: https://www.postgresql.org/docs/current/errcodes-appendix.html
            cursor.execute(
                "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                "RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$"
            )
            cursor.execute(
                "CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON questionnaire_answer EXECUTE FUNCTION refuse()"
            )
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute(f"PRAGMA max_page_count = {limit}")
            else:
                cursor.execute("DROP FUNCTION refuse() CASCADE")
