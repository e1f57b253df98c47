"""Pages that hang, shout, lead astray or never end: the visit ends, and keeps what it saw."""

import asyncio

import pytest
from browser_rows import SHOP, cookie, cookies_of, written
from web.pages import web_hosts
from web.register import CASES

pytestmark = pytest.mark.browser

LIMIT_S = 60.0  # as SCAN_VISIT_TIMEOUT_S
TEARDOWN_S = 5.0
ELDERS = "https://cdn.derde.example/vijandig/elders"


def _first(name):
    return cookie("vooraf", by=f"/vijandig/{name}")


def _page(name, outcome="ok", reason=None, *also):
    return {f"/vijandig/{name}": (outcome, reason, [_first(name), *also])}


# path -> outcome, reason, cookies
TRUTH = (
    _page("lus", "timeout", "page")
    | _page("lus-later", "timeout", "page")
    | _page("lus-kader", "timeout", "page")
    | _page("meldingen", "skipped", "dialogs")
    | _page("vragen", "ok", None, written("antwoord", by="/vijandig/vragen", length=6))
    | _page("blijf")
    | _page("vensters")
    | _page("download")
    | _page("afdrukken")
    | _page("vastplakken")
    | _page("verder", "ok", None,
            cookie("doel", by="/vijandig/verder/doel", chain=("/vijandig/verder",)))
    | _page("verdwaald", "ok", None,
            cookie("elders", by=ELDERS, chain=("/vijandig/verdwaald",), third=True, same_site=None))
    | _page("herlaadt")
    | _page("groot")
    | _page("film")
    | _page("lijst")
    | _page("wachtwoord", "http_error", "401")
    | _page("omleiding", "http_error", "too many redirects")
    | _page("druppelt")
    | {"/vijandig/stil": ("timeout", "time", [])}
)  # fmt: skip


UNOPENED = {f"/vijandig/{name}" for name in ("meldingen", "wachtwoord", "omleiding", "stil")}


@pytest.fixture(scope="module")
def seen(observe, shop):
    paths = {path: shop(path) for path in TRUTH}
    return asyncio.run(observe(web_hosts(), paths, timeout_s=LIMIT_S))


def test_every_hostile_page_has_its_truth():
    assert sorted(TRUTH) == sorted(path for path in CASES if path.startswith("/vijandig/"))


@pytest.mark.parametrize("path", TRUTH)
def test_a_visit_ends_with_the_right_word_and_reason(seen, path):
    assert (seen[path].outcome, seen[path].reason) == TRUTH[path][:2]


@pytest.mark.parametrize("path", TRUTH)
def test_a_visit_keeps_what_was_stored_before(seen, path):
    assert cookies_of(seen[path]) == TRUTH[path][2]


@pytest.mark.parametrize("path", TRUTH)
def test_a_visit_ends_within_its_time(seen, path):
    assert seen[path].duration_s <= LIMIT_S + TEARDOWN_S


def test_the_pages_are_those_that_were_opened_however_they_ended(seen):
    assert {path: [page.why for page in visit.pages] for path, visit in seen.items()} == {
        path: [] if path in UNOPENED else ["home"] for path in TRUTH
    }


def test_no_window_opens_that_nobody_asked_for(seen):
    hosts = {request.host for request in seen["/vijandig/vensters"].requests}
    assert hosts == {"www.winkel.example"}


def test_a_page_of_ten_megabytes_and_one_of_two_thousand_links_are_read(seen):
    pages = (seen[f"/vijandig/{name}"].pages[0] for name in ("groot", "lijst"))
    assert [(page.url, page.status, page.title) for page in pages] == [
        (f"{SHOP}/vijandig/groot", 200, "Proef"),
        (f"{SHOP}/vijandig/lijst", 200, "Proef"),
    ]
