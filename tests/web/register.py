"""Where the pages of the test web are registered, and what they are made with."""

from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

from scanner.demo.services.advertentiebord import PIXEL

WINKEL = "www.winkel.example"
FILIAAL = "m.winkel.example"  # the same site
DERDE = "cdn.derde.example"
BEHEER = "tags.beheer.example"
RECLAME = "pixel.reclame.example"
RUIL = "www.ruil.example"

FORM = '<form method="post"><input name="naam" aria-label="Naam">{}<button>Stuur</button></form>'

Page = Callable[[web.Request], web.StreamResponse | Awaitable[web.StreamResponse]]
PAGES: dict[str, dict[str, Page]] = {}
# What each page of the shop that ``shows`` made does, by its path.
CASES: dict[str, str] = {}


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


def shows(path: str, what: str, body: str = "", *cookies: str) -> None:
    """Give the shop a page that always looks the same; ``what`` stands in README.md."""
    CASES[path] = what
    page(WINKEL, path)(lambda request: html(body, *cookies))


def answers(
    host: str,
    path: str,
    text: str = "",
    *cookies: str,
    kind: str = "text/plain",
    headers: Mapping[str, str] | None = None,
) -> None:
    """Give a host a resource that is always the same, and that any site may read."""

    def answer(request: web.Request) -> web.Response:
        response = web.Response(text=text, content_type=kind, headers=headers)
        response.headers["Access-Control-Allow-Origin"] = request.headers.get("Origin", "*")
        response.headers["Access-Control-Allow-Credentials"] = "true"
        for line in cookies:
            response.headers.add("Set-Cookie", line)
        return response

    page(host, path)(answer)


def runs(host: str, path: str, text: str) -> None:
    """Give a host a script."""
    answers(host, path, text, kind="text/javascript")


def frames(host: str, path: str, body: str, *cookies: str) -> None:
    """Give a host a page that others put in a frame."""
    page(host, path)(lambda request: html(body, *cookies))


def cookie_line(name: str, attributes: str = "Path=/; Secure", value: str = "a1") -> str:
    return f"{name}={value}; {attributes}" if attributes else f"{name}={value}"


def third_line(name: str, attributes: str = "") -> str:
    """Return the Set-Cookie line of a cookie that is kept in the context of another site."""
    return cookie_line(name, f"Path=/; Secure; SameSite=None{attributes}")


def writes(name: str, attributes: str = "path=/; secure") -> str:
    """Return the statement with which a script sets a cookie."""
    return f'document.cookie = "{cookie_line(name, attributes)}";'


def inline(text: str) -> str:
    return f"<script>{text}</script>"


def pixel_of(host: str, path: str, *cookies: str) -> str:
    """Give a host an image that sets cookies, and return the element that loads it."""

    def answer(request: web.Request) -> web.Response:
        response = web.Response(body=PIXEL, content_type="image/gif")
        for line in cookies:
            response.headers.add("Set-Cookie", line)
        return response

    page(host, path)(answer)
    return f'<img src="https://{host}{path}" width="1" height="1" alt="">'
