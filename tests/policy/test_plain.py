import re

import pytest
from policy_texts import CASES, FILES, NEEDED, read_seed

from scanner.policy.compose import CELL_MARK
from scanner.policy.plain import read_plain
from scanner.policy.text import BlockKind

HEADING, ITEM, ROW = BlockKind.HEADING, BlockKind.ITEM, BlockKind.ROW
PARAGRAPH = BlockKind.PARAGRAPH


def blocks(source):
    """Return kind, number and text of every block."""
    policy = read_plain(source)
    return [
        (block.kind, block.number, policy.text[block.start : block.end]) for block in policy.blocks
    ]


def texts(source, kind=None):
    return [text for found, _, text in blocks(source) if kind in (None, found)]


def check_origins(policy):
    """Every character of the text is the source's own, in order, but for blanks and cell marks."""
    assert len(policy.origin) == len(policy.text)
    assert list(policy.origin) == sorted(policy.origin)  # non-decreasing
    for block in policy.blocks:
        text = policy.text[block.start : block.end]
        quote, start, end = policy.quote(block.start, block.end)
        assert policy.source[start:end] == quote
        if block.kind is not ROW:
            places = policy.origin[block.start : block.end]
            assert all(
                policy.source[place] == letter
                or (letter == " " and policy.source[place].isspace())
                or (letter == " " and not policy.source[place].isalnum())
                for letter, place in zip(text, places, strict=True)
            )
        for first, last in block.cells:
            if first < last:
                assert policy.quote(first, last)[0].split() == policy.text[first:last].split()


