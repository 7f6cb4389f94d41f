"""Whatever happens in whatever order, no text that somebody wrote is lost.

It is in a file, in the database, in the history, or was named in a conflict that somebody decided against it.
"""

import contextlib
import tempfile
from http import HTTPStatus
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from questionnaire import seeding
from questionnaire.domain import folder as folders
from questionnaire.domain.plan import Outcome
from questionnaire.domain.seed import AreaSeed, GuidanceSeed, QuestionnaireSeed, QuestionSeed, Seed, key_of
from questionnaire.models import Choice, Guidance, Question
from tests import make
from tests.admin.editing import fields
from tests.domain.zips import zipped
from tests.page import Page
from tests.test_seeding import snapshot

pytestmark = pytest.mark.django_db

TEXTS = ((Question, "text"), (Question, "help"), (Choice, "text"), (Guidance, "body"))
which = st.integers(0, len(TEXTS) - 1)
steps = st.one_of(
    st.tuples(st.just("edit a file"), which),
    st.tuples(st.sampled_from(["edit", "edit from an older form"]), which),
    st.tuples(st.sampled_from(["load", "load --overwrite", "load --keep", "load --retire"]), st.just(0)),
    st.tuples(st.sampled_from(["send", "export", "restore", "delete"]), which),
)


class Editors:
    """People who write words that nobody else writes, in one question and its guidance, in files and in the admin."""

    def __init__(self, folder: Path, client: Client) -> None:
        self.folder = folder
        self.client = client
        self.words: list[str] = []
        self.shown = ""  # what a page or a command said of texts that were not taken
        make.seed(folder, "alansiz/9.md", "Yardım", title="Soru?", question_id=9)
        make.seed(folder, "alansiz/9-1.md", "Reçete", title="İfade", question_id=9, choice_id=1)
        self.run("loadseeds")
        self.older = {model: fields(Page(client.get(self.address(model)))) for model in (Question, Choice, Guidance)}

    def word(self) -> str:
        self.words.append(f"w{len(self.words)}w")
        return self.words[-1]

    def step(self, name: str, which: int) -> None:
        model, column = TEXTS[which]
        match name.split():
            case ["edit", "a", "file"]:
                self.edit_file(model, column)
            case ["edit", *older]:
                self.edit(model, column, self.older[model] if older else None)
            case ["restore"]:
                version = model.history.exclude(history_type="-").order_by("history_id").first()
                self.client.post(self.address(model, version.id, f"history/{version.pk}/geri-yukle"))
            case ["delete"]:
                self.delete()
            case ["export"]:
                self.run("exportseeds")
            case ["send"]:
                self.send()
            case ["load", *options]:
                if "--keep" in options:
                    self.shown += self.in_conflict()
                self.run("loadseeds", *options)

    def address(self, model: Any, pk: int | None = None, page: str = "change") -> str:
        """A page of the admin about the one row of a model, or about one that was there."""
        pk = pk or model.history.first().id
        return f"/admin/questionnaire/{model._meta.model_name}/{pk}/{page}/"

    def edit_file(self, model: Any, column: str) -> None:
        path = self.folder / "alansiz" / ("9.md" if model is Question else "9-1.md")
        if path.exists():
            text = path.read_text()
            end = text.index("\n", text.index("title:")) if column == "text" else len(text)
            path.write_text(f"{text[:end]} {self.word()}{text[end:]}")

    def edit(self, model: Any, column: str, older: dict[str, str] | None) -> None:
        """Through the form; who has an older one and is refused saves all the same, with both on the page."""
        row = model.objects.first()
        if row is None:
            return
        address = self.address(model, row.pk)
        typed = older or fields(Page(self.client.get(address)))
        typed = {**typed, column: f"{typed[column]} {self.word()}"}
        answer = self.client.post(address, typed)
        if answer.status_code != HTTPStatus.FOUND:
            for button in Page(answer).all("button", name="_seen"):
                answer = self.client.post(address, typed | {"_seen": button["value"]})
        if answer.status_code != HTTPStatus.FOUND:
            self.shown += Page(answer).text

    def delete(self) -> None:
        """And the history brings it back, or a load, or nobody."""
        for row in Guidance.objects.all():
            self.client.post(self.address(Guidance, row.pk, "delete"), {"post": "yes"})

    def send(self) -> None:
        """Through the pages of the admin; every conflict is decided by a text made of both, where there can be one."""
        files = [(path.relative_to(self.folder).as_posix(), path.read_bytes()) for path in self.folder.rglob("*.md")]
        sent = SimpleUploadedFile("seeds.zip", zipped(*files))
        plan = self.client.post("/admin/questionnaire/load/yukle/", {"sent": sent}, follow=True)
        if "Yükle" not in Page(plan).buttons:
            return
        form = Page(plan).form("Yükle")
        merged = {}
        for name in form.fields:
            if name.startswith("text-"):
                both = [text.raw for text in self.pair(plan, len(merged) // 2)]
                merged |= {name: " ".join(both), name.replace("text-", "side-"): "merged"}
        self.client.post(form.action, form.fields | merged, follow=True)

    def pair(self, plan: Any, at: int) -> list[Any]:
        return Page(plan).all("section", class_="conflict")[at].one("div", class_="both").all("pre")

    def in_conflict(self) -> str:
        """What the files say where that is in conflict, as a dry run shows it."""
        tried = seeding.load(folders.read(self.folder), dry_run=True)
        in_conflict = dict(tried.of(Outcome.CONFLICT))
        return " ".join(
            each.in_file
            for each in tried.diffs
            if each.key in in_conflict and each.name in in_conflict[each.key].conflicts
        )

    def run(self, command: str, *options: str) -> None:
        """Run a command; it may refuse."""
        with contextlib.suppress(CommandError):
            call_command(command, str(self.folder), *options, stdout=StringIO(), stderr=StringIO())

    def found(self) -> str:
        """Every place where a text may be."""
        stored = [text for model, column in TEXTS for text in model.objects.values_list(column, flat=True)]
        former = [text for model, column in TEXTS for text in model.history.values_list(column, flat=True)]
        files = [path.read_text() for path in self.folder.rglob("*.md")]
        return " ".join([*stored, *former, *files, self.shown])


@settings(max_examples=14, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(steps, min_size=4, max_size=9))
def test_any_order_of_editing_loading_exporting_and_restoring_loses_no_word(
    admin_client: Client, order: list[tuple[str, int]]
) -> None:
    with tempfile.TemporaryDirectory() as home, transaction.atomic():
        editors = Editors(Path(home) / "seeds", admin_client)
        for step in order:
            editors.step(*step)

            found = editors.found()
            assert [word for word in editors.words if word not in found] == []
        transaction.set_rollback(True)


# --- Files -> database -> files -------------------------------------------------------------------

awkward = st.one_of(
    st.sampled_from(
        [
            *[
                "Hayır: asla",
                "No",
                "2026",
                "1:30",
                "a #b",
                "# a",
                "- a",
                "--- a",
                "? a",
                "[a",
                "{a}",
                "*a",
                "&a",
                "!a",
                "@a",
            ],
            *[
                "'a'",
                '"a"',
                "a\\",
                "~",
                "null",
                "“a”",
                "a: ",
                "%a",
                "`a",
                "|",
                ">",
                "<<",
                "=",
                "a:b",
                "é",
                "🌱 a",
                "a\u00a0b",
            ],
        ]
    ),
    st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1, max_size=30),
).map(str.strip)
titles = awkward.filter(bool)
bodies = st.one_of(
    st.sampled_from(["", "\n", "\n\n  a  \n\n", "---\n", "---\ntitle: b\n---\n", "a\n\n\n", "\ta", "- a\n- b\n", "  "]),
    titles,
)
few = st.integers(1, 3)
seeds = st.one_of(
    st.builds(AreaSeed, few, titles, bodies),
    st.builds(QuestionSeed, few, titles, bodies, st.none() | few, st.sampled_from(["", "ascending", "descending"])),
    st.builds(GuidanceSeed, few, few, titles, bodies.filter(str.strip), st.sampled_from(["", "1", "100", "none"])),
    st.builds(QuestionnaireSeed, titles, bodies, st.lists(titles, max_size=3).map(tuple)),
)


def readable(found: list[Seed]) -> folders.Folder:
    """What remains of these seeds once they were files; the rest would be refused with words."""
    read = [folders.gathered([("a.md", folders.seed.to_text(seed).encode())]) for seed in found]
    return folders.Folder(
        {key: seed for one in read for key, seed in one.seeds.items()},
        {key: "a.md" for one in read for key in one.seeds},
        (),
        0,
    )


@settings(max_examples=60)
@given(st.lists(seeds, max_size=6, unique_by=key_of))
def test_what_is_loaded_exported_and_loaded_again_stays_the_same_to_the_byte(found: list[Seed]) -> None:
    with transaction.atomic():
        folder = readable(found)
        seeding.load(folder)
        before = snapshot()

        files = seeding.exported().files
        again = folders.gathered(files.items())
        result = seeding.load(again)

        assert (again.problems, again.seeds) == ((), folder.seeds)
        assert {decision.outcome for decision in result.decisions.values()} <= {Outcome.UNCHANGED}
        assert (snapshot() == before, seeding.exported().files == files) == (True, True)
        transaction.set_rollback(True)
