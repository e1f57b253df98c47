"""Banners that are hard to find or to press, and what is hard to tell from one."""

import asyncio

from aiohttp import web
from tricky_choices import CHOICE_PAGES
from tricky_parts import (
    BOTH,
    BOXES_ON,
    DONE,
    FAILED,
    FILL,
    HEAD,
    NO_WAY,
    PARTS,
    SAVE,
    SWITCH,
    TAIL,
    TEXT,
    UNTOUCHED,
    YES,
    Page,
    bar,
    button,
    settings,
)
from web.register import html

PARTNERS = "".join(f"<li>Partner {n} {button('Weigeren')}</li>" for n in range(4))
POLISH = """<div id=onetrust-consent-sdk><div id=onetrust-banner-sdk class=bar>
<p>Ta strona używa plików cookie.</p>
<button id=onetrust-accept-btn-handler onclick="end('accept')">Akceptuj</button>
<button id=onetrust-reject-all-handler onclick="end('reject')">Odrzuć</button>
</div></div><script>
const end = (choice) => choose(choice, "onetrust-banner-sdk");
if (document.cookie.includes("choice=")) hide("onetrust-banner-sdk");
</script>"""
CLOSES_ONLY = bar(
    TEXT + """<a class="cc-btn cc-dismiss" role=button onclick="choose('accept')">Begrepen</a>""",
    more='class="bar cc-window cc-type-opt-in" aria-describedby="cookieconsent:desc"',
)
TWO_FRAMES = f"""{bar(f"<iframe width=600 height=200 src=https://{PARTS}/een></iframe>")}<script>
onmessage = ({{ data }}) => {{
  if (data !== "more") {{ choose(data); document.querySelector("iframe")?.remove(); return; }}
  const frame = document.createElement("iframe");
  frame.src = "https://{PARTS}/twee";
  frame.style = "position: fixed; inset: 0 0 auto 0; width: 600px; height: 300px; z-index: 999";
  document.body.append(frame);
}};</script>"""


