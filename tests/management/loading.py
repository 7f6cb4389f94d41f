"""What `loadseeds` and `exportseeds` say."""

from dataclasses import dataclass
from io import StringIO

from django.core.management import CommandError, call_command


@dataclass(frozen=True)
class Told:
    """What a command said, and the exit status it ends with."""

    status: int
    out: str
    err: str


def called(*command: str) -> Told:
    """Run a command."""
    out, err = StringIO(), StringIO()
    status, last = 0, ""
    try:
        call_command(*command, stdout=out, stderr=err, no_color=True)
    except CommandError as error:
        status, last = error.returncode, f"{error}\n"
    return Told(status, out.getvalue(), err.getvalue() + last)


def closing_line(**counts: int) -> str:
    """The last line of a load; what is not given is 0."""
    said = {
        "created": "oluşturuldu",
        "updated": "güncellendi",
        "unchanged": "değişmedi",
        "kept": "korundu (yönetim sayfasında düzenlenmiş)",
        "conflicts": "çakışma",
        "missing": "yalnızca veri tabanında",
    }
    line = ", ".join(f"{counts.get(name, 0)} {words}" for name, words in said.items())
    return f"{line}; {counts.get('others', 0)} başka dosya atlandı.\n"
