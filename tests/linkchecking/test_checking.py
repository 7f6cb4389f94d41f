"""What is stored of many addresses."""

from collections.abc import Iterator

import pytest

from questionnaire.domain.links import Outcome, Reason
from questionnaire.linkchecking.checking import MANY, check
from tests.linkchecking.site import Site, visitor

pytestmark = pytest.mark.django_db


def names(count: int) -> Iterator[str]:
    return (f"https://yok{at}.example/" for at in range(count))


def found(*addresses: str) -> set[tuple[str, str]]:
    return {(link.outcome, link.reason) for link in check(addresses, visitor())}


def test_no_link_is_broken_because_we_have_no_network() -> None:
    assert found(*names(MANY)) == {(Outcome.UNSURE, Reason.NAME_LATER)}


def test_a_few_unknown_names_are_unknown() -> None:
    assert found(*names(MANY - 1)) == {(Outcome.BROKEN, Reason.NAME)}


def test_many_links_to_one_unknown_name_are_unknown() -> None:
    assert found(*(f"https://yok.example/{at}" for at in range(MANY))) == {(Outcome.BROKEN, Reason.NAME)}


def test_where_another_site_answers_many_unknown_names_are_unknown(site: Site) -> None:
    assert found(*names(MANY), site.url("/sayfa")) == {(Outcome.BROKEN, Reason.NAME), (Outcome.OK, "")}
