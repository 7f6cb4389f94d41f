"""Markdown -> safe HTML: the one way, for page, admin, report and exports. The only importer of markdown and bleach.

How to put another sanitiser in bleach's place: docs/decisions/0001-sanitiser.md.
"""

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

import bleach
from bleach.html5lib_shim import Filter  # type: ignore[attr-defined]  # missing in the stubs
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from questionnaire.domain.problem import Problem, gettext_noop
from questionnaire.domain.text import control_characters, normalised

# Stored HTML is rendered again when this changes (questionnaire.content.render_again).
VERSION = "1"

TAGS = frozenset(
    "a b blockquote br em h4 h5 h6 i li ol p strong sub sup table tbody td th thead tr u ul".split()  # noqa: SIM905 - reads better
)
LEAVES_THE_SITE = "(dış bağlantı)"  # in the language of the content

# Limits, all in characters unless said otherwise. What is within them renders in well under 2 s on a small machine:
# Python-Markdown takes time that grows with the square of brackets, blocks and paragraph length, and recurses with
# depth.
MAX_LENGTH = 30_000
MAX_LINE = 5_000
MAX_PARAGRAPH = 10_000  # lines in a row without an empty one
MAX_LINES = 1_000
MAX_BARS = 20  # “|” in one line: a short row gets as many cells as the widest
MAX_BRACKETS = 300  # “[” in the whole text
MAX_ANGLES = 500  # “<” in the whole text
MAX_TICKS = 300  # “`” in the whole text
MAX_DEPTH = 6  # lists and quotations inside each other

_MARKER = r"(?:>|[-*+](?=\s)|\d+\.(?=\s))"
_PREFIX = re.compile(rf"[ \t]*(?:{_MARKER}[ \t]*)*")
_ONE_MARKER = re.compile(_MARKER)
# Without what no address holds, and without a user's name: “https://stgm.org.tr@elsewhere” deceives.
_ADDRESS = re.compile(r'(?:https?://[\w.-]+(?::\d{1,5})?(?![^/?#])|mailto:)[^\s<>"`]*', re.IGNORECASE)
_WORD = re.compile(r"\w+")


class Html(str):
    """HTML that came out of `render`; templates put it in as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


def render(text: str) -> Html:
    """Safe HTML of a Markdown text: paragraphs, headings as h4-h6, lists, tables, quotations, links, emphasis.

    Never raises: a text that the renderer cannot manage comes back as escaped paragraphs.
    """
    if next(refusals(text), None) is None:
        try:
            return Html(_sanitised(_markdown().convert(text)).strip())
        except Exception:  # noqa: BLE001 - a page must not fail because of a stored text
            return _escaped(text)
    return _escaped(text)


def is_address(text: str) -> bool:
    """Whether a link may lead there: http, https or mailto, written out."""
    return bool(_ADDRESS.fullmatch(html.unescape(text).strip()))  # Markdown hides mail addresses in entities


def letters(rendered: str) -> str:
    """All letters of the rendered text in a row, without what stands between them."""
    return re.sub(r"[\W\d_]", "", html.unescape(re.sub(r"<[^>]*>", "", rendered)))


def word_count(rendered: str) -> int:
    """Words that a reader of the rendered text reads."""
    return len(_WORD.findall(html.unescape(re.sub(r"<[^>]*>", " ", rendered))))


def refusals(text: str) -> Iterator[Problem]:
    """Why a text is not even given to the renderer: the limits above, each with the line where it is passed."""
    yield from control_characters(text)
    text = normalised(text)
    if len(text) > MAX_LENGTH:
        yield Problem(
            gettext_noop("The text has %(length)s characters; at most %(limit)s are possible. Shorten it."),
            {"length": len(text), "limit": MAX_LENGTH},
            line=text.count("\n", 0, MAX_LENGTH) + 1,
        )
        return
    for sign, limit in (("[", MAX_BRACKETS), ("<", MAX_ANGLES), ("`", MAX_TICKS)):
        before = text.split(sign, limit + 1)[:-1]
        if len(before) > limit:
            yield Problem(
                gettext_noop("The sign “%(sign)s” occurs more than %(limit)s times. Take some of them out."),
                {"sign": sign, "limit": limit},
                line=sum(part.count("\n") for part in before) + 1,
            )
    yield from _refused_lines(text)


def _refused_lines(text: str) -> Iterator[Problem]:
    """The first line that is too long, the first paragraph, the first too deep, the first too many."""
    found: dict[str, Problem] = {}
    paragraph = 0
    for number, line in enumerate(text.split("\n"), start=1):
        paragraph = paragraph + bool(paragraph) + len(line) if line.strip() else 0
        if len(line) > MAX_LINE:
            message = gettext_noop("The line has more than %(limit)s characters. Divide it into paragraphs.")
            found.setdefault("line", Problem(message, {"limit": MAX_LINE}, line=number))
        if paragraph > MAX_PARAGRAPH:
            message = gettext_noop("The paragraph has more than %(limit)s characters. Put an empty line into it.")
            found.setdefault("paragraph", Problem(message, {"limit": MAX_PARAGRAPH}, line=number))
        if _depth(line[:MAX_LINE]) > MAX_DEPTH:
            message = gettext_noop("Lists or quotations are more than %(limit)s deep here. Make the list flatter.")
            found.setdefault("depth", Problem(message, {"limit": MAX_DEPTH}, line=number))
        if line.count("|") > MAX_BARS:
            message = gettext_noop("The line has more than %(limit)s “|” signs. Make the table narrower.")
            found.setdefault("bars", Problem(message, {"limit": MAX_BARS}, line=number))
        if number > MAX_LINES and line:
            message = gettext_noop("The text has more than %(limit)s lines. Shorten it.")
            found.setdefault("lines", Problem(message, {"limit": MAX_LINES}, line=number))
    yield from found.values()


def _depth(line: str) -> int:
    """How deep a line may stand: its markers, and a level for every four columns it is indented."""
    prefix = _PREFIX.match(line)
    if prefix is None or not prefix[0]:
        return 0
    markers = len(_ONE_MARKER.findall(line, 0, prefix.end() + 1))
    if not markers:
        return 0  # indented text without a marker opens nothing
    indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
    return markers + indent // 4


def _markdown() -> Markdown:
    return Markdown(extensions=["sane_lists", "tables", _Headings()])


class _Headings(Extension):
    """Headings become h4 to h6, the highest of the text h4, so that they fit under the page's own."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        md.treeprocessors.register(_LowerHeadings(md), "lower_headings", 0)


