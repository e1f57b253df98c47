"""Banners with folds, cards and lists, and what comes after the answer; windows that are none.

They were written before the finder was tried on them, each in a markup of its own.
"""

from web.banners.site import make_site
from web.banners.wild import ON

# -- boxes in folds that are shut; a chat beside it that speaks of a cookie ------------------------

_FOLD = """<details><summary>{words}</summary><p>Daarvoor dienen deze cookies.</p>
<label><input type="checkbox" data-k="{kind}" checked> {words} toestaan</label></details>"""
make_site(
    "keukenhal",
    """<aside style="position:fixed;right:0;bottom:0;width:300px;background:#fed;z-index:900">
<p>Hallo! Wij bewaren dit gesprek en een cookie om je te herkennen.</p><button
id="wel">Akkoord, start chat</button><button id="niet">Nee, dank je</button></aside>
<div class="doos" role="dialog" style="position:fixed;inset:20% 30% auto;background:#fff">
<div id="een"><h2>Een beetje van jou</h2><p>Met cookies meten we bezoek en tonen we aanbiedingen
die passen bij jouw keuken.</p><button id="kies">Voorkeuren</button>
<button id="ja">Accepteren</button></div><div id="twee" hidden>"""
    + _FOLD.format(words="Statistieken", kind="statistieken")
    + _FOLD.format(words="Marketing", kind="marketing")
    + '<button id="bewaar">Selectie bevestigen</button></div></div>',
    ON
    + """
const win = document.querySelector(".doos");
const done = (allowed) => { site.choose(allowed); win.remove(); };
on(document, { wel: wrong, niet: wrong });
if (site.read() !== null) win.remove();
else on(document, {
  ja: () => done(ALL),
  kies() { een.hidden = true; twee.hidden = false; },
  bewaar: () => done([...win.querySelectorAll(":checked")].map((each) => each.dataset.k)),
});
""",
)

# -- buttons that say whether they are on, and a question whether that is meant --------------------

_ROW = """<tr><th>{words}</th><td><button class="stand" aria-pressed="true"
data-k="{kind}">Aan</button></td></tr>"""
make_site(
    "bibliotheek",
    """<div class="balk" id="bb"><div id="een"><p>De bibliotheek gebruikt cookies om het gebruik van
de site te meten en om u boekentips te geven.</p><button id="stel">Cookie-instellingen</button>
<button id="ja">Ik vind het goed</button></div><div id="twee" hidden><table>"""
    + _ROW.format(words="Bezoek meten", kind="statistieken")
    + _ROW.format(words="Boekentips en reclame", kind="marketing")
    + """</table><button id="bewaar">Opslaan</button></div><div id="drie" hidden><p>Weet u het
zeker? Zonder cookies ziet u geen boekentips.</p><button id="zeker">Ja, opslaan</button>
<button id="toch">Toch alles toestaan</button></div></div>""",
    ON
    + """
const stands = [...bb.querySelectorAll(".stand")];
const isOn = (each) => each.getAttribute("aria-pressed") === "true";
for (const each of stands) each.onclick = () => {
  each.setAttribute("aria-pressed", String(!isOn(each)));
  each.textContent = isOn(each) ? "Aan" : "Uit";
};
const kept = () => stands.filter(isOn).map((each) => each.dataset.k);
const done = (allowed) => { site.choose(allowed); bb.remove(); };
if (site.read() !== null) bb.remove();
else on(document, {
  ja: () => done(ALL),
  stel() { een.hidden = true; twee.hidden = false; },
  bewaar() { drie.hidden = false; },
  zeker: () => done(kept()),
  toch: () => done(ALL),
});
""",
)

# -- cards of which one is chosen, with a text on each ---------------------------------------------

