"""A problem of the domain in the words of whoever is at work."""

from django.utils.translation import gettext

from questionnaire.domain.problem import Problem
from questionnaire.domain.seed import Key


def worded(problem: Problem) -> str:
    """What is wrong and what to do about it, in the active language."""
    return gettext(problem.message) % problem.values


def located(problem: Problem) -> str:
    """The same, with file, line and column in front."""
    place = ":".join(str(part) for part in (problem.path, problem.line, problem.column) if part)
    return f"{place}: {worded(problem)}"


def named(key: Key) -> str:
    """What a text of the content is called."""
    kind, number, choice = key
    words = {
        "questionnaire": gettext("The questionnaire’s introduction"),
        "area": gettext("Area %(number)s"),
        "question": gettext("Question %(number)s"),
        "guidance": gettext("Question %(number)s, choice %(choice)s"),
    }
    return words[kind] % {"number": number, "choice": choice}
