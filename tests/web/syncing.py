"""Pages that pass identifiers between third parties, pages that only look so, and bounces.

All are below ``/sync``, ``/niet-sync`` and ``/stuiter``; ``test_syncing.py`` says what is marked.
"""

import time
from base64 import b64encode
from hashlib import sha256
from urllib.parse import quote

from aiohttp import web
from web.register import RUIL, WINKEL, html, page, redirect, script, writes

from scanner.demo.services.advertentiebord import PIXEL

SYNC = "sync.reclame.example"
KLIK = "klik.reclame.example"
MATCH = "match.partner.example"
METER = "cdn.meterstatisch.example"
METING = "collect.meting.example"
BIBLIOTHEEK = "cdn.bibliotheek.example"
DOORSTUUR = "www.doorstuur.example"

UID = "u7f3k9q2m4x8"  # 12 characters
KEY = "k5d8s1w6h3b9"
CONSENT = "CQBz8YAQBz8YAAHABBENA5EgAAAAAAAAAAAAAAAAAAAA1"
THIRD = "Path=/; Secure; SameSite=None; Max-Age=86400"


def gif(*cookies):
    response = web.Response(body=PIXEL, content_type="image/gif")
    for line in cookies:
        response.headers.add("Set-Cookie", line)
    return response


def image(url):
    return f'<img src="{url}" width="1" height="1" alt="">'


def sends(url):
    """A statement that sends a request whose URL the expression ``url`` gives."""
    return f"new Image().src = {url};"


for _path in ("/p.gif", f"/p/{UID}/1.gif"):
    page(MATCH, _path)(lambda request: gif())
page(METING, "/c.gif")(lambda request: gif())
page(SYNC, "/eigen.gif")(lambda request: gif())
page(SYNC, "/uid.gif")(lambda request: gif(f"uid={UID}; {THIRD}"))


# -- passed on -------------------------------------------------------------------------------------


@page(WINKEL, "/sync/omleiding")
def by_redirect(request):
    return html(image(f"https://{SYNC}/start.gif"))


@page(SYNC, "/start.gif")
def start_of_redirect(request):
    raise redirect(f"https://{MATCH}/p.gif?uid={UID}", f"uid={UID}; {THIRD}")


@page(WINKEL, "/sync/pixel")
def by_pixel(request):
    return html(f'<iframe src="https://{SYNC}/kader" title="reclame"></iframe>')


@page(SYNC, "/kader")
def frame_with_pixel(request):
    nested = quote(f"https://{SYNC}/terug?van={UID}", safe="")
    return html(image(f"https://{MATCH}/p.gif?terug={nested}"), f"uid=v2.{UID}.1; {THIRD}")


@page(WINKEL, "/sync/pad")
def in_path(request):
    return html(f'<iframe src="https://{SYNC}/kader-pad" title="reclame"></iframe>')


@page(SYNC, "/kader-pad")
def frame_with_path(request):
    return html(image(f"https://{MATCH}/p/{UID}/1.gif"), f"uid={UID}; {THIRD}")


@page(WINKEL, "/sync/verzonden")
def in_body(request):
    return html(f'<iframe src="https://{SYNC}/kader-post" title="reclame"></iframe>')


@page(SYNC, "/kader-post")
def frame_that_posts(request):
    body = f'JSON.stringify({{consent: 1, partner: "{UID}"}})'
    post = f'fetch("https://{MATCH}/p.gif", {{method: "POST", mode: "no-cors", body: {body}}});'
    return html(f"<script>{post}</script>", f"uid={UID}; {THIRD}")


@page(WINKEL, "/sync/blob")
def in_blob(request):
    return html(f'<iframe src="https://{SYNC}/kader-blob" title="reclame"></iframe>')


@page(SYNC, "/kader-blob")
def frame_that_sends_a_blob(request):
    body = f'new Blob([`["{UID}"]`], {{type: "text/plain"}})'
    send = f'navigator.sendBeacon("https://{MATCH}/p.gif", {body});'
    return html(f"<script>{send}</script>", f"uid={UID}; {THIRD}")


@page(WINKEL, "/sync/verpakt")
def packed(request):
    return html(f'<iframe src="https://{SYNC}/kader-verpakt" title="reclame"></iframe>')


@page(SYNC, "/kader-verpakt")
def frame_that_packs(request):
    body = f'btoa(JSON.stringify({{ids: [{{van: "sync", id: "{UID}"}}]}}))'
    return html(f"<script>{sends(f'`https://{MATCH}/p.gif?d=${{{body}}}`')}</script>",
                f"uid={UID}; {THIRD}")  # fmt: skip


