"""DESIGN §7 as a test: imports go down only, are absolute and stand at the top; files and functions stay small."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

# From the top down. A module may import what stands further down, and the rest of its own package.
LAYERS = [
    {"urls", "middleware", "apps", "wsgi", "settings"},
    {"views", "admin", "desk", "management"},
    {"exports", "forms", "templatetags"},
    {"reporting"},
    {"cleaning", "content", "linkchecking", "seeding", "retention", "wording", "limits", "checks", "logs", "typed"},
    {"models"},
    {"domain"},
]
# Who alone may import a library that is to stay behind one module.
BEHIND = {
    "bleach": "questionnaire/domain/richtext.py",
    "markdown": "questionnaire/domain/richtext.py",
    "frontmatter": "questionnaire/domain/matter.py",
    "yaml": "questionnaire/domain/matter.py",
}
MAX_FILE = 300
MAX_FUNCTION = 40
# Larger than that, and why.
LARGE = {
    "questionnaire/domain/seed.py": "every refusal of a seed stands in one place, each a few lines",
}

FILES = sorted(path.as_posix() for path in Path("questionnaire").rglob("*.py") if "migrations" not in path.parts)


def layer_of(module: str) -> int:
    """How far down a module stands, by what follows “questionnaire” in its name."""
    return next(depth for depth, names in enumerate(LAYERS) if module in names)


def part_of(path: str) -> str:
    """The module or package right below `questionnaire` that a file belongs to."""
    return Path(path).parts[1].removesuffix(".py")


def imports(path: str) -> Iterator[tuple[int, str]]:
    """Line and full name of everything a file imports."""
    for node in ast.walk(ast.parse(Path(path).read_text())):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{'.' * node.level}{node.module or ''}.{alias.name}") for alias in node.names)


def runs_up(path: str) -> list[str]:
    """The imports of a file that do not go down."""
    own = part_of(path)
    found = []
    for line, name in imports(path):
        package, _, rest = name.partition(".")
        other = rest.partition(".")[0]
        if package == "questionnaire" and other != own and layer_of(other) <= layer_of(own):
            found.append(f"{path}:{line} imports {name}")
    return found


def test_every_module_has_its_layer():
    parts = {part_of(path) for path in FILES} - {"__init__"}

    assert parts == set().union(*LAYERS)


@pytest.mark.parametrize("path", FILES)
def test_imports_go_down_only(path):
    assert runs_up(path) == []


@pytest.mark.parametrize("path", [path for path in FILES if part_of(path) == "domain"])
def test_the_domain_knows_no_django(path):
    packages = {name.partition(".")[0] for _, name in imports(path)}

    assert packages & {"django", "simple_history"} == set()


@pytest.mark.parametrize(("library", "path"), BEHIND.items())
def test_a_library_that_is_to_be_replaceable_stands_behind_one_module(library, path):
    importers = [file for file in FILES if library in {name.partition(".")[0] for _, name in imports(file)}]

    assert importers == [path]


@pytest.mark.parametrize("path", FILES)
def test_imports_are_absolute(path):
    assert [name for _, name in imports(path) if name.startswith(".")] == []


@pytest.mark.parametrize("path", FILES)
def test_imports_stand_at_the_top(path):
    body = ast.parse(Path(path).read_text()).body
    if ast.get_docstring(ast.Module(body, [])):
        body = body[1:]
    top = 0
    while top < len(body) and isinstance(body[top], ast.Import | ast.ImportFrom):
        top += 1

    last = body[top - 1].end_lineno if top else 0
    below = [f"{path}:{line} imports {name}" for line, name in imports(path) if line > last]

    # Django's own rule: what needs the models is imported once the apps are ready.
    assert [words for words in below if path != "questionnaire/apps.py"] == []


@pytest.mark.parametrize("path", FILES)
def test_a_file_stays_small_or_says_why(path):
    lines = len(Path(path).read_text().splitlines())

    assert (lines > MAX_FILE) == (path in LARGE), f"{path} has {lines} lines"


@pytest.mark.parametrize("path", FILES)
def test_a_function_stays_small(path):
    long = [
        f"{path}:{node.lineno} {node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(Path(path).read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno + 1 > MAX_FUNCTION
    ]

    assert long == []


def test_an_import_that_runs_up_is_found(tmp_path, monkeypatch):
    (tmp_path / "questionnaire" / "domain").mkdir(parents=True)
    path = Path("questionnaire/domain/walk.py")
    (tmp_path / path).write_text(
        "from questionnaire import content\nimport questionnaire.views.walk\nfrom questionnaire.domain import text\n"
    )
    monkeypatch.chdir(tmp_path)

    assert runs_up(path.as_posix()) == [
        "questionnaire/domain/walk.py:1 imports questionnaire.content",
        "questionnaire/domain/walk.py:2 imports questionnaire.views.walk",
    ]
