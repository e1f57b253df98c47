"""Where the pages of the test web are registered, and what they are made with."""

from collections.abc import Callable

from aiohttp import web

WINKEL = "www.winkel.example"

FORM = '<form method="post"><input name="naam" aria-label="Naam">{}<button>Stuur</button></form>'

Page = Callable[[web.Request], web.StreamResponse]
PAGES: dict[str, dict[str, Page]] = {}


def page(host: str, path: str) -> Callable[[Page], Page]:
    def register(function: Page) -> Page:
        PAGES.setdefault(host, {})[path] = function
        return function

    return register


def html(body: str, *cookies: str, status: int = 200) -> web.Response:
    """Return a page; each of ``cookies`` is one Set-Cookie line."""
    text = (
        '<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>Proef</title>'
        f'<link rel="icon" href="data:,"></head><body>{body}</body></html>'
    )
    response = web.Response(text=text, content_type="text/html", status=status)
    for line in cookies:
        response.headers.add("Set-Cookie", line)
    return response


def script(text: str) -> web.Response:
    return web.Response(text=text, content_type="text/javascript")


def redirect(target: str, *cookies: str) -> web.HTTPFound:
    found = web.HTTPFound(target)
    for line in cookies:
        found.headers.add("Set-Cookie", line)
    return found
