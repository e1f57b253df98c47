"""What the agent makes of banners that are not as they should be.

The ordinary ones stand in the test web (tests/web/banners) and are visited whole.
"""

import asyncio

import pytest
from tricky_banners import DONE, PAGES, PARTS, serve_page, serve_parts

from scanner.words import ConsentChoice, ConsentProof

pytestmark = pytest.mark.browser

ACCEPT, REJECT = ConsentChoice.ACCEPT, ConsentChoice.REJECT
HOSTS = {f"www.proef{number}.example": name for number, name in enumerate(PAGES)}
HOST_OF = {name: host for host, name in HOSTS.items()}
VISITS = [(name, choice) for name in PAGES for choice in (ACCEPT, REJECT)]


@pytest.fixture(scope="module")
def chosen(choose_all):
    hosts = {host: serve_page(PAGES[name]) for host, name in HOSTS.items()}
    visits = [(HOST_OF[name], choice) for name, choice in VISITS]
    answers = asyncio.run(choose_all(hosts | {PARTS: serve_parts}, visits))
    return {(HOSTS[host], choice): answer for (host, choice), answer in answers.items()}


@pytest.mark.parametrize(("name", "choice"), VISITS)
def test_a_choice_is_made_by_the_controls_that_make_it(chosen, name, choice):
    consent, expected = chosen[name, choice], getattr(PAGES[name], choice)
    assert (consent.outcome, consent.pressed) == expected, consent.why


@pytest.mark.parametrize(("name", "choice"), VISITS)
def test_what_the_page_stored_is_the_choice_that_was_made(chosen, name, choice):
    """A wrong press stores a word that is no choice: without ``stored`` it was no right one."""
    consent = chosen[name, choice]
    is_made = getattr(PAGES[name], choice)[0] is DONE
    assert (ConsentProof.STORED in consent.proofs) is is_made


def test_a_tool_is_named_where_its_rule_pressed(chosen):
    tools = [
        chosen["taal zonder woorden, hulpmiddel bekend", each].tool for each in (ACCEPT, REJECT)
    ]
    assert tools == ["OneTrust", "OneTrust"]


def test_a_banner_that_cannot_be_read_says_why(chosen):
    assert chosen["alleen sluiten", REJECT].why == "no way to refuse was found"


@pytest.mark.parametrize("choice", [ACCEPT, REJECT])
def test_a_button_that_opens_the_settings_again_is_no_banner(chosen, choice):
    assert ConsentProof.GONE in chosen["laadt opnieuw", choice].proofs


@pytest.mark.parametrize("choice", [ACCEPT, REJECT])
def test_a_banner_is_gone_though_a_window_beside_it_still_stands(chosen, choice):
    assert ConsentProof.GONE in chosen["naast wat blijft staan", choice].proofs


def test_boxes_are_told_as_they_were_before_the_choice(chosen):
    banner = chosen["schakelaar en ingeklapt vinkje", REJECT].banner
    assert [(each.name, each.on, each.locked) for each in banner.categories] == [
        ("Marketing", True, False)
    ]
