"""What is worth another look in a text: one list of findings for the admin, its preview and the command line.

Errors are what a reader would never get to see: the text cannot be rendered (`richtext.refusals`), words or pictures
that the sanitiser drops, a link that leads nowhere or that nobody can see. They refuse a save.
Warnings are about how it reads: markup that is dropped while its words stay, vague or repeated links, http, headings,
lists, tables and length. They inform.

Linear in the text but for the bounded expressions of `scan`.
"""

import re
import statistics
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from questionnaire.domain import richtext
from questionnaire.domain.problem import Problem, Severity, gettext_noop
from questionnaire.domain.scan import Link, Source, Table, Tag, is_wordless
from questionnaire.domain.text import normalised
from questionnaire.domain.turkish import folded

# What is stored of the findings is found again when this changes (questionnaire.content.render_again).
VERSION = "1"

MIN_SIBLINGS = 3
FACTOR = 3  # a text of less than a third or more than three times its siblings' median length is named
MAX_COLUMNS = 4
MAX_NAMED = 10  # numbers in one finding
MAX_TABLE = 42  # characters of the longest word of every column, side by side: more than that scrolls at 320 px

_HTTPS = re.compile(r"https://([\w.-]{1,253})", re.IGNORECASE)
EMPTY_ITEM = gettext_noop("The list item is empty. Write something or delete the line.")
# HTML whose words stay when the tag goes.
_HARMLESS = frozenset(
    """
    abbr address article aside b big body caption center cite code col colgroup del details dfn dir div dl dd dt
    figcaption figure font footer h1 h2 h3 header html ins kbd label main mark nav pre q s samp section small span
    strike summary tfoot time tt var
    """.split()  # noqa: SIM905 - reads better
)
# HTML that shows something which is not there any more when the tag goes.
_SHOWING = frozenset(
    """
    audio base button canvas embed form frame frameset head iframe img input link math meta noscript object option
    script select source style svg template textarea title track video
    """.split()  # noqa: SIM905 - reads better
)
_ATTRIBUTES = frozenset(
    """
    align alt bgcolor border cellpadding cellspacing class color colspan dir face height href id lang name nowrap rel
    reversed role rowspan size src start style target title type valign value width
    """.split()  # noqa: SIM905 - reads better
)
_VAGUE = frozenset(
    folded(text).strip()
    for text in """
    tıkla|tıklayın|tıklayınız|buraya tıkla|buraya tıklayın|buraya tıklayınız|bura|burada|buradan|burası|buraya|
    bu link|bu linkten|link|linki|linke tıklayın|linke tıklayınız|bağlantı|bu bağlantı|bağlantıya tıklayın|devamı|
    devamını oku|devamı için tıklayın|devamı için tıklayınız|detay|detaylar|incele|here|click here
    """.split("|")  # noqa: SIM905 - reads better
)


@dataclass(frozen=True, slots=True)
class Context:
    """What lies around a text. Empty where nothing is known."""

    siblings: tuple[int, ...] = ()  # words of the guidance of the question's other choices
    https: frozenset[str] = frozenset()  # hosts that other texts link to with https


NOTHING_KNOWN = Context()


def findings(text: str, context: Context = NOTHING_KNOWN, html: str | None = None) -> list[Problem]:
    """All findings about a Markdown text, by line. `html` is its rendering, where the caller has it already."""
    text = normalised(text)
    refused = list(richtext.refusals(text))
    if refused:
        return refused
    html = richtext.render(text) if html is None else html
    source = Source(text)
    links = source.links()
    faults = [*_dropped(source), *_link_faults(links)]
    found = [
        *faults,
        *_unseen(source, html, faults),
        *_repeated(links),
        *_insecure(links, context.https | https_hosts([text])),
        *_heading_jumps(source.headings()),
        *(_warning(EMPTY_ITEM, line) for line in source.empty_items()),
        *_wide_tables(source.tables()),
    ]
    if len(context.siblings) >= MIN_SIBLINGS and text.strip():
        found += _out_of_proportion(richtext.word_count(html), context.siblings)
    return sorted(found, key=lambda problem: problem.line or 0)


