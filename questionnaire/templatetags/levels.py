"""Levels in words and as pictures."""

from django import template
from django.utils.translation import gettext

from questionnaire.domain.chart import Bar, Radar, Spoke, bar, radar
from questionnaire.domain.profile import AreaProfile, Profile
from questionnaire.domain.report import Card
from questionnaire.wording.report import named

register = template.Library()


@register.filter
def level_number(area: AreaProfile) -> str:
    """“3”, or “3 ile 4 arası”; empty without a level."""
    if area.between is None:
        return ""
    lower, upper = area.between
    if lower == upper:
        return str(lower)
    return gettext("between %(lower)s and %(upper)s") % {"lower": lower, "upper": upper}


@register.filter
def level_short(area: AreaProfile) -> str:
    """“3” or “3–4”; empty without a level."""
    return "–".join(str(level) for level in sorted(set(area.between or ())))


@register.filter
def level_words(area: AreaProfile, profile: Profile) -> str:
    """What the area's level is called: “Kurumsallaşmış”, or two names with a dash; empty when it has no name."""
    return " – ".join(profile.names_of(area))


@register.filter
def level_name(card: Card, names: tuple[str, ...]) -> str:
    """What the level of the card's answer is called; empty when it has none, or no name."""
    return names[card.level - 1] if card.level and card.scale == len(names) else ""


@register.simple_tag
def bars(profile: Profile) -> list[tuple[AreaProfile, Bar | None]]:
    """Every area with its bar, None when nothing in it is scored."""
    return [
        (area, bar(area.scale, area.level, area.lowest, area.highest) if area.is_scored else None)
        for area in profile.areas
    ]


@register.simple_tag
def radar_of(profile: Profile) -> Radar | None:
    """The radar of the areas that have a level on the same number of levels; None for fewer than three."""
    spokes = [
        Spoke(named(area.area), area.level, level_short(area)) for area in profile.comparable if area.level is not None
    ]
    return radar(spokes, profile.comparable[0].scale) if spokes else None
