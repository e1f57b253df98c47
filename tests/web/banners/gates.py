"""Banners that the server answers: a page before the one that was asked for, and plain links."""

from aiohttp import web
from web.banners.site import STYLE, host_of, make_site
from web.banners.wild import ON
from web.register import PAGES, Page, html, inline, page, redirect

GATE = "poort.dagblad.example"


def _kept(choice: str) -> str:
    return f"toestemming={choice}; Path=/; Max-Age=15552000; Secure; SameSite=Lax"


# -- a newspaper that gives nothing before an answer: a gate on another host of the site -----------


def _guarded(path: str, plain: Page) -> Page:
    def answer(request: web.Request) -> web.StreamResponse:
        if "toestemming" in request.cookies:
            return plain(request)
        raise redirect(f"https://{GATE}/kies?terug={path}", "mandje=m1; Path=/; Secure; HttpOnly")

    return answer


make_site("dagblad")
_paper = PAGES[host_of("dagblad")]
_paper |= {path: _guarded(path, plain) for path, plain in _paper.items()}


@page(host_of("dagblad"), "/klaar")
def take_answer(request):
    raise redirect(request.query["terug"], _kept(request.query["keuze"]))


_GATE = (
    STYLE
    + """<main><header><b>DAGBLAD</b> <button id="in">Inloggen</button></header>
<div id="een"><h1>Dagblad en uw privacy</h1><p>Wij en onze 214 partners slaan gegevens op uw
apparaat op met cookies en lezen die uit, om advertenties en artikelen op u af te stemmen en het
bereik te meten.</p><button id="ja">Akkoord</button> <button id="stel">Instellen</button>
<p>Geen tracking? <a href="#" id="abo">Neem een abonnement</a></p></div>
<div id="twee" hidden><h1>Uw privacykeuzes</h1><p>Stel hier in waarvoor wij uw gegevens
gebruiken.</p><button id="geen">Weiger alles</button> <button id="alles">Accepteer alles</button>
<ul><li>Meten <input type="checkbox" aria-label="Meten"></li>
<li>Advertenties <input type="checkbox" aria-label="Advertenties"></li></ul>
<button id="klaar">Opslaan</button></div></main>"""
    + inline(
        ON
        + """
const back = new URLSearchParams(location.search).get("terug");
const go = (choice) => () => {
  const query = new URLSearchParams({ terug: back, keuze: choice });
  location.href = `https://www.dagblad.example/klaar?${query}`;
};
const bad = () => { document.cookie = "verkeerd=1; path=/; secure"; };
const [all, none] = ["noodzakelijk+statistieken+marketing", "noodzakelijk"];
on(document, { ja: go(all), alles: go(all), geen: go(none), klaar: go(none), in: bad, abo: bad,
  stel() { een.hidden = true; twee.hidden = false; } });
"""
    )
)
page(GATE, "/kies")(lambda request: html(_GATE))

# -- links to the page itself, with the answer in the query ----------------------------------------


def _asked(path: str, plain: Page) -> Page:
    def answer(request: web.Request) -> web.StreamResponse:
        if choice := request.query.get("cookies"):
            raise redirect(path, _kept(choice))
        return plain(request)

    return answer


make_site(
    "provincie",
    """<div class="melding" style="position:fixed;bottom:0;width:100%;background:#ffc"><p>De
provincie gebruikt cookies om het bezoek aan deze site te meten en filmpjes te tonen.</p>
<a href="?cookies=noodzakelijk%2Bstatistieken%2Bmarketing">Cookies toestaan</a>
<a href="?cookies=noodzakelijk">Cookies weigeren</a> <a href="/over-ons">Lees meer</a></div>""",
    'if (site.read() !== null) document.querySelector(".melding").remove();',
)
_province = PAGES[host_of("provincie")]
_province |= {path: _asked(path, plain) for path, plain in _province.items()}
