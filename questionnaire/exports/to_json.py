"""Report -> JSON: everything a respondent entered, with what it was about. docs/rapor-json.md describes it."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from questionnaire.domain.comparison import AreaCompared, Compared, Comparison
from questionnaire.domain.improvement import Action
from questionnaire.domain.profile import AreaProfile, scale_of
from questionnaire.domain.questionnaire import Question
from questionnaire.domain.report import AreaCards, Card, Former, Report
from questionnaire.domain.taken import Chosen
from questionnaire.domain.walk import Given
from questionnaire.exports.blocks import plain

SCHEMA = "oz-degerlendirme-rapor/1"  # grows when a reader of the old form would misread the new one


def to_json(report: Report, chosen: Chosen) -> bytes:
    """UTF-8, indented, with the letters as they are. Times are ISO 8601 with their offset. A summary has no areas."""
    document = {
        "schema": SCHEMA,
        "extent": "summary" if chosen.is_summary else "full",
        "notes_included": chosen.notes,
        "title": report.title,
        "content_version": report.content_version,
        "started_at": _iso(report.started_at),
        "updated_at": _iso(report.updated_at),
        "finished_at": _iso(report.finished_at),
        "guidance_in_report": report.guidance_in_report,
        "answered": report.progress.done,
        "questions": report.progress.total,
        "level_names": list(report.profile.level_names),
        "profile": [_profile(area) for area in report.profile.areas],
        "strengths": [_standing(area) for area in report.profile.strengths],
        "to_work_on": [_standing(area) for area in report.profile.to_work_on],
        "comparison": _comparison(report.comparison, is_summary=chosen.is_summary) if report.comparison else None,
        "priorities": [_question(card) for card in report.priorities],
        "plan": [_action(action) for action in report.plan],
        "unknown": _numbers(report.unknown),
        "not_applicable": _numbers(report.not_applicable),
        "unanswered": _numbers(report.unanswered),
        "flagged": _numbers(report.flagged),
    }
    if not chosen.is_summary:
        document["areas"] = [_area(area) for area in report.areas]
        document["no_longer_asked"] = [_former(former) for former in report.no_longer_asked]
    return json.dumps(document, ensure_ascii=False, indent=2).encode()


def _profile(area: AreaProfile) -> dict[str, Any]:
    return {
        "area_id": area.area.number,
        "area": area.area.title,
        "levels": area.scale,
        "level": area.level,
        "lowest": area.lowest,
        "highest": area.highest,
        "answered": area.answered,
        "questions": area.total,
        "scored_questions": area.scored,
        "scored_answers": list(area.levels),
        "unknown": area.unknown,
        "not_applicable": area.not_applicable,
        "beside": [
            {"question_id": each.question.number, "level": each.level, "levels": each.scale} for each in area.beside
        ],
    }


def _standing(area: AreaProfile) -> dict[str, Any]:
    return {"area_id": area.area.number, "area": area.area.title, "level": area.level, "levels": area.scale}


def _comparison(comparison: Comparison, *, is_summary: bool) -> dict[str, Any]:
    """A summary has the areas without their questions."""
    document: dict[str, Any] = {
        "earlier_at": _iso(comparison.on),
        "counts": dict(comparison.counts),
        "waiting": comparison.waiting,
        "areas": [_area_compared(area, is_summary=is_summary) for area in comparison.areas],
    }
    if not is_summary:
        document["no_longer_asked"] = [_compared(compared) for compared in comparison.gone]
    return document


def _area_compared(area: AreaCompared, *, is_summary: bool) -> dict[str, Any]:
    document: dict[str, Any] = {
        "area_id": area.area.number,
        "area": area.area.title,
        "change": area.change.value,
        "level_then": area.then.level,
        "levels_then": area.then.scale,
        "level_now": area.now.level,
        "levels_now": area.now.scale,
        "of_other_questions": area.is_of_other_questions,
    }
    if not is_summary:
        document["questions"] = [_compared(compared) for compared in area.questions]
    return document


def _compared(compared: Compared) -> dict[str, Any]:
    return {
        "question_id": compared.question.number,
        "question": compared.question.text,
        "change": compared.change.value,
        "then": _given(compared.then) if compared.then else None,
        "level_then": compared.level_then,
        "now": _given(compared.now) if compared.now else None,
        "level_now": compared.level_now,
        "was_asked": compared.was_asked,
        "is_rescaled": compared.is_rescaled,
        "question_reworded": compared.rewording.question,
        "statement_reworded": compared.rewording.statement,
        "guidance_rewritten": compared.rewording.guidance,
    }


def _area(area: AreaCards) -> dict[str, Any]:
    return {
        "area_id": area.area.number,
        "area": area.area.title,
        "questions": [_question(card) | _guidance(card) for card in area.cards],
    }


def _question(card: Card) -> dict[str, Any]:
    return {
        **_answer(card.question, card.given),
        "level": card.level,
        "levels": scale_of(card.question),
        "next_statement": card.next_choice.text if card.next_choice else None,
        "flagged": card.mark.flagged,
        "importance": card.mark.importance,
        "priority": card.mark.priority,
    }


def _guidance(card: Card) -> dict[str, Any]:
    """The texts for the statement, and what they are by now, where that differs."""
    newer = card.newer
    return {
        "guidance": plain(card.guidance),
        "guidance_html": str(card.guidance),
        "statement_today": newer.statement if newer else None,
        "guidance_today": plain(newer.guidance) if newer and newer.guidance is not None else None,
    }


def _former(former: Former) -> dict[str, Any]:
    return _answer(former.question, former.given)


def _answer(question: Question, given: Given | None) -> dict[str, Any]:
    return {"question_id": question.number, "question": question.text, **_given(given)}


def _given(given: Given | None) -> dict[str, Any]:
    return {
        "answer": given.kind.value if given else None,
        "choice_id": given.choice if given else None,
        "statement": given.statement if given else "",
        "note": given.note if given else "",
        "answered_at": _iso(given.answered_at) if given else None,
    }


def _action(action: Action) -> dict[str, Any]:
    return {
        "uid": str(action.uid),
        "question_id": action.question,
        "what": action.what,
        "first_step": action.first_step,
        "who": action.who,
        "due": _iso(action.due),
        "status": action.status.value,
    }


def _numbers(cards: Iterable[Card]) -> list[dict[str, Any]]:
    return [{"question_id": card.question.number, "question": card.question.text} for card in cards]


def _iso(when: date | datetime | None) -> str | None:
    return when.isoformat() if when else None
