import pytest

from scanner.policy.compose import HIDDEN
from scanner.policy.hyphens import Hyphens


def joined(first, second, rest=""):
    """Join two lines as the text does."""
    shown = f"{first}\n{second}\n{rest}"
    joint = Hyphens(shown).joint((0, len(first)), (len(first) + 1, len(first) + 1 + len(second)))
    return (first[:-1] if joint.drop else first) + " " * joint.blank + second


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("uw gege-", "vens", "uw gegevens"),
        ("per e-", "mail", "per e-mail"),
        ("een opt-", "out", "een opt-out"),
        ("uw surf-", "en zoekgedrag", "uw surf- en zoekgedrag"),
        ("de wet-", "of regelgeving", "de wet- of regelgeving"),
        ("de EU-", "Verordening", "de EU-Verordening"),
        ("bel 020-", "5551234", "bel 020-5551234"),
        ("zo -", "en niet anders", "zo - en niet anders"),
        ("ver\u00ad", "geten", "vergeten"),
        ("een zin", "gaat door", "een zin gaat door"),
    ],
)
def test_a_line_end_is_joined(first, second, whole):
    assert joined(first, second) == whole


def test_the_words_of_the_text_decide_before_the_list_of_first_parts():
    assert joined("een re-", "clame", "Veel reclame.") == "een reclame"


def test_a_word_that_the_text_writes_with_a_hyphen_keeps_it():
    assert joined("de klant-", "reis", "De klant-reis telt.") == "de klant-reis"


def test_a_hyphen_that_a_lost_line_end_left_is_hidden():
    shown = "Wij moeten vol-doen aan de wet en voldoen daaraan."
    assert Hyphens(shown).without_stale(HIDDEN) == shown.replace("-", HIDDEN)


@pytest.mark.parametrize(
    "shown",
    [
        "Een e-mail is geen email.",
        "Een vol-doen zonder het hele woord.",
        "web-site en web-site naast website.",
        "na-het-werk en nahet",
        "info@vol-doen.nl en voldoen",
    ],
)
def test_a_hyphen_that_may_be_meant_stays(shown):
    assert Hyphens(shown).without_stale(HIDDEN) == shown
