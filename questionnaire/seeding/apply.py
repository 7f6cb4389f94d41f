"""Write what a plan decided, in bulk and with its history."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from questionnaire.domain.plan import Decision
from questionnaire.domain.seed import AreaSeed, GuidanceSeed, Key, QuestionnaireSeed, QuestionSeed, Seed
from questionnaire.models import Area, Choice, Guidance, Load, Question, Questionnaire
from questionnaire.seeding.shelf import ATTRIBUTES, BATCH, MODELS, Shelf


@dataclass
class Writing:
    """One load being written: collects the rows it creates and updates, and writes each kind in one go."""

    shelf: Shelf
    load: Load | None  # the entry in the log that the history rows refer to; None when there is nothing to log
    touched: dict[type[Any], tuple[list[Any], list[Any]]] = field(default_factory=dict)  # rows to create, to update

    def apply(self, seeds: Mapping[Key, Seed], decisions: Mapping[Key, Decision]) -> None:
        """Write what was decided; areas before questions before choices before guidance, each in bulk."""
        of = {kind: [(key, seed) for key, seed in seeds.items() if isinstance(seed, kind)] for kind in MODELS}
        for key, seed in (*of[QuestionnaireSeed], *of[AreaSeed]):
            self._write(self._row(key), seed, decisions[key])
        moved = {key: seed for key, seed in seeds.items() if "area" in decisions[key].write}
        areas = {seed.area for seed in moved.values() if isinstance(seed, QuestionSeed) and seed.area}
        self._hold_places(("area", number, 0) for number in areas)
        self._flush(Questionnaire, Area)
        for key, seed in of[QuestionSeed]:
            self._write(self._row(key), seed, decisions[key])
        questions = {seed.question for seed in seeds.values() if isinstance(seed, GuidanceSeed)}
        self._hold_places(("question", number, 0) for number in questions)
        self._flush(Question)
        for key, seed in of[GuidanceSeed]:
            self._write(self._row(key), seed, decisions[key])
        self._flush(Choice)
        choices = {key: self.shelf.rows[key] for key, _ in of[GuidanceSeed]}
        stored = [self.shelf.bodies[choice.pk].pk for choice in choices.values() if choice.pk in self.shelf.bodies]
        guidance = {row.choice_id: row for row in Guidance.objects.in_bulk(stored).values()}
        for key, seed in of[GuidanceSeed]:
            row = guidance.get(choices[key].pk) or Guidance(choice=choices[key])
            self._write(row, seed, decisions[key])
        self._flush(Guidance)

    def retire(self, keys: Iterable[Key]) -> None:
        """Take these questions and choices out of the walk. Nothing is deleted."""
        for key in keys:
            row = self.shelf.rows[key]
            row.retired = True
            self._updated(type(row)).append(row)
        self._flush(Question, Choice)

    def _row(self, key: Key) -> Any:
        """The row of this key, a new one when there is none."""
        kind, number, choice = key
        rows = self.shelf.rows
        if key not in rows:
            match kind:
                case "questionnaire":
                    rows[key] = Questionnaire()
                case "area":
                    rows[key] = Area(number=number)
                case "question":
                    rows[key] = Question(number=number)
                case _:
                    rows[key] = Choice(question=rows["question", number, 0], number=choice)
        return rows[key]

    def _hold_places(self, keys: Iterable[Key]) -> None:
        """Make rows without a text for what is referred to before anybody has written it."""
        for key in sorted(set(keys) - self.shelf.rows.keys()):
            self._created(type(self._row(key))).append(self.shelf.rows[key])

    def _write(self, row: Any, seed: Seed, decision: Decision) -> None:
        """Set what was decided of the fields that this row holds, and note what is loaded."""
        names = ATTRIBUTES[type(row)]
        values = {name: getattr(seed, name) for name in decision.write} | decision.merged
        written = {name: value for name, value in values.items() if name in names}
        for name, value in written.items():
            if name == "area":
                setattr(row, names[name], self.shelf.rows["area", value, 0] if value else None)
            else:
                setattr(row, names[name], list(value) if isinstance(value, tuple) else value)
        noted = {name: value for name, value in decision.loaded.items() if name in names}
        row.loaded |= noted
        if row._state.adding:
            self._created(type(row)).append(row)
        elif written:
            self._updated(type(row)).append(row)
        elif noted:
            type(row).objects.filter(pk=row.pk).update(loaded=row.loaded)

    def _created(self, model: type[Any]) -> list[Any]:
        return self.touched.setdefault(model, ([], []))[0]

    def _updated(self, model: type[Any]) -> list[Any]:
        return self.touched.setdefault(model, ([], []))[1]

    def _flush(self, *models: type[Any]) -> None:
        """Write the rows collected, with their history: the one place where a load writes content."""
        history: dict[str, Any] = {"batch_size": BATCH}
        if self.load:
            history |= {"default_user": self.load.user, "custom_historical_attrs": {"load": self.load}}
        for model in models:
            created, updated = self.touched.pop(model, ([], []))
            if created:
                bulk_create_with_history(created, model, **history)
            if updated:
                bulk_update_with_history(updated, model, _columns(model), **history)


def _columns(model: type[Any]) -> list[str]:
    """The columns behind the attributes that a load writes."""
    columns = [*ATTRIBUTES[model].values(), "loaded"]
    if "level_by_hand" in columns:
        columns.remove("level_by_hand")
        columns += ["level", "unscored"]
    return [*columns, "retired"] if model in {Question, Choice} else columns
