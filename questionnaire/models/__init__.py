from questionnaire.models.assessment import Answer, Assessment, OutdatedForm
from questionnaire.models.attempt import Attempt
from questionnaire.models.content import Area, Choice, Guidance, Question, Questionnaire
from questionnaire.models.versioned import ContentVersion

__all__ = [
    "Answer",
    "Area",
    "Assessment",
    "Attempt",
    "Choice",
    "ContentVersion",
    "Guidance",
    "OutdatedForm",
    "Question",
    "Questionnaire",
]
