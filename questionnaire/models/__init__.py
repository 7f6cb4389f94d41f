from questionnaire.models.assessment import Answer, Assessment, OutdatedForm
from questionnaire.models.attempt import Attempt
from questionnaire.models.content import Area, Choice, Guidance, Question, Questionnaire
from questionnaire.models.link import Link
from questionnaire.models.load import Load
from questionnaire.models.parcel import Parcel
from questionnaire.models.plan import Action, Mark, OutdatedLine, PlanFull
from questionnaire.models.share import Share
from questionnaire.models.versioned import ContentVersion

__all__ = [
    "Action",
    "Answer",
    "Area",
    "Assessment",
    "Attempt",
    "Choice",
    "ContentVersion",
    "Guidance",
    "Link",
    "Load",
    "Mark",
    "OutdatedForm",
    "OutdatedLine",
    "Parcel",
    "PlanFull",
    "Question",
    "Questionnaire",
    "Share",
]
