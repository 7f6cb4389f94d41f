"""What `loadseeds` says."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Told:
    """What a load said, and the exit status it ends with."""

    status: int
    out: str
    err: str


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
