"""The ways by which a third party's script comes to write a cookie of the shop.

Each page ends in one cookie, ``_derde`` of the shop, and each has one right answer: the script
whose author wrote the code that made the call. Code that a script makes as it runs (eval, blob:,
data:, an inline element, a handler's attribute) is that script's.
"""

import json
from dataclasses import dataclass

from web.register import BEHEER, DERDE, RUIL, WINKEL, inline, runs, shows

WRITE = 'document.cookie = "_derde=a1; path=/; secure";'
_FOLDER = "/toegang/"


@dataclass(frozen=True)
class Entry:
    """One way in, and who is right."""

    path: str
    setter: str  # URL of the script
    initiators: tuple[str, ...]  # what led to it, outermost last


ENTRIES: list[Entry] = []


def _url(name, host=DERDE):
    return f"https://{host}{_FOLDER}{name}.js"


def _tag(url, attributes=""):
    return f'<script src="{url}" {attributes}></script>'


def _way(name, what, text, body=None, *, setter=None, between=()):
    """Register a way in: ``text`` is the third party's script, ``body`` what embeds it."""
    path = _FOLDER + name
    runs(DERDE, f"{path}.js", text)
    shows(path, what, _tag(_url(name)) if body is None else body)
    ENTRIES.append(Entry(path, setter or _url(name), (*between, f"https://{WINKEL}{path}")))


def _insert(url):
    """Return statements that insert a script element."""
    return (
        '{ const t = document.createElement("script");'
        f' t.src = "{url}"; document.head.append(t); }}'
    )


_TEXT = json.dumps(WRITE)

# -- how the script comes to the page --------------------------------------------------------------

_way("direct", "script element", WRITE)
_way("async", "script element, async", WRITE, _tag(_url("async"), "async"))
_way("defer", "script element, defer", WRITE, _tag(_url("defer"), "defer"))
_way(
    "schrijft",
    "the page writes the script element with document.write",
    WRITE,
    inline(f"document.write('<script src=\"{_url('schrijft')}\"><' + '/script>')"),
)
_way("ingevoegd", "the page inserts the script element", WRITE, inline(_insert(_url("ingevoegd"))))
runs(BEHEER, "/toegang/tm.js", _insert(_url("beheerd")))
_way(
    "beheerd",
    "a tag manager inserts it",
    WRITE,
    _tag(_url("tm", BEHEER)),
    between=(_url("tm", BEHEER),),
)
runs(
    BEHEER, "/toegang/tm-laat.js", f"setTimeout(() => {{ {_insert(_url('beheerd-laat'))} }}, 500);"
)
_way(
    "beheerd-laat",
    "a tag manager inserts it after half a second",
    WRITE,
    _tag(_url("tm-laat", BEHEER)),
    between=(_url("tm-laat", BEHEER),),
)
runs(RUIL, "/toegang/diep-2.js", _insert(_url("diep")))
runs(BEHEER, "/toegang/diep-1.js", _insert(_url("diep-2", RUIL)))
_way(
    "diep",
    "a tag manager inserts a script that inserts it",
    WRITE,
    _tag(_url("diep-1", BEHEER)),
    between=(_url("diep-2", RUIL), _url("diep-1", BEHEER)),
)
runs(RUIL, "/toegang/doorgegeven.js", WRITE)
_way(
    "doorgegeven",
    "it writes a fourth party's script element with document.write",
    f"document.write('<script src=\"{_url('doorgegeven', RUIL)}\"><' + '/script>');",
    setter=_url("doorgegeven", RUIL),
    between=(_url("doorgegeven"),),
)
_way("module", "module script", WRITE, _tag(_url("module"), 'type="module"'))
runs(DERDE, "/toegang/module-deel.js", WRITE)
_way(
    "module-import",
    "module script with a static import, which writes",
    'import "./module-deel.js";',
    _tag(_url("module-import"), 'type="module"'),
    setter=_url("module-deel"),
    between=(_url("module-import"),),
)
runs(DERDE, "/toegang/dynamisch-deel.js", WRITE)
_way(
    "dynamisch",
    "import(), and the imported script writes",
    f'import("{_url("dynamisch-deel")}");',
    setter=_url("dynamisch-deel"),
    between=(_url("dynamisch"),),
)

# -- when its code runs ----------------------------------------------------------------------------

