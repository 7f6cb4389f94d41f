"""What the pages and files of respondents say the same way, in the active language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil, floor

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from questionnaire.domain.improvement import Status
from questionnaire.domain.profile import AreaProfile, Beside, Profile
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
MIN_COMPARED = 2  # areas of which one could stand out


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


def level_number(of: AreaProfile | Card) -> str:
    """“3”, “3 ile 4 arası” or, of an area, “yeterli yanıt yok”; empty where nothing is scored."""
    if of.level is None:
        return gettext("not enough answers") if isinstance(of, AreaProfile) and of.is_scored else ""
    low, high = floor(of.level), ceil(of.level)
    return str(low) if low == high else gettext("between %(low)s and %(high)s") % {"low": low, "high": high}


def level_short(of: AreaProfile | Card) -> str:
    """“3” or “3–4”, where there is little room; empty without a level."""
    return "–".join(str(level) for level in _levels(of))


def level_of_scale(of: AreaProfile | Card) -> str:
    """“3 / 5”, “3 ile 4 arası (5 üzerinden)”, or what `level_number` says without a level."""
    levels = _levels(of)
    if not levels:
        return level_number(of)
    return f"{level_number(of)} / {of.scale}" if len(levels) == 1 else f"{level_number(of)} {_out_of(of.scale)}"


def level_name(of: AreaProfile | Card, names: Sequence[str]) -> str:
    """“Düzenli”, “Düzenli – Kurumsal”; empty without a level, or when the names are those of another scale."""
    return " – ".join(names[level - 1] for level in _levels(of)) if of.scale == len(names) else ""


def level_in_words(of: AreaProfile | Card, names: Sequence[str]) -> str:
    """“3 / 5: Düzenli”: number, scale and name."""
    return ": ".join(filter(None, (level_of_scale(of), level_name(of, names))))


def apart_in_words(area: AreaProfile) -> str:
    """What stands beside an area’s level: “Bilmiyorum: 1 · en düşük yanıt 2, en yüksek 4”; often empty."""
    said = []
    if area.unknown:
        said.append(gettext("We do not know") + f": {area.unknown}")
    if area.not_applicable:
        said.append(gettext("Does not apply to us") + f": {area.not_applicable}")
    if area.level is not None:
        said.append(_range(area))
    return " · ".join(said)


def _range(area: AreaProfile) -> str:
    if area.lowest == area.highest:
        return gettext("all answers at level %(level)s") % {"level": area.lowest}
    ends = {"lowest": area.lowest, "highest": area.highest}
    return gettext("lowest answer %(lowest)s, highest %(highest)s") % ends


def beside_in_words(area: AreaProfile) -> list[str]:
    """The answers on other scales than the area’s, a line each."""
    label = gettext("On a scale of its own:")
    return [f"{label} {named(each.question)} · {level_beside(each)}" for each in area.beside]


def level_beside(beside: Beside) -> str:
    """“düzey 2 / 3”."""
    return gettext("level %(level)s of %(scale)s") % {"level": beside.level, "scale": beside.scale}


@dataclass(frozen=True, slots=True)
class Findings:
    """Areas that stand out, all in one direction."""

    heading: str
    introduction: str
    areas: tuple[AreaProfile, ...]


def findings(profile: Profile) -> list[Findings]:
    """The strengths and what to work on, as far as there are any."""
    found = [
        Findings(
            gettext("What you are good at"),
            gettext("By your answers these areas stand highest:"),
            profile.strengths,
        ),
        Findings(
            gettext("What you could work on"),
            gettext("By your answers these areas have the most room to grow:"),
            profile.to_work_on,
        ),
    ]
    return [each for each in found if each.areas]


def about_equals(profile: Profile) -> str:
    """That no area stands out; empty when one does, or when there are not two to compare."""
    if profile.strengths or len(profile.comparable) < MIN_COMPARED:
        return ""
    return gettext("All areas with a level stand at the same one: none stands out, none falls behind.")


def level_meaning(profile: Profile) -> str:
    """What a level says and does not say; empty where nothing is scored."""
    if not profile.is_scored:
        return ""
    return gettext(
        "The level of a statement says how far along it is: 1 is the lowest. The level of an area is the median of "
        "your answers: put in order, the one in the middle. “We do not know” and “Does not apply to us” are left out, "
        "and an area has a level only when a statement was picked for at least half of its questions. It is no mark: "
        "areas are not added up, and organisations are not ranked."
    )


def finding(area: AreaProfile, names: Sequence[str]) -> str:
    """“Ortaklık” alanında düzeyiniz 4: Kurumsal."""
    level = ": ".join(filter(None, (level_number(area), level_name(area, names))))
    return gettext("In “%(area)s” your level is %(level)s.") % {"area": named(area.area), "level": level}


def _levels(of: AreaProfile | Card) -> list[int]:
    """The one level, or the two that the median lies between; none without a level."""
    return [] if of.level is None else sorted({floor(of.level), ceil(of.level)})


def _out_of(scale: int) -> str:
    return gettext("(of %(scale)s)") % {"scale": scale}


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
        parts.append(gettext("Talk about it later"))
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
