"""What is past its time, and its deletion."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Model

from questionnaire.models import Action, Answer, Assessment, Attempt, Mark, Parcel, Share

Counts = Mapping[type[Model], int]


def expired() -> Counts:
    """How many rows of each kind `purge` would delete now."""
    assessments = Assessment.objects.expired().values("pk")
    shares = Share.objects.filter(assessment__in=assessments) | Share.objects.past()
    return {
        Assessment: assessments.count(),
        Answer: Answer.objects.filter(assessment__in=assessments).count(),
        Mark: Mark.objects.filter(assessment__in=assessments).count(),
        Action: Action.objects.filter(assessment__in=assessments).count(),
        Share: shares.count(),
        Attempt: Attempt.objects.past().count(),
        Parcel: Parcel.objects.past().count(),
    }


def purge() -> Counts:
    """Delete it; how many rows of each kind were deleted.

    Safe while people are at work: each assessment is locked and looked at once more, so that one which somebody writes
    to at this moment stays.
    """
    labels: dict[str, int] = {}
    for pk in list(Assessment.objects.expired().values_list("pk", flat=True)):
        with transaction.atomic():
            found = Assessment.objects.expired().select_for_update().filter(pk=pk).first()
            if found:
                _add(labels, found.delete()[1])
    _add(labels, Share.objects.past().delete()[1])
    _add(labels, Attempt.objects.past().delete()[1])
    _add(labels, Parcel.objects.past().delete()[1])
    kinds = (Assessment, Answer, Mark, Action, Share, Attempt, Parcel)
    return {model: labels.get(model._meta.label, 0) for model in kinds}


def _add(to: dict[str, int], deleted: Mapping[str, int]) -> None:
    for label, count in deleted.items():
        to[label] = to.get(label, 0) + count
