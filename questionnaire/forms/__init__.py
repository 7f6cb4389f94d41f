"""What respondents fill in. Forms validate and save nothing."""

from questionnaire.forms.again import AgainForm
from questionnaire.forms.answer import AnswerForm, LaterForm
from questionnaire.forms.plan import ActionForm, MoveForm, RemovalForm
from questionnaire.forms.priorities import DecisionForm, ImportanceForm
from questionnaire.forms.share import EndShareForm, ShareForm
from questionnaire.forms.start import ResumeForm, StartForm
from questionnaire.forms.taken import TakenForm

__all__ = [
    "ActionForm",
    "AgainForm",
    "AnswerForm",
    "DecisionForm",
    "EndShareForm",
    "ImportanceForm",
    "LaterForm",
    "MoveForm",
    "RemovalForm",
    "ResumeForm",
    "ShareForm",
    "StartForm",
    "TakenForm",
]
