"""Banners in steps, and one beside an offer that speaks of cookies as well.

They were written before the finder was tried on them, each in a markup of its own.
"""

from web.banners.site import make_site
from web.banners.wild import ON

# -- slides that stay pressed, without a role; all off, then keep ----------------------------------

_SLIDE = """<div><div>{words}</div><div class="schuif" tabindex="0" aria-pressed="true"
aria-label="{words}" data-k="{kind}"
style="width:44px;height:24px;border-radius:12px;background:#07c;cursor:pointer"></div></div>"""
make_site(
    "reisbureau",
    """<div class="rb" style="position:fixed;inset:0;background:#0008;z-index:900"><div
style="background:#fff;width:520px;margin:8vh auto;padding:24px">
<div id="een"><h2>Jouw reis, jouw keuze</h2><p>Wij en 38 anderen volgen met cookies wat je op onze
site doet om je passende reizen te laten zien.</p>
<a class="knop" id="top" href="javascript:void(0)">Top, ga door</a>
<a class="knop" id="meer" href="javascript:void(0)">Meer keuzes</a></div>
<div id="twee" hidden><h2>Jouw keuzes</h2>"""
    + _SLIDE.format(words="Statistiek", kind="statistieken")
    + _SLIDE.format(words="Marketing", kind="marketing")
    + """<p><a class="knop" id="aan" href="javascript:void(0)">Alles aan</a>
<a class="knop" id="uit" href="javascript:void(0)">Alles uit</a></p>
<a class="knop" id="bewaar" href="javascript:void(0)">Bewaar</a></div></div></div>""",
    ON
    + """
const over = document.querySelector(".rb");
const slides = [...over.querySelectorAll(".schuif")];
const turn = (each, to) => each.setAttribute("aria-pressed", String(to));
const isOn = (each) => each.getAttribute("aria-pressed") === "true";
for (const each of slides) each.onclick = () => turn(each, !isOn(each));
const done = (allowed) => { site.choose(allowed); over.remove(); };
if (site.read() !== null) over.remove();
else on(document, {
  top: () => done(ALL),
  meer() { een.hidden = true; twee.hidden = false; },
  aan: () => slides.forEach((each) => turn(each, true)),
  uit: () => slides.forEach((each) => turn(each, false)),
  bewaar: () => done(slides.filter(isOn).map((each) => each.dataset.k)),
});
""",
)

# -- comes with the first movement; boxes that are not displayed, their words beside them ----------

_SLIDER = """<div><span>{words}</span><label class="curseur"><input type="checkbox" name="{kind}"
checked><i></i></label></div>"""
make_site(
    "mobilier",
    """<div style="height:2400px">Buffets et tables.</div><style>.curseur input { display:none }
.curseur i { display:inline-block; width:40px; height:20px; background:#999 }
.curseur input:checked + i { background:#090 }</style>
<div id="rgpd" style="position:fixed;inset:20% 25% auto;background:#fff;padding:20px" hidden>
<div id="un"><p><b>Ici aussi, on meuble avec des cookies</b></p><p>Avec nos partenaires, nous
aimerions suivre votre navigation pour des statistiques et de la publicité ciblée.</p>
<button id="ok">Accepter &amp; Fermer</button> <a href="#" id="regler">Paramétrer mes
choix</a></div><div id="deux" hidden><p><b>Vos choix</b></p>"""
    + _SLIDER.format(words="Statistiques", kind="statistieken")
    + _SLIDER.format(words="Publicité ciblée", kind="marketing")
    + """<button id="valider">Valider ma sélection</button></div></div>""",
    ON
    + """
const win = document.getElementById("rgpd");
const done = (allowed) => { site.choose(allowed); win.remove(); };
on(document, {
  ok: () => done(ALL),
  regler() { un.hidden = true; deux.hidden = false; },
  valider: () => done([...win.querySelectorAll(":checked")].map((each) => each.name)),
});
if (site.read() !== null) win.remove();
else for (const kind of ["scroll", "mousemove", "keydown", "touchstart"])
  addEventListener(kind, () => { win.hidden = false; }, { once: true });
""",
    language="fr",
)

# -- a yes and a no, beside those of a prize game that links to the cookie policy ------------------

make_site(
    "fitness",
    """<div role="dialog" style="position:fixed;inset:20% 30% auto;background:#fff;z-index:1000">
<h2>Win een racefiets!</h2><p>Draai aan het rad en maak kans. Lees ons privacy- en cookiebeleid.</p>
<button id="mee">Ja, ik doe mee</button> <button id="niet">Nee, bedankt</button></div>
<div class="balk" id="strook" hidden><p>Mogen wij cookies plaatsen om je bezoek te meten en je
reclame te tonen?</p><button id="ja">Ja</button> <button id="nee">Nee</button></div>""",
    ON
    + """
on(document, { mee: wrong, niet: wrong });
const done = (allowed) => { site.choose(allowed); strook.remove(); };
if (site.read() !== null) strook.remove();
else {
  setTimeout(() => { strook.hidden = false; }, 2500);
  on(document, { ja: () => done(ALL), nee: () => done([]) });
}
""",
)
