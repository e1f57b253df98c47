"""Banners in which something is chosen first and then kept: rounds, lists, switches, a page.

They were written before the finder was tried on them, each in a markup of its own.
"""

from web.banners.site import ENGINE, STYLE, host_of, make_site
from web.banners.wild import ON
from web.register import html, inline, page

# -- rounds and lists ------------------------------------------------------------------------------

make_site(
    "rondjes",
    """<form id="cookiebalk" style="background:#eef7fb;padding:1em">
<h2>Cookies op deze website</h2><p>Met cookies meten wij hoe onze website wordt gebruikt. Andere
partijen kunnen met cookies uw surfgedrag volgen.</p><fieldset><legend>Wat vindt u goed?</legend>
<div><input type="radio" name="niveau" value="alles" id="r1"><label for="r1">Alle cookies
accepteren</label></div>
<div><input type="radio" name="niveau" value="geen" id="r2"><label for="r2">Alleen noodzakelijke
cookies</label></div></fieldset><button type="submit">Opslaan</button></form>""",
    """
const form = document.getElementById("cookiebalk");
if (site.read() !== null) form.remove();
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const level = new FormData(form).get("niveau");
  if (!level) return;
  site.choose(level === "alles" ? ALL : []);
  form.remove();
});
""",
)
_PURPOSE = """<div class="finalite"><b>{words}</b>
<label><input type="radio" name="{kind}" value="1"><i>Oui</i></label>
<label><input type="radio" name="{kind}" value="0"><i>Non</i></label></div>"""
make_site(
    "perdoel",
    """<style>#consent input { position:absolute; opacity:0; width:1px; height:1px }
#consent i { padding:4px 12px; border:1px solid #333; cursor:pointer }</style>
<div id="consent" style="position:fixed;inset:auto 5% 5%;background:#fff;border:1px
solid;padding:1em">
<div id="un"><p>Avec votre accord, nos partenaires et nous utilisons des cookies pour mesurer
l'audience et afficher des publicités.</p>
<button id="regler">Paramétrer les cookies</button><button id="ok">J'accepte</button></div>
<div id="deux" hidden><p>Choisissez pour chaque finalité.</p>"""
    + _PURPOSE.format(words="Mesure d'audience", kind="statistieken")
    + _PURPOSE.format(words="Publicité", kind="marketing")
    + """<button id="garder">Enregistrer mes choix</button></div></div>""",
    ON
    + """
const win = document.getElementById("consent");
if (site.read() !== null) win.remove();
else {
  const done = (allowed) => { site.choose(allowed); win.remove(); };
  const told = (kind) => win.querySelector(`input[name=${kind}]:checked`)?.value;
  on(document, {
    ok: () => done(ALL),
    regler() { document.getElementById("un").hidden = true;
      document.getElementById("deux").hidden = false; },
    garder() { if (ALL.every(told)) done(ALL.filter((each) => told(each) === "1")); },
  });
}
""",
    language="fr",
)
make_site(
    "keuzelijst",
    """<div class="notice" style="position:fixed;top:0;width:100%;background:#fff;border-bottom:1px
solid">
<p>This website uses cookies to analyse traffic and to personalise advertising.</p>
<label>Your preference <select id="pref"><option value="all">Accept all cookies</option>
<option value="stats">Statistics only</option>
<option value="none">Essential cookies only</option></select></label>
<button id="save">Save preference</button></div>""",
    ON
    + """
const bar = document.querySelector(".notice");
if (site.read() !== null) bar.remove();
else on(document, { save() {
  const chosen = { all: ALL, stats: ["statistieken"], none: [] };
  site.choose(chosen[document.getElementById("pref").value]);
  bar.remove();
} });
""",
    language="en",
)

# -- switches that are on beforehand ---------------------------------------------------------------