@page(WINKEL, "/sync/uitgepakt")
def unpacked(request):
    return html(f'<iframe src="https://{SYNC}/kader-uitgepakt" title="reclame"></iframe>')


@page(SYNC, "/kader-uitgepakt")
def frame_that_unpacks(request):
    kept = b64encode(f'{{"uid":"{UID}","taal":"nl"}}'.encode()).decode()
    return html(image(f"https://{MATCH}/p.gif?uid={UID}"), f"voorkeur={kept}; {THIRD}")


@page(WINKEL, "/sync/gehasht")
def hashed(request):
    return html(f'<iframe src="https://{SYNC}/kader-gehasht" title="reclame"></iframe>')


@page(SYNC, "/kader-gehasht")
def frame_that_hashes(request):
    code = sha256(UID.encode()).hexdigest()
    return html(image(f"https://{MATCH}/p.gif?eid={code}"), f"uid={UID}; {THIRD}")


@page(WINKEL, "/sync/script")
def by_script(request):
    return html(f'<script src="https://{SYNC}/uid.js"></script>')


@page(SYNC, "/uid.js")
def script_with_id(request):
    answer = script(sends(f'"https://{MATCH}/p.gif?puid={UID}"'))
    answer.headers.add("Set-Cookie", f"uid={UID}; {THIRD}")
    return answer


@page(WINKEL, "/sync/eigen-cookie")
def by_another_script(request):
    return html(
        f'<script src="https://{SYNC}/zet.js"></script>'
        f'<script src="https://{MATCH}/lees.js"></script>'
    )


@page(SYNC, "/zet.js")
def script_that_sets(request):
    return script(f'document.cookie = "_reclame={UID}; path=/; secure";')


@page(MATCH, "/lees.js")
def script_that_reads(request):
    found = "document.cookie.match(/_reclame=([^;]+)/)[1]"
    return script(sends(f'"https://{MATCH}/p.gif?ext=" + {found}'))


@page(WINKEL, "/sync/opslag")
def from_storage(request):
    return html(f'<iframe src="https://{SYNC}/kader-opslag" title="reclame"></iframe>')


@page(SYNC, "/kader-opslag")
def frame_with_storage(request):
    return html(
        f'<script>localStorage.setItem("id", "{UID}");'
        f"{sends(f'`https://{MATCH}/p.gif?id=${{localStorage.id}}`')}</script>"
    )


@page(WINKEL, "/sync/doorgegeven")
def passed_on(request):
    return html(image(f"https://{SYNC}/door.gif?klant={UID}"), f"klant={UID}; Path=/; Secure")


@page(SYNC, "/door.gif")
def pass_on(request):
    raise redirect(f"https://{MATCH}/p.gif?klant={request.query['klant']}")


# -- not passed on ---------------------------------------------------------------------------------


@page(WINKEL, "/niet-sync/tijd")
def same_time(request):
    return html(image(f"https://{SYNC}/tijd.gif"))


@page(SYNC, "/tijd.gif")
def time_in_cookie(request):
    now = round(time.time() * 1000)
    raise redirect(
        f"https://{MATCH}/p.gif?t={now}&s={now // 1000}", f"t={now}.{now // 1000}; {THIRD}"
    )


@page(WINKEL, "/niet-sync/adres-a1b2c3d4e5")
def same_address(request):
    return html(image(f"https://{SYNC}/adres.gif"))


@page(SYNC, "/adres.gif")
def address_in_cookie(request):
    path = "niet-sync/adres-a1b2c3d4e5"
    address = quote(f"https://{WINKEL}/{path}", safe="")
    raise redirect(f"https://{MATCH}/p.gif?url={address}", f"url={address}; {THIRD}")


@page(WINKEL, "/niet-sync/sleutel")
def same_key(request):
    twice = image(f"https://{SYNC}/sleutel.gif?site={KEY}") * 2
    return html(twice + image(f"https://{MATCH}/p.gif?sleutel={KEY}"))


@page(SYNC, "/sleutel.gif")
def key_in_cookie(request):
    key = request.query["site"]
    raise redirect(f"https://{MATCH}/p.gif?site={key}", f"site={key}; {THIRD}")


@page(WINKEL, "/niet-sync/bouw")
def same_build(request):
    return html(f'<script src="https://{SYNC}/tag.{KEY}.js"></script>')


@page(SYNC, f"/tag.{KEY}.js")
def script_that_keeps_its_build(request):
    return script(
        f'document.cookie = "bouw={KEY}; path=/; secure";'
        f"{sends(f'`https://{MATCH}/p.gif?bouw={KEY}`')} {sends(f'`https://{SYNC}/p.gif?bouw={KEY}`')}"
    )


