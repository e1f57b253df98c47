"""Frames: what they store by HTTP, by script and in localStorage."""

import asyncio

from web.register import (
    DERDE,
    FILIAAL,
    RUIL,
    WINKEL,
    answers,
    frames,
    inline,
    page,
    pixel_of,
    redirect,
    runs,
    script,
    shows,
    third_line,
    writes,
)

_SET = inline(writes("geschreven", "path=/; secure; samesite=none"))
_STORE = inline('try { localStorage.setItem("bewaard", "a1") } catch {}')
_TRY = inline("try {" + writes("geschreven", "path=/; secure; samesite=none") + "} catch {}")


def _frame(host, path, attributes=""):
    return f'<iframe title="kader" src="https://{host}{path}" {attributes}></iframe>'


for _host in (FILIAAL, DERDE, RUIL):
    frames(_host, "/kader", _SET + _STORE, third_line("ontvangen"))
frames(DERDE, "/kader/zandbak", _TRY + _STORE, third_line("ontvangen"))
frames(DERDE, "/kader/om", _frame(RUIL, "/kader"), third_line("buitenste"))
frames(DERDE, "/kader/deel", "", third_line("deel", "; Partitioned"))
frames(DERDE, "/kader/met-script", f'<script src="https://{RUIL}/kader.js"></script>')
runs(RUIL, "/kader.js", writes("gast", "path=/; secure; samesite=none"))

shows("/kader/zelfde-site", "frame of another host of the same site", _frame(FILIAAL, "/kader"))
shows("/kader/andere-site", "frame of a third party", _frame(DERDE, "/kader"))
shows(
    "/kader/genest",
    "third party's frame with another third party's frame in it",
    _frame(DERDE, "/kader/om"),
)
shows(
    "/kader/zandbak-open",
    "sandboxed frame, allow-scripts allow-same-origin",
    _frame(DERDE, "/kader/zandbak", 'sandbox="allow-scripts allow-same-origin"'),
)
shows(
    "/kader/zandbak-dicht",
    "sandboxed frame, allow-scripts only",
    _frame(DERDE, "/kader/zandbak", 'sandbox="allow-scripts"'),
)
shows("/kader/deel", "third party's frame with a partitioned cookie", _frame(DERDE, "/kader/deel"))
shows(
    "/kader/met-script",
    "third party's frame that loads a fourth party's script",
    _frame(DERDE, "/kader/met-script"),
)
shows(
    "/kader/vroeg",
    "third party's frame that asks for an image after a promise while the page is still read",
    _frame(DERDE, "/kader/belooft") + '<script src="/kader/traag.js"></script>',
)
frames(
    DERDE,
    "/kader/belooft",
    inline(
        'Promise.resolve().then(() => fetch("/kader/belofte")).then(() => {'
        f' new Image().src = "https://{RUIL}/kader/beloofd.gif"; }});'
    ),
)
answers(DERDE, "/kader/belofte", "")
pixel_of(RUIL, "/kader/beloofd.gif", third_line("beloofd"))


@page(WINKEL, "/kader/traag.js")
async def slow(request):
    await asyncio.sleep(1)
    return script("")


shows("/kader/omgeleid", "frame that redirects to a third party", _frame(RUIL, "/kader/leidt-om"))


@page(RUIL, "/kader/leidt-om")
def hop(request):
    raise redirect(f"https://{DERDE}/kader")


shows(
    "/kader/ververst",
    "third party's frame that goes on by itself to another's",
    _frame(DERDE, "/kader/draait"),
)
frames(DERDE, "/kader/draait", f'<meta http-equiv="refresh" content="0; url=https://{RUIL}/kader">')
shows(
    "/kader/verzonden",
    "a third party's script sends a form into a frame",
    f'<iframe title="kader" name="doel"></iframe><script src="https://{DERDE}/kader/verzendt.js">'
    "</script>",
)
runs(
    DERDE,
    "/kader/verzendt.js",
    'const f = document.createElement("form"); f.target = "doel"; document.body.append(f);'
    ' f.innerHTML = \'<input name="maat" value="m">\';'
    f' f.action = "https://{RUIL}/kader"; f.submit();',
)
shows(
    "/kader/verborgen",
    "third party's frame that is not shown",
    _frame(DERDE, "/kader", 'style="display:none"'),
)
shows(
    "/kader/lui",
    "third party's frame with loading=lazy, far below",
    '<div style="height:8000px"></div>' + _frame(DERDE, "/kader", 'loading="lazy"'),
)
shows(
    "/kader/srcdoc",
    "frame with srcdoc and a base of a third party, and an image in it",
    f'<iframe title="kader" srcdoc="&lt;base href=https://{RUIL}/&gt;&lt;script&gt;'
    + writes("brief").replace('"', "&quot;")
    + f"new Image().src = 'https://{RUIL}/kader/brief.gif'"
    + '&lt;/script&gt;"></iframe>',
)
pixel_of(RUIL, "/kader/brief.gif", third_line("zegel"))
shows(
    "/kader/leeg",
    "empty frame that a script of the page writes into",
    '<iframe title="kader" id="leeg"></iframe>'
    + inline(
        'const kader = document.getElementById("leeg").contentDocument; kader.open();'
        "kader.write('<script>" + writes("gevuld") + "<' + '/script>'); kader.close();"
    ),
)
shows(
    "/kader/later",
    "third party's frame that a script inserts after half a second",
    inline(
        'setTimeout(() => { const kader = document.createElement("iframe");'
        f'kader.src = "https://{DERDE}/kader"; document.body.append(kader); }}, 500)'
    ),
)
