"""What a visit records of each page of the test web, whole."""

import asyncio

import pytest
from browser_rows import SHOP, cookie, cookies_of, refused_of, stored_of
from web.pages import web_hosts

from scanner.browser.settle import Patience
from scanner.models import CaptchaCall, PolicyLink
from scanner.words import LinkPlace, PageReason, VisitOutcome

pytestmark = pytest.mark.browser

DAY = 86_400.0
PIXEL = "https://pixel.reclame.example/p.gif"
DERDE = "https://cdn.derde.example"
TAGS = "https://tags.beheer.example/tm.js"
ROBOT = "https://www.geenrobot.example"

COOKIES = {
    "/": [],
    "/sessie": [cookie("sessie", by="/sessie", http_only=True)],
    "/max-age": [cookie("blijvend", DAY, by="/max-age", same_site="Lax")],
    "/expires": [cookie("vervalt", 7 * DAY, by="/expires")],
    "/tien-jaar": [cookie("eeuwig", 400 * DAY, declared=3650 * DAY, by="/tien-jaar")],
    "/script": [cookie("gezet", 3600.0, by="/script", api="document.cookie")],
    "/fetch": [cookie("opgehaald", by="/fetch/antwoord", chain=("/fetch",))],
    "/geweigerd": [],
    "/gewist": [cookie("gewist", 3600.0, by="/gewist", at_end=False)],
    "/omleiding": [
        cookie("hop1", by="/omleiding"),
        cookie("hop2", by="/omleiding/2", chain=("/omleiding",)),
        cookie("hop3", by="/omleiding/3", chain=("/omleiding/2", "/omleiding")),
    ],
    "/opslag": [],
    "/derde-pixel": [cookie("reclame", 30 * DAY, by=PIXEL, chain=("/derde-pixel",), third=True)],
    "/derde-script": [
        cookie("_derde", 90 * DAY, by=f"{DERDE}/script.js", api="document.cookie",
               chain=("/derde-script",)),
    ],
    "/tagbeheer": [
        cookie("_keten", 90 * DAY, by=f"{DERDE}/keten.js", api="document.cookie",
               chain=(TAGS, "/tagbeheer")),
    ],
    "/derde-frame": [
        cookie("kader", 10 * DAY, by=f"{DERDE}/frame", chain=("/derde-frame",), third=True),
    ],
    "/captcha": [
        cookie("_GEENROBOT", 180 * DAY, by=f"{ROBOT}/anchor?k=",
               chain=(f"{ROBOT}/api.js", "/captcha"), third=True, http_only=True, length=43),
    ],
    "/nooit-rustig": [cookie("onrust", by="/nooit-rustig")],
    "/vastgelopen": [cookie("vooraf", by="/vastgelopen")],
    "/melding": [cookie("gemeld", by="/melding")],
    "/rondje": [cookie("rondje", by="/rondje")],
    "/verdwenen": [cookie("fout404", by="/verdwenen")],
}  # fmt: skip


@pytest.mark.parametrize("path", COOKIES)
def test_a_visit_records_exactly_the_cookies_that_were_stored(seen_pages, path):
    assert cookies_of(seen_pages[path]) == COOKIES[path]


@pytest.mark.parametrize(
    ("path", "outcome", "reason"),
    [
        ("/", VisitOutcome.OK, None),
        ("/nooit-rustig", VisitOutcome.OK, None),
        ("/melding", VisitOutcome.OK, None),
        ("/vastgelopen", VisitOutcome.TIMEOUT, "page"),
        ("/download", VisitOutcome.SKIPPED, "download"),
        ("/rondje", VisitOutcome.HTTP_ERROR, "too many redirects"),
        ("/verdwenen", VisitOutcome.HTTP_ERROR, "404"),
        ("/verboden", VisitOutcome.HTTP_ERROR, "403"),
        ("/kapot", VisitOutcome.HTTP_ERROR, "500"),
    ],
)
def test_a_visit_ends_with_one_word_and_its_reason(seen_pages, path, outcome, reason):
    assert (seen_pages[path].outcome, seen_pages[path].reason) == (outcome, reason)


def test_a_refused_cookie_stands_apart_with_the_browsers_reason(seen_pages):
    assert refused_of(seen_pages["/geweigerd"]) == [("geweigerd", ("SameSiteNoneInsecure",))]


@pytest.mark.parametrize(("path", "stopped"), [("/", "quiet"), ("/nooit-rustig", "cap")])
def test_a_page_says_why_it_was_taken_to_be_finished(observe, shop, path, stopped):
    patience = Patience(quiet_s=3.0, no_name_s=0.0, cap_s=5.0, virtual_s=0.0)
    seen = asyncio.run(observe(web_hosts(), {"x": shop(path)}, patience=patience))["x"]
    settled = seen.pages[0].settled
    assert (settled.stopped, settled.rule) == (stopped, "quiet 3 s, no new name 0 s, cap 5 s")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", []),
        (
            "/opslag",
            [
                ("local", SHOP, "blijft", f"{SHOP}/opslag"),
                ("session", SHOP, "even", f"{SHOP}/opslag"),
            ],
        ),
        ("/derde-frame", [("local", DERDE, "kader", f"{DERDE}/frame")]),
        ("/captcha", [("local", ROBOT, "geenrobot.sleutel", f"{ROBOT}/anchor?k=")]),
    ],
)
def test_a_visit_records_exactly_the_items_that_were_stored(seen_pages, path, expected):
    assert stored_of(seen_pages[path]) == expected


