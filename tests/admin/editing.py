"""The admin as an editor sees it: what stands in a list, and a form that is filled in and sent."""

from typing import Any

from django.test import Client

from tests.page import Element, Page


def column(page: Page, name: str) -> list[str]:
    """What stands in one column of a list."""
    table = page.one("table", id="result_list")
    cells = [cell for row in table.all("tr") for cell in (*row.all("th"), *row.all("td"))]
    return [cell.text for cell in cells if cell.has({"class_": f"field-{name}"})]


def fields(page: Page) -> dict[str, str]:
    """Everything that the form of a change page sends."""
    (form,) = [each for each in page.all("form") if each.attributes.get("id", "").endswith("_form")]
    typed = {each["name"]: each.raw for each in form.all("textarea")}
    for each in form.all("input"):
        toggles = each.attributes.get("type") == "checkbox"
        sent = each.attributes.get("type") != "submit" and (not toggles or "checked" in each.attributes)
        if sent and "name" in each.attributes and "disabled" not in each.attributes:
            typed[each["name"]] = each.attributes.get("value", "on" if toggles else "")
    for each in form.all("select"):
        if "disabled" in each.attributes:
            continue
        for option in each.all("option"):
            if "selected" in option.attributes:
                typed[each["name"]] = option["value"]
    return typed


def save(client: Client, address: str, **changes: str) -> Any:
    """Open a form, fill some of it in and send it, with the line ends that browsers send."""
    typed = fields(Page(client.get(address))) | changes
    return client.post(address, {name: text.replace("\n", "\r\n") for name, text in typed.items()})


def errors(page: Page) -> list[str]:
    """What the form complains about, field by field."""
    return [item.text for each in page.all("ul", class_="errorlist") for item in each.all("li")]


def textarea(page: Page, name: str) -> str:
    (found,) = [each for each in page.all("textarea") if each["name"] == name]
    return found.raw


def in_input(page: Page, name: str) -> str:
    (found,) = [each for each in page.all("input") if each.attributes.get("name") == name]
    return found["value"]


def links_to_delete(page: Page) -> list[Element]:
    return page.all("a", class_="deletelink")
