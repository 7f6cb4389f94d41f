"""Seed text <-> dataclass, and every refusal (DESIGN §3).

A seed file is read as text, then as YAML with every scalar kept as it was typed, then by the rules here. So
`title: Hayır`, `title: No` and `title: 1:30` are simply titles, `"09"` is question 9 and `010` is not 8.
"""

import difflib
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from questionnaire.domain import matter, richtext
from questionnaire.domain.matter import Entry, FrontMatter
from questionnaire.domain.problem import Problem, Severity, gettext_noop
from questionnaire.domain.questionnaire import ASCENDING, DESCENDING
from questionnaire.domain.text import control_characters, decoded

MAX_ID = 1_000_000
MAX_LEVEL = 100
MAX_TITLE = 500  # characters
MAX_LEVEL_NAMES = 20
BY_HAND_NONE = "none"
_LINE_OR_TAB = re.compile("[\n\t\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class AreaSeed:
    number: int
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class QuestionSeed:
    number: int
    title: str
    body: str
    area: int | None = None
    levels: str = ""  # “ascending”, “descending” or empty: not scored


@dataclass(frozen=True, slots=True)
class GuidanceSeed:
    """A choice and its guidance: one file of the user's own format."""

    question: int
    choice: int
    title: str
    body: str
    level: str = ""  # empty: the rank; a whole number as text; or “none”


@dataclass(frozen=True, slots=True)
class QuestionnaireSeed:
    title: str
    body: str
    level_names: tuple[str, ...] = ()


Seed = AreaSeed | QuestionSeed | GuidanceSeed | QuestionnaireSeed
Key = tuple[str, int, int]  # kind, number (of the question, for guidance), choice number or 0

KEYS: Mapping[type[Seed], tuple[str, ...]] = {
    GuidanceSeed: ("title", "question_id", "choice_id", "level"),
    QuestionSeed: ("title", "question_id", "area_id", "levels"),
    AreaSeed: ("title", "area_id"),
    QuestionnaireSeed: ("title", "kind", "level_names"),
}
KNOWN_KEYS = tuple(dict.fromkeys(key for keys in KEYS.values() for key in keys))
KEYS_THAT_DECIDE = ("question_id", "choice_id", "area_id", "kind")


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a file says, or why it cannot be taken. `seed` is None when any of the problems is an error."""

    path: str
    seed: Seed | None
    problems: tuple[Problem, ...]
    digest: str  # of the bytes, to tell identical copies
    body_line: int = 1  # of the file, where the body begins


def key_of(seed: Seed) -> Key:
    """What a seed is about: two files with the same key are rivals."""
    match seed:
        case GuidanceSeed():
            return ("guidance", seed.question, seed.choice)
        case QuestionSeed():
            return ("question", seed.number, 0)
        case AreaSeed():
            return ("area", seed.number, 0)
        case QuestionnaireSeed():
            return ("questionnaire", 0, 0)


def parse(data: bytes, path: str) -> Parsed:
    """Read one file. `path` is only for messages. Bounded in time by the limits of `text` and `richtext`."""
    text, problems = decoded(data)
    seed: Seed | None = None
    body_line = 1
    if text is not None:
        front, unreadable = matter.read(text)
        problems += unreadable
        if front is not None:
            reading = _Reading(front)
            body_line = front.body_line
            seed = reading.seed()
            problems += reading.problems
    located = tuple(replace(problem, path=path) for problem in problems)
    refused = any(problem.is_error for problem in located)
    return Parsed(path, None if refused else seed, located, hashlib.sha256(data).hexdigest(), body_line)


def to_text(seed: Seed) -> str:
    """The file of a seed; parsing it gives the seed back. Lines end in LF."""
    values: dict[str, str | tuple[str, ...]] = {"title": seed.title}
    match seed:
        case GuidanceSeed():
            values |= {"question_id": str(seed.question), "choice_id": str(seed.choice), "level": seed.level}
        case QuestionSeed():
            area = "" if seed.area is None else str(seed.area)
            values |= {"question_id": str(seed.number), "area_id": area, "levels": seed.levels}
        case AreaSeed():
            values |= {"area_id": str(seed.number)}
        case QuestionnaireSeed():
            values |= {"kind": "questionnaire", "level_names": seed.level_names}
    return matter.written(values, seed.body)


class _Reading:
    """One front matter being read: collects every problem instead of stopping at the first."""

    def __init__(self, front: FrontMatter) -> None:
        self.front = front
        self.problems: list[Problem] = []

    def seed(self) -> Seed | None:
        self._refuse_lists()
        self._refuse_misspelt()
        kind = self._kind()
        if kind is None:
            return None
        self._warn_of_strangers(kind)
        title = self._title()
        body = self.front.body
        self.problems += [_further_down(problem, self.front.body_line - 1) for problem in richtext.refusals(body)]
        if kind is GuidanceSeed:
            if not body.strip():
                self._error(gettext_noop("The file has no guidance text. Write it below the second “---”."), line=1)
            return GuidanceSeed(self._id("question_id"), self._id("choice_id"), title, body, self._level())
        if kind is QuestionSeed:
            area = self._id("area_id") if "area_id" in self.front.entries else None
            return QuestionSeed(self._id("question_id"), title, body, area, self._levels())
        if kind is AreaSeed:
            return AreaSeed(self._id("area_id"), title, body)
        return QuestionnaireSeed(title, body, self._level_names())

    def _error(self, message: str, line: int | None = None, **values: object) -> None:
        self.problems.append(Problem(message, values, line=line))

    def _kind(self) -> type[Seed] | None:
        """Which of the four kinds this is follows from the keys alone."""
        entries = self.front.entries
        if "kind" in entries:
            return self._declared_kind()
        if "choice_id" in entries:
            if "question_id" not in entries:
                self._error(
                    gettext_noop("“choice_id” stands without “question_id”. Add the number of the question."),
                    entries["choice_id"].line,
                )
                return None
            return GuidanceSeed
        if "question_id" in entries:
            return QuestionSeed
        if "area_id" in entries:
            return AreaSeed
        if not self.problems:
            self._error(
                gettext_noop(
                    "The front matter has no “question_id”, “area_id” or “kind”, "
                    "so it does not say what the file is about."
                ),
                line=1,
            )
        return None

    def _refuse_lists(self) -> None:
        for key, entry in self.front.entries.items():
            if entry.items is not None and key in KNOWN_KEYS and key != "level_names":
                self._error(matter.IN_QUOTES, entry.line, key=key)

    def _declared_kind(self) -> type[Seed] | None:
        entries = self.front.entries
        for key in ("question_id", "choice_id", "area_id"):
            if key in entries:
                message = gettext_noop("“kind” and “%(key)s” do not go together. Keep one of them.")
                self._error(message, entries[key].line, key=key)
        if entries["kind"].text == "questionnaire":
            return QuestionnaireSeed
        message = gettext_noop("“kind” is “%(value)s”; the only kind there is is “questionnaire”.")
        self._error(message, entries["kind"].line, value=_excerpt(entries["kind"].text))
        return None

    def _refuse_misspelt(self) -> None:
        """A misspelt id would turn guidance into a question, or a question into an area."""
        for key, entry in self.front.entries.items():
            if key in KNOWN_KEYS:
                continue
            meant = _meant(key)
            if meant:
                self._error(
                    gettext_noop("There is no “%(key)s”; “%(meant)s” is probably meant. Correct the spelling."),
                    entry.line,
                    key=key,
                    meant=meant,
                )

    def _warn_of_strangers(self, kind: type[Seed]) -> None:
        for key, entry in self.front.entries.items():
            if key in KEYS[kind] or _meant(key):
                continue
            if key in KNOWN_KEYS:
                message = gettext_noop("“%(key)s” has no meaning in this kind of file and is passed over.")
            else:
                message = gettext_noop(
                    "“%(key)s” is not known and is passed over. The nearest known one is “%(near)s”."
                )
            near = difflib.get_close_matches(_plain(key), KEYS[kind], n=1, cutoff=0.0)[0]
            values = {"key": key, "near": near}
            self.problems.append(Problem(message, values, line=entry.line, severity=Severity.WARNING))

    def _title(self) -> str:
        entry = self.front.entries.get("title")
        if entry is None:
            self._error(gettext_noop("There is no “title”. Write one between the two “---” lines."), line=1)
            return ""
        self.problems += title_problems(entry.text, entry.line, one_line=entry.one_line)
        if entry.cut_off:
            self._error_cut_off(entry)
        return entry.text

    def _error_cut_off(self, entry: Entry) -> None:
        self._error(
            gettext_noop("What follows “ #” would be lost. Put the whole of “%(key)s” in quotes."),
            entry.line,
            key=entry.key,
        )

    def _id(self, key: str) -> int:
        """The number, or 0 after a problem was noted."""
        entry = self.front.entries[key]
        if not entry.text:
            self._error(gettext_noop("“%(key)s” is there but empty. Write the number."), entry.line, key=key)
            return 0
        number = whole_number(entry.text, MAX_ID)
        if number is None:
            self._error(
                gettext_noop("“%(key)s” is “%(value)s”; it must be a whole number from 1 to %(limit)s."),
                entry.line,
                key=key,
                value=_excerpt(entry.text),
                limit=MAX_ID,
            )
            return 0
        return number

    def _level(self) -> str:
        entry = self.front.entries.get("level")
        if entry is None:
            return ""
        number = whole_number(entry.text, MAX_LEVEL)
        if number is not None:
            return str(number)
        if entry.text != BY_HAND_NONE:
            self._error(
                gettext_noop("“level” is “%(value)s”; write a whole number from 1 to %(limit)s, or “none”."),
                entry.line,
                value=_excerpt(entry.text),
                limit=MAX_LEVEL,
            )
        return BY_HAND_NONE

    def _levels(self) -> str:
        entry = self.front.entries.get("levels")
        if entry is None:
            return ""
        if entry.text not in {ASCENDING, DESCENDING}:
            self._error(
                gettext_noop("“levels” is “%(value)s”; write “ascending” or “descending”, or leave the line out."),
                entry.line,
                value=_excerpt(entry.text),
            )
        return entry.text

    def _level_names(self) -> tuple[str, ...]:
        entry = self.front.entries.get("level_names")
        if entry is None:
            return ()
        if entry.items is None or len(entry.items) > MAX_LEVEL_NAMES:
            self._error(
                gettext_noop("“level_names” must be a list of at most %(limit)s names, one a line, each after “- ”."),
                entry.line,
                limit=MAX_LEVEL_NAMES,
            )
            return ()
        for name in entry.items:
            self.problems += title_problems(name, entry.line)
        if entry.cut_off:
            self._error_cut_off(entry)
        return entry.items


def title_problems(title: str, line: int | None = None, *, one_line: bool = True) -> Iterator[Problem]:
    """Why a title cannot be taken: it is one line of 1 to 500 characters.

    `one_line` says whether it stood on one line of the file, since YAML joins lines.
    """
    if not title.strip():
        yield Problem(gettext_noop("“title” is there but empty. Write the text."), line=line)
    elif len(title) > MAX_TITLE:
        yield Problem(
            gettext_noop("The title has %(length)s characters; at most %(limit)s are possible. Shorten it."),
            {"length": len(title), "limit": MAX_TITLE},
            line=line,
        )
    if not one_line or _LINE_OR_TAB.search(title):
        message = gettext_noop("The title goes over more than one line, or holds a tab. Write it on one line.")
        yield Problem(message, line=line)
    yield from (replace(problem, line=line, column=None) for problem in control_characters(title))


def whole_number(text: str, limit: int) -> int | None:
    """The number from 1 to `limit` that the text is, judged as it was typed; leading zeros are only zeros."""
    if not re.fullmatch(r"0{0,20}[1-9][0-9]{0,9}", text):
        return None
    return int(text) if int(text) <= limit else None


def _plain(key: str) -> str:
    """Letters and digits only, in lower case, with Turkish dots and capitals forgiven."""
    decomposed = unicodedata.normalize("NFKD", key.replace("ı", "i").casefold())
    return re.sub(r"[^a-z0-9]", "", decomposed)


def _meant(key: str) -> str | None:
    """The deciding key that a stranger probably is a misspelling of."""
    if key in KNOWN_KEYS:
        return None
    names = {_plain(name): name for name in KEYS_THAT_DECIDE}
    close = difflib.get_close_matches(_plain(key), names, n=1, cutoff=0.7)
    return names[close[0]] if close else None


def _further_down(problem: Problem, lines: int) -> Problem:
    return problem if problem.line is None else replace(problem, line=problem.line + lines)


def _excerpt(text: str, length: int = 40) -> str:
    return text if len(text) <= length else f"{text[:length]}…"


def duplicates(parsed: Iterable[Parsed]) -> list[Problem]:
    """Files that say something about the same thing: an error, or a warning when they are identical to the byte."""
    problems = []
    first: dict[Key, Parsed] = {}
    for file in sorted(parsed, key=lambda file: file.path):
        if file.seed is None:
            continue
        earlier = first.setdefault(key_of(file.seed), file)
        if earlier is file:
            continue
        if earlier.digest == file.digest:
            message = gettext_noop("The file is an identical copy of “%(other)s”; one of them can go.")
        else:
            message = gettext_noop("“%(other)s” is about the same thing. Keep one of the two files.")
        severity = Severity.WARNING if earlier.digest == file.digest else Severity.ERROR
        problems.append(Problem(message, {"other": earlier.path}, file.path, severity=severity))
    return problems
