"""A site of the demo web: its pages, its cookies, and the handler that serves them."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from string import Template

from aiohttp import web

from scanner.demo.server import Handler

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class DemoSite:
    """One site; the text of its pages lies in ``sites/<folder>/``, a file a path.

    A path without a file is a page that is gone, though the menu still leads there. A page that
    reads otherwise from a week on has a file for that: ``privacy.week2.html``.
    """

    folder: str
    name: str  # of the company
    pages: Mapping[str, str]  # path -> its word in the menu, in the menu's order
    cookies: Mapping[str, timedelta | None] = field(default_factory=dict)  # None: a session cookie
    guarded: bool = True  # its cookies are Secure and HttpOnly
    head: str = ""  # tags that stand in the head of every page
    later_heads: Mapping[int, str] = field(default_factory=dict)  # from a week on
    week: int = 1  # which one it is

    @property
    def head_now(self) -> str:
        """The head of every page this week."""
        begun = [week for week in self.later_heads if week <= self.week]
        return self.later_heads[max(begun)] if begun else self.head

    @property
    def host(self) -> str:
        """The host it is served on."""
        return f"www.{self.folder}.example"


def site_handler(site: DemoSite) -> Handler:
    """Return what answers for a site: every page offers the cookies the browser lacks yet."""

    async def handle(request: web.Request) -> web.Response:
        if request.path == "/site.js":
            return _script(site)
        if request.path not in site.pages or not _file_of(site, request.path).exists():
            raise web.HTTPNotFound
        if request.method == "POST":  # a form: nothing is kept
            raise web.HTTPSeeOther(request.path)
        response = web.Response(text=_render(site, request.path), content_type="text/html")
        for name, lifetime in site.cookies.items():
            if name not in request.cookies:
                _set_cookie(response, name, lifetime, guarded=site.guarded)
        return response

    return handle


def _script(site: DemoSite) -> web.Response:
    file = _HERE / "sites" / site.folder / "site.js"
    if not file.exists():
        raise web.HTTPNotFound
    return web.Response(text=file.read_text(encoding="utf-8"), content_type="text/javascript")


def _file_of(site: DemoSite, path: str) -> Path:
    folder, page = _HERE / "sites" / site.folder, path.strip("/") or "home"
    later = (folder / f"{page}.week{week}.html" for week in range(site.week, 1, -1))
    return next((file for file in later if file.exists()), folder / f"{page}.html")


def _render(site: DemoSite, path: str) -> str:
    layout = Template((_HERE / "layout.html").read_text(encoding="utf-8"))
    return layout.substitute(
        name=site.name,
        label=site.pages[path],
        nav="\n".join(f'<a href="{target}">{word}</a>' for target, word in site.pages.items()),
        head=site.head_now,
        body=_file_of(site, path).read_text(encoding="utf-8"),
    )


def _set_cookie(
    response: web.Response, name: str, lifetime: timedelta | None, *, guarded: bool
) -> None:
    response.set_cookie(
        name,
        secrets.token_urlsafe(16),
        max_age=None if lifetime is None else int(lifetime.total_seconds()),
        secure=guarded,
        httponly=guarded,
        samesite="Lax",
    )
