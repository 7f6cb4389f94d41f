"""manage.py in a process of its own, with an environment and a database of its own, as an operator runs it."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = {
    **os.environ,  # as tests.environment left it
    "PYTHONDEVMODE": "0",
    "DATABASE_URL": "sqlite://:memory:",
}


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run manage.py to its end. An empty value in `environment` stands for an unset variable."""
    return python(ROOT / "manage.py", *arguments, **environment)


def python(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python to its end."""
    return subprocess.run(
        command(*arguments), env=merged(environment), cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )


def command(*arguments: object) -> list[str]:
    return [sys.executable, *map(str, arguments)]


def merged(environment: dict[str, str]) -> dict[str, str]:
    together = {**ENVIRONMENT, **environment}
    return {name: value for name, value in together.items() if value}
