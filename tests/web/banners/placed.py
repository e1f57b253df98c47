"""Banners that are elsewhere than in the page, or come later than it."""

from aiohttp import web
from web.banners.parts import PRESSES, SHOWN, TEXT, banner, button
from web.banners.site import ENGINE, STYLE, host_of, make_site
from web.register import frames, inline, page

_FIRST = TEXT + button("Alles accepteren", "alles") + button("Alles weigeren", "geen")
_BANNER = banner(_FIRST)

# -- in a frame, which tells the page what was chosen ----------------------------------------------

SAME_SITE = "toestemming.kader.example"
CROSS_SITE = "cmp.toestemmingsdienst.example"


def _framed(name: str, host: str) -> None:
    frames(
        host,
        "/melding",
        inline(ENGINE)
        + f'<div id="melding">{_FIRST}</div>'
        + inline(
            PRESSES
            + 'site.choose = (allowed) => parent.postMessage({ ja: allowed }, "*");'
            + 'listen(document.getElementById("melding"));'
        ),
    )
    make_site(
        name,
        code=f"""
if (site.read() === null) {{
  const frame = document.createElement("iframe");
  frame.className = "balk";
  frame.style = "width: 100%; height: 12em; box-sizing: border-box";
  frame.title = "Cookies";
  frame.src = "https://{host}/melding";
  document.body.append(frame);
  addEventListener("message", (event) => {{
    if (event.origin !== "https://{host}") return;
    site.choose(event.data.ja);
    frame.remove();
  }});
}}
""",
    )


_framed("kader", SAME_SITE)
_framed("vreemdkader", CROSS_SITE)

# -- in an open shadow root ------------------------------------------------------------------------

make_site(
    "schaduw",
    '<div id="gastheer"></div><template id="inhoud">' + STYLE + _BANNER + "</template>",
    PRESSES
    + """
const root = document.getElementById("gastheer").attachShadow({ mode: "open" });
root.append(document.getElementById("inhoud").content);
const banner = root.getElementById("melding");
listen(banner);
if (site.read() === null) banner.hidden = false;
""",
)

# -- in the browser's own window over the page -----------------------------------------------------

make_site(
    "dialoog",
    f'<dialog id="melding" aria-label="Cookies">{_FIRST}</dialog>',
    PRESSES
    + """
const banner = document.getElementById("melding");
listen(banner, () => banner.close());
if (site.read() === null) banner.showModal();
""",
)

# -- later -----------------------------------------------------------------------------------------

_LATER = """
const banner = document.getElementById("melding");
const show = () => { if (site.read() === null) banner.hidden = false; };
listen(banner);
"""
make_site("naeven", _BANNER, PRESSES + _LATER + "setTimeout(show, 3000);")
make_site(
    "scrollen",
    '<div style="height: 3000px">Nog veel meer lampen.</div>' + _BANNER,
    PRESSES + _LATER + 'addEventListener("scroll", show, { once: true });',
)

# -- with the choice sent to the server, which sets the cookie and sends the visitor back ----------

make_site(
    "verzonden",
    banner(
        f'<form method="post" action="/keuze">{TEXT}'
        '<button name="keuze" value="statistieken+marketing">Alles accepteren</button>'
        '<button name="keuze" value="noodzakelijk">Alles weigeren</button></form>'
    ),
    SHOWN,
)


@page(host_of("verzonden"), "/keuze")
async def keep_choice(request):
    choice = (await request.post())["keuze"]
    line = f"toestemming={choice}; Path=/; Max-Age=15552000; Secure; SameSite=Lax"
    response = web.Response(status=303, headers={"Location": "/"})
    response.headers.add("Set-Cookie", line)
    return response
