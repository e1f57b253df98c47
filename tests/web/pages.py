"""Pages that do one thing each, for the tests of the browser stage; README.md lists them.

A page is one function, registered with its host and path. Sites and services are made up.
"""

import inspect
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from aiohttp import web
from web import (  # noqa: F401 - each registers its pages
    attribution,
    banners,
    captcha,
    fingerprint,
    framed,
    headed,
    hostile,
    menu,
    odd,
    refused,
    scripts,
    stores,
    syncing,
    timing,
    traffic,
    workers,
)
from web.register import (
    BEHEER,
    DERDE,
    FORM,
    PAGES,
    RECLAME,
    WINKEL,
    Page,
    html,
    page,
    redirect,
    script,
)

from scanner.demo.server import Handler
from scanner.demo.services import geenrobot
from scanner.demo.services.advertentiebord import PIXEL

DAY = 24 * 60 * 60


def web_hosts() -> Mapping[str, Handler]:
    """Return the handler of every host of the test web, the demo's CAPTCHA among them."""
    return {host: _dispatch(pages) for host, pages in PAGES.items()} | dict(geenrobot.HOSTS)


def _dispatch(pages: Mapping[str, Page]) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        if request.path not in pages:
            raise web.HTTPNotFound
        answer = pages[request.path](request)
        return await answer if inspect.isawaitable(answer) else answer

    return handle


# -- cookies of the site itself --------------------------------------------------------------------


@page(WINKEL, "/")
def nothing(request):
    return html("<h1>Winkel</h1>")


@page(WINKEL, "/sessie")
def session_cookie(request):
    return html("sessie", "sessie=a1; Path=/; Secure; HttpOnly")


@page(WINKEL, "/max-age")
def max_age_cookie(request):
    return html("max-age", f"blijvend=a1; Path=/; Max-Age={DAY}; Secure; SameSite=Lax")


@page(WINKEL, "/expires")
def expires_cookie(request):
    expires = format_datetime(datetime.now(UTC) + timedelta(days=7), usegmt=True)
    return html("expires", f"vervalt=a1; Path=/; Expires={expires}; Secure")


@page(WINKEL, "/tien-jaar")
def ten_year_cookie(request):
    return html("tien jaar", f"eeuwig=a1; Path=/; Max-Age={3650 * DAY}; Secure")


@page(WINKEL, "/script")
def script_cookie(request):
    return html('<script>document.cookie = "gezet=a1; path=/; max-age=3600; secure"</script>')


@page(WINKEL, "/fetch")
def fetch_cookie(request):
    return html('<script>fetch("/fetch/antwoord")</script>')


@page(WINKEL, "/fetch/antwoord")
def fetch_answer(request):
    response = web.json_response({})
    response.headers.add("Set-Cookie", "opgehaald=a1; Path=/; Secure")
    return response


@page(WINKEL, "/geweigerd")
def refused_cookie(request):
    return html("geweigerd", "geweigerd=a1; Path=/; SameSite=None")


@page(WINKEL, "/gewist")
def deleted_cookie(request):
    return html('<script>fetch("/gewist/nu")</script>', "gewist=a1; Path=/; Max-Age=3600; Secure")


@page(WINKEL, "/gewist/nu")
def deletion(request):
    response = web.json_response({})
    response.headers.add("Set-Cookie", "gewist=; Path=/; Max-Age=0; Secure")
    return response


@page(WINKEL, "/omleiding")
def first_hop(request):
    raise redirect("/omleiding/2", "hop1=a1; Path=/; Secure")


@page(WINKEL, "/omleiding/2")
def second_hop(request):
    raise redirect("/omleiding/3", "hop2=a1; Path=/; Secure")


@page(WINKEL, "/omleiding/3")
def last_hop(request):
    return html("omgeleid", "hop3=a1; Path=/; Secure")


# -- other storage ---------------------------------------------------------------------------------


@page(WINKEL, "/opslag")
def web_storage(request):
    return html(
        '<script>localStorage.setItem("blijft", "a1");sessionStorage.setItem("even", "a1")</script>'
    )


