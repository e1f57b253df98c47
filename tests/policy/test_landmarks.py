import pytest

from scanner.policy.landmarks import Landmarks, required


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        ("cookies?", {"cookie"}),
        (r"\w*gegevens", {"gegevens"}),
        (r"(ge)?plaatst", {"plaatst"}),
        ("(bewaren|wissen)( na)?", {"bewaren", "wissen"}),
        (r"(?<!niet )bewaren", {"bewaren"}),
        ("bewaren|wissen", {"bewaren", "wissen"}),
    ],
)
def test_the_letters_a_pattern_cannot_do_without(pattern, letters):
    assert required(pattern) == (frozenset(letters),)


@pytest.mark.parametrize("pattern", [r"[a-z]\d?", "(bewaren)?"])
def test_a_pattern_that_any_letters_match_needs_none(pattern):
    assert not any(required(pattern))


def test_a_pattern_of_which_the_letters_do_not_stand_in_a_text_is_no_candidate():
    landmarks = Landmarks(["plaatsen", "verkopen", r"[a-z]+", "plaatsen( \\w+)? cookies?"])
    assert landmarks.candidates("wij plaatsen niets") == [0, 2]
