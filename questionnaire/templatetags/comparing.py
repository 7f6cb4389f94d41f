"""Then and now, for templates; the words themselves stand in `questionnaire.wording.comparison`."""

from django import template

from questionnaire.domain.comparison import Compared, Comparison
from questionnaire.domain.questionnaire import Question
from questionnaire.wording import comparison as words

register = template.Library()
register.filter(words.arrow)
register.filter(words.compared_on)
register.filter(words.counted)
register.filter(words.about_lower)
register.filter(words.about_waiting)
register.filter(words.about_rewordings)
register.filter(words.levels_compared)
register.filter(words.area_change)
register.filter(words.about_questions)
register.filter(words.change_in_words)
register.filter(words.reworded_since)


@register.filter
def about(comparison: Comparison | None, question: Question) -> Compared | None:
    """Then and now of this question; None without an earlier round, or while it is not answered."""
    return comparison.by_number.get(question.number) if comparison else None
