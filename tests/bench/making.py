"""Runs in the process that is measured, with Django set up: see files.py."""

import time

from questionnaire import content
from questionnaire.domain.taken import Chosen, Format
from questionnaire.exports.formats import maker
from tests.exports.reports import answered


def make_twice(form: str) -> None:
    """Every question answered, the file made twice; prints the seconds of both, and those of CPU of the second.

    The first loads the libraries.
    """
    told = answered(content.now())
    for _ in range(2):
        begin, cpu = time.perf_counter(), time.process_time()
        maker(Format(form))(told, Chosen())
        print(time.perf_counter() - begin)
    print(time.process_time() - cpu)
