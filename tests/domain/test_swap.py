import os
import stat
from pathlib import Path

import pytest

from questionnaire.domain import swap
from questionnaire.domain.swap import Changed, files_in, replace

FILES = {"1/a.md": b"yeni", "b.md": b"\xff"}


def texts(folder):
    return {name: (folder / name).read_bytes() for name in files_in(folder)}


@pytest.fixture
def old(tmp_path):
    """A folder with an export in it, and with what somebody else put there."""
    folder = tmp_path / "seeds"
    (folder / "1").mkdir(parents=True)
    (folder / "1" / "a.md").write_bytes(b"eski")
    (folder / "1" / "c.md").write_bytes(b"gitsin")
    (folder / "1" / "not.txt").write_bytes(b"kalsin")
    return folder


def beside(folder):
    return sorted(path.name for path in folder.parent.iterdir())


def test_a_folder_is_made_with_those_above_it(tmp_path):
    replace(tmp_path / "b" / "seeds", FILES)

    assert (texts(tmp_path / "b" / "seeds"), beside(tmp_path / "b" / "seeds")) == (FILES, ["seeds"])


def test_a_folder_is_replaced_as_a_whole_but_for_what_is_carried_over(old):
    replace(old, FILES, carried=["1/not.txt"])

    assert (texts(old), beside(old)) == ({**FILES, "1/not.txt": b"kalsin"}, ["seeds"])


def test_it_is_replaced_as_well_where_two_folders_cannot_change_places_at_once(old, monkeypatch):
    monkeypatch.setattr(swap.ctypes, "CDLL", lambda *_, **__: object())  # as on a system without renameat2

    replace(old, FILES)

    assert (texts(old), beside(old)) == (FILES, ["seeds"])


def test_a_linked_folder_is_replaced_where_it_is(old, tmp_path):
    (tmp_path / "link").symlink_to(old)

    replace(tmp_path / "link", FILES)

    assert (texts(old), (tmp_path / "link").is_symlink()) == (FILES, True)


def test_rights_of_the_folder_and_links_in_it_stay(old):
    old.chmod(0o750)
    (old / "link").symlink_to("yok")

    replace(old, FILES, carried=["link"])

    assert (stat.S_IMODE(old.stat().st_mode), (old / "link").readlink()) == (0o750, Path("yok"))


def test_a_folder_that_cannot_be_written_is_as_it_was(old):
    before = texts(old)

    with pytest.raises(OSError, match="File exists"):
        replace(old, {"1": b"", "1/a.md": b""})

    assert (texts(old), beside(old)) == (before, ["seeds"])


def test_what_an_interrupted_export_left_is_cleared_away(old):
    left = old.parent / ".seeds.x.export"
    (left / "new").mkdir(parents=True)

    replace(old, FILES)

    assert beside(old) == ["seeds"]


def test_what_another_export_is_working_on_is_left_alone(old):
    left = old.parent / ".seeds.x.export"
    left.mkdir()

    with swap._held(left):
        replace(old, FILES)

    assert beside(old) == [".seeds.x.export", "seeds"]


def test_a_folder_that_an_interrupted_export_had_taken_away_comes_back(old):
    before = texts(old)
    left = old.parent / ".seeds.x.export"
    left.mkdir()
    old.rename(left / "old")

    swap.tidy(old)

    assert (texts(old), beside(old)) == (before, ["seeds"])


def test_what_somebody_wrote_meanwhile_is_not_thrown_away(old, monkeypatch):
    fsync = os.fsync

    def late(descriptor):
        if (old / "1" / "a.md").read_bytes() == b"eski":
            (old / "1" / "a.md").write_bytes(b"tam o anda")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", late)
    with pytest.raises(Changed) as changed:
        replace(old, FILES)

    monkeypatch.undo()
    replace(old, {"b.md": b""})
    assert (texts(old), texts(changed.value.kept)["1/a.md"]) == ({"b.md": b""}, b"tam o anda")
