"""What the pages and files of respondents say of then and now, in the active language."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from questionnaire.domain.comparison import AreaCompared, Change, Compared, Comparison
from questionnaire.wording.report import day, level_of_scale

ARROWS = {Change.UP: "↑", Change.SAME: "=", Change.DOWN: "↓"}
AREA_CHANGES: Mapping[Change, Promise] = {Change.UP: _("higher"), Change.SAME: _("same"), Change.DOWN: _("lower")}
CHANGES: Mapping[Change, Promise] = {
    Change.UP: _("A higher level now"),
    Change.DOWN: _("A lower level now"),
    Change.APART: _("The two answers cannot be compared by level."),
}
COUNTED: Mapping[Change, Promise] = {
    Change.UP: _("Higher level"),
    Change.SAME: _("Same"),
    Change.DOWN: _("Lower level"),
    Change.NEW: _("New"),
    Change.GONE: _("No longer asked"),
    Change.APART: _("Not comparable"),
}
ALWAYS_COUNTED = {Change.UP, Change.SAME, Change.DOWN}


def arrow(of: Compared | AreaCompared) -> str:
    """“↑”, “=”, “↓”, or nothing: for the eye, beside the words."""
    return ARROWS.get(of.change, "")


def compared_on(comparison: Comparison) -> str:
    """Which two rounds these are."""
    said = gettext("Your answers of today beside those of your earlier assessment of %(date)s.")
    return said % {"date": day(comparison.on)}


def counted(comparison: Comparison) -> list[tuple[str, int]]:
    """How many questions went which way, with what that is called."""
    counts = [(change, comparison.counts[change]) for change in COUNTED]
    return [(str(COUNTED[change]), count) for change, count in counts if count or change in ALWAYS_COUNTED]


def about_lower(comparison: Comparison) -> str:
    """A drop, explained kindly; empty when there is none."""
    if not comparison.is_any_lower:
        return ""
    return gettext(
        "A lower level does not always mean a step back. Whoever looks at a subject more closely sees more of what is "
        "missing, and answers more carefully than the first time. Talk about it: has the work changed, or the way you "
        "look at it?"
    )


def about_waiting(comparison: Comparison) -> str:
    """How many of the earlier answers are not told yet; empty when all are."""
    if not comparison.waiting:
        return ""
    return ngettext(
        "%(count)s question that you answered then is not answered yet. You see the earlier answer once the new one "
        "is given.",
        "%(count)s questions that you answered then are not answered yet. You see the earlier answers once the new "
        "ones are given.",
        comparison.waiting,
    ) % {"count": comparison.waiting}


def about_rewordings(comparison: Comparison) -> str:
    """How many questions read differently; empty when none does."""
    if not comparison.rewordings:
        return ""
    return ngettext(
        "The texts of %(count)s question have changed since then; it says so beside it.",
        "The texts of %(count)s questions have changed since then; it says so beside them.",
        comparison.rewordings,
    ) % {"count": comparison.rewordings}


def levels_compared(area: AreaCompared) -> str:
    """“O zamanki düzey: 2 / 5 · şimdi: 3 / 5”; that nothing was answered then; empty where nothing is scored."""
    if area.change is Change.NEW:
        return gettext("None of its questions was answered then.")
    if not area.now.is_scored and not area.then.is_scored:
        return ""
    return gettext("Level then: %(then)s · now: %(now)s") % {
        "then": level_of_scale(area.then) or "–",
        "now": level_of_scale(area.now) or "–",
    }


def area_change(area: AreaCompared) -> str:
    """“yükseldi”; empty where nothing is compared."""
    if area.change is Change.NEW or not (area.now.is_scored or area.then.is_scored):
        return ""
    return str(AREA_CHANGES.get(area.change, gettext("not comparable")))


def about_questions(area: AreaCompared) -> str:
    """That the two levels are of different questions; empty when they are not."""
    if area.change is Change.NEW or not area.is_of_other_questions:
        return ""
    return gettext("Then and now it was not the same questions that got a level.")


def area_compared(area: AreaCompared) -> list[str]:
    """Line by line what is said of an area: its levels and which way it went, and of what questions."""
    change = " ".join(filter(None, (arrow(area), area_change(area))))
    line = " · ".join(filter(None, (levels_compared(area), change)))
    return [words for words in (line, about_questions(area)) if words]


def change_in_words(compared: Compared) -> str:
    """“Şimdi daha yüksek bir düzey (2 → 3)”; empty for a question that is no longer asked."""
    if compared.change is Change.GONE:
        return ""
    said = _change(compared)
    if compared.level_then is None or compared.level_now is None or compared.is_rescaled:
        return said
    return f"{said} ({compared.level_then} → {compared.level_now})"


def reworded_since(compared: Compared) -> str:
    """What of a question that is still asked reads differently now; empty when nothing does."""
    if compared.change is Change.GONE:
        return ""
    said = []
    if compared.rewording.question:
        said.append(gettext("The question was reworded since then."))
    if compared.rewording.statement:
        said.append(gettext("The statement picked then was reworded since."))
    if compared.rewording.guidance:
        said.append(gettext("The guidance for the statement picked then was renewed."))
    return " ".join(said)


def _change(compared: Compared) -> str:
    match compared.change:
        case Change.SAME:
            return gettext("The same level as then") if compared.level_now else gettext("The same statement as then")
        case Change.NEW:
            return gettext("Answered for the first time") if compared.was_asked else gettext("A new question")
        case Change.APART if compared.is_rescaled:
            return gettext("Not comparable: the question has another number of levels now.")
        case change:
            return str(CHANGES[change])