_CARD = """<div role="radio" tabindex="0" aria-checked="{on}" style="cursor:pointer"><b>{words}</b>
<p>{more}</p></div>"""
make_site(
    "assurantie",
    """<div class="venster" id="lv"><h2>Kies uw cookieniveau</h2><p>Hoeveel cookies wij plaatsen,
bepaalt u zelf.</p><div role="radiogroup" style="display:flex">"""
    + _CARD.format(on="false", words="Alleen noodzakelijk", more="De website werkt.")
    + _CARD.format(on="false", words="Statistieken", more="Wij meten ook het bezoek.")
    + _CARD.format(on="true", words="Persoonlijk", more="U ziet ook aanbiedingen.")
    + '</div><button id="door">Keuze bevestigen</button></div>',
    ON
    + """
const cards = [...lv.querySelectorAll("[role=radio]")];
const isOn = (each) => each.getAttribute("aria-checked") === "true";
for (const card of cards) card.onclick = () => cards.forEach((each) =>
  each.setAttribute("aria-checked", String(each === card)));
if (site.read() !== null) lv.remove();
else on(document, { door() { site.choose(ALL.slice(0, cards.findIndex(isOn))); lv.remove(); } });
""",
)

# -- a list for each purpose, in a form ------------------------------------------------------------

_LIST = """<p><label for="s-{kind}">{words}</label> <select id="s-{kind}" name="{kind}">
<option value="1">Toestaan</option><option value="0">Niet toestaan</option></select></p>"""
make_site(
    "tuinhof",
    """<div class="balk" id="th"><div id="een"><p>Tuinhof gebruikt cookies voor statistieken en voor
reclame op maat.</p><button id="kies">Voorkeuren aanpassen</button> <button id="ja">Alles
goedkeuren</button></div><form id="twee" hidden><p>Waarvoor mogen wij cookies gebruiken?</p>"""
    + _LIST.format(words="Statistieken", kind="statistieken")
    + _LIST.format(words="Reclame op maat", kind="marketing")
    + '<button id="bewaar">Voorkeuren vastleggen</button></form></div>',
    ON
    + """
const done = (allowed) => { site.choose(allowed); th.remove(); };
if (site.read() !== null) th.remove();
else on(document, {
  ja: () => done(ALL),
  kies() { een.hidden = true; twee.hidden = false; },
  bewaar: () => done(ALL.filter((each) => new FormData(twee).get(each) === "1")),
});
""",
)

# -- the second of two links that say "here" refuses; what is said then tells where to change it ---

make_site(
    "waterrijk",
    """<section class="cookievraag" style="background:#e5f0f9;padding:1em"><div id="vraag"><p>De
gemeente gebruikt cookies om het bezoek te meten en filmpjes te tonen. Lees <a
href="/over-ons">hier</a> welke dat zijn. Wilt u geen cookies? Klik <a href="#" id="nee">hier</a>
om ze te weigeren.</p><button id="ja">Ja, dat mag</button></div><div id="klaar" role="alert"
hidden><p>Uw keuze voor cookies is bewaard. Wijzig altijd <a href="/over-ons">uw
cookie-instellingen</a>.</p><button id="weg">Verberg deze melding</button></div></section>
<form style="position:fixed;right:0;top:40%;background:#fff;border:1px solid"><p>Uw weergave
bewaren wij in een cookie.</p><label><input type="checkbox"> Grote letters</label><button
id="groot" type="button">Opslaan</button></form>""",
    ON
    + """
on(document, { groot: wrong });
const part = document.querySelector(".cookievraag");
const done = (allowed) => { site.choose(allowed); vraag.hidden = true; klaar.hidden = false; };
if (site.read() !== null) part.remove();
else on(document, { ja: () => done(ALL), nee: () => done([]), weg: () => part.remove() });
""",
)

# -- no banner: a bakery, new terms, an order ------------------------------------------------------

make_site(
    "koekenbakker",
    """<div style="position:fixed;bottom:0;width:100%;background:#fda"><p>Elke dag bakken wij verse
cookies. Kom je naar de proeverij?</p><button id="k1">Accepteren</button>
<button id="k2">Weigeren</button></div>
<div role="dialog" style="position:fixed;left:0;top:20%;background:#fff"><p>Onze voorwaarden en ons
privacy- en cookiebeleid zijn gewijzigd.</p><button id="k3">Akkoord</button></div>
<form style="position:fixed;right:0;top:20%;background:#fff"><p>Bestelling bevestigen: een trommel
chocolate chip cookies.</p><button id="k4">Akkoord</button> <button
id="k5">Bevestigen</button></form>""",
    ON + "on(document, { k1: wrong, k2: wrong, k3: wrong, k4: wrong, k5: wrong });",
)