@page(WINKEL, "/niet-sync/wachtrij")
def same_article(request):
    scripts = "".join(f'<script src="https://{host}/{name}.js"></script>'
                      for host, name in ((SYNC, "wachtrij"), (MATCH, "leest")))  # fmt: skip
    return html(f'<script>artikel = "{KEY}";</script>{scripts}')


@page(SYNC, "/wachtrij.js")
def script_with_a_queue(request):
    return script(
        'localStorage.setItem("rij", JSON.stringify([{gezien: artikel}]));'
        + sends(f"`https://{SYNC}/p.gif?artikel=${{artikel}}`")
    )


@page(MATCH, "/leest.js")
def script_that_tells_of_the_article(request):
    return script(sends(f"`https://{MATCH}/p.gif?artikel=${{artikel}}`"))


@page(WINKEL, "/niet-sync/ongezien")
def never_stored(request):
    return html(image(f"https://{SYNC}/p.gif?id={UID}") + image(f"https://{MATCH}/p.gif?id={UID}"))


@page(WINKEL, "/niet-sync/inzamelaar")
def own_collector(request):
    return html(f'<script src="https://{METER}/meter.js"></script>')


@page(METER, "/meter.js")
def metering_script(request):
    return script(
        f'document.cookie = "_meter={UID}; path=/; secure";'
        f"{sends(f'`https://{METING}/c.gif?id={UID}`')}"
    )


@page(WINKEL, "/niet-sync/toestemming")
def same_consent(request):
    return html(image(f"https://{SYNC}/toestemming.gif"))


@page(SYNC, "/toestemming.gif")
def consent_in_cookie(request):
    raise redirect(f"https://{MATCH}/p.gif?keuze={CONSENT}", f"keuze={CONSENT}; {THIRD}")


@page(WINKEL, "/niet-sync/eigen")
def to_itself(request):
    return html(f'<iframe src="https://{SYNC}/kader-eigen" title="reclame"></iframe>')


@page(SYNC, "/kader-eigen")
def frame_to_itself(request):
    return html(image(f"https://{KLIK}/eigen.gif?uid={UID}"), f"uid={UID}; {THIRD}")


page(KLIK, "/eigen.gif")(lambda request: gif())


@page(WINKEL, "/niet-sync/bibliotheek")
def cookie_library(request):
    return html(
        f'<script src="https://{BIBLIOTHEEK}/koekjes.js"></script>'
        f'<script>zet("klant", "{UID}"); {sends(f"`https://{MATCH}/p.gif?klant={UID}`")}</script>'
    )


@page(BIBLIOTHEEK, "/koekjes.js")
def library(request):
    return script("function zet(name, value) { document.cookie = `${name}=${value}; path=/`; }")


# -- bounces ---------------------------------------------------------------------------------------


@page(WINKEL, "/stuiter/begin")
def with_links(request):
    links = "".join(
        f'<p><a href="/stuiter/{name}">{name}</a></p>'
        for name in ("zet", "lees", "kaal", "schrijft", "blijft")
    )
    return html(image(f"https://{KLIK}/bekend.gif") + links)


page(KLIK, "/bekend.gif")(lambda request: gif(f"klik={UID}; {THIRD}"))
for _name, _host in (("zet", DOORSTUUR), ("lees", KLIK), ("kaal", MATCH)):

    @page(WINKEL, f"/stuiter/{_name}")
    def way_out(request, target=f"https://{_host}/stuiter/{_name}"):
        raise redirect(target)


@page(DOORSTUUR, "/stuiter/zet")
def bounce_that_sets(request):
    raise redirect(f"https://{WINKEL}/stuiter/terug", "stuiter=a1; Path=/; Secure")


@page(KLIK, "/stuiter/lees")
@page(MATCH, "/stuiter/kaal")
def bounce_that_sets_nothing(request):
    raise redirect(f"https://{WINKEL}/stuiter/terug")


@page(WINKEL, "/stuiter/schrijft")
def way_out_by_a_page(request):
    raise redirect(f"https://{RUIL}/stuiter/schrijft")


@page(RUIL, "/stuiter/schrijft")
def bounce_that_writes(request):
    go = f'location.replace("https://{WINKEL}/stuiter/terug")'
    return html(f"<script>{writes('stuiter')} {go}</script>")


@page(WINKEL, "/stuiter/terug")
@page(WINKEL, "/stuiter/blijft")
def back(request):
    return html("<h1>Terug</h1>")
