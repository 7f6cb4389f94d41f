"""What the domain means, in the words of whoever is at work."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from questionnaire.domain.improvement import Status
from questionnaire.domain.problem import Problem
from questionnaire.domain.seed import Key

STATUS_NAMES = {
    Status.OPEN: _("Not started"),
    Status.STARTED: _("Under way"),
    Status.DONE: _("Completed"),
    Status.DROPPED: _("Given up"),
}
IMPORTANCE_NAMES = {1: _("Can wait"), 2: _("Important"), 3: _("Very important")}  # how important a question is now


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
