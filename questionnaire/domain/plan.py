"""Loaded + file + database -> what to do: DESIGN §4 as a function.

Three versions of every field of every text are compared: what was last loaded, the file now, the database now. The
text that only one side changed wins; where both changed it, the database's stays and the conflict is named.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Fields = Mapping[str, object]
NOBODYS: tuple[object, ...] = (
    "",
    None,
    [],
)  # a field like this that was never loaded was never written by anybody


class Outcome(StrEnum):
    """What happens to one text, in the order in which it is reported."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept"  # edited in the admin, the file is as it was
    CONFLICT = "conflict"
    MISSING = "missing"  # in the database, not in the files


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do about one text.

    `write` names the fields to take from the file, `loaded` gives the fields to note as last loaded (what was noted of
    others stands), `kept` names the fields that only the admin changed, `conflicts` those that both sides changed.
    """

    outcome: Outcome
    write: tuple[str, ...]
    loaded: Fields
    kept: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()

    @property
    def changes_anything(self) -> bool:
        return bool(self.write or self.loaded)


def decide(file: Fields, loaded: Fields, stored: Fields | None) -> Decision:
    """Compare the three versions of one text, field by field.

    `file` has every field; `loaded` may lack any (never loaded); `stored` is None when there is no such text yet.
    Values are only compared, so that a long text may be given as its digest.
    """
    if stored is None:
        return Decision(Outcome.CREATED, write=tuple(file), loaded=dict(file))
    write: list[str] = []
    note: dict[str, object] = {}
    kept: list[str] = []
    conflicts: list[str] = []
    for name, in_file in file.items():
        was_loaded = name in loaded
        in_database = stored[name]
        if in_file == in_database:
            if not was_loaded or loaded[name] != in_file:
                note[name] = in_file  # both sides came to the same: nothing to decide
        elif in_database == loaded[name] if was_loaded else in_database in NOBODYS:
            write.append(name)
            note[name] = in_file
        elif was_loaded and in_file == loaded[name]:
            kept.append(name)
        else:
            conflicts.append(name)
    return Decision(_outcome(write, kept, conflicts), tuple(write), note, tuple(kept), tuple(conflicts))


def _outcome(write: list[str], kept: list[str], conflicts: list[str]) -> Outcome:
    if conflicts:
        return Outcome.CONFLICT
    if write:
        return Outcome.UPDATED
    return Outcome.KEPT if kept else Outcome.UNCHANGED
