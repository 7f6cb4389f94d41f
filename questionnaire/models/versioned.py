"""The content's version, and the rows whose every write renews it in the same transaction (DESIGN §6)."""

import secrets
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Self

from django.db import models, transaction
from django.db.models import Q

from questionnaire.domain import lint, richtext
from questionnaire.domain.turkish import folded

DERIVED = ["folded", "html", "faulty"]  # from the text, on every save
DERIVED_BY = f"{richtext.VERSION}.{lint.VERSION}"
NOT_IN_HISTORY = ["folded", "html", "loaded"]


class ContentVersion(models.Model):
    """One row: a random value that every change of content replaces in its own transaction.

    Random, not counted: a counter would come back after a rollback or a restored backup, and a process would go on
    showing old content.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    value = models.CharField(max_length=32)
    renderer = models.CharField(max_length=32, blank=True)  # DERIVED_BY of what is stored

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_content_version")]

    def __str__(self) -> str:
        return self.value

    @classmethod
    def renew(cls) -> None:
        """Lock the row and replace its value. Call it inside the transaction that changes content, first."""
        value = secrets.token_hex(16)
        if not cls.objects.update(value=value):
            cls.objects.create(value=value, renderer=DERIVED_BY)

    @classmethod
    def lock(cls) -> str:
        """Make other writers of content wait until the end of this transaction. Gives the version, or an empty text."""
        row = cls.objects.select_for_update().first()
        return row.value if row else ""


class ContentQuerySet(models.QuerySet):
    """Writes of many rows: each renews the version. `update` neither derives nor writes history."""

    def with_newest_version(self) -> Self:
        """Annotate each row with the id of its newest version in the history, None without one."""
        model: Any = self.model
        history = model.history.filter(id=models.OuterRef("pk")).order_by("-history_id")
        return self.annotate(newest_version=models.Subquery(history.values("history_id")[:1]))

    @transaction.atomic
    def update(self, **values: Any) -> int:
        ContentVersion.renew()
        return super().update(**values)

    @transaction.atomic
    def delete(self) -> tuple[int, dict[str, int]]:
        ContentVersion.renew()
        return super().delete()

    @transaction.atomic
    def bulk_create(self, objs: Iterable[Any], *args: Any, **options: Any) -> list[Any]:
        ContentVersion.renew()
        rows = list(objs)
        for row in rows:
            row.derive()
        return super().bulk_create(rows, *args, **options)

    @transaction.atomic
    def bulk_update(self, objs: Iterable[Any], fields: Iterable[str], *args: Any, **options: Any) -> int:
        ContentVersion.renew()
        rows = list(objs)
        for row in rows:
            row.derive()
        derived = rows[0].derived_columns() if rows else []
        return super().bulk_update(rows, [*dict.fromkeys([*fields, *derived])], *args, **options)


class Content(models.Model):
    """What the four kinds of content and the questionnaire have in common."""

    loaded = models.JSONField(default=dict, editable=False)  # the fields as they were last loaded from a file
    folded = models.TextField(default="", editable=False)  # for searching in Turkish

    objects: ClassVar[Any] = ContentQuerySet.as_manager()

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, **options: Any) -> None:
        ContentVersion.renew()
        self.derive()
        if options.get("update_fields") is not None:
            options["update_fields"] = {*options["update_fields"], *self.derived_columns()}
        super().save(**options)

    @transaction.atomic
    def delete(self, using: Any = None, keep_parents: bool = False) -> tuple[int, dict[str, int]]:
        ContentVersion.renew()
        return super().delete(using, keep_parents)

    def derive(self) -> None:
        """Bring up to date what follows from the text."""
        self.folded = folded(" ".join(self.searched()))

    @classmethod
    def derived_columns(cls) -> list[str]:
        return [name for name in DERIVED if name in {field.name for field in cls._meta.fields}]

    def searched(self) -> Sequence[str]:
        """The texts in which an editor's search looks."""
        raise NotImplementedError
