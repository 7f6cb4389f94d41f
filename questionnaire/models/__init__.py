from questionnaire.models.assessment import Answer, Assessment, OutdatedForm
from questionnaire.models.attempt import Attempt
from questionnaire.models.content import Area, Choice, Guidance, Question, Questionnaire
from questionnaire.models.load import Load
from questionnaire.models.parcel import Parcel
from questionnaire.models.plan import Action, Mark
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
    "Load",
    "Mark",
    "OutdatedForm",
    "Parcel",
    "Question",
    "Questionnaire",
    "Share",
]
