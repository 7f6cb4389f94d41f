"""Report -> JSON: everything a respondent entered, with what it was an answer to."""

import json
from typing import Any

from questionnaire.domain.questionnaire import Question
from questionnaire.domain.report import Report
from questionnaire.domain.walk import Given


def to_json(report: Report) -> bytes:
    """UTF-8, indented, with the letters as they are. Times are ISO 8601 with their offset."""
    answered = [
        _answer(group.area.title, card.question, card.given)
        for group in report.areas
        for card in group.cards
        if card.given
    ]
    answered += [_answer("", former.question, former.given) for former in report.no_longer_asked]
    document = {
        "questionnaire": report.title,
        "started_at": report.started_at.isoformat(),
        "updated_at": report.updated_at.isoformat(),
        "guidance_in_report": report.guidance_in_report,
        "finished_at": report.finished_at.isoformat() if report.finished_at else None,
        "questions": report.progress.total,
        "answers": answered,
    }
    return json.dumps(document, ensure_ascii=False, indent=2).encode()


def _answer(area: str, question: Question, given: Given) -> dict[str, Any]:
    return {
        "area": area,
        "question_id": question.number,
        "question": question.text,
        "answer": given.kind.value,
        "choice_id": given.choice,
        "statement": given.statement,
        "note": given.note,
        "answered_at": given.answered_at.isoformat() if given.answered_at else None,
    }
