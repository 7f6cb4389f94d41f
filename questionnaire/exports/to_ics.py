"""Report -> iCalendar (RFC 5545): the days of the plan.

Events and not to-dos (VTODO): the calendars of phones leave those out when a file is opened. All-day ones, that take up
no time: somebody with a step due is not busy. The UID is the line's own and SEQUENCE grows with its changes, so that
importing a file again brings dates up to date and doubles nothing.
"""

from datetime import date, timedelta

from django.utils.translation import gettext
from icalendar import Calendar, Event

from questionnaire.domain.improvement import Status
from questionnaire.domain.report import Line, Report
from questionnaire.wording.report import STATUS_NAMES

PRODID = "-//Oz degerlendirme//Iyilestirme plani//TR"


def to_ics(report: Report) -> bytes:
    """An event for every line with a day, in the order of the plan. There must be one: an empty calendar is invalid."""
    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for line in report.lines:
        if line.action.due:
            calendar.add_component(_event(line, line.action.due, report))
    return bytes(calendar.to_ical(sorted=False))


def _event(line: Line, due: date, report: Report) -> Event:
    action = line.action
    event = Event()
    event.add("uid", str(action.uid))
    event.add("dtstamp", report.updated_at)
    event.add("sequence", action.revision - 1)
    event.add("dtstart", due)
    event.add("dtend", due + timedelta(days=1))  # the first day that is not part of it
    event.add("summary", _summary(line))
    if description := _description(line):
        event.add("description", description)
    event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED" if action.status is Status.DROPPED else "CONFIRMED")
    return event


def _summary(line: Line) -> str:
    """What is to be done, on one line; calendars do not show whether it is done, so a word says it."""
    what = " ".join(line.action.what.split())
    return f"{STATUS_NAMES[line.action.status]}: {what}" if line.action.is_closed else what


def _description(line: Line) -> str:
    said = [
        (gettext("First step"), line.action.first_step),
        (gettext("Who"), line.action.who),
        (gettext("Question"), line.question.text if line.question else ""),
    ]
    return "\n".join(f"{name}: {text}" for name, text in said if text)
