"""How long the report of all seeds takes as a file, and how much memory, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

from tests.bench.server import environment

SECONDS, MIB = 6, 250  # what a PDF of 33 questions may take
FORMATS = ("pdf", "docx", "xlsx", "json")


def take(database: Path, form: str) -> tuple[float, float, float, float]:
    """Seconds of the first file and of the next, CPU seconds of that, and MiB (peak resident) of the whole process."""
    code = f"from tests.bench.making import make_twice; make_twice({form!r})"
    process = subprocess.Popen(
        [sys.executable, "manage.py", "shell", "--no-imports", "--command", code],
        env=environment(database),
        stdout=subprocess.PIPE,
        text=True,
    )
    with process.stdout:
        first, again, cpu = map(float, process.stdout.read().split())
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"no report as {form}: {status}")
    return first, again, cpu, usage.ru_maxrss / 1024
