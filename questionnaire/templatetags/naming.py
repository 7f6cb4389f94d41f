"""What a thing without a text of its own is called."""

from django import template
from django.conf import settings
from django.utils.translation import gettext

from questionnaire import content
from questionnaire.domain.questionnaire import Area, Question, Questionnaire

register = template.Library()


@register.filter
def named(thing: Area | Question | Questionnaire) -> str:
    """Its text, or “Soru 9” while nobody has written one."""
    match thing:
        case Questionnaire():
            return thing.title or gettext("Self-assessment")
        case Question():
            return thing.text or gettext("Question %(number)s") % {"number": thing.number}
        case Area(number=None):
            return gettext("Other questions")
        case Area():
            return thing.title or gettext("Area %(number)s") % {"number": thing.number}


@register.simple_tag
def questionnaire_in_memory() -> Questionnaire | None:
    """What this process last showed, for pages that know nothing of the questionnaire but its name."""
    return content.in_memory()


@register.simple_tag
def content_language() -> str:
    """The language the questions and guidance are written in."""
    return settings.CONTENT_LANGUAGE
