"""Reports to export, and what has to be found in whatever is made of them."""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from questionnaire.domain.comparison import Compared, Round, compare
from questionnaire.domain.improvement import Action, Status
from questionnaire.domain.questionnaire import Area, Choice, Question, Questionnaire
from questionnaire.domain.report import Card, Newer, Report, Said, Written, report
from questionnaire.domain.richtext import Html, render
from questionnaire.domain.text import printable
from questionnaire.domain.walk import Given, Kind, Mark
from questionnaire.wording import comparison as words
from questionnaire.wording.report import about_equals, finding, findings, level_in_words

LETTERS = "ıİşŞğĞçÇöÖüÜâîû’“”"
LONG_WORD = "Muvaffakiyetsizleştiricileştiriveremeyebileceklerimizdenmişsinizcesine" * 43
WRITTEN = Written(
    started_at=datetime(2026, 11, 1, 9, tzinfo=UTC),
    updated_at=datetime(2026, 11, 20, 22, 30, tzinfo=UTC),  # the 21st in Istanbul
    finished_at=datetime(2026, 11, 20, 22, 30, tzinfo=UTC),
    content_version="k3f9a2",
)
ANSWERED = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)
EARLIER = datetime(2026, 5, 4, 10, tzinfo=UTC)  # the round before

# What an editor may write: no seed of ours has all of it.
AWKWARD = [
    f"Altı <u>çizili ’ kesme</u> ve <u>Derneği'nin</u> **kalın _eğik_** H<sub>2</sub>O, m<sup>2</sup>. {LETTERS}",
    """# Bir başlık

| Sütun | Açıklama | Kim |
|---|---|---|
| Birinci hücre | kısa **kalın** | [biz](https://example.org/tablo?a=1&b=2) |
| İkinci | boş kalmasın | ✓ |

Tablodan sonra.""",
    """1. Birinci adım
2. İkinci adım

    İkinci adımın ikinci paragrafı.

    - iç içe madde
        1. üçüncü kat
            - dördüncü kat
3. Üçüncü adım

Arada bir paragraf.

1. Yeniden birinci

<ol start="5"><li>Beşinciden başlar</li></ol>

> Bir alıntı, “içinde” tırnak.
>
> - alıntıda madde""",
    f"Uzun bir sözcük: {LONG_WORD} ve sonrası.",
    "Gülen 😀 ve fidan 🌱, aile 👩🏽‍💻. Küçüktür a < b & c > d.\n\nYazın: <posta@example.org> ya da [bize](mailto:biz@example.org).",
    "<table><tr><td><p>Hücrede bir</p><p>hücrede iki</p><ul><li>hücrede madde</li></ul></td></tr></table>\n\nSon [uzun adres](https://example.org/cok/uzun/"
    + "bolunmez" * 30
    + ") metni.",
    "<https://example.org/kendisi>\n\nSatır sonu  \nyeni satır.",
]
NOTES = [
    "=1+1",
    f"{LETTERS}\nİkinci satır: <b>etiket değil</b> & 'kesme'",
    "+90 312 000 00 00\t@ekip",
    f"-{LONG_WORD[:1900]}",
    "@SUM(A1)\n=cmd|' /C calc'!A0",
    "Denetim\x0b karakteri\x1f ve 😀",
    "",
]


