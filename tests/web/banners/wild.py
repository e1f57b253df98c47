"""Banners as sites of all sorts have them: other places, controls, words and neighbours.

They were written before the finder was tried on them, each in a markup of its own.
"""

from web.banners.parts import SHOWN, banner, button
from web.banners.site import ENGINE, make_site
from web.register import frames, inline

# Presses by id: ``on(root, {id: function})``.
ON = """
const on = (root, does) => {
  for (const [id, act] of Object.entries(does))
    root.getElementById(id).addEventListener("click", (event) => { event.preventDefault(); act();
});
};
"""

# -- a component with a closed shadow root, a second late ------------------------------------------

make_site(
    "gesloten",
    code=ON
    + """
class Keuzescherm extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({ mode: "closed" });
    root.innerHTML = `<style>
      .card { position: fixed; right: 24px; bottom: 24px; width: 380px; padding: 24px;
        background: #fff; box-shadow: 0 4px 30px #0005; z-index: 2147483647 }
      .row { display: flex; gap: 8px } </style>
      <div class="card"><h3>Uw privacy telt</h3>
      <p>Deze website plaatst cookies van onszelf en van derden om het gebruik te meten en
      advertenties af te stemmen op uw interesses.</p>
      <div class="row"><button id="n">Weigeren</button>
      <button id="i">Voorkeuren</button><button id="j">Alles toestaan</button></div></div>`;
    const done = (allowed) => { site.choose(allowed); this.remove(); };
    on(root, { n: () => done([]), j: () => done(ALL), i() {} });
  }
}
customElements.define("keuze-scherm", Keuzescherm);
if (site.read() === null)
  setTimeout(() => document.body.append(document.createElement("keuze-scherm")), 1000);
""",
)

# -- an open shadow root, as Axeptio has it, in its words ------------------------------------------

make_site(
    "boulangerie",
    '<div id="axe_overlay" style="position:fixed;left:20px;bottom:20px;z-index:9999"></div>',
    ON
    + """
if (site.read() === null) {
  const host = document.getElementById("axe_overlay");
  const root = host.attachShadow({ mode: "open" });
  root.innerHTML = `<div style="width:340px;background:#fff;padding:16px;border-radius:8px">
    <div>Bonjour, c'est nous... les cookies !</div>
    <div>On a attendu d'être sûrs que le contenu de ce site vous intéresse avant de vous déranger,
    mais on aimerait bien vous accompagner pendant votre visite. C'est OK pour vous ?</div>
    <button id="a" aria-label="Non merci">Non merci</button>
    <button id="b">Je choisis</button><button id="c">OK pour moi</button></div>`;
  const done = (allowed) => { site.choose(allowed); host.remove(); };
  on(root, { a: () => done([]), b() {}, c: () => done(ALL) });
}
""",
    language="fr",
)

# -- the choice is kept for the tab only; words in capitals ----------------------------------------

make_site(
    "tabblad",
    """<div id="qc-cmp2-ui" hidden style="position:fixed;inset:15% 15%
auto;background:#fff;z-index:99">
<h2>We value your privacy</h2><p>We and our partners store and/or access information on a device,
such as cookies, and process personal data, such as unique identifiers, for personalised ads and
content and audience insights.</p><div><button mode="secondary" id="m"><span>MORE OPTIONS</span>
</button><button mode="secondary" id="d"><span>DISAGREE</span></button>
<button mode="primary" id="y"><span>AGREE</span></button></div></div>""",
    ON
    + """
site.read = () => JSON.parse(sessionStorage.getItem("gdpr_choice"))?.ok ?? null;
site.keep = (allowed) => sessionStorage.setItem("gdpr_choice", JSON.stringify({ ok: allowed }));
const box = document.getElementById("qc-cmp2-ui");
box.hidden = site.read() !== null;
const done = (allowed) => { site.choose(allowed); box.hidden = true; };
on(document, { d: () => done([]), y: () => done(ALL), m() {} });
""",
    language="en",
)

# -- newspapers: frames of another site ------------------------------------------------------------

MESSAGES = "cdn.privacy-berichten.example"
_TELL = 'const done = (ja) => parent.postMessage({ ja }, "*");' + ON


