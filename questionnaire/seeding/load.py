"""Files -> database, in one transaction."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from questionnaire.domain.folder import Folder
from questionnaire.domain.plan import Decision, Outcome, Result, Verdicts, decide, settle, undecided
from questionnaire.domain.seed import Key
from questionnaire.models import ContentVersion, Load
from questionnaire.models.load import MAX_NAME
from questionnaire.seeding.apply import Writing
from questionnaire.seeding.shelf import Shelf, fields


class OutdatedPlan(Exception):
    """The content is no longer what it was when the plan was looked at; nothing was written."""


def load(
    folder: Folder,
    *,
    dry_run: bool = False,
    retire: bool = False,
    verdicts: Verdicts = undecided,
    seen: str | None = None,
    user: Any = None,
    source: str = Load.Source.COMMAND,
    name: str = "",
) -> Result:
    """Bring the database up to the files, in one transaction; nothing is written when nothing differs.

    `folder` must be without errors. `verdicts` decides conflicts, `retire` takes what is missing out of the walk;
    `user`, `source` and `name` (of the folder or upload) go into the log, which gets one entry when anything changed.
    With `dry_run` nothing is written and nobody is waited for; the result also carries every difference and a
    fingerprint. Given as `seen`, that fingerprint makes sure that what happens is what somebody saw: OutdatedPlan is
    raised when it would be anything else.
    """
    if dry_run:
        return planned(Shelf.read(), folder, retire=retire, verdicts=verdicts, in_full=True)
    with transaction.atomic():
        ContentVersion.lock()
        shelf = Shelf.read()
        if seen is not None and planned(shelf, folder, in_full=True).fingerprint != seen:
            raise OutdatedPlan
        result = planned(shelf, folder, retire=retire, verdicts=verdicts)
        _write(shelf, folder, result, user=user, source=source, name=name)
    return result


def _write(shelf: Shelf, folder: Folder, result: Result, **logged: Any) -> None:
    """Carry a plan out. The one place where the log of loads is written."""
    changing = {key: seed for key, seed in folder.seeds.items() if result.decisions[key].changes_anything}
    if not changing and not result.retired:
        return
    entry = None
    if result.is_news:
        entry = Load.objects.create(counts=result.counts, **{**logged, "name": logged["name"][:MAX_NAME]})
    writing = Writing(shelf, entry)
    writing.apply(changing, result.decisions)
    writing.retire(result.retired)


def planned(
    shelf: Shelf, folder: Folder, *, retire: bool = False, verdicts: Verdicts = undecided, in_full: bool = False
) -> Result:
    """What a load does. `in_full` adds what only those want to know who look before they load."""
    stored = shelf.stored()
    decisions: dict[Key, Decision] = {}
    for key, seed in folder.seeds.items():
        file = fields(seed)
        decision = decide(file, shelf.loaded(key), stored.get(key))
        if decision.conflicts:
            found = {name: verdicts(key, name) for name in decision.conflicts}
            decision = settle(decision, file, {name: verdict for name, verdict in found.items() if verdict})
        decisions[key] = decision
    missing = tuple(key for key in stored if key not in folder.seeds and shelf.is_missed(key))
    return Result(
        decisions,
        missing,
        tuple(sorted(shelf.without_text(folder.seeds, decisions))),
        retired=shelf.to_retire(missing, folder.seeds) if retire else (),
        diffs=tuple(shelf.differences(folder.seeds, decisions)) if in_full else (),
        fingerprint=_fingerprint(decisions, stored, missing) if in_full else "",
    )


def _fingerprint(
    decisions: Mapping[Key, Decision], stored: Mapping[Key, Mapping[str, Any]], missing: Iterable[Key]
) -> str:
    """Stands for what a load would do and for the texts in the database that it would do it to."""
    happens = [
        (
            key,
            decision.outcome,
            decision.write,
            decision.kept,
            {name: stored[key][name] for name in _replaced(decision)},
        )
        for key, decision in decisions.items()
        if decision.outcome is not Outcome.UNCHANGED
    ]
    return hashlib.sha256(json.dumps([happens, list(missing)]).encode()).hexdigest()


def _replaced(decision: Decision) -> tuple[str, ...]:
    """The fields whose text in the database a load may put another one in the place of."""
    return () if decision.outcome is Outcome.CREATED else (*decision.write, *decision.conflicts)