def awkward() -> Report:
    """Two areas: one with every awkward text, one with what is not known, does not apply or is not answered."""
    asked = tuple(_question(number, text) for number, text in enumerate(AWKWARD, start=1))
    rest = tuple(_question(number, "Metin.") for number in range(50, 54))
    picture = Questionnaire(
        title="Öz değerlendirme & “deneme”",
        introduction=Html(),
        level_names=("Henüz yok", "Dağınık", "Kurumsallaşmış"),
        areas=(
            Area(1, "Güçlükler <b>&</b> kolaylıklar", Html(), asked),
            Area(2, "Örgütün öbür işleri", Html(), rest),
        ),
        not_asked=(_question(90, "Metin."),),
    )
    answers = {
        question.number: Given(Kind.CHOICE, at % 2 + 1, question.choices[at % 2].text, note, 1, ANSWERED)
        for at, (question, note) in enumerate(zip(asked, NOTES, strict=True))
    }
    answers |= {
        50: Given(Kind.UNKNOWN, note="=Sayman’a soralım", answered_at=ANSWERED),
        51: Given(Kind.NOT_APPLICABLE, answered_at=ANSWERED),
        52: Given(Kind.CHOICE, 1, "O gün seçilen, bugün başka türlü söylenen ifade", "", 1, ANSWERED),
        90: Given(Kind.CHOICE, 2, "Artık sorulmayan sorunun ifadesi", "Kalan not", 1, ANSWERED),
    }
    marks = {
        1: Mark(flagged=True, importance=3, priority=True),
        3: Mark(importance=2, priority=True),
        53: Mark(flagged=True),
    }
    told = report(picture, Said(answers, marks, plan(4)), WRITTEN, {2: Newer("Bugünkü yeni ifade")})
    gone = _question(92, "Metin.")
    earlier = {
        1: Given(Kind.CHOICE, 2, f"O zamanki ifade, {LETTERS}", "=O zamanki not, “bir” <b>", 1, EARLIER),
        2: Given(Kind.UNKNOWN, note="-Kim bilir?", answered_at=EARLIER),
        3: answers[3],
        90: Given(Kind.CHOICE, 1, "Önceki turda 90’a verilen", "Önceki turun notu", 1, EARLIER),
        92: Given(Kind.CHOICE, 1, gone.choices[0].text, "@Silinen sorunun notu", 1, EARLIER),
    }
    then = replace(picture, areas=(*picture.areas, Area(3, "Kaldırılan alan", Html(), (gone,))))
    now = replace(picture, not_asked=(*picture.not_asked, gone))
    return replace(told, comparison=compare(Round(then, earlier, EARLIER), Round(now, answers, ANSWERED)))


def plan(count: int) -> tuple[Action, ...]:
    """Lines of a plan, one of each status in turn."""
    return tuple(
        Action(
            uid=UUID(int=at),
            what=f"=İş {at}: üyelerle buluşmak",
            first_step="" if at % 2 else "+Gününü belirlemek",
            who="@Ayşe Çığ",
            due=None if at == 3 else date(2027, 3, 1) + timedelta(at),
            status=list(Status)[at % 4],
            question=1,
        )
        for at in range(count)
    )


def answered(picture: Questionnaire) -> Report:
    """A report in which every question is answered with another statement in turn, every third with a note."""
    answers = {}
    for at, question in enumerate(picture.questions):
        choice = question.offered[at * 7 % len(question.offered)]
        note = f"{at}. not: kurulda konuştuk.\n{LETTERS}" if at % 3 == 0 else ""
        answers[question.number] = Given(Kind.CHOICE, choice.number, choice.text, note, 1, ANSWERED)
    marks = {
        question.number: Mark(importance=at % 3 + 1, priority=at < 3) for at, question in enumerate(picture.questions)
    }
    told = report(picture, Said(answers, marks, plan(4)), WRITTEN)
    earlier = {
        question.number: Given(Kind.CHOICE, choice.number, choice.text, f"{at}. eski not", 1, EARLIER)
        for at, question in enumerate(picture.questions)
        for choice in (question.offered[at * 3 % len(question.offered)],)
    }
    return replace(told, comparison=compare(Round(picture, earlier, EARLIER), Round(picture, answers, ANSWERED)))


def with_guidance(told: Report, guidance: Html) -> Report:
    """The same report with this guidance for the first statement that was picked, past the sanitiser."""
    area = told.areas[0]
    card = area.cards[0]
    choices = tuple(replace(choice, guidance=guidance) for choice in card.question.choices)
    question = replace(card.question, choices=choices)
    card = replace(card, step=replace(card.step, question=question))
    return replace(told, areas=(replace(area, cards=(card, *area.cards[1:])), *told.areas[1:]))


def said_in(told: Report) -> Iterator[str]:
    """Everything that the whole report says, as plain texts."""
    yield from (told.title, told.content_version)
    for area in told.areas:
        yield area.area.title
        for card in area.cards:
            yield from _said_of(card)
    for former in told.no_longer_asked:
        yield from (former.question.text, former.given.statement, former.given.note)
    for action in told.plan:
        yield from (action.what, action.first_step, action.who)
    for compared in all_compared(told):
        yield from (compared.question.text, compared.now.statement if compared.now else "")
        yield from (compared.then.statement, printable(compared.then.note)) if compared.then else ()


