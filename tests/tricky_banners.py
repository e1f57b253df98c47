"""Banners that are hard to find or to press, and what is hard to tell from one.

What a press does is seen from the cookie that it stores: a wrong one stores ``choice=wrong``.
"""

import asyncio
from dataclasses import dataclass

from aiohttp import web
from web.register import html

from scanner.words import ConsentOutcome

DONE, FAILED = ConsentOutcome.DONE, ConsentOutcome.FAILED
UNCONFIRMED = ConsentOutcome.UNCONFIRMED
UNTOUCHED = (ConsentOutcome.NO_BANNER, ())
NO_WAY = (FAILED, ())
PARTS = "cmp.onderdelen.example"  # another site, which serves parts of banners

HEAD = """<style>.bar { position: fixed; inset: auto 0 0 0; z-index: 99; background: #fff; }</style>
<script>
const put = (choice) => { document.cookie = `choice=${choice}; path=/; max-age=9999; secure`; };
let hide = (id) => document.getElementById(id).remove();
const choose = (choice, id = "bar") => { put(choice); hide(id); };
const show = (id) => { document.getElementById(id).hidden = false; };
</script><h1>Winkel</h1>"""
TAIL = """<script>
if (document.cookie.includes("choice=")) document.getElementById("bar")?.remove();
</script>"""
TEXT = "<p>Wij gebruiken cookies om de site te verbeteren en voor advertenties.</p>"
FILL = "<p>Lampen, bellen en sloten voor elke fiets.</p>" * 60


def button(words, does="put('wrong')"):
    return f'<button onclick="{does}">{words}</button>'


YES, NO = button("Akkoord", "choose('accept')"), button("Weigeren", "choose('reject')")
BOTH = YES + NO


def bar(inner, *, name="bar", more="class=bar"):
    return f"<div id={name} {more}>{inner}</div>"


@dataclass(frozen=True)
class Page:
    body: str
    accept: tuple[ConsentOutcome, tuple[str, ...]] = (DONE, ("Akkoord",))
    reject: tuple[ConsentOutcome, tuple[str, ...]] = (DONE, ("Weigeren",))
    delayed_s: float = 0.0  # of the part it fetches


def settings(second, *, first=YES, opens="show('tweede')"):
    """Return a bar whose settings lie behind a button."""
    layer = f"<div id=tweede hidden>{second}</div>"
    return bar(TEXT + first + button("Instellingen", opens) + layer)


SAVE = button("Opslaan", "choose(on() ? 'wrong' : 'reject')")
BOXES_ON = """<script>
const on = () => document.querySelector("input:checked, [aria-checked=true]");
</script>"""
SWITCH = """<button role=switch aria-checked=true aria-label=Marketing onclick="this.ariaChecked =
  this.ariaChecked === 'true' ? 'false' : 'true'">o</button>"""
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


def _asks(what):
    return (
        f"<p>{what} <label><input type=radio name={what} value=Ja checked> Ja</label>"
        f"<label><input type=radio name={what}> Nee</label></p>"
    )


_SAVE_ROUNDS = (
    "<script>const yes = () => document.querySelectorAll('[value=Ja]:checked');</script>"
    + button("Opslaan", "choose({ 0: 'reject', 2: 'accept' }[yes().length] ?? 'wrong')")
)
# What stands in a closed shadow root; its presses find their way back from there.
_CLOSED = """<div id=host></div><template id=inner><style>
.bar {{ position: fixed; inset: auto 0 0 0; background: #fff }}</style>{}</template><script>
const root = document.getElementById("host").attachShadow({{ mode: "closed" }});
const gone = document.cookie.includes("choice=");
if (!gone) root.append(document.getElementById("inner").content);
const inRoot = (id) => root.getElementById(id);
hide = (id) => inRoot(id).remove();
const more = () => {{
  inRoot("bar").innerHTML = `<p>Cookies</p><label><input type=checkbox checked> Meten</label>
    <button onclick="choose(inBar('input').checked ? 'wrong' : 'reject')">Opslaan</button>`;
}};
const inBar = (what) => inRoot("bar").querySelector(what);
</script>"""