def _message(name: str, path: str, inner: str, code: str, late_ms: int) -> None:
    frames(MESSAGES, path, inline(ENGINE) + inner + inline(_TELL + code))
    make_site(
        name,
        code=f"""
if (site.read() === null) setTimeout(() => {{
  const holder = document.createElement("div");
  holder.id = "sp_message_container_900100";
  holder.style = "position:fixed;inset:0;z-index:2147483647;background:#0008";
  holder.innerHTML = `<iframe src="https://{MESSAGES}{path}" title="SP Consent Message"
    style="position:absolute;inset:10%;width:80%;height:80%;background:#fff;border:0"></iframe>`;
  document.body.append(holder);
  addEventListener("message", (event) => {{
    if (event.origin !== "https://{MESSAGES}" || !event.data.ja) return;
    site.choose(event.data.ja);
    holder.remove();
  }});
}}, {late_ms});
""",
        language="de" if path.startswith("/de") else "en",
    )


_message(
    "kiosk",
    "/de/index.html",
    """<div class="message"><h2>Weiterlesen mit Werbung oder im Pur-Abo</h2>
<div><h3>Mit Werbung weiterlesen</h3><p>Besuchen Sie unsere Seiten wie gewohnt mit Werbung und
Tracking durch Cookies. Details zu Werbe- und Analyse-Trackern finden Sie in der
Datenschutzerklärung.</p><button id="ja" title="Akzeptieren und weiter">Akzeptieren und
weiter</button></div>
<div><h3>Pur-Abo</h3><p>Ohne Werbetracking für 4,99 € im Monat.</p>
<button id="abo">Jetzt Pur-Abo abschließen</button>
<button id="login">Bereits Pur-Abonnent? Hier anmelden</button></div></div>""",
    "on(document, { ja: () => done(ALL), abo: wrong, login: wrong });",
    400,
)
frames(
    MESSAGES,
    "/en/manage.html",
    inline(ENGINE)
    + """<h2>Manage my cookies</h2><p>Choose how you allow us and our partners to use cookies.</p>
<div><button id="none">Reject all</button><button id="all">Accept all</button></div>
<p>Personalised advertising, measurement and audience research.</p>
<button id="save">Save and close</button>"""
    + inline(
        _TELL
        + "on(document, { none: () => done([]), all: () => done(ALL), save: () => done([]) });"
    ),
)
_message(
    "courant",
    "/en/index.html",
    """<div class="message"><h2>It’s your choice</h2><p>We use cookies and similar technologies for
the following purposes: to show personalised ads, to measure and to research audiences.</p>
<button id="y" class="sp_choice_type_11">Yes, I’m happy</button>
<button id="m" class="sp_choice_type_12">Manage my cookies</button></div>""",
    'on(document, { y: () => done(ALL), m() { location.href = "/en/manage.html"; } });',
    2500,
)

# -- neither buttons nor roles ---------------------------------------------------------------------

make_site(
    "prima",
    """<div class="cc" style="position:fixed;bottom:0;left:0;right:0;background:#123;color:#fff">
<span>Lekker, koekjes! Wij gebruiken cookies om onze webshop te verbeteren en je aanbiedingen te
laten zien die bij je passen.</span>
<div class="cc-acties"><div class="knop" id="ja" style="cursor:pointer">Prima</div>
<span class="knop" id="nee" style="cursor:pointer;text-decoration:underline">Liever
niet</span></div>
</div>""",
    ON
    + """
const bar = document.querySelector(".cc");
if (site.read() !== null) bar.remove();
else {
  const done = (allowed) => { site.choose(allowed); bar.remove(); };
  on(document, { ja: () => done(ALL), nee: () => done([]) });
}
""",
)
make_site(
    "snaphet",
    """<div id="strook" style="position:fixed;bottom:0;width:100%;background:#ffd">
<p>Door deze site te gebruiken ga je akkoord met het plaatsen van cookies.
<a href="/over-ons">Lees meer</a></p>
<a id="ok" style="cursor:pointer">Oké, ik snap het</a>
<button id="x" aria-label="Sluiten"><svg width="16" height="16"><path d="M2 2 14 14M14 2 2 14"
stroke="#000"/></svg></button></div>""",
    ON
    + """
const bar = document.getElementById("strook");
if (site.read() !== null) bar.remove();
else on(document, { ok() { site.choose(ALL); bar.remove(); }, x() { wrong(); bar.remove(); } });
""",
)

# -- with other windows beside them ----------------------------------------------------------------