_SWITCH = """<li style="display:flex;gap:1em"><span id="n-{kind}">{words}</span>
<span role="switch" aria-checked="true" aria-labelledby="n-{kind}" tabindex="0" data-s="{kind}"
style="width:40px;height:20px;background:#0a0;border-radius:10px;cursor:pointer"></span></li>"""
make_site(
    "schakelaars",
    """<div class="ov" style="position:fixed;inset:0;background:#0006;z-index:50"></div>
<div class="md" style="position:fixed;inset:10% 25% auto;background:#fff;padding:2em;z-index:51">
<a id="dicht" aria-label="Sluiten" style="float:right;cursor:pointer">✕</a>
<div class="v1"><h2>Wij respecteren je privacy</h2><p>Samen met onze partners gebruiken we cookies
voor statistieken en gepersonaliseerde advertenties.</p>
<span class="k" id="alles" style="cursor:pointer">Accepteren en doorgaan</span>
<span class="k" id="pas" style="cursor:pointer">Instellingen aanpassen</span></div>
<div class="v2" style="display:none"><h2>Jouw voorkeuren</h2><ul>"""
    + _SWITCH.format(words="Statistieken", kind="statistieken")
    + _SWITCH.format(words="Gepersonaliseerde advertenties", kind="marketing")
    + """</ul><span class="k" id="klaar" style="cursor:pointer">Bevestig mijn
keuzes</span></div></div>""",
    ON
    + """
const parts = document.querySelectorAll(".ov, .md");
const away = () => parts.forEach((each) => each.remove());
const switches = [...document.querySelectorAll("[role=switch]")];
const isOn = (each) => each.getAttribute("aria-checked") === "true";
for (const each of switches)
  each.onclick = () => each.setAttribute("aria-checked", String(!isOn(each)));
if (site.read() !== null) away();
else on(document, {
  dicht: wrong,
  alles() { site.choose(ALL); away(); },
  pas() {
    document.querySelector(".v1").style.display = "none";
    document.querySelector(".v2").style.display = "";
  },
  klaar() { site.choose(switches.filter(isOn).map((each) => each.dataset.s)); away(); },
});
""",
)

# -- in a shadow root within a shadow root; what needs no consent, as they say, is on --------------

_INTEREST = """<div style="display:flex"><span>{words}</span><button class="s" role="switch"
aria-checked="{on}" aria-label="{words}" data-s="{kind}"></button></div>"""
make_site(
    "zeehotel",
    """<zee-vraag></zee-vraag><template id="vraag"><style>
.d { position:fixed; right:2vw; bottom:2vh; width:460px; background:#fff }
[hidden] { display:none } .s { width:40px; height:20px }</style>
<div class="d" role="dialog" aria-label="Privacy"><div id="een"><p>Wij en anderen verwerken met
cookies gegevens over uw bezoek, deels op grond van een gerechtvaardigd belang.</p>
<zee-knop id="meer">Voorkeuren instellen</zee-knop><zee-knop id="ja">Alles accepteren</zee-knop>
</div><div id="twee" hidden><h2>Per doel</h2>"""
    + _INTEREST.format(words="Statistieken", kind="statistieken", on="false")
    + _INTEREST.format(words="Statistieken (belang)", kind="statistieken", on="true")
    + _INTEREST.format(words="Marketing (belang)", kind="marketing", on="true")
    + '<zee-knop id="klaar">Voorkeuren bewaren</zee-knop></div></div></template>',
    ON
    + """
const define = (name, fill) => customElements.define(name, class extends HTMLElement {
  connectedCallback() { fill(this.attachShadow({ mode: "open" }), this); }
});
define("zee-knop", (root) => { root.innerHTML = "<button><slot></slot></button>"; });
define("zee-vraag", (root, host) => {
  if (site.read() !== null) return;
  root.append(document.getElementById("vraag").content);
  const isOn = (each) => each.getAttribute("aria-checked") === "true";
  const switches = [...root.querySelectorAll(".s")];
  for (const each of switches)
    each.onclick = () => each.setAttribute("aria-checked", String(!isOn(each)));
  const done = (allowed) => { site.choose(allowed); host.remove(); };
  const layer = (id, to) => { root.getElementById(id).hidden = to; };
  on(root, {
    ja: () => done(ALL),
    meer() { layer("een", true); layer("twee", false); },
    klaar: () => done([...new Set(switches.filter(isOn).map((each) => each.dataset.s))]),
  });
});
""",
)

# -- what was not read to its end cannot be kept ---------------------------------------------------

