"""What is asked, and the guidance for each answer."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from questionnaire.domain import lint, questionnaire, richtext
from questionnaire.domain.seed import BY_HAND_NONE, MAX_ID, MAX_LEVEL, MAX_TITLE
from questionnaire.models.load import Versions
from questionnaire.models.versioned import NOT_IN_HISTORY, Content, ContentQuerySet

REVIEW_AFTER = timedelta(days=365)  # a text that nobody touched for so long may say what is no longer true


def number_constraint(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(number__gte=1, number__lte=MAX_ID),
        name=f"{name}_number_in_range",
        violation_error_message=_("The number must be from 1 to 1,000,000."),
    )


class Questionnaire(Content):
    """The questionnaire itself: its name and introduction. One row at most."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    title = models.CharField(_("name"), max_length=MAX_TITLE)
    introduction = models.TextField(_("introduction"), blank=True)
    html = models.TextField(default="", editable=False)
    level_names = models.JSONField(_("names of the levels"), default=list, blank=True)

    history = Versions(excluded_fields=NOT_IN_HISTORY)

    class Meta:
        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaire")
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_questionnaire")]

    def __str__(self) -> str:
        return self.title

    def derive(self) -> None:
        super().derive()
        self.html = richtext.render(self.introduction)

    def searched(self) -> Sequence[str]:
        return (self.title, self.introduction)


class AreaQuerySet(ContentQuerySet):
    def untitled(self) -> Self:
        return self.filter(title="")


class Area(Content):
    """A thematic area. Its title is empty while nobody has written it."""

    number = models.PositiveIntegerField(_("number"), unique=True)
    title = models.CharField(_("name"), max_length=MAX_TITLE, blank=True)
    description = models.TextField(_("description"), blank=True)
    html = models.TextField(default="", editable=False)

    objects: ClassVar[Any] = AreaQuerySet.as_manager()
    history = Versions(excluded_fields=NOT_IN_HISTORY)

    class Meta:
        ordering = ["number"]
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        constraints = [number_constraint("area")]

    def __str__(self) -> str:
        return self.title or gettext("Area %(number)s") % {"number": self.number}

    def derive(self) -> None:
        super().derive()
        self.html = richtext.render(self.description)

    def searched(self) -> Sequence[str]:
        return (str(self.number), self.title, self.description)


class QuestionQuerySet(ContentQuerySet):
    def in_walk_order(self) -> Self:
        """By area and number, questions without an area last."""
        return self.order_by(models.F("area__number").asc(nulls_last=True), "number")

    def with_counts(self) -> Self:
        """Count what can be picked (`offered`) and what of it has no guidance (`silent`)."""
        offered = Q(choices__retired=False)
        return self.annotate(
            offered=models.Count("choices", filter=offered),
            silent=models.Count("choices", filter=offered & Q(choices__guidance=None)),
        )

    def without_text(self) -> Self:
        """Of those that are asked."""
        return self.filter(text="", retired=False)

    def without_choices(self) -> Self:
        """Not retired, but with nothing to pick, and so not asked."""
        offered = Choice.objects.filter(question=models.OuterRef("pk"), retired=False)
        return self.filter(~models.Exists(offered), retired=False)


class Question(Content):
    """A question. Its text is empty while nobody has written it: guidance may come first."""

    class Levels(models.TextChoices):
        UNSCORED = "", _("not scored")
        ASCENDING = questionnaire.ASCENDING, _("ascending: the first statement is the lowest level")
        DESCENDING = questionnaire.DESCENDING, _("descending: the first statement is the highest level")

    number = models.PositiveIntegerField(_("number"), unique=True)
    text = models.CharField(_("text"), max_length=MAX_TITLE, blank=True)
    help = models.TextField(_("help"), blank=True)
    html = models.TextField(default="", editable=False)
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="questions", verbose_name=_("area")
    )
    levels = models.CharField(_("levels"), max_length=10, choices=Levels, default="", blank=True)
    retired = models.BooleanField(
        _("retired"), default=False, help_text=_("No longer asked. Answers given to it stay.")
    )

    objects: ClassVar[Any] = QuestionQuerySet.as_manager()
    history = Versions(excluded_fields=NOT_IN_HISTORY)

    class Meta:
        ordering = ["number"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            number_constraint("question"),
            models.CheckConstraint(
                condition=Q(levels__in=["", questionnaire.ASCENDING, questionnaire.DESCENDING]),
                name="question_levels_known",
            ),
        ]

    def __str__(self) -> str:
        return self.text or gettext("Question %(number)s") % {"number": self.number}

    def derive(self) -> None:
        super().derive()
        self.html = richtext.render(self.help)

    def searched(self) -> Sequence[str]:
        return (str(self.number), self.text, self.help)


