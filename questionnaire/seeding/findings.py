"""What is worth another look in the texts of a load."""

from collections import defaultdict

from questionnaire.domain import lint_seeds
from questionnaire.domain.folder import Folder
from questionnaire.domain.plan import Result
from questionnaire.domain.problem import Problem
from questionnaire.models import Choice


def findings(folder: Folder, result: Result, *, every: bool = False) -> list[Problem]:
    """The findings about what these files bring, by path and line; with `every` about what was loaded before as well.

    They inform: nothing is refused for them (docs/decisions/0007-lint.md).
    """
    wanted = {key for key, decision in result.decisions.items() if every or decision.brings("body")}
    return lint_seeds.findings(folder, wanted, _stored()) if wanted else []


def _stored() -> dict[int, dict[int, bool]]:
    """Of each question the choices in the database, and whether each has guidance or is out of the walk."""
    found: dict[int, dict[int, bool]] = defaultdict(dict)
    for question, number, retired, guidance in Choice.objects.values_list(
        "question__number", "number", "retired", "guidance"
    ):
        found[question][number] = retired or guidance is not None
    return found