_LONG = "<p>Met deze cookies leren wij hoe u de site gebruikt.</p>" * 12
make_site(
    "polis",
    """<div class="pp" style="position:fixed;inset:8% 20% auto;background:#fff">
<div id="een"><h2>Uw privacy</h2><p>Wij gebruiken cookies voor analyse en aanbiedingen.</p>
<button id="alles">Alles toestaan</button> <button id="kies">Zelf kiezen</button></div>
<div id="twee" hidden><h2>Zelf kiezen</h2><div id="lijst" style="overflow:auto;height:160px">
<label><input type="checkbox" data-k="statistieken" checked> Analytische cookies</label>"""
    + _LONG
    + '<label><input type="checkbox" data-k="marketing" checked> Marketingcookies</label>'
    + _LONG
    + """</div><button id="bewaar" disabled>Mijn keuze opslaan</button></div></div>""",
    ON
    + """
const win = document.querySelector(".pp");
lijst.onscroll = () => {
  const atEnd = lijst.scrollTop + lijst.clientHeight >= lijst.scrollHeight - 8;
  bewaar.disabled = bewaar.disabled && !atEnd;
};
const done = (allowed) => { site.choose(allowed); win.remove(); };
const ticked = () => [...win.querySelectorAll(":checked")].map((each) => each.dataset.k);
if (site.read() !== null) win.remove();
else on(document, {
  alles: () => done(ALL),
  kies() { een.hidden = true; twee.hidden = false; },
  bewaar: () => done(ticked()),
});
""",
)

# -- the way is a link in the text; a window that is made only then, with hidden boxes -------------

make_site(
    "tekstlink",
    """<div class="cookie-melding" style="position:fixed;bottom:0;background:#fff;padding:1em">
<p>Om onze site goed te laten werken en je persoonlijke advertenties te tonen gebruiken wij cookies.
Liever niet alles? <a href="#" id="pas">Pas je voorkeuren aan</a>.</p>
<button id="ja">Ja, akkoord</button></div>""",
    ON
    + """
const bar = document.querySelector(".cookie-melding");
const choice = (kind, words) => `<p><input type="checkbox" id="c-${kind}" data-k="${kind}" checked
  style="position:absolute;opacity:0;width:0;height:0"><label for="c-${kind}"
  style="border:1px solid;padding:4px;cursor:pointer">${words}</label></p>`;
const ask = () => {
  const over = document.createElement("div");
  over.style = "position:fixed;inset:5% 20%;background:#fff;z-index:500;border:3px solid #000";
  over.innerHTML = `<h3>Cookievoorkeuren</h3><p>Functionele cookies staan altijd aan.</p>
    ${choice("statistieken", "Analytische cookies")}${choice("marketing", "Marketingcookies")}
    <button id="allebei">Alles accepteren</button><button id="bewaar">Voorkeuren opslaan</button>`;
  document.body.append(over);
  const done = (allowed) => { site.choose(allowed); over.remove(); bar.remove(); };
  const ticked = () => [...over.querySelectorAll(":checked")].map((each) => each.dataset.k);
  on(document, { allebei: () => done(ALL), bewaar: () => done(ticked()) });
};
if (site.read() !== null) bar.remove();
else on(document, { pas: ask, ja() { site.choose(ALL); bar.remove(); } });
""",
)

# -- the settings are a page of the site -----------------------------------------------------------

make_site(
    "voorkeurpagina",
    """<div id="melding-cookies" style="position:fixed;bottom:0;width:100%;background:#fff">
<p>Deze site gebruikt cookies voor statistieken en marketing.</p>
<button id="ok">Alle cookies accepteren</button>
<a href="/cookie-instellingen">Cookie-instellingen wijzigen</a></div>""",
    ON
    + """
const bar = document.getElementById("melding-cookies");
if (site.read() !== null) bar.remove();
else on(document, { ok() { site.choose(ALL); bar.remove(); } });
""",
)


@page(host_of("voorkeurpagina"), "/cookie-instellingen")
def show_settings(request):
    return html(
        STYLE
        + inline(ENGINE)
        + """<h1>Cookie-instellingen</h1><p>Kies welke cookies wij mogen plaatsen.</p><form id="f">
<p><label><input type="checkbox" checked disabled> Functionele cookies</label></p>
<p><label><input type="checkbox" name="statistieken" checked> Statistieken</label></p>
<p><label><input type="checkbox" name="marketing" checked> Marketing</label></p>
<button>Instellingen opslaan</button></form>"""
        + inline(
            """
document.getElementById("f").addEventListener("submit", (event) => {
  event.preventDefault();
  site.keep([...new FormData(event.target).keys()]);
  location.href = "/";
});
"""
        )
    )
