"""Brings the database up to date and loads the folder given, before `make run` and `make dev` serve on the port given.

One process for all of it, since every start of Django costs about a second.
"""
# ruff: noqa: INP001, T201 -- a script that talks to a person

import os
import socket
import sys
from pathlib import Path

import django
from django.apps import apps
from django.core.management import CommandError, call_command
from django.urls import reverse

LOADED, CONFLICT = 0, 3  # exit statuses of loadseeds
HIGHEST_PORT = 65535


def status_of(*command: str) -> int:
    """Runs a management command; its exit status. What it has to say is printed."""
    try:
        call_command(*command)
    except CommandError as error:
        print(error, file=sys.stderr)
        return error.returncode
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


def free_port(text: str) -> int:
    """The port of that number, if a server may have it; ends the program with a hint if not."""
    port = int(text) if text.isascii() and text.isdigit() else 0
    if not 1 <= port <= HIGHEST_PORT:
        sys.exit(f"PORT={text} is no port. Give a number from 1024 to {HIGHEST_PORT}.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            sys.exit(f"Port {port} is for root alone; choose one from 1024 upward: PORT=8000.")
        except OSError:
            sys.exit(f"Port {port} is in use: stop what uses it, or choose another with PORT=….")
    return port


def load_seeds(folder: str) -> None:
    """Loads the folder. Ends the program only if there is nothing to serve without them."""
    status = status_of("loadseeds", folder)
    if status == LOADED:
        return
    if status == CONFLICT:
        print("The rest is loaded. Serving that, with the admin's text where the two disagree.", file=sys.stderr)
    elif apps.get_model("questionnaire", "Choice").objects.exists():
        print(f"{folder} was NOT loaded (see above). Serving what was loaded before.", file=sys.stderr)
    else:
        sys.exit(f"{folder} was not loaded (see above), and there is no questionnaire to serve yet.")


port = free_port(sys.argv[1])
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "questionnaire.settings")
django.setup()
if status := status_of("migrate", "--verbosity=0"):
    sys.exit(status)
load_seeds(sys.argv[2])
address = f"http://127.0.0.1:{port}"
print(f"""
  Questionnaire  {address}/
  Administration {address}{reverse("admin:index")}  (`make admin` makes an account)
  Ctrl-C stops the server.
""")
