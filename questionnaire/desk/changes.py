"""What was changed last, by whom and when, from the history; a load is one change, whatever it wrote."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.admin import AdminSite
from django.db.models import F, QuerySet, Value
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from questionnaire.desk.counts import may_view
from questionnaire.models import Area, Choice, Guidance, Load, Question, Questionnaire
from questionnaire.wording.loads import key_name

SHOWN = 10
VERBS: dict[str, tuple[Any, str]] = {
    "+": (_("added"), "addlink"),
    "~": (_("changed"), "changelink"),
    "-": (_("deleted"), "deletelink"),
}
# Where each row has the numbers of its Key: of the area or question, and of the choice.
NUMBERS: dict[Any, tuple[Any, Any]] = {
    Questionnaire: (Value(0), Value(0)),
    Area: (F("number"), Value(0)),
    Question: (F("number"), Value(0)),
    Choice: (F("question__number"), F("number")),
    Guidance: (F("choice__question__number"), F("choice__number")),
}
MODELS: dict[str, Any] = {model.__name__: model for model in (*NUMBERS, Load)}


@dataclass(frozen=True, slots=True)
class Change:
    what: str
    kind: str
    verb: Any  # a lazy text
    css_class: str  # the admin's own, for its small pictures
    link: str  # empty when it leads nowhere any more
    who: str  # empty when nobody knows
    at: datetime


def latest_changes(site: AdminSite, user: Any) -> list[Change]:
    """The last changes of what this user may see, the newest first; in one query."""
    sources = [_rows(model) for model in MODELS.values() if may_view(user, model)]
    if not sources:
        return []
    return [_change(site, row) for row in sources[0].union(*sources[1:], all=True).order_by("-when")[:SHOWN]]


def _rows(model: Any) -> Any:
    """What was done to the rows of a model, in the same columns for each."""
    if model is Load:
        return _columns(model, Load.objects.all(), "at", "user", verb=Value("+"), numbers=(Value(0), Value(0)))
    versions = model.history.filter(load=None)
    return _columns(model, versions, "history_date", "history_user", verb=F("history_type"), numbers=NUMBERS[model])


def _columns(model: Any, rows: QuerySet[Any, Any], when: str, user: str, *, verb: Any, numbers: tuple[Any, Any]) -> Any:
    return (
        rows.order_by()
        .annotate(
            kind=Value(model.__name__),
            verb=verb,
            when=F(when),
            of=numbers[0],
            choice_of=numbers[1],
            first=F(f"{user}__first_name"),
            last=F(f"{user}__last_name"),
            username=F(f"{user}__username"),
        )
        .values("kind", "id", "verb", "when", "of", "choice_of", "first", "last", "username")
    )


def _change(site: AdminSite, row: Mapping[str, Any]) -> Change:
    model = MODELS[row["kind"]]
    verb, css_class = VERBS[row["verb"]]
    leads_somewhere = row["verb"] != "-" and site.is_registered(model)
    page = f"admin:questionnaire_{model._meta.model_name}_change"
    return Change(
        what=_what(model, row),
        kind=capfirst(model._meta.verbose_name),
        verb=verb,
        css_class=css_class,
        link=reverse(page, args=[row["id"]]) if leads_somewhere else "",
        who=f"{row['first'] or ''} {row['last'] or ''}".strip() or row["username"] or "",
        at=row["when"],
    )


def _what(model: Any, row: Mapping[str, Any]) -> str:
    if model is Load:
        return str(Load(at=row["when"]))
    if row["of"] is None or row["choice_of"] is None:  # what it belonged to is gone too
        return ""
    kind = "guidance" if model is Choice else model.__name__.lower()  # a choice goes by the same numbers
    return key_name((kind, row["of"], row["choice_of"]))
