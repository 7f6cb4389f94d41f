"""manage.py in a process that kills itself at a named point: as it enters or leaves one of our functions.

    python -m tests.management.killed POINT manage.py arguments …

A point is `module.function` for entering, `module.function!` for having left; with `:n` at the end, the nth time.
"""

import os
import signal
import sys
from types import FrameType
from typing import Any

from django.core.management import execute_from_command_line


def main() -> None:
    point, *arguments = sys.argv[1:]
    name, _, times = point.partition(":")
    left = [int(times or "1")]
    wanted = ("return" if name.endswith("!") else "call", name.rstrip("!"))

    def watch(frame: FrameType, event: str, _argument: Any) -> None:
        module = frame.f_globals.get("__name__", "").removeprefix("questionnaire.")
        if (event, f"{module}.{frame.f_code.co_name}") == wanted:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(watch)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "questionnaire.settings")
    execute_from_command_line(arguments)


if __name__ == "__main__":
    main()
