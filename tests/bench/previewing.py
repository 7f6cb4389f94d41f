"""How long an editor waits for the preview, next to the rendering alone, taking turns in one run."""

import re
import statistics
import time

from questionnaire.domain import richtext
from tests.bench.respondents import Browser

TIMES = 30
NAME, PASSWORD = "olcum", "for the benchmark alone"
MAKE_EDITOR = (
    "from django.contrib.auth import get_user_model as model; "
    f"model().objects.create_superuser({NAME!r}, password={PASSWORD!r})"
)
# As a long guidance text: paragraphs, emphasis, a list of sources.
PART = """Örgütünüzde bu konuda atılacak **ilk adım**, bir araya gelip bugün nerede durduğunuzu konuşmaktır. Kimlerin
katılacağını, *ne zaman* toplanacağınızı ve <u>kimin not tutacağını</u> önceden yazın.

- Geçen yılın kararlarını okuyun,
- [Sivil toplum rehberi {at}](https://www.example.org/rehber/{at}), 2020,
- iki kişiyi görevlendirin.

"""
TEXT = "".join(PART.format(at=at) for at in range(29))  # 10 KB


def measure(port: int) -> tuple[float, float]:
    """Median seconds of `richtext.render` in this process and of the preview asked for over HTTP."""
    editor = Browser(port)
    editor.request("GET", "/admin/login/")
    editor.request("POST", "/admin/login/", {"username": NAME, "password": PASSWORD})
    _, listed = editor.request("GET", "/admin/questionnaire/guidance/")
    (pk, *_) = re.findall(r"/guidance/(\d+)/change/", listed)
    rendering: list[float] = []
    answering: list[float] = []
    for _ in range(TIMES + 2):
        begin = time.perf_counter()
        richtext.render(TEXT)
        rendering.append(time.perf_counter() - begin)
        begin = time.perf_counter()
        editor.request("POST", "/admin/questionnaire/guidance/onizleme/", {"text": TEXT, "pk": pk})
        answering.append(time.perf_counter() - begin)
    return statistics.median(rendering[2:]), statistics.median(answering[2:])  # the first two warm both workers up
