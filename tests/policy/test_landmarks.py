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
        (r"[a-z]\d?", set()),
        ("(bewaren)?", set()),
        ("ip", set()),
    ],
)
def test_the_letters_a_pattern_cannot_do_without(pattern, letters):
    assert required(pattern) == letters


def test_a_concept_of_which_no_letters_stand_in_a_text_is_no_candidate():
    landmarks = Landmarks({"set": ["plaatsen"], "sell": ["verkopen"], "any": [r"\w+"]})
    assert landmarks.candidates("wij plaatsen niets") == {"set", "any"}
