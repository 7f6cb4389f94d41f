"""The respondent's side: an assessment, its answers, and who may open it."""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Q, Value
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from questionnaire.domain import key as keys
from questionnaire.domain import questionnaire as domain
from questionnaire.domain.improvement import Action, Status
from questionnaire.domain.seed import MAX_TITLE
from questionnaire.domain.walk import Given, Kind, Mark
from questionnaire.models.content import Choice, Question
from questionnaire.models.versioned import ContentVersion

MAX_NOTE = 2000  # characters
UNTOUCHED_DAYS = 7  # an assessment that was started and never written to is kept this long
DAYS_A_MONTH = 30.5


class OutdatedForm(Exception):
    """The form was made from an older answer than the one stored; `stored` is what stands now."""

    def __init__(self, stored: Given) -> None:
        super().__init__()
        self.stored = stored


class AssessmentQuerySet(models.QuerySet):
    def with_content_version(self) -> Self:
        """Read the content's version in the same query: all processes then agree without talking to each other."""
        return self.annotate(content_version=models.Subquery(ContentVersion.objects.values("value")[:1]))

    def opened_by(self, key: str) -> Self:
        return self.filter(key_hash=keys.hashed(key))

    def untouched(self) -> Self:
        """Started, and nothing else: no answer, no mark, no line of a plan."""
        return self.filter(answers=None, marks=None, actions=None)

    def expired(self) -> Self:
        """Those past their `ends_at`."""
        untouched = Assessment.objects.untouched().filter(pk=models.OuterRef("pk"))
        now = timezone.now()
        return self.filter(
            _left_alone_since(now - kept_for(untouched=False))
            | (models.Exists(untouched) & _left_alone_since(now - kept_for(untouched=True)))
        )


def kept_for(*, untouched: bool) -> timedelta:
    """How long an assessment is kept after it was last written to or renewed."""
    return timedelta(days=UNTOUCHED_DAYS if untouched else DAYS_A_MONTH * settings.RETENTION_MONTHS)


def _left_alone_since(moment: datetime) -> Q:
    """Neither written to nor renewed from this moment on."""
    return Q(updated_at__lt=moment) & (Q(renewed_at=None) | Q(renewed_at__lt=moment))


