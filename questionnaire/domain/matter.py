"""The front matter of a seed file: a flat list of `key: value`, every value kept as it was typed.

python-frontmatter splits the file and PyYAML reads it, through a handler of ours that looks at YAML's events. The base
loader would accept tags, aliases and repeated keys, cut a title at “ #”, and take any depth; none of that is wanted in
a file that somebody types by hand, so it is refused with words about what to do.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler

from questionnaire.domain.problem import Problem, gettext_noop

MAX_LENGTH = 16_384  # characters between the two “---”
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # the same events, 20 times as fast
_FENCED = re.compile(r"\A(?P<before>\s*)-{3,}[ \t]*\n(?P<matter>.*?)^-{3,}[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_LINE_BREAK_OF_YAML = re.compile("[\u2028\u2029]")
# Words and characters that mean something else to other readers of YAML, though not to ours.
_WORDS_OF_YAML = {"true", "false", "yes", "no", "on", "off", "null", "y", "n", "~"}
_INDICATORS = re.compile(r"[\s\-?:,\[\]{}#&*!|>'\"%@`=.]")
IN_QUOTES = gettext_noop(
    "“%(key)s” cannot be read like this. Put the whole text after “%(key)s:” in double quotes, and write quotes inside "
    "it as “ ”."
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One `key: value`. `items` is the list when the value is one, else None."""

    key: str
    line: int  # from 1, in the file
    text: str = ""
    items: tuple[str, ...] | None = None
    cut_off: bool = False  # something behind “ #” was taken for a comment
    one_line: bool = True  # where it stands in the file


@dataclass(frozen=True, slots=True)
class FrontMatter:
    entries: Mapping[str, Entry]
    body: str  # exactly what follows the second “---” line
    body_line: int  # the line of the file on which it begins


class _Refused(Exception):
    def __init__(self, message: str, event: yaml.Event, **values: object) -> None:
        super().__init__(message)
        mark: Any = event.start_mark  # PyYAML gives one with every event it has read
        self.problem = Problem(message, values, line=mark.line + 1, column=mark.column + 1)


def read(text: str) -> tuple[FrontMatter | None, list[Problem]]:
    """Take a file apart. Text must be normalised. All problems of the front matter that can be told at once."""
    fenced = _FENCED.match(text)
    if not fenced:
        return None, [_unfenced(text)]
    if len(fenced["matter"]) > MAX_LENGTH:
        message = gettext_noop("The front matter is longer than %(limit)s characters. Is the second “---” missing?")
        return None, [Problem(message, {"limit": MAX_LENGTH}, line=1)]
    offset = fenced["before"].count("\n") + 1
    broken = _LINE_BREAK_OF_YAML.search(fenced["matter"])
    if broken:
        message = gettext_noop("There is an invisible line break in the front matter. Type the line again.")
        return None, [Problem(message, line=offset + 1 + fenced["matter"].count("\n", 0, broken.start()))]
    try:
        parsed: Any = frontmatter.parse(fenced[0], handler=_Handler())[0]
    except _Refused as refused:
        problem = refused.problem
        return None, [replace(problem, line=(problem.line or 0) + offset)]
    except yaml.MarkedYAMLError as error:
        return None, [_unreadable(error, fenced["matter"], offset)]
    entries: dict[str, Entry] = parsed
    located = {key: replace(entry, line=entry.line + offset + 1) for key, entry in entries.items()}
    return FrontMatter(located, text[fenced.end() :], fenced[0].count("\n") + 1), []


def written(values: Mapping[str, str | tuple[str, ...]], body: str) -> str:
    """A file with these values, quoted only where YAML needs it; empty values are left out."""
    lines = ["---"]
    for key, value in values.items():
        if isinstance(value, tuple):
            if value:
                lines += [f"{key}:", *(f"  - {_scalar(item)}" for item in value)]
        elif value:
            lines.append(f"{key}: {_scalar(value)}")
    return "\n".join([*lines, "---", body])


class _Handler(YAMLHandler):
    """Gives the entries of a front matter instead of Python values, with the lines counted as in the file."""

    def split(self, text: str) -> tuple[str, str]:
        fenced = _FENCED.match(text)
        if not fenced:
            raise ValueError("no front matter")
        return fenced["matter"], text[fenced.end() :]

    def load(self, fm: str, **_: object) -> dict[str, Entry]:
        return {entry.key: entry for entry in _entries(fm)}


