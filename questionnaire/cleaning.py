"""Take out of the history what nobody needs any more."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from questionnaire.domain.timeline import Version, disposable
from questionnaire.models import Area, Assessment, Choice, ContentVersion, Guidance, Question, Questionnaire

HISTORIES: tuple[Any, ...] = (Questionnaire, Area, Question, Choice, Guidance)
BATCH = 500  # rows a statement


def clean(before: datetime, *, dry_run: bool = False) -> Mapping[Any, int]:
    """Delete versions from before a time; the number of each kind of content, by model.

    What a finished assessment shows stays, and so does the newest version of everything, of what was deleted too.
    """
    with transaction.atomic():
        ContentVersion.lock()  # nobody finishes or writes meanwhile
        finished = Assessment.objects.exclude(finished_at=None).order_by("finished_at")
        shown_at = [at for at in finished.values_list("finished_at", flat=True) if at]
        return {model: _clean(model, shown_at, before, dry_run=dry_run) for model in HISTORIES}


def _clean(model: Any, shown_at: list[datetime], before: datetime, *, dry_run: bool) -> int:
    rows = model.history.order_by("id", "history_date", "history_id").values_list("history_id", "id", "history_date")
    gone = list(disposable((Version(*row) for row in rows.iterator()), shown_at, before))
    if not dry_run:
        for start in range(0, len(gone), BATCH):
            model.history.filter(pk__in=gone[start : start + BATCH]).delete()
    return len(gone)