make_site(
    "aanbieding",
    banner(
        "<h2>10% korting op je eerste bestelling</h2><p>Schrijf je in en mis niets.</p>"
        '<input type="email" placeholder="E-mailadres">'
        + button("Ja, ik wil korting", "fout")
        + button("Nee, bedankt", "fout")
        + '<button type="button" aria-label="Sluiten" data-doe="fout">×</button>',
        place="venster",
        name="Nieuwsbrief",
    )
    + """<div id="cookiebar" style="position:fixed;bottom:0;width:100%;background:#fff;z-index:9">
<div>We gebruiken cookies om je winkelervaring te verbeteren. <a href="/over-ons">Cookiebeleid</a>
</div><button id="ja">Cookies toestaan</button><button id="nee">Nee, bedankt</button></div>""",
    ON
    + SHOWN
    + """
const bar = document.getElementById("cookiebar");
if (site.read() !== null) bar.remove();
else {
  const done = (allowed) => { site.choose(allowed); bar.remove(); };
  on(document, { ja: () => done(ALL), nee: () => done([]) });
}
""",
)
make_site(
    "brouwerij",
    """<div style="position:fixed;inset:0;background:#210;color:#fff;z-index:1000" id="poort">
<h1>Ben je 18 jaar of ouder?</h1><p>Je moet 18 zijn om deze site te bezoeken.</p>
<button id="oud">Ja, ga verder</button><button id="jong">Nee, liever niet</button></div>
<div style="position:fixed;right:10px;bottom:10px;width:240px;background:#fff;z-index:3000"><p>Om
te chatten gaan we akkoord met de <a href="/over-ons">privacy- en cookieverklaring</a>.</p><button
id="wel">Akkoord</button> <button id="niet">Weigeren</button></div>
<section id="ck"
style="position:fixed;left:10px;bottom:10px;width:420px;background:#fff;z-index:2000">
<strong>Ook wij gebruiken cookies</strong><p>Functionele cookies om de site goed te laten werken, en
andere cookies om bezoek te meten en reclame te tonen.</p>
<button id="alles">Accepteer alles</button><button id="func">Alleen functioneel</button>
<button id="inst">Instellingen aanpassen</button></section>""",
    ON
    + """
const part = document.getElementById("ck");
on(document, { oud: wrong, jong: wrong, wel: wrong, niet: wrong });
if (site.read() !== null) part.remove();
else {
  const done = (allowed) => { site.choose(allowed); part.remove(); };
  on(document, { alles: () => done(ALL), func: () => done([]), inst() {} });
}
""",
)
make_site(
    "pension",
    """<div style="position:relative;background:#eee" id="app">Unsere App ist da!
<a href="#" id="laden">Installieren</a> <button id="zu" aria-label="Schließen">✕</button></div>
<div id="Datenschutzfenster" class="bx"
style="position:fixed;inset:10%;z-index:999;background:#fff">
<h3>Datenschutzeinstellungen</h3><p>Wir benötigen Ihre Zustimmung, bevor Sie unsere Website weiter
besuchen können. Wir verwenden Cookies und andere Technologien auf unserer Website. Einige von ihnen
sind essenziell, während andere uns helfen, diese Website und Ihre Erfahrung zu verbessern.</p>
<p><a class="btn" role="button" id="alle" href="#">Ich akzeptiere alle</a></p>
<p><a class="lnk" role="button" id="nur" href="#">Nur essenzielle Cookies akzeptieren</a></p>
<p><a class="lnk" href="#" id="ind">Individuelle Datenschutzeinstellungen</a></p>
<small><a href="/over-ons">Datenschutzerklärung</a> <a
href="/over-ons">Impressum</a></small></div>""",
    ON
    + """
const win = document.querySelector(".bx");
on(document, { laden: wrong, zu: wrong });
if (site.read() !== null) win.remove();
else {
  const done = (allowed) => { site.choose(allowed); win.remove(); };
  on(document, { alle: () => done(ALL), nur: () => done([]), ind() {} });
}
""",
    language="de",
)
make_site(
    "mairie",
    """<div id="bandeau"
style="position:fixed;bottom:0;left:0;width:100%;background:#333;color:#fff">
<span>Ce site utilise des cookies et vous donne le contrôle sur ceux que vous souhaitez
activer</span>
<button type="button" id="tout">✓ OK, tout accepter</button>
<button type="button" id="rien">✗ Interdire tous les cookies</button>
<button type="button" id="perso">Personnaliser</button>
<a href="/over-ons">Politique de confidentialité</a></div>""",
    ON
    + """
const bar = document.getElementById("bandeau");
if (site.read() !== null) bar.style.display = "none";
const done = (allowed) => { site.choose(allowed); bar.style.display = "none"; };
on(document, { tout: () => done(ALL), rien: () => done([]), perso() {} });
""",
    language="fr",
)
