"""Who set a cookie: every way by which a third party's script comes to write one."""

import asyncio

import pytest
from web.attribution import ENTRIES
from web.pages import web_hosts

from scanner.urls import host_of

pytestmark = pytest.mark.browser

# Code that stands in markup a third party inserts: the browser keeps no trace of who inserted it.
MARKUP = {"/toegang/attribuut"}
SEEN_THROUGH = [entry for entry in ENTRIES if entry.path not in MARKUP]


@pytest.fixture(scope="module")
def seen(observe, shop):
    return asyncio.run(observe(web_hosts(), {each.path: shop(each.path) for each in ENTRIES}))


@pytest.mark.parametrize("entry", SEEN_THROUGH, ids=lambda entry: entry.path)
def test_a_cookie_is_its_script_s_with_all_that_led_to_it(seen, entry):
    found = [
        (each.name, each.set_by.url, each.set_by.initiators) for each in seen[entry.path].cookies
    ]
    assert found == [("_derde", entry.setter, entry.initiators)]


@pytest.mark.parametrize("path", sorted(MARKUP))
def test_code_in_inserted_markup_counts_as_the_page_s(seen, path):
    assert [each.set_by.party for each in seen[path].cookies] == ["first"]


def test_the_setter_s_host_and_party_are_those_of_the_script(seen):
    found = {
        entry.path: [(each.set_by.host, each.set_by.party) for each in seen[entry.path].cookies]
        for entry in SEEN_THROUGH
    }
    assert found == {entry.path: [(host_of(entry.setter), "third")] for entry in SEEN_THROUGH}


def test_the_summary_says_how_many_ways_are_seen_through(seen, record_property):
    right = sum(
        [each.set_by.host for each in seen[entry.path].cookies] == [host_of(entry.setter)]
        for entry in ENTRIES
    )
    record_property(
        "summary", f"{right} of {len(ENTRIES)} entry points attributed to the right script host"
    )
    assert right == len(SEEN_THROUGH)
