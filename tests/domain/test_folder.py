import os
from pathlib import Path

import pytest

from questionnaire.domain import folder
from questionnaire.domain.folder import MAX_SIZE
from questionnaire.domain.seed import AreaSeed, GuidanceSeed
from questionnaire.wording import located
from tests import make

LEADS_OUT = "Dosya, klasörün dışına çıkan bir bağlantı (link). Buraya dosyanın kendisini koyun."
LEADS_NOWHERE = "Dosya, hiçbir yere çıkmayan bir bağlantı (link). Buraya dosyanın kendisini koyun."
NOT_REGULAR = "Bu sıradan bir dosya değil (boru, aygıt veya klasör). Klasörden çıkarın."
TOO_LARGE = f"Dosya {MAX_SIZE} bayttan büyük. Bölün."
COLON = (
    "“title:” sonrasındaki metinde bir iki nokta daha var. Başlığı tırnak içine alın: "
    'title: "…" (metnin tamamı çift tırnak içinde).'
)


@pytest.fixture
def inside(tmp_path):
    """The folder that is loaded; beside it there is room for what must not be read."""
    (tmp_path / "seeds").mkdir()
    return tmp_path / "seeds"


def area(parent: Path, name: str, number: int = 1, title: str = "Alan") -> Path:
    return make.seed(parent, name, "", title=title, area_id=number)


def said(found):
    return [located(problem) for problem in found.problems]


def numbers(found):
    return [number for _, number, _ in found.seeds]


@pytest.mark.parametrize(
    "name",
    [
        "a.md",
        "a.MD",
        "a.Md",
        "a.markdown",
        "a.MARKDOWN",
        "a.txt",
        "a.TXT",
        "a.b.md",
        "b/c/d/a.md",
        "ığüşöç İ.md",
        "a b.txt",
    ],
)
def test_text_files_are_read_whatever_the_case_of_their_suffix_and_the_depth_of_their_folder(inside, name):
    area(inside, name, 7)

    found = folder.read(inside)

    assert found.seeds == {("area", 7, 0): AreaSeed(7, "Alan", "")}
    assert found.paths == {("area", 7, 0): name}
    assert (found.problems, found.passed_over) == ((), 0)


@pytest.mark.parametrize(
    "name",
    [
        ".a.md",
        ".md",
        "a.md~",
        "a.pdf",
        "a",
        "a.md.bak",
        "README.md",
        "readme.txt",
        "README",
        "Readme-tr.markdown",
        ".gizli",
    ],
)
def test_other_files_hidden_ones_and_readmes_are_passed_over_and_counted(inside, name):
    (inside / name).write_text("front matter yok")

    found = folder.read(inside)

    assert (found.seeds, found.problems, found.passed_over) == ({}, (), 1)


def test_what_is_in_hidden_folders_is_passed_over_and_counted(inside):
    area(inside, ".git/a.md")
    area(inside, "b/.gizli/c/a.md")

    assert folder.read(inside) == folder.Folder(seeds={}, paths={}, problems=(), passed_over=2)


def test_seeds_come_in_the_order_of_their_numbers_whatever_their_names(inside):
    for number, name in [(10, "a.md"), (9, "b.md"), (1, "z/z.md"), (2, "A.md")]:
        area(inside, name, number)
    make.seed(inside, "c.md", title="Soru", question_id=3)

    assert list(folder.read(inside).seeds) == [("area", n, 0) for n in (1, 2, 9, 10)] + [("question", 3, 0)]


def test_a_file_outside_is_not_read_through_a_link(inside, tmp_path):
    area(tmp_path, "outside.md", 5)
    (inside / "a.md").symlink_to(tmp_path / "outside.md")

    found = folder.read(inside)

    assert (found.seeds, said(found)) == ({}, [f"a.md: {LEADS_OUT}"])


