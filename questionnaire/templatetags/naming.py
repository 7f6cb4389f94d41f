"""What things are called on the screen."""

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext

from questionnaire import content
from questionnaire.domain.improvement import Action, Status
from questionnaire.domain.questionnaire import Area, Question, Questionnaire
from questionnaire.wording import IMPORTANCE_NAMES, STATUS_NAMES

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


@register.filter
def status_name(status: Status) -> str:
    """“Başlandı”."""
    return str(STATUS_NAMES[status])


@register.filter
def importance_name(importance: int | None) -> str:
    """“Çok önemli”; empty while nobody has said."""
    return str(IMPORTANCE_NAMES[importance]) if importance else ""


@register.filter
def is_overdue(action: Action) -> bool:
    """Whether its day is past and it is neither done nor given up."""
    return action.is_overdue(timezone.localdate())


@register.simple_tag
def questionnaire_in_memory() -> Questionnaire | None:
    """What this process last showed, for pages that know nothing of the questionnaire but its name."""
    return content.in_memory()


@register.simple_tag
def content_language() -> str:
    """The language the questions and guidance are written in."""
    return settings.CONTENT_LANGUAGE
