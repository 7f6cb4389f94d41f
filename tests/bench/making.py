"""Runs in the process that is measured, with Django set up: see files.py."""

import time

from questionnaire import content
from questionnaire.domain.taken import Chosen, Format
from questionnaire.exports.formats import maker
from tests.exports.reports import answered


def make_twice(form: str) -> None:
    """Every question answered, the file made twice; prints the seconds of both, loading the libraries among the first."""
    told = answered(content.now())
    for _ in range(2):
        begin = time.perf_counter()
        maker(Format(form))(told, Chosen())
        print(time.perf_counter() - begin)
