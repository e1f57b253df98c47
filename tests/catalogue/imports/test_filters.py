from datetime import date

import pytest
from listings import FILTERS

from scanner.catalogue.imports.filters import FORMAT


def test_it_is_recognised_and_plain_text_is_not():
    assert FORMAT.recognise(FILTERS)
    assert FORMAT.recognise("! Title: Lijst\n||a.example^\n")
    assert not FORMAT.recognise("a list of words\n")


def test_title_licence_and_day_are_those_of_its_head():
    content = FORMAT.read(FILTERS, "x")
    assert (content.title, content.licence, content.dated) == (
        "EasyPrivacy",
        "CC BY-SA 3.0",
        date(2026, 11, 21),
    )


def test_rules_on_requests_are_used_and_those_of_few_letters_refused():
    content = FORMAT.read(FILTERS, "x")
    assert content.rules == (
        "||spoor.example^$third-party",
        "/spoorpixel.$image",
        "@@||spoor.example/mag^",
    )
    assert content.refused == 1  # /ab; what a page shows is not counted


def test_list_without_a_head_has_no_title_licence_or_day_of_its_own():
    content = FORMAT.read("[Adblock Plus 2.0]\n||spoor.example^\n", "mijn-lijst")
    assert (content.title, content.licence, content.dated) == ("mijn-lijst", None, None)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("! Version: 202611211000", date(2026, 11, 21)),
        ("! Last modified: 2026-11-21", date(2026, 11, 21)),
        ("! Last modified: 31 Feb 2026", None),
        ("! Version: 3.1", None),
    ],
)
def test_day_is_read_in_several_forms(head, day):
    assert FORMAT.read(f"[Adblock]\n{head}\n||spoor.example^\n", "x").dated == day
