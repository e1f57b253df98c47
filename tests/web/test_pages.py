"""The truth of the test web: what a browser holds after each page of README.md."""

import asyncio
import ssl
from pathlib import Path

import pytest
from aiohttp import ClientSession, TCPConnector
from web.menu import MENU
from web.pages import web_hosts
from web.plain import Seen, see
from web.register import CASES, PAGES, WINKEL

from scanner.demo.server import serve

DAY = 24 * 60 * 60
SHOP = f"https://{WINKEL}"
CAPTCHA = Seen(
    cookies=frozenset({("_GEENROBOT", "www.geenrobot.example", 180 * DAY)}),
    stores=frozenset({("https://www.geenrobot.example", "localStorage", "geenrobot.sleutel")}),
    hosts=frozenset({WINKEL, "www.geenrobot.example"}),
)


def seen(*cookies, stores=(), hosts=()):
    return Seen(frozenset(cookies), frozenset(stores), frozenset({WINKEL, *hosts}))


TRUTH = {
    "/": seen(),
    "/sessie": seen(("sessie", WINKEL, None)),
    "/max-age": seen(("blijvend", WINKEL, DAY)),
    "/expires": seen(("vervalt", WINKEL, 7 * DAY)),
    "/tien-jaar": seen(("eeuwig", WINKEL, 400 * DAY)),
    "/script": seen(("gezet", WINKEL, 3600)),
    "/fetch": seen(("opgehaald", WINKEL, None)),
    "/geweigerd": seen(),
    "/gewist": seen(),
    "/omleiding": seen(("hop1", WINKEL, None), ("hop2", WINKEL, None), ("hop3", WINKEL, None)),
    "/opslag": seen(stores=((SHOP, "localStorage", "blijft"), (SHOP, "sessionStorage", "even"))),
    "/derde-pixel": seen(
        ("reclame", "pixel.reclame.example", 30 * DAY), hosts=("pixel.reclame.example",)
    ),
    "/derde-script": seen(("_derde", WINKEL, 90 * DAY), hosts=("cdn.derde.example",)),
    "/tagbeheer": seen(
        ("_keten", WINKEL, 90 * DAY), hosts=("tags.beheer.example", "cdn.derde.example")
    ),
    "/derde-frame": seen(
        ("kader", "cdn.derde.example", 10 * DAY),
        stores=(("https://cdn.derde.example", "localStorage", "kader"),),
        hosts=("cdn.derde.example",),
    ),
    "/melding": seen(("gemeld", WINKEL, None)),
    "/verdwenen": seen(("fout404", WINKEL, None)),
    "/verboden": seen(("fout403", WINKEL, None)),
    "/kapot": seen(("fout500", WINKEL, None)),
    "/formulier": seen(),
    "/captcha": CAPTCHA,
    "/captcha-los": CAPTCHA,
    "/menu": seen(),
}
# Pages that never rest, never load, or are no page.
UNVISITED = {"/nooit-rustig", "/vastgelopen", "/download", "/rondje"}


@pytest.fixture(scope="module")
def visits():
    return asyncio.run(see(web_hosts(), {path: (SHOP + path,) for path in TRUTH}))


@pytest.mark.browser
@pytest.mark.parametrize("path", TRUTH)
def test_a_browser_holds_and_calls_exactly_what_the_readme_says(visits, path):
    assert visits[path] == TRUTH[path]


def test_every_page_has_its_truth():
    linked = {target for target, _ in MENU}
    pages = {path for path in PAGES[WINKEL] if path.count("/") == 1}

    assert pages - linked == (set(TRUTH) | UNVISITED) - linked


def test_the_readme_says_what_every_page_does():
    lines = Path(__file__).with_name("README.md").read_text(encoding="utf-8").splitlines()
    cells = (line.split(" | ") for line in lines if line.startswith("| `/"))
    told = {first.strip("|` "): what for first, what, *_ in cells}

    assert {path: told.get(path) for path in CASES} == CASES


@pytest.mark.parametrize(
    ("path", "status"),
    [("/verdwenen", 404), ("/verboden", 403), ("/kapot", 500), ("/nergens", 404), ("/rondje", 302)],
)
def test_a_page_answers_with_its_status(path, status):
    assert asyncio.run(_get(path))[0] == status


def test_the_download_is_an_attachment():
    _, headers = asyncio.run(_get("/download"))

    assert headers["Content-Disposition"] == 'attachment; filename="folder.bin"'


def test_the_menu_has_sixty_different_links():
    assert (len(MENU), len({target for target, _ in MENU})) == (60, 60)


async def _get(path):
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    async with (
        serve(web_hosts()) as served,
        ClientSession(connector=TCPConnector(ssl=context)) as session,
        session.get(
            f"https://127.0.0.1:{served.port}{path}",
            headers={"Host": WINKEL},
            allow_redirects=False,
        ) as response,
    ):
        return response.status, response.headers
