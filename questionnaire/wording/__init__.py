"""A problem of the domain in the words of whoever is at work."""

from django.utils.translation import gettext

from questionnaire.domain.problem import Problem


def worded(problem: Problem) -> str:
    """What is wrong and what to do about it."""
    return gettext(problem.message) % problem.values


def with_line(problem: Problem) -> str:
    """The same, with the line in front where there is one: for a text that somebody has before their eyes."""
    if not problem.line:
        return worded(problem)
    return gettext("Line %(line)s: %(problem)s") % {"line": problem.line, "problem": worded(problem)}


def located(problem: Problem) -> str:
    """The same, with file, line and column in front."""
    place = ":".join(str(part) for part in (problem.path, problem.line, problem.column) if part)
    return f"{place}: {worded(problem)}" if place else worded(problem)
