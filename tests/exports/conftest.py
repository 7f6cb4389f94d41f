"""Some reports and every file made of them, each made once."""

from collections.abc import Callable, Iterator
from functools import cache

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import translation

from questionnaire import content
from questionnaire.domain.questionnaire import Questionnaire
from questionnaire.domain.report import Report
from questionnaire.domain.taken import Chosen, Format
from questionnaire.exports.formats import maker
from tests.exports import reports

FULL = Chosen()


@pytest.fixture(scope="session")
def seeds(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Questionnaire:
    """The questionnaire of all seeds; nothing of it stays in the database."""
    with django_db_blocker.unblock(), translation.override("tr"), transaction.atomic():
        call_command("loadseeds", "seeds", verbosity=0)
        picture = content._built()
        transaction.set_rollback(True)
    return picture


@pytest.fixture(scope="session")
def told(seeds: Questionnaire) -> dict[str, Report]:
    """The reports, by name."""
    awkward = reports.awkward()
    return {"seeds": reports.answered(seeds), "awkward": awkward, "equal": reports.equal(awkward)}


@pytest.fixture(scope="session")
def made(told: dict[str, Report]) -> Iterator[Callable[..., bytes]]:
    """The file of a report in a format."""

    @cache
    def make(name: str, form: Format, chosen: Chosen = FULL) -> bytes:
        made = maker(form)
        assert made
        return made(told[name].reduced(notes=chosen.notes, plan=True), chosen)

    return make
