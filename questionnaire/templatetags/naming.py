"""What things are called, for templates; the words themselves stand in `questionnaire.wording.report`."""

from django import template
from django.conf import settings
from django.utils import timezone

from questionnaire import content
from questionnaire.domain.improvement import Action
from questionnaire.domain.questionnaire import Questionnaire
from questionnaire.domain.text import in_few_lines
from questionnaire.wording import report

register = template.Library()
register.filter(report.named)
register.filter(report.answered_with)
register.filter(report.level_number)
register.filter(report.level_short)
register.filter(report.level_of_scale)
register.filter(report.level_name)
register.filter(report.level_in_words)
register.filter(report.level_beside)
register.filter(report.apart_in_words)
register.filter(report.beside_in_words)
register.filter(report.findings)
register.filter(report.about_equals)
register.filter(report.level_meaning)
register.filter(report.rewording)
register.filter(report.mark_in_words)
register.filter(report.status_name)
register.filter(report.importance_name)
register.filter(report.day)
register.filter(in_few_lines)


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
