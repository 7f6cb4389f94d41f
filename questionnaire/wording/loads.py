"""What a load did, or would do, in the words of command line and admin alike."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from questionnaire.domain.plan import Outcome, Result, Side
from questionnaire.domain.seed import Key

# How many texts met which fate; “retired” is no outcome of one text, but counted beside them.
FATES = {
    Outcome.CREATED: gettext_lazy("created"),
    Outcome.UPDATED: gettext_lazy("updated"),
    Outcome.UNCHANGED: gettext_lazy("unchanged"),
    Outcome.KEPT: gettext_lazy("kept (edited in the admin)"),
    Outcome.CONFLICT: gettext_lazy("conflicts"),
    Outcome.MISSING: gettext_lazy("in the database but not in the files"),
    "retired": gettext_lazy("taken out of the walk"),
}


def counted(counts: Mapping[str, int]) -> str:
    """“3 eklendi, 1 çakışma”."""
    return ", ".join(f"{count} {FATES[fate]}" for fate, count in counts.items())


def closing_line(result: Result, passed_over: int, *, dry_run: bool = False) -> str:
    """How many texts met which fate."""
    counts = counted({outcome: result.count(outcome) for outcome in Outcome})
    line = _("%(counts)s; %(passed_over)s other files passed over.") % {
        "counts": counts,
        "passed_over": passed_over,
    }
    return _("Would be: %(line)s Nothing was written.") % {"line": line} if dry_run else line


def conflict_lines(result: Result, paths: Mapping[Key, str]) -> Iterator[str]:
    for key, decision in result.of(Outcome.CONFLICT):
        message = _(
            "%(file)s (%(what)s): conflict in %(fields)s, changed both in the file and in the admin. "
            "The admin’s text stays."
        )
        yield message % {"file": paths[key], "what": key_name(key), "fields": in_words(decision.conflicts)}


def settled_lines(result: Result, paths: Mapping[Key, str]) -> Iterator[str]:
    """What became of the conflicts that somebody decided."""
    messages = {
        Side.FILE: _(
            "%(file)s (%(what)s): conflict decided, the file’s text was taken (%(fields)s). "
            "The admin’s former text is in the history."
        ),
        Side.ADMIN: _("%(file)s (%(what)s): conflict decided, the admin’s text stays (%(fields)s)."),
        Side.MERGED: _(
            "%(file)s (%(what)s): conflict decided, the text put together was taken (%(fields)s). "
            "The admin’s former text is in the history."
        ),
    }
    for key, decision in result.decisions.items():
        for side, message in messages.items():
            names = decision.settled_for(side)
            if names:
                yield message % {"file": paths[key], "what": key_name(key), "fields": in_words(names)}


def kept_lines(result: Result, paths: Mapping[Key, str]) -> Iterator[str]:
    for key, decision in result.decisions.items():
        names = [name for name in decision.kept if name not in decision.settled]
        if names:
            message = _("%(file)s: kept as edited in the admin (%(fields)s).")
            yield message % {"file": paths[key], "fields": in_words(names)}


def missing_lines(keys: Iterable[Key]) -> Iterator[str]:
    for key in keys:
        yield _("%(what)s is in the database, but not in the files.") % {"what": key_name(key)}


def retired_lines(result: Result, *, dry_run: bool = False) -> Iterator[str]:
    message = _("%(what)s is no longer in the files: taken out of the walk. Text and answers stay.")
    if dry_run:
        message = _("%(what)s is no longer in the files: would be taken out of the walk. Text and answers stay.")
    for key in result.retired:
        yield message % {"what": key_name(key)}


def unfinished_lines(result: Result) -> Iterator[str]:
    for number in result.without_text:
        yield _("Question %(number)s has no text yet; it is shown as “Question %(number)s”.") % {"number": number}


def in_words(names: Iterable[str]) -> str:
    """The fields of a seed in words."""
    return ", ".join(field(name) for name in names)


def field(name: str) -> str:
    words = {
        "title": _("title"),
        "body": _("text"),
        "level": _("level"),
        "levels": _("levels"),
        "area": _("area"),
        "level_names": _("names of the levels"),
    }
    return words[name]


def key_name(key: Key) -> str:
    """What a text is about."""
    kind, number, choice = key
    words = {
        "questionnaire": _("The questionnaire’s introduction"),
        "area": _("Area %(number)s"),
        "question": _("Question %(number)s"),
        "guidance": _("Question %(number)s, choice %(choice)s"),
    }
    return words[kind] % {"number": number, "choice": choice}
