import pytest

from questionnaire.domain.layout import is_ours, path_of

PATHS = [
    (("questionnaire", 0, 0), None, "questionnaire.md"),
    (("area", 3, 0), None, "3/area.md"),
    (("question", 9, 0), 3, "3/9.md"),
    (("question", 9, 0), None, "alansiz/9.md"),
    (("guidance", 9, 3), 3, "3/9-3.md"),
    (("guidance", 9, 3), None, "alansiz/9-3.md"),
]


@pytest.mark.parametrize(("key", "area", "path"), PATHS)
def test_every_text_has_its_place_and_that_is_known_for_ours(key, area, path):
    assert (path_of(key, area), is_ours(path)) == (path, True)


@pytest.mark.parametrize(
    "path",
    [
        "README.md",
        "3/README.md",
        "9.md",
        "a/9.md",
        "3/9-3.txt",
        "3/9-3-1.md",
        "3/x/9.md",
        "3/9.md~",
        ".gitkeep",
        "3/questionnaire.md",
        "٣/area.md",
    ],
)
def test_any_other_file_is_not_ours(path):
    assert not is_ours(path)
