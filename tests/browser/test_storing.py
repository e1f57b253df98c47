"""Every way of storing, a page each: what a visit records, whole."""

import asyncio

import pytest
from browser_rows import SHOP, cookies_of, items_of, refused_rows_of
from web import truth_called, truth_late, truth_own, truth_refused
from web.pages import web_hosts
from web.register import CASES

pytestmark = pytest.mark.browser

GROUPS = (
    "/http/", "/script/", "/vreemd/", "/geweigerd/", "/verkeer/", "/kader/", "/werker/",
    "/opslag/", "/later/", "/doen/", "/weg/",
)  # fmt: skip
COOKIES = truth_own.COOKIES | truth_called.COOKIES | truth_refused.COOKIES | truth_late.COOKIES
STORED = truth_called.STORED | truth_late.STORED
ENDED_ON = {"/verkeer/heen-en-weer": "/verkeer/heen-en-weer/thuis"}
HELD_BACK = "/verkeer/csp"


# What happens before an observer can be attached (a worker's first moment) or after it has gone (a
# page's last): what is stored is in the jar, and who stored it is told only when the observer was
# quick enough.
UNOBSERVED = {
    "/werker/genest",
    "/werker/gewoon",
    "/werker/gewoon-derde",
    "/werker/sw-cookiestore",
    "/weg/unload",
}
OF_THE_SETTER = {"set_by", "initiators", "trigger", "declared_lifetime_s"}


def _stored(row):
    return {key: value for key, value in row.items() if key not in OF_THE_SETTER}


@pytest.fixture(scope="module")
def seen(observe, shop):
    return asyncio.run(observe(web_hosts(), {path: shop(path) for path in COOKIES}))


def test_every_page_of_the_groups_has_its_truth():
    assert sorted(COOKIES) == sorted(path for path in CASES if path.startswith(GROUPS))


@pytest.mark.parametrize("path", [path for path in COOKIES if path not in UNOBSERVED])
def test_a_visit_records_exactly_the_cookies_that_were_stored(seen, path):
    assert cookies_of(seen[path]) == COOKIES[path]


@pytest.mark.parametrize("path", sorted(UNOBSERVED))
def test_a_cookie_whose_setter_nobody_could_watch_is_recorded_all_the_same(seen, path):
    assert [_stored(row) for row in cookies_of(seen[path])] == [
        _stored(row) for row in COOKIES[path]
    ]


@pytest.mark.parametrize("path", COOKIES)
def test_a_visit_lists_apart_exactly_the_cookies_that_were_refused(seen, path):
    assert refused_rows_of(seen[path]) == truth_refused.REFUSED.get(path, [])


@pytest.mark.parametrize("path", COOKIES)
def test_a_visit_records_exactly_the_items_that_were_stored(seen, path):
    assert items_of(seen[path]) == STORED.get(path, [])


def test_what_was_stored_stands_by_its_page_and_with_its_choice(seen):
    where = {
        path: {(each.page, each.choice) for each in (*visit.cookies, *visit.refused)}
        for path, visit in seen.items()
    }
    assert where == {
        path: {(SHOP + ENDED_ON.get(path, path), "none")}
        if COOKIES[path] or path in truth_refused.REFUSED
        else set()
        for path in COOKIES
    }


def test_whatever_a_page_does_stands_by_a_page_that_the_visit_lists(seen):
    strange = {
        path: {each.page for each in (*visit.cookies, *visit.refused, *visit.requests)}
        - {page.url for page in visit.pages}
        for path, visit in seen.items()
    }
    assert strange == {path: set() for path in seen}


def test_what_a_page_s_own_rule_holds_back_is_no_request(seen):
    assert [request.url for request in seen[HELD_BACK].requests] == [SHOP + HELD_BACK]


def test_every_visit_of_these_pages_ends_well(seen):
    assert {(visit.outcome, visit.reason, visit.incomplete) for visit in seen.values()} == {
        ("ok", None, ())
    }