def has_errors(text: str, html: str) -> bool:
    """Whether a reader would miss something of this text, rendered as `html`."""
    return any(problem.is_error for problem in findings(text, html=html))


def siblings(question: int, choices: Mapping[int, bool]) -> list[Problem]:
    """What is missing beside a guidance text. `choices` says of each number of the question whether it has guidance."""
    gaps = [number for number in range(1, max(choices, default=0)) if number not in choices][:MAX_NAMED]
    silent = [number for number in sorted(choices) if not choices[number]][:MAX_NAMED]
    found = []
    if gaps:
        message = gettext_noop("Question %(question)s has no choice with the number %(numbers)s.")
        found.append(_warning(message, question=question, numbers=_listed(gaps)))
    if silent:
        message = gettext_noop("Question %(question)s: choices without guidance: %(numbers)s.")
        found.append(_warning(message, question=question, numbers=_listed(silent)))
    return found


def https_hosts(texts: Iterable[str]) -> frozenset[str]:
    """The hosts that these texts, Markdown or HTML, link to with https."""
    return frozenset(host.lower() for text in texts for host in _HTTPS.findall(text))


def _warning(message: str, line: int | None = None, **values: object) -> Problem:
    return Problem(message, values, line=line, severity=Severity.WARNING)


def _dropped(source: Source) -> Iterator[Problem]:
    """What the sanitiser takes away: an error where something readable goes with it."""
    opened = set()
    for tag in source.tags():
        if tag.name not in richtext.TAGS:
            if not (tag.closing and tag.name in opened):
                yield _dropped_tag(tag)
            opened.add(tag.name)
        elif not tag.closing:
            yield from _dropped_attributes(tag)
    for line in source.unclosed:
        message = gettext_noop(
            "A “<” is never closed here and may hide what follows it. Write “&lt;” for the sign “<”."
        )
        yield Problem(message, line=line)
    for line in source.comments:
        yield _warning(gettext_noop("What stands between “<!--” and “-->” is not shown to respondents."), line)
    for line, _ in source.code:
        yield _warning(gettext_noop("Text between backticks (`) is shown like any other text."), line)


def _dropped_tag(tag: Tag) -> Problem:
    if tag.name in _SHOWING:
        message = gettext_noop("“%(tag)s” is not possible here and would not be shown. Take it out.")
        return Problem(message, {"tag": tag.typed}, line=tag.line)
    if tag.name in _HARMLESS:
        message = gettext_noop("“%(tag)s” is dropped; its text stays. Use Markdown instead.")
        return _warning(message, tag.line, tag=tag.typed)
    message = gettext_noop(
        "“%(tag)s” would not be shown, since it looks like HTML. Write it without “<” and “>”; "
        "begin an address with https://."
    )
    return Problem(message, {"tag": tag.typed}, line=tag.line)


def _dropped_attributes(tag: Tag) -> Iterator[Problem]:
    for name, value in tag.attributes.items():
        if (tag.name, name) in {("a", "href"), ("ol", "start")}:
            continue
        if value is not None or name in _ATTRIBUTES or name.startswith("on"):
            message = gettext_noop("“%(name)s” in “%(tag)s” is dropped.")
            yield _warning(message, tag.line, name=name, tag=tag.typed)
        else:
            message = gettext_noop("“%(name)s” in “%(tag)s” would not be shown. Write “&lt;” for the sign “<”.")
            yield Problem(message, {"name": name, "tag": tag.typed}, line=tag.line)


