"""A response as somebody in front of a browser meets it: headings, text, links, and forms that can be sent."""

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client

VOID = {"meta", "link", "input", "br", "hr", "img", "wbr"}
INLINE = {"a", "code", "em", "q", "span", "strong", "wbr"}
UNSEEN = {"head", "script", "style"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    @property
    def raw(self) -> str:
        """Its text with all white space; a leading line end is dropped, as browsers do in a textarea."""
        text = "".join(child if isinstance(child, str) else child.raw for child in self.children)
        return text.removeprefix("\n") if self.tag == "textarea" else text

    @property
    def text(self) -> str:
        """Its text as it is read."""
        return re.sub(r"\s+", " ", self._spaced).strip()

    @property
    def _spaced(self) -> str:
        seen = (
            child if isinstance(child, str) else child._spaced if child.tag in INLINE else f" {child._spaced} "
            for child in self.children
            if isinstance(child, str) or child.tag not in UNSEEN
        )
        return "".join(seen)

    def all(self, tag: str, **attributes: str) -> list["Element"]:
        """The elements of this kind inside it, in order; `class_` is one of the classes, `id` the whole id."""
        return [element for element in self._descendants() if element.tag == tag and element.has(attributes)]

    def one(self, tag: str, **attributes: str) -> "Element":
        (found,) = self.all(tag, **attributes)
        return found

    def has(self, attributes: dict[str, str]) -> bool:
        return all(
            value in self.attributes.get("class", "").split()
            if name == "class_"
            else self.attributes.get(name) == value
            for name, value in attributes.items()
        )

    def _descendants(self) -> Iterator["Element"]:
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child._descendants()


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("document")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


@dataclass
class Form:
    """A form with what stands in it, and the button it is sent with."""

    action: str
    fields: dict[str, str]

    def send(self, client: Client, **changes: str) -> Any:
        """Send it as a browser would, with some fields filled in."""
        return client.post(self.action, self.fields | changes)


def static_file(client: Client, address: str) -> bytes:
    """The content of a static file, which is streamed and has to be closed."""
    with contextlib.closing(client.get(address)) as response:
        return b"".join(response)


class Fragment(Element):
    """A piece of HTML, well-formed or else an error."""

    def __init__(self, html: str) -> None:
        builder = _Builder()
        builder.feed(html)
        (document,) = builder.open
        super().__init__("document", {}, document.children)


class Page(Fragment):
    """An HTML response, well-formed or else an error."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__(response.content.decode())
        self.address = response.wsgi_request.get_full_path()  # type: ignore[attr-defined]

    @property
    def title(self) -> str:
        return self.one("head").one("title").text

    @property
    def heading(self) -> str:
        return self.one("h1").text

    @property
    def main(self) -> Element:
        return self.one("main")

    @property
    def headings(self) -> list[str]:
        """The second-level headings."""
        return [heading.text for heading in self.all("h2")]

    @property
    def links(self) -> dict[str, str]:
        """Addresses by the text of the link."""
        return {link.text: link["href"] for link in self.all("a")}

    @property
    def buttons(self) -> list[str]:
        return [button.text for button in self.main.all("button")]

    def form(self, button: str) -> Form:
        """The form that this button sends."""
        (form,) = (form for form in self.all("form") if button in [each.text for each in form.all("button")])
        fields = {each["name"]: each.raw for each in form.all("textarea")}
        for each in form.all("input"):
            toggles = each.attributes.get("type") in {"radio", "checkbox"}
            if not toggles or "checked" in each.attributes:
                fields[each["name"]] = each.attributes.get("value", "on" if toggles else "")
        for each in form.all("button"):
            if each.text == button and "name" in each.attributes:
                fields[each["name"]] = each["value"]
        return Form(form.attributes.get("action", self.address), fields)