class _LowerHeadings(Treeprocessor):
    def run(self, root: Element) -> None:
        headings = [element for element in root.iter() if re.fullmatch(r"h[1-6]", element.tag)]
        ranks = {tag: rank for rank, tag in enumerate(sorted({element.tag for element in headings}))}
        for heading in headings:
            heading.tag = f"h{min(6, 4 + ranks[heading.tag])}"


def _sanitised(dirty: str) -> str:
    return bleach.sanitizer.Cleaner(
        tags=TAGS,
        attributes=_is_allowed,
        protocols={"http", "https", "mailto"},
        strip=True,
        filters=[_OutwardLinks],
    ).clean(dirty)


def _is_allowed(tag: str, name: str, value: str) -> bool:
    if (tag, name) == ("a", "href"):
        return is_address(value)
    return (tag, name) == ("ol", "start") and value.isascii() and value.isdigit() and len(value) < 7


class _OutwardLinks(Filter):  # type: ignore[misc]  # as above
    """Links to other sites say so, and hand over neither a window handle nor an address. Runs on sanitised tokens."""

    def __iter__(self) -> Iterator[dict[str, Any]]:
        outward = False
        for token in super().__iter__():
            if token["type"] == "StartTag" and token["name"] == "a":
                href = token["data"].get((None, "href"), "")
                outward = href.strip().lower().startswith("http")
                if outward:
                    token["data"][(None, "rel")] = "noopener noreferrer"
            if token["type"] == "EndTag" and token["name"] == "a" and outward:
                yield from _leaving_note()
                outward = False
            yield token


def _leaving_note() -> Iterable[dict[str, Any]]:
    yield {"type": "StartTag", "name": "span", "namespace": None, "data": {(None, "class"): "outward"}}
    yield {"type": "Characters", "data": f" {LEAVES_THE_SITE}"}
    yield {"type": "EndTag", "name": "span", "namespace": None, "data": {}}


def _escaped(text: str) -> Html:
    paragraphs = (part.strip() for part in re.split(r"\n\s*\n", text))
    return Html("\n".join(f"<p>{html.escape(part)}</p>" for part in paragraphs if part))
