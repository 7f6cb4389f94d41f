"""What was sent and not stored: shown to whoever sent it, to be sent again with one button."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve

from questionnaire.domain.questionnaire import Question, Questionnaire
from questionnaire.domain.walk import Kind

# Of the form of a question.
FIELDS = ("choice", "note", "flagged", "was_flagged", "made_from", "wording", "geri", "later")
MAX_DIGITS = 7  # of a question's number
FILLED_IN = ("priorities", "action_new", "action_edit", "shares")  # pages with other forms that take a while to fill in
TYPED = ("what", "first_step", "who", "due", "label")  # their texts, in the order they are asked for
CARRIED = "kept-"  # before the names of their fields in the form of the code


@dataclass(frozen=True, slots=True)
class Kept:
    """The fields as they were sent, and what they mean where the questionnaire is at hand."""

    pk: UUID | None  # of the assessment; None while no code has opened it
    number: int  # of the question
    fields: Mapping[str, str]
    question: Question | None

    @property
    def statement(self) -> str:
        offered = self.question.offered if self.question else ()
        return next((choice.text for choice in offered if str(choice.number) == self.fields["choice"]), "")

    @property
    def unknown(self) -> bool:
        return self.fields["choice"] == Kind.UNKNOWN

    @property
    def not_applicable(self) -> bool:
        return self.fields["choice"] == Kind.NOT_APPLICABLE


@dataclass(frozen=True, slots=True)
class KeptForm:
    """Another form as it was sent: of priorities, plan or sharing."""

    pk: UUID  # of the assessment
    address: str
    fields: Mapping[str, str]

    @property
    def typed(self) -> list[str]:
        """The texts in it."""
        return [self.fields[name] for name in TYPED if self.fields.get(name)]

    @property
    def carried(self) -> dict[str, str]:
        """The fields under the names by which the form of the code takes them along."""
        return {"address": self.address} | {f"{CARRIED}{name}": value for name, value in self.fields.items()}


def sent_form(request: HttpRequest) -> KeptForm | None:
    """What was sent to one of those pages; None for any other request."""
    match = _posted_to(request)
    if match is None or match.url_name not in FILLED_IN:
        return None
    fields = {name: str(value) for name, value in request.POST.items() if name != "csrfmiddlewaretoken"}
    return KeptForm(match.kwargs["pk"], request.path_info, fields)


def carried_form(request: HttpRequest, pk: UUID | None = None) -> KeptForm | None:
    """What a page asking for the code carried along; with `pk` only if that is the assessment it was sent to."""
    address = request.POST.get("address", "")
    match = _resolved(address)
    if match is None or match.url_name not in FILLED_IN or pk not in {None, match.kwargs["pk"]}:
        return None
    carried = {name: str(value) for name, value in request.POST.items() if name.startswith(CARRIED)}
    fields = {name.removeprefix(CARRIED): value for name, value in carried.items()}
    return KeptForm(match.kwargs["pk"], address, fields)


def sent_answer(request: HttpRequest, questionnaire: Questionnaire | None) -> Kept | None:
    """What was sent to the address of a question; None for any other request."""
    match = _posted_to(request)
    if match is None or match.url_name != "question":
        return None
    return _kept(request, questionnaire, match.kwargs["number"], match.kwargs["pk"])


def carried_answer(request: HttpRequest, questionnaire: Questionnaire | None, pk: UUID | None = None) -> Kept | None:
    """What a page asking for the code carried along; `pk` is the assessment that the code opened."""
    number = request.POST.get("number", "")
    if not number.isascii() or not number.isdigit() or len(number) > MAX_DIGITS:
        return None
    return _kept(request, questionnaire, int(number), pk)


def _posted_to(request: HttpRequest) -> ResolverMatch | None:
    return _resolved(request.path_info) if request.method == "POST" else None


def _resolved(address: str) -> ResolverMatch | None:
    try:
        return resolve(address)
    except Resolver404:
        return None


def _kept(request: HttpRequest, questionnaire: Questionnaire | None, number: int, pk: UUID | None) -> Kept:
    fields = {name: request.POST.get(name, "") for name in FIELDS}
    return Kept(pk, number, fields, questionnaire.asked(number) if questionnaire else None)
