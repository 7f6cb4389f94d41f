"""One question of a comparison."""

from django import template

from questionnaire.domain.comparison import Compared, Comparison
from questionnaire.domain.questionnaire import Question

register = template.Library()


@register.filter
def about(comparison: Comparison | None, question: Question) -> Compared | None:
    """Then and now of this question; None without an earlier round, or while it is not answered."""
    return comparison.by_number.get(question.number) if comparison else None
