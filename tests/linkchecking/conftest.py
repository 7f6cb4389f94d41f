from collections.abc import Iterator

import pytest

from tests.linkchecking.site import Site, served


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as running:
        yield running