@pytest.mark.parametrize(("path", "form"), [("/captcha", True), ("/captcha-los", False)])
def test_a_captcha_is_recorded_with_its_page_and_whether_that_holds_a_form(seen_pages, path, form):
    assert seen_pages[path].captchas == (
        CaptchaCall(
            vendor="geenrobot",
            variant=None,
            page=f"{SHOP}{path}",
            urls=(f"{ROBOT}/api.js", f"{ROBOT}/anchor?k="),
            form_on_page=form,
        ),
    )


def test_a_request_says_whose_it_is_what_asked_for_it_and_which_cookies_went_along(seen_pages):
    rows = [
        (r.url, r.party, r.resource_type, r.initiators, r.status)
        for r in seen_pages["/tagbeheer"].requests
    ]
    page = f"{SHOP}/tagbeheer"
    assert rows == [
        (page, "first", "document", (), 200),
        (TAGS, "third", "script", (page,), 200),
        (f"{DERDE}/keten.js", "third", "script", (TAGS, page), 200),
    ]


def test_the_home_page_is_photographed(seen_pages):
    assert [shot.file for shot in seen_pages["/sessie"].screenshots] == ["page-True.png"]


def test_no_value_stands_in_clear(seen_pages):
    assert seen_pages["/sessie"].cookies[0].value.sha256 not in ("", "1")
    assert '"value":"' not in seen_pages["/sessie"].model_dump_json()


@pytest.fixture(scope="module")
def from_menu(observe, shop):
    """A visit of five pages that starts at the page of many links."""
    return asyncio.run(observe(web_hosts(), {"menu": shop("/menu")}, most_pages=5, timeout_s=60.0))[
        "menu"
    ]


def test_a_visit_opens_policy_form_and_sign_in_then_the_first_links(from_menu):
    assert [(page.url.removeprefix(SHOP), page.why) for page in from_menu.pages] == [
        ("/menu", PageReason.HOME),
        ("/privacy", PageReason.POLICY),
        ("/contact", PageReason.FORM),
        ("/inloggen", PageReason.LOGIN),
        ("/artikel/1", PageReason.LINK),
    ]


def test_the_words_of_a_link_may_be_those_of_its_picture(observe, shop):
    sites = {"menu": shop("/menu/plaatjes")}
    seen = asyncio.run(observe(web_hosts(), sites, most_pages=4))["menu"]
    assert [(page.url.removeprefix(SHOP), page.why) for page in seen.pages[1:]] == [
        ("/stap/1", PageReason.POLICY),
        ("/stap/2", PageReason.FORM),
        ("/stap/3", PageReason.LOGIN),
    ]


def test_menus_and_forms_in_shadow_roots_are_found(observe, shop):
    sites = {"menu": shop("/menu/schaduw")}
    seen = asyncio.run(observe(web_hosts(), sites, most_pages=3))["menu"]
    assert [(page.url.removeprefix(SHOP), page.why, page.has_form) for page in seen.pages[1:]] == [
        ("/stap/1", PageReason.POLICY, True),
        ("/stap/4", PageReason.FORM, True),
    ]
    assert [link.place for link in seen.policy_links] == [LinkPlace.FOOTER]
    assert [cookie.name for cookie in seen.cookies] == ["schaduwveld"]


def test_what_a_page_left_unfinished_does_not_hold_up_the_next(observe, shop):
    sites = {"menu": shop("/menu/werker")}
    seen = asyncio.run(observe(web_hosts(), sites, most_pages=2))["menu"]
    assert [page.settled.stopped for page in seen.pages] == ["quiet", "quiet"]


def test_a_visit_lists_the_policies_that_its_pages_link(from_menu):
    links = {link.url.removeprefix(SHOP): link.kind for link in from_menu.policy_links}
    assert (links["/privacy"], links["/cookies"]) == ("privacy", "cookies")
    assert all(isinstance(link, PolicyLink) for link in from_menu.policy_links)


def test_a_run_that_is_stopped_keeps_the_page_that_was_open(observe, shop):
    seen = asyncio.run(
        observe(web_hosts(), {"menu": shop("/menu")}, most_pages=5, should_stop=lambda: True)
    )["menu"]
    assert (seen.outcome, [page.why for page in seen.pages]) == (
        VisitOutcome.PARTIAL,
        [PageReason.HOME],
    )


def test_a_page_that_never_rests_leaves_time_to_be_recorded(observe, shop):
    seen = asyncio.run(observe(web_hosts(), {"x": shop("/nooit-rustig")}, timeout_s=8.0))["x"]
    assert (seen.outcome, cookies_of(seen)) == (VisitOutcome.OK, COOKIES["/nooit-rustig"])


def test_a_site_whose_name_is_unknown_is_unreachable_by_dns(observe, shop):
    site = shop("/").model_copy(update={"start_urls": ("https://www.nergens.example/",)})
    seen = asyncio.run(observe(web_hosts(), {"x": site}))["x"]
    assert (seen.outcome, seen.reason, seen.cookies) == (VisitOutcome.UNREACHABLE, "dns", ())


def test_the_next_start_url_is_tried_when_the_first_does_not_answer(observe, shop):
    site = shop("/sessie")
    urls = ("https://www.nergens.example/", *site.start_urls)
    seen = asyncio.run(observe(web_hosts(), {"x": site.model_copy(update={"start_urls": urls})}))
    assert (seen["x"].outcome, cookies_of(seen["x"])) == (VisitOutcome.OK, COOKIES["/sessie"])