PAGES = {
    **CHOICE_PAGES,
    "in een vaste schil": Page(
        f"<div style='position:fixed;inset:0;overflow:auto'>{FILL}{bar(TEXT + BOTH)}</div>"
    ),
    "met vaste kop en voet": Page(
        bar(
            f"<div style='position:sticky;top:0'><h2>Cookie-instellingen</h2>{button('×')}</div>"
            f"{TEXT * 9}<div style='position:sticky;bottom:0'>{BOTH}</div>",
            more="role=dialog style='position:fixed;inset:20%;overflow:auto;background:#fff'",
        )
    ),
    "boven aan de pagina": Page(bar(TEXT + BOTH, more="") + FILL),
    "onder iets anders": Page(
        bar(TEXT + BOTH) + "<a href=/x onclick=\"put('wrong')\""
        " style='position:fixed;inset:50% 0 0 0;z-index:999'>Koop</a>"
    ),
    "tekens om woorden die geen knoppen zijn": Page(
        bar(
            TEXT
            + "<span style='cursor:pointer' onclick=\"choose('accept')\">✓ Ja</span> "
            + "<span tabindex=0 onclick=\"choose('reject')\">Nee ›</span>"
        ),
        accept=(DONE, ("Ja",)),
        reject=(DONE, ("Nee",)),
    ),
    "vervaagt": Page(
        bar(
            TEXT
            + button("Akkoord", "put('accept'); setTimeout(hide, 900, 'bar')")
            + button("Weigeren", "put('reject'); setTimeout(hide, 900, 'bar')")
        )
    ),
    "laadt opnieuw": Page(
        bar(
            TEXT
            + button("Akkoord", "put('accept'); location = '/?ja'")
            + button("Weigeren", "put('reject'); location = '/?nee'")
        )
        + "<button aria-label='Cookie-instellingen wijzigen' style='position:fixed;right:0;top:0'"
        " onclick=\"put('wrong')\">c</button>"
    ),
    "naast wat blijft staan": Page(
        bar(TEXT + BOTH) + "<div role=dialog style='position:fixed;right:0;top:0'><p>Wij bewaren uw"
        " weergave in een cookie.</p><label><input type=checkbox> Grote letters</label>"
        + button("Opslaan", "put('wrong')")
        + "</div>"
    ),
    "vraagt het nog eens": Page(
        bar(TEXT + YES + button("Weigeren", "show('zeker')"))
        + "<div id=zeker class=bar style='bottom:30%' hidden><p>Weet u het zeker? Zonder"
        " cookies mist u aanbiedingen.</p>"
        + button("Nee, ga terug")
        + button("Toch akkoord")
        + button("Ja, ik weet het zeker", "choose('reject'); hide('zeker')")
        + "</div>",
        reject=(DONE, ("Weigeren", "Ja, ik weet het zeker")),
    ),
    "weigeren per partner": Page(
        settings(
            f"<ul>{PARTNERS}</ul>"
            + button("Alles weigeren", "choose('reject')")
            + button("Opslaan")
        ),
        reject=(DONE, ("Instellingen", "Alles weigeren")),
    ),
    "schakelaar en ingeklapt vinkje": Page(
        BOXES_ON
        + settings(
            SWITCH + "<p hidden><label><input type=checkbox checked> Meten</label></p>" + SAVE
        ),
        reject=(DONE, ("Instellingen", "Opslaan")),
    ),
    "tweede laag komt later": Page(
        settings("", opens="fetch('/deel').then((r) => r.text()).then((t) => bar.innerHTML = t)"),
        reject=(DONE, ("Instellingen", "Alles afwijzen")),
        delayed_s=0.7,
    ),
    "tweede laag in een ander kader": Page(
        TWO_FRAMES, reject=(DONE, ("Opties", "Opslaan en sluiten"))
    ),
    "taal zonder woorden, hulpmiddel bekend": Page(
        POLISH, accept=(DONE, ("Akceptuj",)), reject=(DONE, ("Odrzuć",))
    ),
    "taal zonder woorden": Page(
        bar("<p>Ta strona używa plików cookie.</p>" + button("Akceptuj") + button("Odrzuć")),
        accept=NO_WAY,
        reject=NO_WAY,
    ),
    "alleen sluiten": Page(CLOSES_ONLY, accept=(DONE, ("Begrepen",)), reject=NO_WAY),
    "keuze die niet te lezen is": Page(
        bar(TEXT + "<input type=radio checked> Niets" + button("Bevestigen")),
        accept=NO_WAY,
        reject=NO_WAY,
    ),
    "alleen tekst": Page(bar(TEXT), accept=NO_WAY, reject=NO_WAY),
    "hangt na de druk": Page(
        bar(TEXT + button("Akkoord", "while (true);") + button("Weigeren", "while (true);")),
        accept=(FAILED, ("Akkoord",)),
        reject=(FAILED, ("Weigeren",)),
    ),
    "bedriegt": Page(
        """<script>JSON.stringify = () => "x".repeat(1e6); Array.prototype.map = null;
        window.__tcfapi = (a, b, c) => c({ get tcString() { throw 1; } }, true);
        window.Cookiebot = { consent: {}, get hasResponse() { return new Promise(() => {}); } };
        </script>"""
        + bar(TEXT + BOTH)
    ),
    "geen: in de bladzijde": Page(
        "<form class=privacy><input type=email><label><input type=checkbox> Ik ga akkoord met "
        f"cookies en voorwaarden</label>{button('Akkoord')}</form>{FILL}"
        f"<div><p>Hulp nodig bij het bakken van cookies?</p>{button('Accepteren')}</div>"
        "<form id=cookie-shop><p>Kies uw cookies uit ons assortiment van verse koekjes.</p>"
        "<label><input type=radio name=a> Alles</label>"
        f"<label><input type=radio name=a> Geen</label>{button('Opslaan')}</form>"
        f"<div><p>Deze video plaatst cookies.</p>{button('Cookies accepteren')}</div>{FILL}",
        UNTOUCHED,
        UNTOUCHED,
    ),
}


def serve_page(page):
    async def handle(request):
        if request.path == "/deel":
            await asyncio.sleep(page.delayed_s)
            return html(button("Alles afwijzen", "choose('reject')"))
        if request.path == "/elders":
            return html("<h1>Cookies</h1><p>Wij gebruiken cookies om te meten.</p>" + FILL)
        return html(HEAD + page.body + TAIL)

    return handle


async def serve_parts(request):
    post = "parent.postMessage({}, '*')"
    if request.path == "/een":
        return html(
            TEXT
            + button("Akkoord", post.format("event.isTrusted ? 'accept' : 'wrong'"))
            + button("Opties", post.format("'more'"))
        )
    if request.path == "/twee":
        return html(
            "<h2>Onze partners en hun doelen</h2>"
            "<label><input type=checkbox id=box checked> Marketing</label>"
            + button("Opslaan en sluiten", post.format("box.checked ? 'wrong' : 'reject'"))
        )
    raise web.HTTPNotFound