def _entries(text: str) -> Iterator[Entry]:
    """Walk YAML's events: one flat mapping of plain keys, whose values are scalars or lists of scalars."""
    lines = text.split("\n")
    events = _checked(yaml.parse(text, Loader=_Loader))
    first = next(event for event in events if not isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent))
    if isinstance(first, yaml.StreamEndEvent):
        return
    if not isinstance(first, yaml.MappingStartEvent):
        raise _Refused(gettext_noop("Every line must read “key: value”."), first)
    seen: set[str] = set()
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            break
        if not isinstance(event, yaml.ScalarEvent):
            raise _Refused(gettext_noop("Every line must read “key: value”."), event)
        if event.value == "<<":
            raise _Refused(gettext_noop("“<<” is not possible here. Write every line out."), event)
        if event.value in seen:
            message = gettext_noop("“%(key)s” is there twice. Keep one of the two lines.")
            raise _Refused(message, event, key=event.value)
        seen.add(event.value)
        yield _entry(event, events, lines)
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            raise _Refused(gettext_noop("There must be only one front matter in a file."), event)


def _entry(named: yaml.ScalarEvent, events: Iterator[yaml.Event], lines: list[str]) -> Entry:
    key = named.value
    start: Any = named.start_mark
    line = start.line
    value = next(events)
    if isinstance(value, yaml.ScalarEvent):
        return Entry(key, line, _text(value), cut_off=_cut_off(value, lines), one_line=_is_on_one_line(value))
    if isinstance(value, yaml.SequenceStartEvent):
        items: list[str] = []
        cut_off = False
        for item in events:
            if isinstance(item, yaml.SequenceEndEvent):
                return Entry(key, line, items=tuple(items), cut_off=cut_off)
            if not isinstance(item, yaml.ScalarEvent):
                break
            items.append(_text(item))
            cut_off = cut_off or _cut_off(item, lines)
    raise _Refused(IN_QUOTES, value, key=key)


def _checked(events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
    """Refuse what the base loader would take without a word."""
    for event in events:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            message = gettext_noop("A text that begins with “*” or “&” must stand in double quotes.")
            raise _Refused(message, event)
        if getattr(event, "tag", None):
            message = gettext_noop("A text that begins with “!” must stand in double quotes.")
            raise _Refused(message, event)
        yield event


def _text(value: yaml.ScalarEvent) -> str:
    """The scalar in NFC: an escape in double quotes may have written it otherwise."""
    return unicodedata.normalize("NFC", value.value)


def _is_on_one_line(value: yaml.ScalarEvent) -> bool:
    start: Any = value.start_mark
    end: Any = value.end_mark
    return bool(start.line == end.line)


def _cut_off(value: yaml.ScalarEvent, lines: list[str]) -> bool:
    """Whether YAML took the end of an unquoted text for a comment."""
    if value.style:
        return False
    end: Any = value.end_mark
    rest = lines[end.line][end.column :] if end.line < len(lines) else ""
    return rest.lstrip().startswith("#")


def _unfenced(text: str) -> Problem:
    if text.lstrip().startswith("---"):
        message = gettext_noop("The second “---” line, which ends the front matter, is missing.")
    else:
        message = gettext_noop(
            "The file does not begin with a front matter: a line “---”, the keys, and another “---”."
        )
    return Problem(message, line=1)


def _unreadable(error: yaml.MarkedYAMLError, text: str, offset: int) -> Problem:
    """Say in plain words what is probably wrong with the line YAML stumbled over."""
    mark = error.problem_mark or error.context_mark
    line = mark.line if mark else 0
    column = mark.column if mark else 0
    lines = text.split("\n")
    stumbled = lines[line] if line < len(lines) else ""
    # An unclosed quote or bracket, or a line without a colon, is only noticed further down: look where it began.
    noticed_late = "expected ':'" in (error.problem or "") or "flow" in (error.context or "")
    if error.context_mark and (noticed_late or not stumbled.strip()):
        line, column = error.context_mark.line, error.context_mark.column
        stumbled = lines[line]
    key, colon, value = stumbled.partition(":")
    values: dict[str, object] = {"key": key.strip()}
    if "\t" in stumbled:
        message = gettext_noop("There is a tab in this line. Replace it by a space.")
    elif colon and (": " in value or value.rstrip().endswith(":")):
        message = gettext_noop(
            'The text after “%(key)s:” holds another colon. Put the title in quotes: %(key)s: "…" '
            "(with double quotes around the whole text)."
        )
    elif colon and not value.startswith(" ") and value:
        message = gettext_noop("Put a space after the colon of “%(key)s:”.")
    elif colon:
        message = IN_QUOTES
    else:
        message = gettext_noop(
            "This line cannot be read. Every line must read “key: value”; long texts stay on one line."
        )
    return Problem(message, values, line=line + offset + 1, column=column + 1)


def _scalar(text: str) -> str:
    """A scalar as a person would write it: plain when it is read the same like that, else in double quotes."""
    if _is_plain(text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _is_plain(text: str) -> bool:
    if not text or _INDICATORS.match(text) or text.casefold() in _WORDS_OF_YAML:
        return False
    try:
        (entry,) = _entries(f"a: {text}\n")
    except (_Refused, yaml.YAMLError, ValueError):
        return False
    return entry.text == text and entry.items is None and entry.one_line and not entry.cut_off