@pytest.mark.parametrize("target", ["/etc/passwd", "/dev/zero", "/proc/self/environ", "../../outside.md", ".."])
def test_a_link_that_leads_out_is_refused_by_name(inside, tmp_path, target):
    area(tmp_path, "outside.md", 5)
    (inside / "b").mkdir()
    (inside / "b" / "a.md").symlink_to(target)

    assert said(folder.read(inside / "b")) == [f"a.md: {LEADS_OUT}"]


def test_a_link_to_a_link_that_leads_out_is_refused(inside, tmp_path):
    area(tmp_path, "outside.md", 5)
    (inside / ".first").symlink_to(tmp_path / "outside.md")
    (inside / "a.md").symlink_to(".first")

    assert said(folder.read(inside)) == [f"a.md: {LEADS_OUT}"]


def test_a_folder_whose_name_begins_with_the_folders_name_is_outside(inside, tmp_path):
    area(tmp_path, "seeds-other/x.md", 5)
    (inside / "a.md").symlink_to(tmp_path / "seeds-other" / "x.md")

    assert said(folder.read(inside)) == [f"a.md: {LEADS_OUT}"]


def test_a_linked_folder_outside_is_refused_by_name_and_not_entered(inside, tmp_path):
    area(tmp_path, "outside/a.md", 5)
    (inside / "alan").symlink_to(tmp_path / "outside")

    found = folder.read(inside)

    assert (found.seeds, said(found)) == ({}, [f"alan: {LEADS_OUT}"])


def test_folders_that_link_to_each_other_are_refused_and_not_entered(inside):
    area(inside, "b/a.md")
    (inside / "b" / "c").symlink_to(inside)

    found = folder.read(inside)

    assert (numbers(found), said(found)) == ([1], [f"b/c: {NOT_REGULAR}"])


@pytest.mark.parametrize("target", ["yok.md", "a.md", "/yok/yok"])
def test_a_link_that_leads_nowhere_is_refused_by_name(inside, target):
    (inside / "a.md").symlink_to(target)

    assert said(folder.read(inside)) == [f"a.md: {LEADS_NOWHERE}"]


def test_a_link_within_the_folder_is_an_identical_copy(inside):
    area(inside, "a.md")
    (inside / "b.md").symlink_to("a.md")

    found = folder.read(inside)

    assert (numbers(found), found.errors) == ([1], ())
    assert said(found) == ["b.md: Dosya “a.md” ile birebir aynı; biri silinebilir."]


def test_a_pipe_is_refused_by_name_and_not_waited_for(inside):
    os.mkfifo(inside / "a.md")

    assert said(folder.read(inside)) == [f"a.md: {NOT_REGULAR}"]


def test_a_folder_that_is_named_like_a_file_is_a_folder(inside):
    area(inside, "a.md/b.md", 4)

    assert folder.read(inside).paths == {("area", 4, 0): "a.md/b.md"}


def test_the_folder_itself_may_be_a_link(inside, tmp_path):
    area(inside, "a.md", 4)
    (tmp_path / "linked").symlink_to(inside)

    assert folder.read(tmp_path / "linked").paths == {("area", 4, 0): "a.md"}


def test_size_is_judged_before_reading(inside):
    with (inside / "a.md").open("wb") as file:
        file.truncate(2**36)  # more than fits into memory; takes no room on disk

    assert said(folder.read(inside)) == [f"a.md: {TOO_LARGE}"]


