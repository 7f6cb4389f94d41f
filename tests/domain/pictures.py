"""Questionnaires in memory, made by hand or by hypothesis."""

from collections.abc import Mapping

from hypothesis import strategies as st

from questionnaire.domain.questionnaire import Area, Choice, Question, Questionnaire
from questionnaire.domain.richtext import Html
from questionnaire.domain.walk import Given, Kind


def choice(number: int, *, text: str = "", words: int = 0, retired: bool = False, level: int | None = None) -> Choice:
    return Choice(
        pk=number,
        number=number,
        text=text or f"{number}. ifade",
        guidance=Html(""),
        words=words,
        level=level,
        retired=retired,
    )


def question(number: int, *choices: Choice, retired: bool = False) -> Question:
    """A question; with three choices when none are given."""
    return Question(
        pk=number,
        number=number,
        text=f"{number}. soru",
        help=Html(""),
        area=None,
        choices=choices or tuple(choice(at) for at in (1, 2, 3)),
        retired=retired,
    )


def questionnaire(areas: Mapping[int, list[Question]], *not_asked: Question) -> Questionnaire:
    """A questionnaire of these areas, in this order; area 0 is the one for questions without an area."""
    return Questionnaire(
        title="Öz değerlendirme",
        introduction=Html(""),
        level_names=(),
        areas=tuple(
            Area(number or None, f"{number}. alan", Html(""), tuple(questions)) for number, questions in areas.items()
        ),
        not_asked=not_asked,
    )


def picked(number: int = 1, statement: str = "", note: str = "") -> Given:
    return Given(Kind.CHOICE, number, statement or f"{number}. ifade", note)


UNKNOWN = Given(Kind.UNKNOWN)
NOT_APPLICABLE = Given(Kind.NOT_APPLICABLE)


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    """Any questionnaire: questions in any order of their numbers, spread over areas of which none is empty."""
    numbers = draw(st.lists(st.integers(1, 60), unique=True, max_size=20))
    asked = draw(st.integers(0, len(numbers)))
    areas: dict[int, list[Question]] = {}
    for number in numbers[:asked]:
        areas.setdefault(draw(st.integers(0, 4)), []).append(question(number))
    return questionnaire(areas, *(question(number, retired=True) for number in numbers[asked:]))


answers = st.dictionaries(
    st.integers(1, 60),
    st.sampled_from([UNKNOWN, NOT_APPLICABLE, picked(1), picked(2, note="Not."), picked(9, "Eski ifade")]),
    max_size=40,
)
