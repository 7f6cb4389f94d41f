"""The product's settings with the bare step in place of its own."""

from questionnaire.settings import *  # noqa: F403 - all of them, that is the point

ROOT_URLCONF = "tests.bench.bare"