# -- third parties ---------------------------------------------------------------------------------


@page(WINKEL, "/derde-pixel")
def third_party_pixel(request):
    return html(f'<img src="https://{RECLAME}/p.gif" width="1" height="1" alt="">')


@page(RECLAME, "/p.gif")
def pixel(request):
    response = web.Response(body=PIXEL, content_type="image/gif")
    response.headers.add(
        "Set-Cookie", f"reclame=a1; Path=/; Max-Age={30 * DAY}; Secure; SameSite=None"
    )
    return response


@page(WINKEL, "/derde-script")
def third_party_script(request):
    return html(f'<script src="https://{DERDE}/script.js"></script>')


@page(DERDE, "/script.js")
def cookie_script(request):
    return script(f'document.cookie = "_derde=a1; path=/; max-age={90 * DAY}; secure";')


@page(WINKEL, "/tagbeheer")
def tag_manager(request):
    return html(f'<script async src="https://{BEHEER}/tm.js"></script>')


@page(BEHEER, "/tm.js")
def tag_manager_script(request):
    return script(
        'const tag = document.createElement("script");'
        f'tag.src = "https://{DERDE}/keten.js"; document.head.append(tag);'
    )


@page(DERDE, "/keten.js")
def chained_script(request):
    return script(f'document.cookie = "_keten=a1; path=/; max-age={90 * DAY}; secure";')


@page(WINKEL, "/derde-frame")
def third_party_frame(request):
    return html(f'<iframe src="https://{DERDE}/frame" title="derde"></iframe>')


@page(DERDE, "/frame")
def frame(request):
    return html(
        '<script>localStorage.setItem("kader", "a1")</script>',
        f"kader=a1; Path=/; Max-Age={10 * DAY}; Secure; SameSite=None",
    )


# -- pages that are hard to finish -----------------------------------------------------------------


@page(WINKEL, "/nooit-rustig")
def never_quiet(request):
    return html(
        '<script>setInterval(() => fetch("/nooit-rustig/tik"), 200)</script>',
        "onrust=a1; Path=/; Secure",
    )


@page(WINKEL, "/nooit-rustig/tik")
def tick(request):
    return web.Response(status=204)


@page(WINKEL, "/vastgelopen")
def blocked_script(request):
    return html(
        "<script>setTimeout(() => { for (;;); }, 300)</script>", "vooraf=a1; Path=/; Secure"
    )


@page(WINKEL, "/melding")
def dialog(request):
    return html('<script>alert("Welkom!")</script>', "gemeld=a1; Path=/; Secure")


@page(WINKEL, "/download")
def download(request):
    headers = {"Content-Disposition": 'attachment; filename="folder.bin"'}
    return web.Response(body=b"\0" * 100, headers=headers)


@page(WINKEL, "/rondje")
def redirect_loop(request):
    raise redirect("/rondje/terug", "rondje=a1; Path=/; Secure")


@page(WINKEL, "/rondje/terug")
def redirect_back(request):
    raise redirect("/rondje")


@page(WINKEL, "/verdwenen")
def not_found(request):
    return html("verdwenen", "fout404=a1; Path=/; Secure", status=404)


@page(WINKEL, "/verboden")
def forbidden(request):
    return html("verboden", "fout403=a1; Path=/; Secure", status=403)


@page(WINKEL, "/kapot")
def broken(request):
    return html("kapot", "fout500=a1; Path=/; Secure", status=500)


# -- forms and CAPTCHAs ----------------------------------------------------------------------------

CAPTCHA = (
    '<div class="geenrobot" data-sleutel="proef"></div>'
    '<script defer src="https://www.geenrobot.example/api.js"></script>'
)


@page(WINKEL, "/formulier")
def form(request):
    return html(FORM.format(""))


@page(WINKEL, "/captcha")
def captcha_in_form(request):
    return html(FORM.format(CAPTCHA))


@page(WINKEL, "/captcha-los")
def captcha_without_form(request):
    return html(CAPTCHA)
