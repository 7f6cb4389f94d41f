"""How long `loadseeds` takes for very many files, and how much memory."""

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.server import environment

SENTENCE = "Örgütünüzde bu konuda atılacak ilk adım, bir araya gelip bugün nerede durduğunuzu konuşmaktır. "


def write_seeds(folder: Path, files: int) -> None:
    """Guidance of the usual length (about 250 words), five choices a question."""
    for at in range(files):
        question, choice = at // 5 + 1, at % 5 + 1
        body = "\n\n".join(SENTENCE * 4 for _ in range(5))
        text = f"---\ntitle: {question}. sorunun {choice}. ifadesi\nquestion_id: {question}\nchoice_id: {choice}\n---\n{body}\n"
        path = folder / str(question % 100) / f"{question}-{choice}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


def load(database: Path, folder: Path) -> tuple[float, float]:
    """Seconds and MiB (peak resident) of one `manage.py loadseeds`, start of Python included."""
    begin = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "manage.py", "loadseeds", str(folder)],
        env=environment(database),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"loadseeds failed: {status}")
    return time.perf_counter() - begin, usage.ru_maxrss / 1024