def _said_of(card: Card) -> Iterator[str]:
    yield card.question.text
    yield from texts_of(card.guidance)
    yield from addresses_of(card.guidance)
    if card.given:
        yield from (card.given.statement, printable(card.given.note))
    if card.next_choice:
        yield card.next_choice.text


def sentences_in(told: Report) -> Iterator[str]:
    """What the report concludes from the answers, in the words of its page, as plain texts."""
    names = told.profile.level_names
    for found in findings(told.profile):
        yield found.heading
        yield from (finding(area, names) for area in found.areas)
    yield about_equals(told.profile)
    yield from (level_in_words(area, names) for area in told.profile.areas)
    yield "Bu konuları örgütte kim biliyor?" if told.unknown else ""
    if told.comparison:
        yield from (words.compared_on(told.comparison), words.about_lower(told.comparison))
        yield from (words.about_waiting(told.comparison), words.about_rewordings(told.comparison))
        yield from (label for label, _ in words.counted(told.comparison))
        yield from (words.levels_compared(area) for area in told.comparison.areas)
        yield from (words.area_change(area) for area in told.comparison.areas)


def changes_in(told: Report) -> Iterator[str]:
    """Which way every question went, in the words of the page."""
    for compared in all_compared(told):
        yield from (words.change_in_words(compared), words.reworded_since(compared))


def all_compared(told: Report) -> Iterator[Compared]:
    if told.comparison:
        yield from (each for area in told.comparison.areas for each in area.questions)
        yield from told.comparison.gone


def texts_of(guidance: Html) -> list[str]:
    """The text between any two tags, read by other means than the product's; not what only a screen reader hears."""
    shown = re.sub(r'<span class="outward">.*?</span>', "", guidance)
    return [html.unescape(part) for part in re.split(r"<[^>]*>", shown)]


def addresses_of(guidance: Html) -> list[str]:
    return [html.unescape(address).removeprefix("mailto:") for address in re.findall(r'href="([^"]*)"', guidance)]


def squeezed(text: str) -> str:
    """Without any white space: a page breaks lines where it likes, and a reader of PDF takes every break for a space.

    Nor with what joins emoji: a font that does not know the whole shows its parts.
    """
    return re.sub(r"[\s\u200d]+", "", text)


def _question(number: int, guidance: str) -> Question:
    texts = [f"{number}. sorunun {level}. ifadesi, {LETTERS}" for level in (1, 2, 3)]
    return Question(
        pk=number,
        number=number,
        text=f"{number}. soru “nasıl” gidiyor?",
        help=Html(),
        area=1,
        choices=tuple(
            Choice(level, level, text, render(guidance), 5, level) for level, text in enumerate(texts, start=1)
        ),
    )


def equal(told: Report) -> Report:
    """A report of the same areas in which none stands out."""
    areas = tuple(area.area for area in told.areas)
    picture = Questionnaire(told.title, Html(), (), areas)
    firsts = {question.number: question.choices[0] for question in picture.questions}
    answers = {
        number: Given(Kind.CHOICE, first.number, first.text, "", 1, ANSWERED) for number, first in firsts.items()
    }
    return report(picture, Said(answers), WRITTEN)


def nothing_answered(told: Report) -> Report:
    """A report of the same questions, started a moment ago."""
    picture = Questionnaire(told.title, Html(), (), tuple(area.area for area in told.areas))
    return report(picture, Said({}), replace(WRITTEN, finished_at=None, content_version=""))


def with_notes(told: Report, note: str) -> Report:
    """The same report with this note to every answer."""

    def noted(card: Card) -> Card:
        given = replace(card.given, note=note) if card.given else None
        return replace(card, step=replace(card.step, given=given))

    return _changed(told, noted)


def all_priorities(told: Report) -> Report:
    """The same report with every question a priority that is to be talked about."""
    return _changed(told, lambda card: replace(card, mark=Mark(True, 3, True)))


def _changed(told: Report, change: Callable[[Card], Card]) -> Report:
    return replace(told, areas=tuple(replace(area, cards=tuple(map(change, area.cards))) for area in told.areas))