class ChoiceQuerySet(ContentQuerySet):
    def without_guidance(self) -> Self:
        """Of those that can be picked."""
        return self.filter(guidance=None, retired=False, question__retired=False)


class Choice(Content):
    """One statement of a question."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="choices", verbose_name=_("question"))
    number = models.PositiveIntegerField(_("number"))
    text = models.CharField(_("statement"), max_length=MAX_TITLE)
    level = models.PositiveSmallIntegerField(
        _("level"),
        null=True,
        blank=True,
        help_text=_("Leave it empty: the level then follows from the order of the statements."),
    )
    unscored = models.BooleanField(
        _("without level"),
        default=False,
        help_text=_("This statement has no level and is left out of the count."),
    )
    retired = models.BooleanField(
        _("retired"), default=False, help_text=_("Can no longer be picked. Answers that picked it stay.")
    )

    objects: ClassVar[Any] = ChoiceQuerySet.as_manager()
    history = Versions(excluded_fields=["folded", "loaded"])

    class Meta:
        ordering = ["question__number", "number"]
        verbose_name = _("choice")
        verbose_name_plural = _("choices")
        constraints = [
            models.UniqueConstraint(
                fields=["question", "number"],
                name="choice_number_once_a_question",
                violation_error_message=_("This question already has a choice with this number."),
            ),
            number_constraint("choice"),
            models.CheckConstraint(condition=~Q(text=""), name="choice_has_text"),
            models.CheckConstraint(
                condition=Q(level=None) | Q(level__gte=1, level__lte=MAX_LEVEL, unscored=False),
                name="choice_level_in_range",
                violation_error_message=_("A level is from 1 to 100, and a statement without level has none."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def level_by_hand(self) -> str:
        """The level as a seed file says it: empty, a whole number, or “none”."""
        return BY_HAND_NONE if self.unscored else str(self.level or "")

    @level_by_hand.setter
    def level_by_hand(self, text: str) -> None:
        self.unscored = text == BY_HAND_NONE
        self.level = int(text) if text and not self.unscored else None

    def searched(self) -> Sequence[str]:
        return (self.text,)


class GuidanceQuerySet(ContentQuerySet):
    def with_last_change(self) -> Self:
        """Since when each text reads as it does: `changed_at`, from the history."""
        versions = Guidance.history.filter(id=models.OuterRef("pk")).order_by("-history_date")
        return self.annotate(changed_at=models.Subquery(versions.values("history_date")[:1]))

    def walked(self) -> Self:
        """What readers can meet."""
        return self.filter(choice__retired=False, choice__question__retired=False)

    def with_errors(self) -> Self:
        """Of what readers can meet: they miss something of it."""
        return self.walked().filter(faulty=True)

    def stale(self) -> Self:
        """Of what readers can meet: neither written, changed nor reviewed for a year."""
        since = timezone.now() - REVIEW_AFTER
        changed = Guidance.history.filter(id=models.OuterRef("pk"), history_date__gte=since)
        return self.walked().filter(Q(reviewed_at=None) | Q(reviewed_at__lt=since), ~models.Exists(changed))

    def review(self) -> int:
        """Somebody read them and found them still true. The text does not change, and so neither does the content's
        version, nor does the history grow."""
        return models.QuerySet.update(self, reviewed_at=timezone.now())


class Guidance(Content):
    """The text for one choice."""

    choice = models.OneToOneField(Choice, models.CASCADE, related_name="guidance", verbose_name=_("choice"))
    body = models.TextField(_("text"))
    html = models.TextField(default="", editable=False)
    faulty = models.BooleanField(default=False, editable=False)  # lint finds an error in it
    reviewed_at = models.DateTimeField(
        _("reviewed"), null=True, blank=True, editable=False
    )  # somebody said: still true

    objects: ClassVar[Any] = GuidanceQuerySet.as_manager()
    history = Versions(excluded_fields=[*NOT_IN_HISTORY, "faulty", "reviewed_at"])

    class Meta:
        ordering = ["choice__question__number", "choice__number"]
        verbose_name = _("guidance")
        verbose_name_plural = _("guidance texts")
        constraints = [models.CheckConstraint(condition=~Q(body=""), name="guidance_has_body")]

    def __str__(self) -> str:
        numbers = {"number": self.choice.question.number, "choice": self.choice.number}
        return gettext("Question %(number)s, choice %(choice)s") % numbers

    def derive(self) -> None:
        super().derive()
        self.html = richtext.render(self.body)
        self.faulty = lint.has_errors(self.body, self.html)

    def searched(self) -> Sequence[str]:
        return (self.body,)
