"""The colours of site.css against each other, computed as WCAG 2.2 defines contrast. Needs no browser."""

import re
from pathlib import Path

import pytest
from django.conf import settings

CSS = (Path(settings.BASE_DIR) / "static" / "css" / "site.css").read_text(encoding="utf-8")
SCREEN = CSS.partition("@media print")[0]
LIGHT, _, DARK = SCREEN.partition("@media (prefers-color-scheme: dark)")


def custom_properties(text: str) -> dict[str, str]:
    """The colours that the first `:root` in the text sets, as six hexadecimal digits."""
    block = text.partition(":root {")[2].partition("}")[0]
    found = re.findall(r"--([\w-]+):\s*#([0-9a-f]{6}|[0-9a-f]{3});", block)
    return {name: value if len(value) == 6 else "".join(2 * digit for digit in value) for name, value in found}


def luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1. https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """1 (none) to 21. https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio"""
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


SCHEMES = {"light": custom_properties(LIGHT), "dark": custom_properties(LIGHT) | custom_properties(DARK)}


def test_contrast_is_what_the_standard_says_it_is() -> None:
    assert [round(contrast(*pair), 2) for pair in (("000000", "ffffff"), ("777777", "ffffff"))] == [21.0, 4.48]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *((text, ground) for text in ("ink", "quiet", "accent", "wrong") for ground in ("paper", "card")),
        ("ink", "tint"),  # the chosen statement
        ("on-accent", "accent"),  # buttons
        ("paper", "wrong"),  # the button that deletes
    ],
)
def test_text_has_a_contrast_of_seven_to_one(scheme: str, text: str, ground: str) -> None:
    colours = SCHEMES[scheme]

    assert contrast(colours[text], colours[ground]) >= 7


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", ["paper", "card"])
def test_the_edges_of_fields_have_a_contrast_of_three_to_one(scheme: str, ground: str) -> None:
    colours = SCHEMES[scheme]

    assert contrast(colours["edge"], colours[ground]) >= 3


def test_the_dark_scheme_changes_colours_and_nothing_else() -> None:
    block = DARK[: DARK.index("\n}\n")]

    assert re.fullmatch(r" \{\s+:root \{(\s+--[\w-]+: #[0-9a-f]{3,6};)+\s+\}", block)
