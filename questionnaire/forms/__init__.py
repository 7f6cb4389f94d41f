"""What respondents fill in. Forms validate and save nothing."""

from questionnaire.forms.again import AgainForm
from questionnaire.forms.answer import AnswerForm
from questionnaire.forms.share import EndShareForm, ShareForm
from questionnaire.forms.start import ResumeForm, StartForm

__all__ = ["AgainForm", "AnswerForm", "EndShareForm", "ResumeForm", "ShareForm", "StartForm"]