_way("timer", "setTimeout with a function", f"setTimeout(() => {{ {WRITE} }}, 100);")
_way("timer-tekst", "setTimeout with a string", f"setTimeout({_TEXT}, 100);")
_way(
    "interval", "setInterval", f"const i = setInterval(() => {{ clearInterval(i); {WRITE} }}, 100);"
)
_way("beeld", "requestAnimationFrame", f"requestAnimationFrame(() => {{ {WRITE} }});")
_way("rust", "requestIdleCallback", f"requestIdleCallback(() => {{ {WRITE} }});")
_way("belofte", "promise.then", f"Promise.resolve().then(() => {{ {WRITE} }});")
_way(
    "wacht",
    "after await of a fetch",
    f'(async () => {{ await fetch("{_url("direct")}"); {WRITE} }})();',
)
_way("dan", "fetch(...).then", f'fetch("{_url("direct")}").then(() => {{ {WRITE} }});')
_way(
    "xhr",
    "callback of an XMLHttpRequest",
    f'const x = new XMLHttpRequest(); x.open("GET", "{_url("direct")}");'
    f"x.onload = () => {{ {WRITE} }}; x.send();",
)
_way("microtaak", "queueMicrotask", f"queueMicrotask(() => {{ {WRITE} }});")
_way(
    "mutatie",
    "MutationObserver, of a change the page makes",
    f"new MutationObserver((_, kijker) => {{ kijker.disconnect(); {WRITE} }})"
    ".observe(document.documentElement, {attributes: true});",
    _tag(_url("mutatie")) + inline('document.documentElement.dataset.klaar = "1"'),
)
_way("geladen", "listener of load", f'addEventListener("load", () => {{ {WRITE} }});')
_way(
    "gebeurtenis",
    "listener of an event that the page dispatches",
    f'addEventListener("klaar", () => {{ {WRITE} }});',
    _tag(_url("gebeurtenis")) + inline('setTimeout(() => dispatchEvent(new Event("klaar")), 50)'),
)
_way(
    "bericht",
    "listener of message, posted by the page",
    f'addEventListener("message", () => {{ {WRITE} }});',
    _tag(_url("bericht")) + inline('postMessage("klaar")'),
)
_way(
    "kanaal",
    "MessageChannel",
    f"const k = new MessageChannel(); k.port1.onmessage = () => {{ {WRITE} }};"
    "k.port2.postMessage(1);",
)
_way(
    "aangeroepen",
    "an inline script of the page calls its function",
    f"globalThis.derdeZet = () => {{ {WRITE} }};",
    _tag(_url("aangeroepen")) + inline("derdeZet()"),
)
_way(
    "wachtrij",
    "the page's queue of functions, which it runs",
    "for (const taak of globalThis.rij) taak(); "
    f"globalThis.rij = {{ push: (taak) => taak() }}; rij.push(() => {{ {WRITE} }});",
    inline("globalThis.rij = [() => {}]") + _tag(_url("wachtrij")),
)

# -- code that it makes as it runs -----------------------------------------------------------------

_way("eval", "eval", f"eval({_TEXT});")
_way("eval-indirect", "indirect eval", f"(0, eval)({_TEXT});")
_way("functie", "new Function", f"new Function({_TEXT})();")
_way(
    "blob",
    "script of a blob: URL that it made",
    f"const b = URL.createObjectURL(new Blob([{_TEXT}], {{type: 'text/javascript'}}));"
    'const t = document.createElement("script"); t.src = b; document.head.append(t);',
)
_way(
    "data",
    "script of a data: URL that it made",
    'const t = document.createElement("script");'
    f't.src = "data:text/javascript," + encodeURIComponent({_TEXT}); document.head.append(t);',
)
_way(
    "tekst",
    "inline script element that it inserts",
    f'const t = document.createElement("script"); t.text = {_TEXT}; document.head.append(t);',
)
_way(
    "tekst-laat",
    "inline script element that it inserts after half a second",
    'setTimeout(() => { const t = document.createElement("script");'
    f" t.text = {_TEXT}; document.head.append(t); }}, 500);",
)
_way(
    "schrijft-tekst",
    "inline script element that it writes with document.write",
    "document.write('<script>" + WRITE + "<' + '/script>');",
)
_way(
    "schrijft-later",
    "inline script element that it writes with document.write behind a script of a fourth party",
    f"document.write('<script src=\"https://{RUIL}/toegang/eerst.js\"><' + '/script>"
    f"<script>' + {_TEXT} + '<' + '/script>');",
)
runs(RUIL, "/toegang/eerst.js", "")
_way(
    "attribuut",
    "onerror attribute of an image that it inserts with innerHTML",
    'document.body.insertAdjacentHTML("beforeend",'
    f" '<img src=\"data:,\" alt=\"\" onerror=\\'{WRITE}\\'>');",
)
_way(
    "javascript",
    "javascript: URL of a frame that it makes",
    'const f = document.createElement("iframe"); document.body.append(f);'
    "f.src = 'javascript:void(parent." + WRITE.rstrip(";") + ")';",
)
_way(
    "kader-eigen",
    "it writes through a frame of about:blank that it made",
    'const f = document.createElement("iframe"); document.body.append(f);'
    "f.contentDocument." + WRITE.removeprefix("document."),
)
_way(
    "kader-boven",
    "a script in a frame that it fills writes to its parent's document",
    'const f = document.createElement("iframe"); document.body.append(f);'
    "f.contentDocument.open();"
    "f.contentDocument.write('<script>parent." + WRITE + "<' + '/script>');"
    "f.contentDocument.close();",
)
runs(RUIL, "/toegang/kader-script.js", WRITE)
_way(
    "kader-script",
    "a fourth party's script in a frame that it fills, which writes to its own document",
    'const f = document.createElement("iframe"); document.body.append(f);'
    "f.contentDocument.open();"
    f"f.contentDocument.write('<script src=\"{_url('kader-script', RUIL)}\"><' + '/script>');"
    "f.contentDocument.close();",
    setter=_url("kader-script", RUIL),
    between=(_url("kader-script"),),
)
_way(
    "kader-tekst",
    "a frame with srcdoc that it makes",
    'const f = document.createElement("iframe");'
    "f.srcdoc = '<script>" + WRITE + "<' + '/script>'; document.body.append(f);",
)
