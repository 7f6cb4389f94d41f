"""The profile as pictures."""

from django import template

from questionnaire.domain.chart import Bar, Radar, Spoke, bar, radar
from questionnaire.domain.profile import AreaProfile, Profile
from questionnaire.wording.report import level_short, named

register = template.Library()


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
