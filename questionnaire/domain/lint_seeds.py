"""What is worth another look in seed files: the findings of `lint`, with path and line of the file."""

from collections import defaultdict
from collections.abc import Container, Mapping
from dataclasses import replace

from questionnaire.domain import lint, richtext
from questionnaire.domain.folder import Folder
from questionnaire.domain.lint import Context
from questionnaire.domain.problem import Problem
from questionnaire.domain.richtext import Html
from questionnaire.domain.seed import GuidanceSeed, Key

Choices = Mapping[int, bool]  # of a question, by number: whether it has guidance, or needs none


def findings(
    folder: Folder, wanted: Container[Key] | None = None, stored: Mapping[int, Choices] | None = None
) -> list[Problem]:
    """The findings about these texts, or about the `wanted` ones, by path and line of the file.

    All texts of the folder are what they are compared with; `stored` gives, by the question's number, the choices that
    are known beside those of the files.
    """
    https = lint.https_hosts(seed.body for seed in folder.seeds.values())
    found = []
    for question, keys in _together(folder).items():
        asked = [key for key in keys if wanted is None or key in wanted]
        if not asked:
            continue
        rendered = {key: richtext.render(folder.seeds[key].body) for key in keys}
        for key in asked:
            found += _of_text(folder, key, https, rendered)
        if question:
            choices = {**(stored or {}).get(question, {}), **{choice: True for _, _, choice in keys}}
            path = folder.paths[min(asked)]
            found += [replace(problem, path=path) for problem in lint.siblings(question, choices)]
    return sorted(found, key=lambda problem: (problem.path, problem.line or 0))


def _together(folder: Folder) -> dict[int, list[Key]]:
    """The guidance of each question, so that only as much is rendered at once; under 0 everything else."""
    groups = defaultdict(list)
    for key, seed in folder.seeds.items():
        groups[seed.question if isinstance(seed, GuidanceSeed) else 0].append(key)
    return groups


def _of_text(folder: Folder, key: Key, https: frozenset[str], rendered: Mapping[Key, Html]) -> list[Problem]:
    is_guidance = key[0] == "guidance"
    beside = tuple(richtext.word_count(rendered[other]) for other in rendered if is_guidance and other != key)
    before = folder.body_lines.get(key, 1) - 1
    return [
        replace(problem, path=folder.paths[key], line=problem.line and problem.line + before)
        for problem in lint.findings(folder.seeds[key].body, Context(beside, https), rendered[key])
    ]
