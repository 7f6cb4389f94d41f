"""A server of the product, or of the bare step, in processes of its own, and the CPU they use."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WORKERS = 2
TICKS = os.sysconf("SC_CLK_TCK")


def environment(database: Path) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{database}",
        "SECRET_KEY": "for the benchmark alone, which serves nobody but itself",
        "ALLOWED_HOSTS": "127.0.0.1",
        "DEBUG": "0",
        "HTTPS": "0",
        "STARTS_PER_HOUR": "100000",
    }


def manage(database: Path, *command: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *command], env=environment(database), check=True, stdout=subprocess.DEVNULL
    )


@contextmanager
def serving(database: Path, settings: str, port: int) -> Iterator[int]:
    """gunicorn with these settings; gives its process id."""
    command = [sys.executable, "-m", "gunicorn", "--workers", str(WORKERS), "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(
        [*command, "--log-level", "error", "--no-control-socket", "questionnaire.wsgi"],
        env={**environment(database), "DJANGO_SETTINGS_MODULE": settings},
    )
    try:
        _wait_for(port)
        yield process.pid
    finally:
        process.terminate()
        process.wait()


def cpu_seconds(master: int) -> float:
    """User and system time of the workers so far."""
    return sum(_times(pid) for pid in _children(master))


def _times(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _children(master: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{master}/task/{master}/children").read_text().split()]


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz/", timeout=5).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("the server did not start")
