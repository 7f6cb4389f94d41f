"""Bytes from somebody's computer -> text, or why not."""

import re
import unicodedata

from questionnaire.domain.problem import Problem, gettext_noop

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
MOST_LINES = 30
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SAVE_AS_UTF8 = gettext_noop(
    "The file is not saved as UTF-8. Open it in your editor, choose “Save as”, set the encoding to “UTF-8” and save "
    "it again (in Windows Notepad the list stands beside the Save button)."
)


def decoded(data: bytes) -> tuple[str | None, list[Problem]]:
    """The text of a file: UTF-8 with or without a mark, any line ends, as NFC with LF; or the reason why not.

    Control characters are named and left out of the text, so that what else is wrong with it can be told as well.
    """
    if data.startswith(_UTF16):
        return None, [Problem(_SAVE_AS_UTF8, line=1)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [Problem(_SAVE_AS_UTF8, line=_line_at_end_of(data[: error.start]))]
    return printable(normalised(text)), control_characters(text)


def normalised(text: str) -> str:
    """The text in NFC with every line ending in LF."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def printable(text: str) -> str:
    """The same, without what no keyboard writes; what word processors make of a line end within a paragraph is one."""
    return _CONTROL.sub("", normalised(text.replace("\x0b", "\n")))


def in_few_lines(text: str) -> str:
    """The text with what follows its 30th line run on in one, a slash for each line end.

    A note of two thousand characters may be a thousand lines: for 33 questions that is a PDF of seven hundred pages.
    """
    lines = text.split("\n")
    following = " / ".join(line for line in lines[MOST_LINES:] if line.strip())
    return "\n".join([*lines[:MOST_LINES], *([following] if following else [])])


def control_characters(text: str) -> list[Problem]:
    """The first character that no keyboard writes and no page can show, if there is one."""
    found = _CONTROL.search(text)
    if not found:
        return []
    before = normalised(text[: found.start()])
    return [
        Problem(
            gettext_noop("There is an invisible control character (%(code)s). Delete it and type the place again."),
            {"code": f"U+{ord(found[0]):04X}"},
            line=before.count("\n") + 1,
            column=len(before) - before.rfind("\n"),
        )
    ]


def _line_at_end_of(data: bytes) -> int:
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
