from questionnaire.domain.problem import Problem, Severity
from questionnaire.wording import located, worded


def test_a_problem_is_an_error_unless_it_says_otherwise():
    assert Problem("x").is_error
    assert not Problem("x", severity=Severity.WARNING).is_error


def test_a_problem_is_told_in_turkish_with_what_it_is_about():
    problem = Problem("“%(key)s” is there but empty. Write the number.", {"key": "area_id"})

    assert worded(problem) == "“area_id” yazılmış ama boş. Numarayı yazın."


def test_a_problem_is_told_with_as_much_of_its_place_as_is_known():
    places = [Problem("x", path="a.md", line=2, column=3), Problem("x", path="a.md", line=2), Problem("x", path="a.md")]

    assert [located(place) for place in places] == ["a.md:2:3: x", "a.md:2: x", "a.md: x"]
