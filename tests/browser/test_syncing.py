"""Which requests a visit marks: identifiers handed over, and page loads through a tracker."""

import asyncio

import pytest
from web.pages import web_hosts
from web.register import PAGES, RUIL, WINKEL
from web.syncing import DOORSTUUR, KLIK, MATCH, UID

from scanner.models import Observation, Synced

pytestmark = pytest.mark.browser

PIXEL = f"https://{MATCH}/p.gif"
MARKED = {
    "/sync/omleiding": {f"{PIXEL}?uid=": "uid"},
    "/sync/pixel": {f"{PIXEL}?terug=": "uid"},
    "/sync/pad": {f"https://{MATCH}/p/{UID}/1.gif": "uid"},
    "/sync/verzonden": {PIXEL: "uid"},
    "/sync/blob": {PIXEL: "uid"},
    "/sync/verpakt": {f"{PIXEL}?d=": "uid"},
    "/sync/uitgepakt": {f"{PIXEL}?uid=": "voorkeur"},
    "/sync/gehasht": {f"{PIXEL}?eid=": "uid"},
    "/sync/script": {f"{PIXEL}?puid=": "uid"},
    "/sync/eigen-cookie": {f"{PIXEL}?ext=": "_reclame"},
    "/sync/opslag": {f"{PIXEL}?id=": None},
    "/sync/doorgegeven": {f"{PIXEL}?klant=": "klant"},
}
LOOKALIKES = sorted(path for path in PAGES[WINKEL] if path.startswith("/niet-sync/"))


@pytest.fixture(scope="module")
def visits(observe, shop) -> dict[str, Observation]:
    sites = {path: shop(path) for path in (*MARKED, *LOOKALIKES)}
    return asyncio.run(observe(web_hosts(), sites))


@pytest.fixture(scope="module")
def bounced(observe, shop) -> dict[str, Observation]:
    sites = {path: shop(path) for path in ("/stuiter/begin", "/stuiter/zet")}
    return asyncio.run(observe(web_hosts(), sites, most_pages=6))


def synced_of(observation):
    return {request.url: request.synced for request in observation.requests if request.synced}


def bounces_of(observation):
    return sorted(request.url for request in observation.requests if request.bounce)


@pytest.mark.parametrize("path", MARKED)
def test_an_identifier_handed_to_another_third_party_is_marked(visits, path):
    assert synced_of(visits[path]) == {
        url: (Synced(origin="reclame.example", cookie=cookie, length=len(UID)),)
        for url, cookie in MARKED[path].items()
    }


@pytest.mark.parametrize("path", LOOKALIKES)
def test_what_only_looks_like_an_identifier_handed_over_is_not_marked(visits, path):
    assert synced_of(visits[path]) == {}


@pytest.mark.parametrize("path", LOOKALIKES)
def test_a_lookalike_did_call_a_third_party(visits, path):
    assert {request.party for request in visits[path].requests} == {"first", "third"}


def test_a_load_through_a_third_party_that_sees_a_cookie_is_a_bounce(bounced):
    assert bounces_of(bounced["/stuiter/begin"]) == [
        f"https://{KLIK}/stuiter/lees",
        f"https://{DOORSTUUR}/stuiter/zet",
        f"https://{RUIL}/stuiter/schrijft",
    ]


def test_a_load_through_a_third_party_without_a_cookie_is_no_bounce(bounced):
    plain = f"https://{MATCH}/stuiter/kaal"
    made = [each for each in bounced["/stuiter/begin"].requests if each.url == plain]
    assert [each.bounce for each in made] == [False]


def test_a_start_url_that_leads_through_a_third_party_is_a_bounce(bounced):
    assert bounces_of(bounced["/stuiter/zet"]) == [f"https://{DOORSTUUR}/stuiter/zet"]
