"""How far a folder and the database are from each other."""

from dataclasses import dataclass

from questionnaire.domain.folder import Folder
from questionnaire.domain.plan import Outcome
from questionnaire.domain.seed import Key
from questionnaire.seeding.load import planned
from questionnaire.seeding.shelf import Shelf, fields

UNLOADED = {Outcome.CREATED, Outcome.UPDATED, Outcome.CONFLICT}


@dataclass(frozen=True, slots=True)
class Differing:
    """Where a folder and the database disagree, whatever the files are called and however they are laid out."""

    changed: dict[Key, tuple[str, ...]]  # the fields
    only_in_files: tuple[Key, ...]
    only_in_database: tuple[Key, ...]

    @property
    def count(self) -> int:
        return len(self.changed) + len(self.only_in_files) + len(self.only_in_database)


def differing(folder: Folder) -> Differing:
    """Compare what the files say with what an export would say; empty lines at the end of a text decide nothing."""
    shelf = Shelf.read()
    stored = {key: found for key, found in shelf.stored().items() if shelf.has_file(key)}
    changed = {}
    for key, seed in folder.seeds.items():
        if key in stored:
            names = tuple(name for name, value in fields(seed).items() if value != stored[key][name])
            if names:
                changed[key] = names
    return Differing(
        changed,
        tuple(key for key in folder.seeds if key not in stored),
        tuple(sorted(key for key in stored if key not in folder.seeds)),
    )


def unloaded(folder: Folder) -> tuple[str, ...]:
    """The files with a text that the database never had: writing over them would lose it."""
    decisions = planned(Shelf.read(), folder).decisions
    return tuple(sorted(folder.paths[key] for key, decision in decisions.items() if decision.outcome in UNLOADED))