class Assessment(models.Model):
    """One walk of one respondent."""

    content_version: str | None  # read along by `with_content_version`

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key_hash = models.CharField(max_length=64, unique=True, editable=False)
    guidance_in_report = models.BooleanField(default=False)  # rather than after each answer
    started_at = models.DateTimeField(_("started"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("last written to"), default=timezone.now, editable=False, db_index=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True, editable=False)
    finished_version = models.CharField(max_length=32, blank=True, editable=False)  # the content's, at that moment
    renewed_at = models.DateTimeField(null=True, blank=True, editable=False)  # “keep it longer”, without a change
    predecessor = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="successors", editable=False
    )

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at"]
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        constraints = [
            models.CheckConstraint(condition=~Q(predecessor=models.F("pk")), name="assessment_follows_another"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @classmethod
    @transaction.atomic
    def start(
        cls,
        *,
        guidance_in_report: bool,
        key: str | None = None,
        predecessor: "Assessment | None" = None,
        with_plan: bool = False,
    ) -> tuple["Assessment", str]:
        """A new assessment and the key that opens it; only the key's hash is stored.

        A key that came with the form makes a form sent twice start one assessment. `with_plan` takes what is open in
        the predecessor's plan along. Raises Assessment.DoesNotExist when the predecessor was deleted meanwhile, or the
        key is that of another assessment.
        """
        if predecessor and not cls.objects.select_for_update().filter(pk=predecessor.pk).exists():
            raise cls.DoesNotExist
        key = key or keys.new_key()
        fields = {"guidance_in_report": guidance_in_report, "predecessor": predecessor}
        made, is_new = cls.objects.get_or_create(key_hash=keys.hashed(key), defaults=fields)
        if made.predecessor_id != (predecessor.pk if predecessor else None):
            raise cls.DoesNotExist
        if is_new and predecessor and with_plan:
            made.take_over_plan(predecessor)
        return made, key

    def take_over_plan(self, predecessor: "Assessment") -> None:
        """Copy what is open in another assessment's plan, each line with a uid of its own."""
        rows = list(predecessor.actions.filter(status__in=[Status.OPEN, Status.STARTED]))
        for row in rows:
            row.pk, row.uid, row.assessment, row.revision = None, uuid.uuid4(), self, 1
        self.actions.bulk_create(rows)

    @property
    def is_untouched(self) -> bool:
        """One query."""
        return Assessment.objects.untouched().filter(pk=self.pk).exists()

    def ends_at(self, *, untouched: bool) -> datetime:
        """When it is deleted unless it is written to or renewed before."""
        return max(self.updated_at, self.renewed_at or self.updated_at) + kept_for(untouched=untouched)

    def renew(self) -> None:
        """Keep it for its whole time from now on; what was last changed, and when, stays."""
        Assessment.objects.filter(pk=self.pk).update(renewed_at=timezone.now())

    def answers_by_number(self) -> dict[int, Given]:
        """What was answered, by question number; one query."""
        rows = self.answers.values_list(
            "question__number", "kind", "choice__number", "statement", "note", "revision", "answered_at"
        )
        return {
            number: Given(Kind(kind), choice, statement, note, revision, answered_at)
            for number, kind, choice, statement, note, revision, answered_at in rows
        }

    def record(self, question: domain.Question, given: Given, *, made_from: int) -> None:
        """Store an answer; a change reopens a finished assessment.

        `made_from` is the revision of the answer that the form showed, 0 when there was none. Raises OutdatedForm when
        another answer stands by now that says something else, and Assessment.DoesNotExist when it was deleted.
        """
        if self.finished_at and self._repeats(question, given):
            return
        try:
            written = self._write(question, given, made_from)
        except IntegrityError:
            written = False
        if written:
            return
        stored = self.answers_by_number().get(question.number)
        if stored is None:
            raise Assessment.DoesNotExist
        if not stored.says_the_same_as(given):
            raise OutdatedForm(stored)

    @transaction.atomic
    def _write(self, question: domain.Question, given: Given, made_from: int) -> bool:
        """False, or IntegrityError, when the stored answer is not the one that the form was made from."""
        now = self.touch(finished_at=None)
        choice = question.choice(given.choice)
        fields = {
            "kind": given.kind,
            "choice_id": choice.pk if choice else None,
            "statement": given.statement,
            "note": given.note,
            "revision": made_from + 1,
            "answered_at": now,
        }
        if made_from == 0:
            Answer.objects.create(assessment=self, question_id=question.pk, **fields)
            return True
        written = self.answers.filter(question_id=question.pk, revision=made_from).update(**fields)
        if not written:
            transaction.set_rollback(True)  # what was not changed is not reopened
        return bool(written)

    def touch(self, **changed: Any) -> datetime:
        """Note that it is written to now, since its time to be deleted counts from here.

        Within a transaction its row is then held until the end: writers of one assessment come one after the other.
        Raises Assessment.DoesNotExist when it was deleted meanwhile.
        """
        now = timezone.now()
        if not Assessment.objects.filter(pk=self.pk).update(updated_at=now, **changed):
            raise Assessment.DoesNotExist
        return now

    @transaction.atomic
    def mark(self, marks: Mapping[int, Any], name: str) -> None:
        """Set one thing that is marked (flagged, importance or priority), by the question's pk; the rest stays.

        A mark is no answer: a finished assessment stays finished.
        """
        if not marks:
            return
        self.touch()
        rows = [self.marks.model(assessment=self, question_id=pk, **{name: value}) for pk, value in marks.items()]
        self.marks.bulk_create(
            rows, update_conflicts=True, unique_fields=["assessment", "question"], update_fields=[name]
        )

    def _repeats(self, question: domain.Question, given: Given) -> bool:
        stored = self.answers_by_number().get(question.number)
        return stored is not None and stored.says_the_same_as(given) and stored.statement == given.statement

    @transaction.atomic
    def delete(self, using: Any = None, keep_parents: bool = False) -> tuple[int, dict[str, int]]:
        """Delete it with its answers; one that is being stored at this moment is waited for, and goes too."""
        list(Assessment.objects.select_for_update().filter(pk=self.pk))
        return super().delete(using, keep_parents)

    @transaction.atomic
    def finish(self) -> None:
        """Say that it is done; an answer changed later opens it again.

        Waits for whoever is writing content: what is in the history up to this moment is what this report shows.
        """
        version = ContentVersion.lock()
        now = timezone.now()
        Assessment.objects.filter(pk=self.pk, finished_at=None).update(
            finished_at=now, finished_version=version, updated_at=now
        )

    def marks_by_number(self) -> dict[int, Mark]:
        """What was marked, by question number; one query."""
        rows = self.marks.values_list("question__number", "flagged", "importance", "priority")
        return {
            number: Mark(flagged, importance, bool(priority), is_decided=priority is not None)
            for number, flagged, importance, priority in rows
        }

    def plan(self) -> tuple[Action, ...]:
        """The improvement plan in its order; one query."""
        return self.actions.lines()

    @classmethod
    def exchange_key(cls, pk: uuid.UUID, old: str, new: str) -> bool:
        """Let the new key open the assessment instead of the old one.

        Whoever sends the same exchange again has succeeded too: the answer to the first may have been lost on its way.
        """
        mine = cls.objects.filter(pk=pk)
        try:
            with transaction.atomic():
                exchanged = mine.opened_by(old).update(key_hash=keys.hashed(new), updated_at=timezone.now())
        except IntegrityError:  # somebody's tampered form names a key that is taken
            return False
        return bool(exchanged) or mine.opened_by(new).exists()


class Answer(models.Model):
    """What was answered to one question. The statement is kept as it was picked."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    kind = models.CharField(max_length=14, choices=[(kind.value, kind.name) for kind in Kind])
    choice = models.ForeignKey(Choice, models.PROTECT, null=True, blank=True, related_name="answers")
    statement = models.CharField(max_length=MAX_TITLE, blank=True)
    note = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    answered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "question"], name="one_answer_a_question"),
            models.CheckConstraint(
                condition=(Q(kind=Kind.CHOICE.value, choice__isnull=False) & ~Q(statement=""))
                | Q(kind__in=[Kind.UNKNOWN.value, Kind.NOT_APPLICABLE.value], choice__isnull=True, statement=""),
                name="answer_says_one_thing",
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("note"), Value(MAX_NOTE)), name="answer_note_not_too_long"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)  # the admin must not tell what was answered
