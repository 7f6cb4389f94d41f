"""The texts under seeds/ keep to every rule of tests/content/checks.py, one test a rule."""

import pytest

from tests.content import checks
from tests.content.check import by_file
from tests.content.reading import read


@pytest.fixture(scope="module")
def content():
    return read()


@pytest.mark.parametrize("rule", checks.RULES, ids=lambda rule: rule.__name__)
def test_the_content_keeps_to(rule, content):
    if found := list(rule(content)):
        pytest.fail(f"{rule.__name__}, {len(found)} findings:\n{by_file(found)}", pytrace=False)
