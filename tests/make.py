"""Things to test with, as short as a test needs them."""

from pathlib import Path
from typing import Any

from simple_history.utils import bulk_create_with_history

from questionnaire import content
from questionnaire.domain.key import new_key
from questionnaire.domain.walk import Given, Kind
from questionnaire.models import Action, Area, Assessment, Choice, Guidance, Question, Share

STATEMENTS = 5


def area(number: int = 1, title: str = "Yönetişim", **fields: Any) -> Area:
    return Area.objects.create(number=number, title=title, **fields)


def question(number: int = 1, *, choices: int = STATEMENTS, guidance: bool = True, **fields: Any) -> Question:
    """A question with its choices 1 to n, each with a guidance text."""
    made = Question.objects.create(number=number, **{"text": f"{number}. soru nasıl?", "levels": "ascending", **fields})
    for at in range(1, choices + 1):
        choice = Choice.objects.create(question=made, number=at, text=f"{number}. sorunun {at}. ifadesi.")
        if guidance:
            Guidance.objects.create(choice=choice, body=f"{number}-{at} için *reçete* metni.")
    return made


def many_questions(count: int, *, start: int = 1) -> None:
    """Many questions in one area, in bulk, with their history."""
    parent = Area.objects.first() or area()
    texts = [Question(number=number, text=f"{number}. soru?", area=parent) for number in range(start, start + count)]
    rows = bulk_create_with_history(texts, Question)
    statements = [
        Choice(question=row, number=at, text=f"{row.number}-{at} ifadesi") for row in rows for at in range(1, 6)
    ]
    choices = bulk_create_with_history(statements, Choice)
    bulk_create_with_history([Guidance(choice=choice, body="Bir **reçete**.") for choice in choices], Guidance)


def sent(choice: object = 3, note: str = "", *, number: int = 1, **changed: str) -> dict[str, str]:
    """What the page of an unanswered question sends when this is picked."""
    asked = content.now().asked(number)
    assert asked
    return {"choice": str(choice), "note": note, "made_from": "0", "wording": asked.wording, **changed}


def assessment(**fields: Any) -> tuple[Assessment, str]:
    """An assessment and its key."""
    return Assessment.start(**{"guidance_in_report": False, **fields})


def action(assessment: Assessment, what: str = "Tüzüğü gözden geçirmek", **fields: Any) -> Action:
    """A line at the end of the plan."""
    return Action.objects.create(
        assessment=assessment, **{"what": what, "position": assessment.actions.count(), **fields}
    )


def seed(folder: Path, name: str, body: str = "Metin.\n", **front: object) -> Path:
    """A seed file with this front matter, values written as they are given."""
    lines = "".join(f"{key}: {value}\n" for key, value in front.items())
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{lines}---\n{body}", encoding="utf-8")
    return path


def share(of: Assessment, *, key: str | None = None, **fields: Any) -> tuple[Share, str]:
    """A link to the report of an assessment, and its key."""
    key = key or new_key()
    made = Share.make(of, key, **{"label": "Üyeler", "days": 30, "with_notes": False, "with_plan": False, **fields})
    return made, key


def answered(of: Assessment, number: int, choice: int | Kind, note: str = "") -> None:
    """Store an answer to a question, or change it."""
    asked = content.now().asked(number)
    assert asked
    picked = None if isinstance(choice, Kind) else asked.choice(choice)
    given = Given(Kind.CHOICE, picked.number, picked.text, note) if picked else Given(Kind(choice), None, "", note)
    before = of.answers_by_number().get(number)
    of.record(asked, given, made_from=before.revision if before else 0)
