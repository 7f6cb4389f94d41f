"""Where an exported text lies: `<area>/<question>.md`, `<area>/<question>-<choice>.md`, `<area>/area.md`."""

import re

from questionnaire.domain.seed import Key

WITHOUT_AREA = "alansiz"  # the folder of questions that belong to no area
_OURS = re.compile(rf"questionnaire\.md|\d+/area\.md|(?:\d+|{WITHOUT_AREA})/\d+(?:-\d+)?\.md", re.ASCII)


def path_of(key: Key, area: int | None) -> str:
    """The path of a text within the folder; `area` is that of its question."""
    kind, number, choice = key
    folder = WITHOUT_AREA if area is None else str(area)
    match kind:
        case "questionnaire":
            return "questionnaire.md"
        case "area":
            return f"{number}/area.md"
        case "question":
            return f"{folder}/{number}.md"
        case _:
            return f"{folder}/{number}-{choice}.md"


def is_ours(path: str) -> bool:
    """Whether an export may have written a file of this path."""
    return bool(_OURS.fullmatch(path))
