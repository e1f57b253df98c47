"""Reading takes time in step with length. The limits are five times what was promised, in time of
the processor, so that a busy machine breaks none."""

import random
import re
import time
from pathlib import Path

import pytest

from scanner.policy.claims import read_claims
from scanner.policy.document import read_document
from scanner.policy.durations import find_durations
from scanner.policy.tables import read_tables

PARAGRAPH = (
    "{number}.1 Wij plaatsen op onze website cookies om het bezoek te meten en bewaren wat wij\n"
    "daarmee te weten komen ten hoogste dertien maanden, waarna wij het ver-\nwijderen.\n\n"
    "Bewaartermijnen {number}\n\n- analytische cookies: 2 jaar;\n- andere: een half jaar.\n\n"
)
HEADER = "| Naam | Aanbieder | Doel | Bewaartermijn |\n|---|---|---|---|\n"
ROW = "| _ga_{number} | Google | bezoek meten | {number} dagen |\n"
SECONDS = 10.0
CASES = Path(__file__).with_name("cases")


def seconds(work, *args):
    start = time.process_time()
    work(*args)
    return time.process_time() - start


def read(text, name="a.txt"):
    found = read_document(text.encode(), name)
    return read_tables(found.text, "nl") if found.text else ()


def repeated(part, length):
    made = [part.format(number=number) for number in range(1, 2 + length // len(part))]
    return "".join(made)[:length]


def as_page(text):
    return f"<html><body><main><p>{text.replace(chr(10) * 2, '</p><p>')}</p></main></body></html>"


def varied_policies(length):
    """Return policies on end of which no two sentences are the same."""
    chance = random.Random(1)  # noqa: S311 - it varies words, it guards nothing

    def inflected(word):
        return word[0] + chance.choice(("", "", "", "", "en", "s", "lijk"))

    sources = [path.read_text(encoding="utf-8") for path in sorted(CASES.glob("*.txt"))]
    texts = []
    while sum(map(len, texts)) < length:
        texts += [re.sub(r"\b[a-z]{6,}\b", inflected, source) for source in sources]
    return "\n\n".join(texts)[:length]


def claims_of(text, name="a.txt"):
    found = read_document(text.encode(), name)
    return read_claims(found.text).claims if found.text else ()


@pytest.mark.parametrize(
    ("name", "make"), [("a.txt", str), ("a.html", as_page)], ids=["text", "page"]
)
def test_claims_of_real_wording_take_time_in_step_with_length(name, make):
    text = varied_policies(1_000_000)
    claims_of(make(text[:100_000]), name)  # fills what is kept
    short, long = (
        seconds(claims_of, make(text[-length:]), name) for length in (100_000, 1_000_000)
    )
    assert long < SECONDS
    assert long < 25 * short + 0.5


@pytest.mark.parametrize(
    "text",
    [
        "wij plaatsen cookies en meten bezoek, waarbij " * 20_000,
        "Plaatsen wij cookies? Nee. " * 36_000,
    ],
    ids=["one sentence", "answers"],
)
def test_claims_that_repeat_themselves_take_no_longer(text):
    claims_of("Wij plaatsen cookies om het bezoek aan onze website te meten.")
    assert seconds(claims_of, text) < SECONDS


@pytest.mark.parametrize(
    ("name", "make"), [("a.txt", str), ("a.md", "# Beleid\n\n{}".format), ("a.html", as_page)]
)
def test_time_grows_in_step_with_length(name, make):
    read(make(repeated(PARAGRAPH, 10_000)), name)  # fills what is kept
    short, long = (
        seconds(read, make(repeated(PARAGRAPH, length)), name) for length in (100_000, 1_000_000)
    )
    assert long < SECONDS
    assert long < 25 * short + 0.5


@pytest.mark.parametrize(
    "text",
    [
        "cookie " * 100_000,
        "a" * 1_000_000,
        "a-" * 300_000,
        " " * 900_000 + "x y",
        "\n" * 900_000 + "x y",
        "een " * 200_000,
        "1 " * 300_000,
        "Ja nee\n" * 70_000,
    ],
    ids=["cookie", "one word", "hyphens", "blanks", "lines", "number words", "digits", "short"],
)
def test_text_that_repeats_itself_takes_no_longer(text):
    assert seconds(read, text) < SECONDS
    assert seconds(find_durations, text, "nl") < SECONDS


@pytest.mark.parametrize(
    "text",
    [
        "<!--" * 100_000,
        "[a](b" * 60_000,
        "![" * 60_000,
        "*a" * 100_000,
        "`" * 200_000,
        "|" * 200_000,
    ],
    ids=["comments", "links", "pictures", "stars", "ticks", "pipes"],
)
def test_marks_that_are_never_closed_take_no_longer(text):
    assert seconds(read, text, "a.md") < SECONDS


@pytest.mark.parametrize(
    "markup",
    ["<div>" * 100_000, "<ul><li>" * 50_000, "<p hidden>x</p>" * 50_000, "<b>x" * 50_000],
    ids=["deep", "lists", "hidden", "bold"],
)
def test_markup_that_repeats_itself_takes_no_longer(markup):
    assert seconds(read, f"<html><body>{markup}", "a.html") < SECONDS


def test_ten_thousand_rows_are_read_and_counted():
    text = HEADER + "".join(ROW.format(number=number) for number in range(10_000))
    start = time.process_time()
    claims = read(text, "a.md")
    assert time.process_time() - start < SECONDS
    assert claims[0].params == {"count": 10_000}