@pytest.mark.parametrize("path", [*FILES, *CASES], ids=lambda path: path.stem)
def test_every_character_stands_where_its_origin_says(path):
    check_origins(read_plain(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_word_of_a_seed_is_lost(path):
    source = path.read_text(encoding="utf-8")
    kept = set(re.findall(r"[^\W\d_]{5,}", read_plain(source).text.lower()))
    words = re.findall(r"[^\W\d_]{5,}", re.sub(r"-\s*\n\s*", "", source).lower())
    lost = {word for word in words if word not in kept}
    assert lost <= {"artikel"}


@NEEDED
def test_a_footer_inside_a_sentence_is_left_out():
    text = read_plain(read_seed("000")).text
    assert "05-07-2023" not in text
    assert re.search(r"worden dan niet meer verwerkt", text)


@NEEDED
def test_no_word_of_a_seed_stays_cut_at_a_line_end():
    text = read_plain(read_seed("000")).text
    assert re.findall(r"[a-z]+-(?:soonlijke|ordening|ranet|vens|gen\b|len\b)", text) == []
    assert "info@claranet.nl" in text
    assert "wet- en regelgeving" in text


def test_lines_that_were_set_to_a_width_are_one_paragraph():
    source = (
        "Wij gebruiken op onze website alleen de cookies die nodig zijn\n"
        "om de winkelwagen te laten werken en om u ingelogd te houden,\n"
        "en verder niets. Zonder deze cookies werkt de winkel niet.\n"
        "\n"
        "Contact\n"
        "Schrijf ons gerust."
    )
    assert [kind for kind, _, _ in blocks(source)] == [PARAGRAPH, HEADING, PARAGRAPH]
    assert texts(source)[1:] == ["Contact", "Schrijf ons gerust."]


def test_lines_that_are_paragraphs_stay_apart():
    source = "Wij plaatsen cookies.\nWij meten het bezoek.\nWij verkopen niets."
    assert texts(source) == source.split("\n")


@pytest.mark.parametrize(
    "heading",
    [
        "1. Wie zijn wij?",
        "WELKE COOKIES WIJ PLAATSEN",
        "Artikel 4 Cookies",
        "2.1 Cookies",
        "Onze cookies",
    ],
)
def test_a_line_is_a_heading(heading):
    kind, _, text = blocks(f"{heading}\n\nWij plaatsen cookies.")[0]
    assert kind is HEADING
    assert heading.endswith(text)


@pytest.mark.parametrize(
    "line",
    ["Wij plaatsen cookies.", "Postbus 12, 1234 AB Dorp", "Mail info@winkel.example", "het bezoek"],
)
def test_a_line_is_no_heading(line):
    assert blocks(f"{line}\n\nWij plaatsen cookies.")[0][0] is PARAGRAPH


def test_a_clause_keeps_its_number_apart():
    assert blocks("12.1. Wij plaatsen cookies van derden.") == [
        (PARAGRAPH, "12.1", "Wij plaatsen cookies van derden.")
    ]


def test_items_continue_the_lead_before_them():
    policy = read_plain(
        "Wij gebruiken cookies om:\na) te meten;\nb) u te herkennen.\n\nVerder niets."
    )
    assert [(block.kind, block.stem) for block in policy.blocks] == [
        (PARAGRAPH, None),
        (ITEM, 0),
        (ITEM, 0),
        (PARAGRAPH, None),
    ]


def test_an_item_continues_its_own_lead_deeper():
    policy = read_plain("Wij doen:\na) dit:\n• een;\n• twee;\nb) dat.")
    assert [(block.stem, block.level) for block in policy.blocks] == [
        (None, 0),
        (0, 1),
        (1, 2),
        (1, 2),
        (0, 1),
    ]


def test_items_after_a_full_sentence_continue_nothing():
    policy = read_plain("Wij doen veel.\n• Wij meten.\n• Wij tellen.")
    assert [block.stem for block in policy.blocks] == [None, None, None]


def test_numbered_lines_side_by_side_are_a_list_and_no_headings():
    source = "Inhoud van deze verklaring:\n1. Wie wij zijn\n2. Cookies\n3. Contact"
    assert [kind for kind, _, _ in blocks(source)] == [PARAGRAPH, ITEM, ITEM, ITEM]


@pytest.mark.parametrize("separator", [" | ", "\t", "    "])
def test_rows_of_cells_are_a_table(separator):
    source = "\n".join(
        separator.join(row) for row in (("Naam", "Duur", "Doel"), ("_ga", "2 jaar", "meten"))
    )
    assert texts(source, ROW) == ["Naam | Duur | Doel", "_ga | 2 jaar | meten"]


def test_a_rule_under_the_first_row_makes_it_the_header():
    policy = read_plain("| Naam | Duur |\n|---|---|\n| _ga | 2 jaar |\n| _gid |  |")
    assert [(block.header, block.table, len(block.cells)) for block in policy.blocks] == [
        (True, 0, 2),
        (False, 0, 2),
        (False, 0, 2),
    ]


def test_pairs_that_stand_below_each_other_are_a_table():
    source = "Gegevens        Termijn\nOfferten        4 jaar\nOnze mail       zes maanden\n"
    assert texts(source, ROW) == [
        CELL_MARK.join(pair)
        for pair in (("Gegevens", "Termijn"), ("Offerten", "4 jaar"), ("Onze mail", "zes maanden"))
    ]


@pytest.mark.parametrize(
    "source",
    [
        "Gegevens     Termijn\nOfferten          4 jaar\nOnze mail  zes maanden\n",
        "Gegevens        Termijn\nOfferten        4 jaar\n",
    ],
)
def test_lines_with_a_gap_here_and_there_are_no_table(source):
    assert texts(source, ROW) == []


def test_one_line_with_a_pipe_is_no_table():
    assert blocks("5 mei | Privacybeleid")[0][0] is not ROW


def test_running_headers_and_page_numbers_are_left_out():
    pages = "\f".join(
        f"Winkel privacyverklaring\n\nWij plaatsen {word} cookies op deze site.\n\np. {page}/3"
        for page, word in enumerate(("vaste", "tijdelijke", "vreemde"), 1)
    )
    assert texts(pages) == [
        f"Wij plaatsen {word} cookies op deze site." for word in ("vaste", "tijdelijke", "vreemde")
    ]


def test_a_text_without_letters_to_read_has_no_blocks():
    assert read_plain(" \n\u200b\n").blocks == ()


def test_cells_are_joined_by_the_mark():
    assert CELL_MARK.join(("a", "b")) in texts("a\tb\nc\td")


def test_a_line_that_goes_on_in_brackets_is_no_paragraph_of_its_own():
    first = "Deze verklaring gaat over de website van onze muziekvereniging"
    second = "(www.harmoniesintjan-van-het-dorp.example) in het gelijknamige dorp, en over"
    third = "wat wij met de gegevens van leden en bezoekers doen."
    assert texts("\n".join((first, second, third))) == [" ".join((first, second, third))]
