"""What nh3, a sanitiser of another family, thinks of our HTML; and that HTML read apart by Python's own parser."""

from collections import Counter
from html.parser import HTMLParser

import nh3

# Written out here on purpose: a tag that is let in must be let in twice.
ALLOWED: dict[str, set[str]] = {
    "a": {"href", "rel"},
    "ol": {"start"},
    "span": {"class"},
}
PLAIN = {
    *("p", "br", "h4", "h5", "h6", "blockquote", "ul", "li", "table", "thead", "tbody", "tr", "th", "td"),
    *("em", "strong", "b", "i", "u", "sub", "sup"),
}
SCHEMES = {"http", "https", "mailto"}


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: Counter[tuple[str, tuple[tuple[str, str | None], ...]]] = Counter()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found[tag, tuple(sorted(attrs, key=str))] += 1

    def handle_data(self, data: str) -> None:
        self.text += data


def tags(html: str) -> Counter[tuple[str, tuple[tuple[str, str | None], ...]]]:
    """Every start tag with its attributes, and how often it occurs."""
    return _read(html).found


def words(html: str) -> list[str]:
    """What a reader reads, white space aside."""
    return _read(html).text.split()


def removed(html: str) -> Counter[tuple[str, tuple[tuple[str, str | None], ...]]]:
    """The tags, with their attributes, that nh3 finds it must take out or change."""
    return tags(html) - tags(cleaned(html))


def cleaned(html: str) -> str:
    return nh3.clean(
        html,
        tags=PLAIN | set(ALLOWED),
        attributes=ALLOWED,
        url_schemes=SCHEMES,
        link_rel=None,
        strip_comments=False,
    )


def _read(html: str) -> _Tags:
    parser = _Tags()
    parser.feed(html)
    parser.close()
    return parser