@pytest.mark.parametrize(("more", "problems"), [(0, []), (1, [f"a.md: {TOO_LARGE}"])])
def test_a_file_may_have_a_mebibyte(inside, more, problems):
    front = "---\ntitle: A\narea_id: 1\nx: 1\n"
    comment = "#" * (MAX_SIZE - len(front) - 5)
    (inside / "a.md").write_text(f"{front}---\n{comment}\n{'#' * more}")

    assert [words for words in said(folder.read(inside)) if "bayttan" in words] == problems


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"\xff\xfe.md", "\ufffd\ufffd.md"),
        (b"a\nb.md", "a\ufffdb.md"),
        (b"\x1b[31m.md", "\ufffd[31m.md"),
        ("\u202eters.md".encode(), "\ufffdters.md"),
        (b"%s %(key)s.md", "%s %(key)s.md"),
        (b"-rf.md", "-rf.md"),
        ("çağrı “1”.md".encode(), "çağrı “1”.md"),
    ],
)
def test_odd_file_names_are_read_and_can_be_printed(inside, name, shown):
    path = os.path.join(os.fsencode(inside), name)  # noqa: PTH118 - pathlib knows no bytes
    Path(os.fsdecode(path)).write_text("bozuk")

    (problem,) = said(folder.read(inside))

    assert problem.startswith(f"{shown}:1: Dosya baş bölümle başlamıyor")


def test_a_file_that_cannot_be_read_is_told_by_name_and_the_others_are_read(inside, monkeypatch):
    area(inside, "a.md", 1)
    area(inside, "b.md", 2)

    read_bytes = Path.read_bytes

    def fails(path):
        if path.name == "a.md":
            raise PermissionError(13, "Permission denied", str(path))
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", fails)
    found = folder.read(inside)

    assert (numbers(found), said(found)) == ([2], ["a.md: Dosya okunamıyor: Permission denied."])


def test_a_folder_that_cannot_be_read_is_told_by_name(inside, monkeypatch):
    area(inside, "a.md", 1)
    area(inside, "kapalı/b.md", 2)
    scandir = os.scandir

    def fails(path):
        if os.fspath(path).endswith("kapalı"):
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", fails)
    found = folder.read(inside)

    assert (numbers(found), said(found)) == ([1], ["kapalı: Dosya okunamıyor: Permission denied."])


def test_all_problems_of_a_folder_are_told_at_once_by_file_and_line(inside):
    make.seed(inside, "b.md", "", title="a: b", area_id=1)
    make.seed(inside, "a.md", "", title='""', area_id="+1")
    area(inside, "c.md", 3, "A")
    area(inside, "d.md", 3, "B")

    assert said(folder.read(inside)) == [
        "a.md:2: “title” yazılmış ama boş. Metni yazın.",
        "a.md:3: “area_id” değeri “+1”; 1 ile 1000000 arasında bir tam sayı olmalı.",
        f"b.md:2:9: {COLON}",
        "d.md: “c.md” aynı şeyle ilgili. İki dosyadan birini bırakın.",
    ]


def test_warnings_are_no_errors(inside):
    make.seed(inside, "a.md", "", title="A", area_id=1, renk="mavi")
    area(inside, "b.md", 2)
    (inside / "c.md").write_bytes((inside / "b.md").read_bytes())

    found = folder.read(inside)

    assert (numbers(found), len(found.problems), found.errors) == ([1, 2], 2, ())


def test_a_run_with_an_error_says_which_problems_are_errors(inside):
    make.seed(inside, "a.md", "", title="A", area_id=1, renk="mavi")
    make.seed(inside, "b.md", "", title="A", area_id="x")

    assert [problem.path for problem in folder.read(inside).errors] == ["b.md"]


def test_progress_is_told_file_by_file(inside):
    for number in range(1, 4):
        area(inside, f"{number}.md", number)
    told = []

    folder.read(inside, told.append)

    assert told == [1, 2, 3]


@pytest.mark.parametrize("name", ["yok", "a.md"])
def test_what_is_no_folder_cannot_be_read(inside, name):
    area(inside, "a.md")

    with pytest.raises(NotADirectoryError, match=name):
        folder.read(inside / name)


def test_the_users_seed_alone_can_be_read(inside):
    (inside / "000_41c58fc0d092b88c.txt").write_bytes(Path("seeds/3/9-3.md").read_bytes())

    found = folder.read(inside)

    assert found.problems == ()
    assert isinstance(found.seeds["guidance", 9, 3], GuidanceSeed)
