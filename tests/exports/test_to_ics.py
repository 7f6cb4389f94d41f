"""The calendar is held against RFC 5545 twice: by another library's parser, and line by line by rules of our own."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import vobject
from hypothesis import given
from hypothesis import strategies as st

from questionnaire.domain.improvement import Action, Status
from questionnaire.domain.report import Said, Written, report
from questionnaire.domain.text import printable
from questionnaire.exports.to_ics import to_ics
from tests.domain.pictures import question, questionnaire

CHANGED = datetime(2026, 11, 2, 10, 30, tzinfo=UTC)
TURKISH = "ıİşŞğĞçÇöÖüÜâîû’“”"
DUE = date(2026, 12, 31)
NAME = re.compile(r"[A-Z-]+(;[A-Z-]+=[^:;]+)*")


def line(number=1, what="Bütçe yapmak", **fields):
    return Action(UUID(int=number), what, **{"due": DUE, **fields})


def calendar(*lines):
    made = report(questionnaire({1: [question(9)]}), Said({}, {}, lines), Written(CHANGED, CHANGED, None))
    return to_ics(made)


def events(data):
    read = vobject.readOne(data.decode())
    read.validate(raiseException=True)
    return read.vevent_list


def unfolded(data):
    """The content lines, checked to be such: CRLF, 75 octets at most, a name and a value."""
    text = data.decode()
    assert text.endswith("\r\n")
    assert re.search(r"(?<!\r)\n|\r(?!\n)", text) is None
    assert max(len(physical) for physical in data.split(b"\r\n")) <= 75
    for physical in data.split(b"\r\n"):
        physical.decode()  # no letter is cut in two
    content = text.removesuffix("\r\n").replace("\r\n ", "").split("\r\n")
    assert all(NAME.fullmatch(each.partition(":")[0]) for each in content)
    assert re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text) is None
    return content


def unescaped(value):
    """A TEXT value as it was meant; whatever is not to stand in one fails."""
    assert re.search(r"(?<!\\)(\\\\)*[,;]", value) is None
    assert re.fullmatch(r"([^\\]|\\[\\,;nN])*", value)
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def values(data, name):
    return [each.partition(":")[2] for each in unfolded(data) if each.partition(":")[0].partition(";")[0] == name]


def test_a_calendar_has_what_the_standard_asks_for_and_in_this_order():
    assert unfolded(calendar(line())) == [
        "BEGIN:VCALENDAR",
        "PRODID:-//Oz degerlendirme//Iyilestirme plani//TR",
        "VERSION:2.0",
        "CALSCALE:GREGORIAN",
        "BEGIN:VEVENT",
        "UID:00000000-0000-0000-0000-000000000001",
        "DTSTAMP:20261102T103000Z",
        "SEQUENCE:0",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY:Bütçe yapmak",
        "TRANSP:TRANSPARENT",
        "STATUS:CONFIRMED",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_only_lines_with_a_day_are_in_it_in_the_order_of_the_plan():
    data = calendar(line(1, "Sonra", due=date(2027, 5, 1)), line(2, "Günsüz", due=None), line(3, "Önce"))

    assert [event.summary.value for event in events(data)] == ["Sonra", "Önce"]


def test_an_event_lasts_the_whole_day_and_keeps_nobody_busy():
    (event,) = events(calendar(line()))

    assert (event.dtstart.value, event.dtend.value) == (DUE, DUE + timedelta(days=1))
    assert event.transp.value == "TRANSPARENT"


def test_first_step_who_and_question_stand_in_the_description():
    (event,) = events(calendar(line(first_step="Sormak\nyazmak", who="saymanımız", question=9)))

    assert event.description.value == "İlk iş: Sormak\nyazmak\nKim: saymanımız\nSoru: 9. soru"


def test_a_question_that_is_gone_is_left_out():
    (event,) = events(calendar(line(who="saymanımız", question=77)))

    assert event.description.value == "Kim: saymanımız"


def test_importing_again_after_a_change_doubles_nothing_and_brings_the_day_up_to_date():
    before, after = line(revision=1), replace(line(revision=2), due=date(2027, 1, 15))

    imported = {}
    for data in (calendar(before), calendar(before), calendar(after)):
        for event in events(data):
            known = imported.get(event.uid.value)
            if known is None or int(event.sequence.value) >= int(known.sequence.value):
                imported[event.uid.value] = event

    assert [event.dtstart.value for event in imported.values()] == [date(2027, 1, 15)]


def test_what_is_done_says_so_in_a_word_and_what_was_given_up_is_cancelled():
    done, dropped = events(calendar(line(1, status=Status.DONE), line(2, status=Status.DROPPED)))

    assert (done.summary.value, done.status.value) == ("Tamamlandı: Bütçe yapmak", "CONFIRMED")
    assert (dropped.summary.value, dropped.status.value) == ("Vazgeçildi: Bütçe yapmak", "CANCELLED")


def test_signs_with_a_meaning_are_escaped():
    what = r"Bir, iki; üç\dört: beş"

    assert values(calendar(line(what=what)), "SUMMARY") == [r"Bir\, iki\; üç\\dört: beş"]


def test_a_summary_is_one_line():
    assert values(calendar(line(what="Bir\niki\n\nüç")), "SUMMARY") == ["Bir iki üç"]


def test_nothing_typed_makes_a_property_of_its_own():
    data = calendar(line(what="x\r\nATTACH:http://example.org/", who="\nEND:VEVENT\nBEGIN:VALARM"))

    names = [each.partition(":")[0] for each in unfolded(data)]
    assert (names.count("END"), "ATTACH" in names, names.count("BEGIN")) == (2, False, 2)


def test_long_lines_of_turkish_letters_are_folded_between_letters():
    what = (TURKISH * 30)[:500]

    data = calendar(line(what=what, first_step=what, who=what[:200]))

    assert [unescaped(value) for value in values(data, "SUMMARY")] == [what]
    assert unescaped(values(data, "DESCRIPTION")[0]) == f"İlk iş: {what}\nKim: {what[:200]}"


texts = st.text(st.characters(codec="utf-8"), min_size=1, max_size=500).map(printable).map(str.strip).filter(bool)


@given(st.lists(st.tuples(texts, texts, st.dates(date(2000, 1, 1), date(2099, 12, 31))), min_size=1, max_size=4))
def test_whatever_can_be_typed_is_read_back(typed):
    lines = [line(at, what, first_step=step, due=due) for at, (what, step, due) in enumerate(typed)]

    data = calendar(*lines)

    assert [unescaped(value) for value in values(data, "SUMMARY")] == [" ".join(each.what.split()) for each in lines]
    assert [unescaped(value) for value in values(data, "DESCRIPTION")] == [
        f"İlk iş: {each.first_step}" for each in lines
    ]
    assert [event.dtstart.value for event in events(data)] == [each.due for each in lines]
