"""The seed files as the checks want them: what was typed, and what it means."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from questionnaire.domain import seed
from questionnaire.domain.problem import Problem
from questionnaire.domain.seed import AreaSeed, GuidanceSeed, QuestionnaireSeed, QuestionSeed, Seed

SEEDS = Path(__file__).parents[2] / "seeds"


@dataclass(frozen=True, eq=False)
class File:
    path: str  # below seeds/, e.g. “3/9-3.md”
    data: bytes
    seed: Seed | None
    problems: tuple[Problem, ...]

    @property
    def raw(self) -> str:
        return self.data.decode("utf-8", errors="replace")


@dataclass(frozen=True, eq=False)
class Content:
    files: tuple[File, ...]

    def of_kind(self, kind: type[Seed]) -> list[File]:
        return [file for file in self.files if isinstance(file.seed, kind)]

    @cached_property
    def areas(self) -> list[File]:
        return self.of_kind(AreaSeed)

    @cached_property
    def questions(self) -> list[File]:
        return self.of_kind(QuestionSeed)

    @cached_property
    def guidance(self) -> list[File]:
        return self.of_kind(GuidanceSeed)

    @cached_property
    def questionnaires(self) -> list[File]:
        return self.of_kind(QuestionnaireSeed)


def read(root: Path = SEEDS) -> Content:
    return Content(tuple(file_of(path.relative_to(root).as_posix(), path.read_bytes()) for path in _texts(root)))


def file_of(path: str, data: bytes) -> File:
    parsed = seed.parse(data, path)
    return File(path, data, parsed.seed, parsed.problems)


def _texts(root: Path) -> Iterator[Path]:
    return (path for path in sorted(root.rglob("*.md")) if not path.name.startswith("README"))
