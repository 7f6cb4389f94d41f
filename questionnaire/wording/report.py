"""What the pages and files of respondents say the same way, in the active language."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from questionnaire.domain.improvement import Status
from questionnaire.domain.profile import AreaProfile, scale_of
from questionnaire.domain.questionnaire import Area, Question, Questionnaire
from questionnaire.domain.report import Card, Report
from questionnaire.domain.walk import Given, Kind, Mark

STATUS_NAMES = {
    Status.OPEN: _("Not started"),
    Status.STARTED: _("Under way"),
    Status.DONE: _("Completed"),
    Status.DROPPED: _("Given up"),
}
IMPORTANCE_NAMES = {1: _("Can wait"), 2: _("Important"), 3: _("Very important")}  # how important a question is now


def named(thing: Area | Question | Questionnaire | Report) -> str:
    """Its text, or “Soru 9” while nobody has written one."""
    match thing:
        case Questionnaire() | Report():
            return thing.title or gettext("Self-assessment")
        case Question():
            return thing.text or gettext("Question %(number)s") % {"number": thing.number}
        case Area(number=None):
            return gettext("Other questions")
        case Area():
            return thing.title or gettext("Area %(number)s") % {"number": thing.number}


def answered_with(given: Given | None) -> str:
    """What was answered: the statement as it was picked, or that nothing was."""
    match given:
        case None:
            return gettext("Not answered")
        case Given(kind=Kind.CHOICE):
            return given.statement
        case Given(kind=Kind.UNKNOWN):
            return gettext("We do not know")
        case _:
            return gettext("Does not apply to us")


def level_in_words(level: int, scale: int, names: Sequence[str]) -> str:
    """“3 – Düzenli ama kişilere bağlı”; “3 / 4” on a scale that the names are not those of."""
    return f"{level} – {names[level - 1]}" if len(names) == scale else f"{level} / {scale}"


def area_level_in_words(area: AreaProfile, names: Sequence[str]) -> str:
    """The level of an area, “3 ile 4 arası” with both names, or “yeterli yanıt yok”; empty where nothing is scored."""
    if not area.is_scored:
        return ""
    if area.between is None:
        return gettext("not enough answers")
    low, high = area.between
    if low == high:
        return level_in_words(low, area.scale, names)
    between = gettext("between %(low)s and %(high)s") % {"low": low, "high": high}
    if len(names) != area.scale:
        return f"{between} / {area.scale}"
    return f"{between} – {names[low - 1]} / {names[high - 1]}"


def beside_level_in_words(area: AreaProfile) -> list[str]:
    """What stands beside an area’s level, line by line: lowest and highest, what has no level, other scales."""
    said = []
    if area.lowest != area.highest:
        said.append(
            gettext("lowest %(lowest)s, highest %(highest)s") % {"lowest": area.lowest, "highest": area.highest}
        )
    if area.unknown:
        said.append(f"{gettext('We do not know')}: {area.unknown}")
    if area.not_applicable:
        said.append(f"{gettext('Does not apply to us')}: {area.not_applicable}")
    lines = [" · ".join(said)] if said else []
    return lines + [f"{named(each.question)}: {each.level} / {each.scale}" for each in area.beside]


def card_level_in_words(card: Card, names: Sequence[str]) -> str:
    """The level of the statement that was picked; empty where there is none."""
    return "" if card.level is None else level_in_words(card.level, scale_of(card.question), names)


def rewording(card: Card) -> str:
    """What has become of the texts since the statement was picked; empty when they are as they were."""
    today = card.newer.statement if card.newer else None
    if today is None and card.step.reworded and card.step.picked:
        today = card.step.picked.text
    said = []
    if card.step.withdrawn:
        said.append(gettext("This statement can no longer be picked. The answer stays as you gave it."))
    elif today:
        said.append(gettext("Today this statement reads: “%(statement)s”") % {"statement": today})
    if card.newer and card.newer.guidance is not None:
        said.append(gettext("The guidance has been rewritten since; the site has the new text."))
    return " ".join(said)


def mark_in_words(mark: Mark) -> str:
    """What is marked about a question; empty when nothing is."""
    parts = [gettext("Priority")] if mark.priority else []
    if mark.importance:
        parts.append(importance_name(mark.importance))
    if mark.flagged:
        parts.append(gettext("Let us talk about it later"))
    return " · ".join(parts)


def status_name(status: Status) -> str:
    """Where a line of the plan stands: “Sürüyor”."""
    return str(STATUS_NAMES[status])


def importance_name(importance: int | None) -> str:
    """“Çok önemli”; empty while nobody has said."""
    return str(IMPORTANCE_NAMES[importance]) if importance else ""


def day(when: datetime | date | None) -> str:
    """“2 Mart 2026” in the time zone of the site; empty for no day."""
    if isinstance(when, datetime):
        when = timezone.localtime(when)
    return date_format(when, "j F Y") if when else ""
