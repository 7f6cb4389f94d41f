"""Loaded + file + database -> what to do: DESIGN §4 as a function.

Three versions of every field of every text are compared: what was last loaded, the file now, the database now. The
text that only one side changed wins; where both changed it, the database's stays and the conflict is named, until
somebody decides it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fnmatch import fnmatchcase

from questionnaire.domain.diff import Run, differences
from questionnaire.domain.seed import Key

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


class Side(StrEnum):
    """Whose text stands after a conflict."""

    FILE = "file"
    ADMIN = "admin"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How somebody decided a conflict in one field. `text` is what was made of both, for MERGED alone."""

    side: Side
    text: str = ""


Verdicts = Callable[[Key, str], Verdict | None]  # of a text and one of its fields; None: not decided


def undecided(_key: Key, _name: str) -> Verdict | None:
    """Nobody decided anything: every conflict stays one."""
    return None


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do about one text.

    `write` names the fields to take from the file, `loaded` gives the fields to note as last loaded (what was noted of
    others stands), `kept` names the fields that only the admin changed, `conflicts` those that both sides changed and
    nobody decided, `settled` how the others were decided.
    """

    outcome: Outcome
    write: tuple[str, ...]
    loaded: Fields
    kept: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    settled: Mapping[str, Verdict] = field(default_factory=dict)

    @property
    def changes_anything(self) -> bool:
        return bool(self.write or self.loaded)

    @property
    def merged(self) -> dict[str, str]:
        """The fields to write as somebody put them together."""
        return {name: verdict.text for name, verdict in self.settled.items() if verdict.side is Side.MERGED}

    @property
    def is_news(self) -> bool:
        """Whether a load with this decision belongs in the log: it writes a text, or somebody decided something."""
        return bool(self.write or self.settled)

    def brings(self, name: str) -> bool:
        """Whether the file's text of this field is another one than was loaded before."""
        return name in self.write or name in self.conflicts or name in self.settled

    def settled_for(self, side: Side) -> tuple[str, ...]:
        return tuple(name for name, verdict in self.settled.items() if verdict.side is side)


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that the load changes or leaves in conflict, with both texts in full."""

    key: Key
    name: str
    stored: str
    in_file: str

    @property
    def runs(self) -> list[Run]:
        """The way from the one to the other, word by word."""
        return differences(self.stored, self.in_file)


@dataclass(frozen=True, slots=True)
class Result:
    """What a load did, or would do."""

    decisions: Mapping[Key, Decision]
    missing: tuple[Key, ...]  # in the database, not in the files
    without_text: tuple[int, ...]  # questions that only guidance has been written for
    retired: tuple[Key, ...] = ()  # of the missing ones, those taken out of the walk
    diffs: tuple[Difference, ...] = ()
    fingerprint: str = ""  # of everything that would happen and of the texts it would happen to; of a dry run

    def count(self, outcome: Outcome) -> int:
        return len(self.missing) if outcome is Outcome.MISSING else self._counts()[outcome]

    def of(self, outcome: Outcome) -> list[tuple[Key, Decision]]:
        return [(key, decision) for key, decision in self.decisions.items() if decision.outcome is outcome]

    @property
    def is_news(self) -> bool:
        """Whether this load changed, decided or retired anything."""
        return bool(self.retired) or any(decision.is_news for decision in self.decisions.values())

    @property
    def counts(self) -> dict[str, int]:
        """Texts by outcome, as the log keeps them, and how many were retired if any were."""
        retired = {"retired": len(self.retired)} if self.retired else {}
        return {outcome.value: self.count(outcome) for outcome in Outcome} | retired

    def _counts(self) -> Counter[Outcome]:
        return Counter(decision.outcome for decision in self.decisions.values())


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


def settle(decision: Decision, file: Fields, verdicts: Mapping[str, Verdict]) -> Decision:
    """Carry out what was decided about the conflicts of one text; verdicts about anything else are passed over.

    Whatever was decided, the file's text counts as loaded from then on: it is no conflict the next time, and where the
    admin's text or a merged one stands, that is "kept as edited".
    """
    settled = {name: verdicts[name] for name in decision.conflicts if name in verdicts}
    if not settled:
        return decision
    taken = tuple(name for name, verdict in settled.items() if verdict.side is Side.FILE)
    stays = tuple(name for name, verdict in settled.items() if verdict.side is Side.ADMIN)
    changed = replace(
        decision,
        write=decision.write + taken,
        loaded={**decision.loaded, **{name: file[name] for name in settled}},
        kept=decision.kept + stays,
        conflicts=tuple(name for name in decision.conflicts if name not in settled),
        settled=settled,
    )
    written = [*changed.write, *changed.merged]
    return replace(changed, outcome=_outcome(written, list(changed.kept), list(changed.conflicts)))


def _outcome(write: list[str], kept: list[str], conflicts: list[str]) -> Outcome:
    if conflicts:
        return Outcome.CONFLICT
    if write:
        return Outcome.UPDATED
    return Outcome.KEPT if kept else Outcome.UNCHANGED


ALL = "*"  # the pattern that stands for every file, and gives way to any other


class Overlap(Exception):
    """One file is named by two patterns that say opposite things."""


class NothingMatches(Exception):
    """A pattern names no file."""


def by_pattern(paths: Mapping[Key, str], overwrite: Iterable[str], keep: Iterable[str]) -> Verdicts:
    """Decide by the paths of the files: `overwrite` and `keep` are patterns in which * stands for anything, / included.

    ALL decides for those that no other pattern names. Raises Overlap with the path, and NothingMatches with the
    pattern, before anything is decided.
    """
    patterns = [(pattern, Side.FILE) for pattern in overwrite] + [(pattern, Side.ADMIN) for pattern in keep]
    for pattern, _ in patterns:
        if pattern != ALL and not any(fnmatchcase(path, pattern) for path in paths.values()):
            raise NothingMatches(pattern)
    general = {side for pattern, side in patterns if pattern == ALL}
    if len(general) > 1:
        raise Overlap(ALL)
    decided: dict[Key, Side] = {}
    for key, path in paths.items():
        sides = {side for pattern, side in patterns if pattern != ALL and fnmatchcase(path, pattern)} or general
        if len(sides) > 1:
            raise Overlap(path)
        if sides:
            decided[key] = next(iter(sides))
    return lambda key, _name: Verdict(decided[key]) if key in decided else None