PAGES = {
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
    "zonder knoppen die zo heten": Page(
        bar(
            TEXT
            + "<span style='cursor:pointer' onclick=\"choose('accept')\">Akkoord</span> "
            + "<span tabindex=0 onclick=\"choose('reject')\">Weigeren</span>"
        )
    ),
    "met tekens om de woorden": Page(
        bar(TEXT + button("✓ Ja", "choose('accept')") + button("Nee ›", "choose('reject')")),
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
    ),
    "vraagt het nog eens": Page(
        bar(TEXT + YES + button("Weigeren", "show('zeker')"))
        + "<div id=zeker class=bar style='bottom:30%' hidden><p>Weet u het zeker?</p>"
        + button("Toch akkoord")
        + button("Ja, weigeren", "choose('reject'); hide('zeker')")
        + "</div>",
        reject=(DONE, ("Weigeren", "Ja, weigeren")),
    ),
    "weigeren per partner": Page(
        settings(
            f"<ul>{PARTNERS}</ul>"
            + button("Alles weigeren", "choose('reject')")
            + button("Opslaan")
        ),
        reject=(DONE, ("Instellingen", "Alles weigeren")),
    ),
    "schakelaar": Page(
        BOXES_ON + settings(SWITCH + SAVE), reject=(DONE, ("Instellingen", "Opslaan"))
    ),
    "ingeklapt vinkje": Page(
        BOXES_ON
        + settings(
            "<label><input type=checkbox checked> Statistieken</label>"
            "<p hidden><label><input type=checkbox checked> Marketing</label></p>" + SAVE
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
    "staat een deel toe": Page(
        bar(TEXT + YES + button("Alleen functionele en analytische cookies")), reject=NO_WAY
    ),
    "rondjes die op ja staan": Page(
        bar(TEXT + _asks("Meten") + _asks("Reclame") + _SAVE_ROUNDS),
        accept=(DONE, ("Opslaan",)),
        reject=(DONE, ("Opslaan",)),
    ),
    "rondjes zonder nee": Page(
        bar(
            TEXT
            + "<label><input type=radio name=a value=Ja> Alle cookies</label>"
            + "<label><input type=radio name=a checked> Alleen statistieken</label>"
            + button("Opslaan", "if (yes().length) choose('accept')")
            + "<script>const yes = () => document.querySelectorAll('[value=Ja]:checked');</script>"
        ),
        accept=(DONE, ("Opslaan",)),
        reject=NO_WAY,
    ),
    "vinkjes zonder knop voor alles": Page(
        BOXES_ON
        + bar(
            TEXT
            + "<label><input type=checkbox> Marketing</label>"
            + button("Opslaan", "choose(on() ? 'accept' : 'reject')")
        ),
        accept=(DONE, ("Opslaan",)),
        reject=(DONE, ("Opslaan",)),
    ),
    "met een taalkeuze": Page(
        bar(TEXT + "<select><option>Nederlands<option>English</select>" + BOTH)
    ),
    "gesloten, met lagen": Page(
        _CLOSED.format(bar(TEXT + YES + button("Voorkeuren", "more()"))),
        reject=(DONE, ("Voorkeuren", "Opslaan")),
    ),
    "instellingen zijn een pagina zonder keuze": Page(
        bar(TEXT + YES + "<a href=/elders>Cookie-instellingen</a>"),
        reject=(FAILED, ("Cookie-instellingen",)),
    ),
    "geen: gesloten": Page(
        _CLOSED.format(bar("<p>Stel uw vraag over uw bestelling.</p>" + button("Akkoord"))),
        UNTOUCHED,
        UNTOUCHED,
    ),
    "geen: koekjes kiezen": Page(
        "<form id=cookie-shop><p>Kies uw cookies uit ons assortiment van verse koekjes.</p>"
        "<label><input type=radio name=a> Alles</label>"
        f"<label><input type=radio name=a> Geen</label>{button('Opslaan')}</form>",
        UNTOUCHED,
        UNTOUCHED,
    ),
    "schakelaars die er geen zijn": Page(
        settings(
            "<label><input type=checkbox checked> Meten</label><p>Reclame <i class=on>o</i></p>"
            + button("Opslaan", "choose('accept')")
        ),
        reject=(UNCONFIRMED, ("Instellingen", "Opslaan")),
    ),
    "lijst die uitklapt": Page(
        BOXES_ON
        + bar(
            TEXT
            + YES
            + "<details><summary>Cookies beheren</summary>"
            + "<label><input type=checkbox checked> Reclame</label>"
            + SAVE
            + "</details>"
        ),
        reject=(DONE, ("Cookies beheren", "Opslaan")),
    ),
    "geen: menu": Page(
        bar("<a href=/c>Cookies</a> <a href=/p>Privacy</a>", name="menu"), UNTOUCHED, UNTOUCHED
    ),
    "geen: gesprek": Page(
        bar(
            "Praat u mee, dan gaat u akkoord met cookies.<textarea></textarea>" + button("Akkoord")
        ),
        UNTOUCHED,
        UNTOUCHED,
    ),
    "geen: incasso": Page(
        bar("<p>U geeft toestemming voor automatische incasso.</p>" + button("Akkoord")),
        UNTOUCHED,
        UNTOUCHED,
    ),
    "geen: formulier": Page(
        "<form class=privacy><input type=email><label><input type=checkbox> Ik ga akkoord met "
        f"cookies en voorwaarden</label>{button('Akkoord')}</form>",
        UNTOUCHED,
        UNTOUCHED,
    ),
    "geen: recept": Page(
        FILL
        + f"<div><p>Hulp nodig bij het bakken van cookies?</p>{button('Accepteren')}</div>"
        + FILL,
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
