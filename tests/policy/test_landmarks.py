import random
import re

import pytest

from scanner.policy.landmarks import Landmarks, required
from scanner.policy.lexicon import find_first

PARTS = ("in", "cookie", "s?", " ", "( de)?", "(geen |niet )?", "~", r"\w*", "(ge|be)zien", "eu")
PARTS += ("(?= )", "(?<!niet )", "(a|)", "[eo]n", r"v\.s\.", "(op ?)+", "e{2}", "-", "^", "zet$")
WORDS = ("in", "cookie", "cookies", "de", "geen", "niet", "gezien", "eu", "v.s.", "op", "ee", "zet")


def whole(pattern):
    written = pattern.replace("~", r"[\s-]?").replace(" ?", r"\s*")
    return re.compile(rf"(?<!\w)(?:{written})(?!\w)")


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        ("cookies?", {" cookie"}),
        (r"\w*gegevens", {"gegevens "}),
        (r"(ge)?plaatst", {"plaatst "}),
        ("(bewaren|wissen)( na)?", {" bewaren ", " wissen "}),
        (r"(?<!niet )bewaren", {" bewaren "}),
        ("bewaren|wissen", {" bewaren ", " wissen "}),
        ("(geen |niet )?cookies", {" cookies "}),
        ("(zet)+", {"zet"}),
        ("zet(?= )", {" zet "}),
    ],
)
def test_the_letters_a_pattern_cannot_do_without(pattern, letters):
    assert required(pattern) == (frozenset(letters),)


@pytest.mark.parametrize("pattern", [r"[a-z]\d?", "(bewaren)?"])
def test_a_pattern_that_any_letters_match_needs_none(pattern):
    assert not any(required(pattern))


@pytest.mark.parametrize(
    ("pattern", "why"),
    [("(de", "missing )"), ("de)", "unbalanced parenthesis"), ("[de", "a set does not end")],
)
def test_a_pattern_that_is_not_well_formed_says_so(pattern, why):
    with pytest.raises(re.error, match=re.escape(why)):
        required(pattern)


def test_a_pattern_of_which_the_letters_do_not_stand_in_a_text_is_no_candidate():
    landmarks = Landmarks(["plaatsen", "verkopen", r"[a-z]+", "plaatsen( \\w+)? cookies?"])
    assert landmarks.candidates("wij plaatsen niets") == [0, 2]


def test_a_pattern_that_is_a_whole_word_is_no_candidate_within_another():
    assert Landmarks(["in", "in(s|t)?", r"in\w*"]).candidates("informatie") == [1, 2]


@pytest.mark.parametrize("seed", range(12))
def test_whatever_matches_is_a_candidate(seed):
    chance = random.Random(seed)
    patterns = ["".join(chance.choices(PARTS, k=chance.randint(1, 4))) for _ in range(40)]
    patterns = [pattern for pattern in patterns if not re.search(r"[~*?+}][*?+{]", pattern)]
    landmarks, compiled = Landmarks(patterns), list(map(whole, patterns))
    for _ in range(40):
        text = chance.choice((" ", "")).join(chance.choices(WORDS, k=chance.randint(1, 6)))
        matching = {index for index, one in enumerate(compiled) if one.search(text)}
        assert matching <= set(landmarks.candidates(text)), text


@pytest.mark.parametrize("seed", range(20))
def test_branches_that_are_tried_apart_find_what_one_pattern_of_them_all_does(seed):
    chance = random.Random(seed)
    parts = ("a", "b", "[ab]", ".", "c?", "(?=b)", "(?<!a)")
    branches = ["a" + "".join(chance.choices(parts, k=chance.randint(1, 3))) for _ in range(5)]
    branches += ["".join(chance.choices(parts, k=3)) + "b" for _ in range(3)]
    text = "".join(chance.choices("abc", k=60))
    apart = [match.span() for _, match in find_first(list(map(re.compile, branches)), text)]
    assert apart == [match.span() for match in re.finditer("|".join(branches), text)]


def test_a_branch_that_matches_nothing_at_all_ends_with_the_text():
    found = find_first([re.compile("x"), re.compile("(?!a)")], "ab")
    assert [(place, match.start()) for place, match in found] == [(1, 1), (1, 2)]
