"""Reading takes time in step with length. Limits are in rounds of a loop that is timed in the same
process, in time of the processor: neither a slow machine nor a busy one breaks any.

One round is 0.02 to 0.04 s. The ceilings are about four times what was measured: a second process
on the same core can double a time. What grows with the square of a length takes a hundredfold.
"""

import random
import re
import time
from functools import cache
from pathlib import Path

import pytest

from scanner.policy.claims import read_claims
from scanner.policy.document import read_document
from scanner.policy.durations import find_durations
from scanner.policy.tables import read_tables
from scanner.words import PolicyStatus

PRACTICE = "Wij plaatsen cookies op onze website om het bezoek te meten. "
HEADER = "| Naam | Aanbieder | Doel | Bewaartermijn |\n|---|---|---|---|\n"
ROW = "| _ga_{number} | Google | bezoek meten | {number} dagen |\n"
CASES = Path(__file__).with_name("cases")
WORD = re.compile(r"\b[a-z]{6,}\b")


def seconds(work, *args):
    start = time.process_time()
    work(*args)
    return time.process_time() - start


def calibrate():
    """Do what reading does most: match patterns, cut, count and join words."""
    text = (PRACTICE * 20 + "\n") * 20
    for _ in range(20):
        words = WORD.findall(text.lower())
        counts = {}
        for word in words:
            counts[word] = counts.get(word, 0) + len(word.strip())
        " ".join([word for word in text.split() if counts.get(word) and not word.isupper()])


def rounds(work, *args):
    """Return how many rounds of the loop a work takes; the loop runs before it and after it."""
    before = seconds(calibrate)
    taken = seconds(work, *args)
    return 2 * taken / (before + seconds(calibrate))


def read(text, name="a.txt"):
    found = read_document(text.encode(), name)
    return read_tables(found.text, "nl") if found.text else ()


def claims_of(text, name="a.txt"):
    found = read_document(text.encode(), name)
    return read_claims(found.text).claims if found.text else ()


def filled(part, length):
    return (part * (1 + length // len(part)))[:length]


def table(count):
    return HEADER + "".join(ROW.format(number=number) for number in range(count))


def page_of_table(count):
    rows = "".join(
        f"<tr><td>_ga_{number}</td><td>Google</td><td>bezoek meten</td><td>2 jaar</td></tr>"
        for number in range(count)
    )
    return f"<html><body><p>{PRACTICE * 4}</p><table>{rows}</table></body></html>"


@cache
def prose(length):
    """Return policies on end of which no two sentences are the same."""
    chance = random.Random(1)

    def inflected(word):
        return word[0] + chance.choice(("", "", "", "", "en", "s", "lijk"))

    sources = [path.read_text(encoding="utf-8") for path in sorted(CASES.glob("*.txt"))]
    texts = []
    while sum(map(len, texts)) < length:
        texts += [WORD.sub(inflected, source) for source in sources]
    return "\n\n".join(texts)[:length]


def as_page(text):
    return f"<html><body><main><p>{text.replace(chr(10) * 2, '</p><p>')}</p></main></body></html>"


@pytest.fixture(scope="module", autouse=True)
def _filled_caches():
    """Have what is built once built before anything is timed."""
    claims_of(prose(1_000_000)[:30_000])
    read(table(20), "a.md")


def test_claims_of_prose_take_time_in_step_with_length_up_to_what_is_read():
    text = prose(1_000_000)
    small, middle, large = (
        rounds(claims_of, text[-length:]) for length in (10_000, 100_000, 1_000_000)
    )
    assert small < 20
    assert middle < 140
    assert large < 260


@pytest.mark.parametrize(
    ("make", "name"), [(str, "a.txt"), ("# Beleid\n\n{}".format, "a.md"), (as_page, "a.html")]
)
def test_prose_is_read_in_time_in_step_with_length(make, name):
    text = prose(1_000_000)
    short, long = (rounds(read, make(text[-length:]), name) for length in (50_000, 300_000))
    assert long < 28
    assert long < 20 * short + 2


ONE_LINE = {
    "cookie ": 24,
    "a": 20,
    "a-": 24,
    "1234567890": 32,
    ".": 24,
    "wij plaatsen cookies en meten bezoek, waarbij ": 28,
    "Plaatsen wij cookies? Nee. ": 80,
    "a | b | c  ": 96,
}


@pytest.mark.parametrize(("part", "most"), ONE_LINE.items())
def test_a_line_without_end_takes_time_in_step_with_length(part, most):
    text = PRACTICE * 20 + "\n\n"
    short, long = (rounds(claims_of, text + filled(part, length)) for length in (70_000, 700_000))
    assert long < most
    assert long < 20 * short + 3


@pytest.mark.parametrize("part", ["Ja nee\n", "1 23 456\n7890\n\n"])
def test_of_very_many_lines_the_first_are_read(part):
    text = PRACTICE * 20 + "\n" + filled(part, 1_000_000)
    assert rounds(claims_of, text) < 170
    found = read_document(text.encode(), "a.txt")
    assert found.status is PolicyStatus.PARTIAL
    assert found.reason == "it has more than 20,000 lines; the first of them were read"
    assert len(found.text.blocks) <= 20_000


def test_as_many_lines_as_are_read_are_read_whole():
    text = "Ja nee\n" * 20_000
    assert read_document(text.encode(), "a.txt").status is PolicyStatus.READ


@pytest.mark.parametrize(
    "text",
    [" " * 900_000 + "x y", "\n" * 900_000 + "x y", "| a" * 150_000 + "\n" + "| a" * 150_000],
    ids=["blanks", "line ends", "cells in two lines"],
)
def test_what_says_nothing_takes_next_to_no_time(text):
    assert rounds(read, text) < 56


@pytest.mark.parametrize("part", ["1 ", "een half "])
def test_lifetimes_are_found_in_time_in_step_with_length(part):
    short, long = (
        rounds(find_durations, filled(part, length), "nl") for length in (30_000, 300_000)
    )
    assert long < 20 * short + 2


MARKS = ["<!--", "[a](b", "![", "*a", "`", "|", "](", "> > "]


@pytest.mark.parametrize("part", MARKS)
def test_marks_that_are_never_closed_take_time_in_step_with_length(part):
    short, long = (rounds(read, filled(part, length), "a.md") for length in (20_000, 200_000))
    assert long < 32
    assert long < 20 * short + 3


def test_a_heading_with_blanks_inside_is_read_once():
    assert rounds(read, f"# a{' ' * 500_000}b", "a.md") < 16


TAGS = {"<div>": 10, "<ul><li>": 10, "<p hidden>x</p>": 18, "<p>a": 80, "<tr><td>a<td>b": 90}


@pytest.mark.parametrize(("part", "most"), TAGS.items())
def test_tags_that_are_never_closed_take_no_longer(part, most):
    assert rounds(read, f"<html><body><table>{filled(part, 100_000)}", "a.html") < most


def test_of_very_many_tags_the_first_are_read():
    text = f"<html><body><p>{PRACTICE * 20}</p>{'<b>x</b>' * 110_000}"
    found = read_document(text.encode(), "a.html")
    assert found.status is PolicyStatus.PARTIAL
    assert found.reason == "it has more than 100,000 tags; the part before was read"


@pytest.mark.parametrize(("make", "name"), [(table, "a.md"), (page_of_table, "a.html")])
def test_ten_thousand_rows_are_read_and_counted(make, name):
    claims = []
    text = make(10_000)
    assert rounds(lambda: claims.extend(read(text, name))) < 320
    assert claims[0].params == {"count": 10_000}
