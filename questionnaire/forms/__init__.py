"""What respondents fill in. Forms validate and save nothing."""

from questionnaire.forms.answer import AnswerForm
from questionnaire.forms.start import ResumeForm, StartForm
from questionnaire.forms.taken import TakenForm

__all__ = ["AnswerForm", "ResumeForm", "StartForm", "TakenForm"]
