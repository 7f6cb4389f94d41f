"""A plan as its page shows it."""

from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from django.utils.translation import gettext as _

from questionnaire import seeding
from questionnaire.domain.folder import Folder
from questionnaire.domain.plan import Difference, Outcome, Result
from questionnaire.wording import loads, located

MOST = 100  # texts of one kind on a page
MOST_CHARACTERS = 400_000  # of conflicts on a page, since their texts come back with the form


@dataclass(frozen=True)
class Shown:
    """One text: the path of its file, what it is about, and for each field that changes both versions."""

    path: str
    about: str
    fields: list[tuple[str, Difference]] = field(default_factory=list)


@dataclass(frozen=True)
class Group:
    """Texts that meet the same fate; `more` of them are not shown."""

    texts: list[Shown]
    more: int


class PlanView:
    """What a load would do, group by group, in the words of `loadseeds`."""

    def __init__(self, folder: Folder, result: Result) -> None:
        self.result = result
        self.folder = folder
        self._differences = {key: list(found) for key, found in groupby(result.diffs, lambda each: each.key)}
        self.summary = loads.closing_line(result, folder.passed_over, dry_run=True)
        self.created = self._group(Outcome.CREATED)
        self.updated = self._group(Outcome.UPDATED)
        self.kept = list(loads.kept_lines(result, folder.paths))
        self.missing = list(loads.missing_lines(result.missing))
        self.to_retire = [loads.key_name(key) for key in result.retired]
        self.asked = self._asked()
        self.not_asked = sum(len(each.conflicts) for each in result.decisions.values()) - len(self.asked)

    @cached_property
    def warnings(self) -> list[str]:
        """Of what is worth another look in the texts only the first are named."""
        found = seeding.findings(self.folder, self.result)
        more = [_("… and %(count)s more.") % {"count": len(found) - MOST}] if len(found) > MOST else []
        return [
            *map(located, self.folder.problems),
            *loads.unfinished_lines(self.result),
            *map(located, found[:MOST]),
            *more,
        ]

    @property
    def fingerprint(self) -> str:
        return self.result.fingerprint

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to load, to decide or to retire."""
        changes = any(each.changes_anything or each.conflicts for each in self.result.decisions.values())
        return not (changes or self.to_retire)

    @property
    def only_notes(self) -> bool:
        """Whether the texts are the same, and all that loading would do is to note that the files have them too."""
        conflicts = any(each.conflicts for each in self.result.decisions.values())
        return not (self.is_empty or self.result.is_news or conflicts)

    def place(self, difference: Difference) -> dict[str, str]:
        """Where a difference is, in words."""
        return {
            "path": self.folder.paths[difference.key],
            "about": loads.key_name(difference.key),
            "field": loads.field(difference.name),
        }

    def _group(self, outcome: Outcome) -> Group:
        found = self.result.of(outcome)
        texts = [
            Shown(
                self.folder.paths[key],
                loads.key_name(key),
                [
                    (loads.field(each.name), each)
                    for each in self._differences.get(key, [])
                    if each.name in decision.write
                ],
            )
            for key, decision in found[:MOST]
        ]
        return Group(texts, len(found) - len(texts))

    def _asked(self) -> list[Difference]:
        """The conflicts to decide on this page: as many as fit, at least one. The others stay conflicts."""
        asked: list[Difference] = []
        characters = 0
        for difference in self.result.diffs:
            if difference.name not in self.result.decisions[difference.key].conflicts:
                continue
            characters += len(difference.stored) + len(difference.in_file)
            if asked and (characters > MOST_CHARACTERS or len(asked) == MOST):
                break
            asked.append(difference)
        return asked