def _link_faults(links: Iterable[Link]) -> Iterator[Problem]:
    for link in links:
        values = {"text": link.text, "address": link.address}
        if link.image:
            yield Problem(gettext_noop("Pictures are not shown. Take “%(address)s” out."), values, line=link.line)
        elif not richtext.is_address(link.address):
            message = gettext_noop(
                "The link “%(text)s” leads nowhere: its address must begin with https://, http:// or mailto:."
            )
            yield Problem(message, values, line=link.line)
        elif is_wordless(link.text):
            message = gettext_noop("The link to %(address)s has no text. Write between “[” and “]” where it leads.")
            yield Problem(message, values, line=link.line)
        elif folded(link.text).strip(" .,:;!…()»“”\"'") in _VAGUE:
            message = gettext_noop("“%(text)s” does not say where the link leads. Write the name of the page.")
            yield _warning(message, link.line, **values)
        if link.titled and not link.image:
            message = gettext_noop("The title in quotes behind the address of “%(text)s” is not shown.")
            yield _warning(message, link.line, **values)


def _unseen(source: Source, html: str, faults: list[Problem]) -> Iterator[Problem]:
    """What the rendering shows to be lost though nothing above saw it: HTML goes wrong in more ways than have names."""
    if any(problem.is_error for problem in faults):
        return
    if "<a>" in html:
        yield Problem(
            gettext_noop("A link of this text leads nowhere. Write its address like [text](https://address).")
        )
    shown = richtext.letters(html)
    for line, word in source.words():
        if word not in shown:
            message = gettext_noop(
                "“%(word)s” would not be shown. Look for HTML around it, or for a table row with more cells than "
                "the first."
            )
            yield Problem(message, {"word": word}, line=line)
            return


def _repeated(links: Iterable[Link]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for link in links:
        if link.address in first and richtext.is_address(link.address):
            message = gettext_noop("The address %(address)s is already linked on line %(first)s.")
            yield _warning(message, link.line, address=link.address, first=first[link.address])
        first.setdefault(link.address, link.line)


def _insecure(links: Iterable[Link], https: frozenset[str]) -> Iterator[Problem]:
    for link in links:
        host = _host(link.address)
        if link.address.lower().startswith("http://") and host in https:
            message = gettext_noop("%(address)s: other links to %(host)s begin with https://. Use it here as well.")
            yield _warning(message, link.line, address=link.address, host=host)


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


def _heading_jumps(headings: list[tuple[int, int]]) -> Iterator[Problem]:
    """Headings that stand more than one level under the one before, after rendering has closed unused levels."""
    ranks = {level: rank for rank, level in enumerate(sorted({level for _, level in headings}))}
    before = -1
    for line, level in headings:
        if ranks[level] > before + 1:
            yield _warning(gettext_noop("A heading level is left out here. Take one “#” less."), line)
        before = ranks[level]


def _wide_tables(tables: Iterable[Table]) -> Iterator[Problem]:
    for table in tables:
        columns = max(len(row) for row in table.rows)
        longest = [0] * columns
        for row in table.rows:
            for at, cell in enumerate(row):
                longest[at] = max(longest[at], *map(len, cell.split()), 0)
        if columns > MAX_COLUMNS or sum(longest) > MAX_TABLE:
            message = gettext_noop(
                "The table is too wide for a phone. Use at most %(limit)s columns and short words, or a list."
            )
            yield _warning(message, table.line, limit=MAX_COLUMNS)


def _out_of_proportion(words: int, others: tuple[int, ...]) -> Iterator[Problem]:
    usual = statistics.median(others)
    values = {"words": words, "usual": round(usual)}
    if words * FACTOR < usual:
        message = gettext_noop(
            "With %(words)s words the text is far shorter than the others of this question (%(usual)s)."
        )
        yield _warning(message, **values)
    elif words > usual * FACTOR:
        message = gettext_noop(
            "With %(words)s words the text is far longer than the others of this question (%(usual)s)."
        )
        yield _warning(message, **values)


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(str(number) for number in numbers)
