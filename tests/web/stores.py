"""Stores other than the cookie jar, of the shop and of a third party's frame."""

from web.register import DERDE, frames, inline, runs, shows

_DATABASE = (
    'const vraag = indexedDB.open("magazijn", 1);'
    "vraag.onupgradeneeded = () => {"
    ' vraag.result.createObjectStore("regels", {autoIncrement: true});'
    ' vraag.result.createObjectStore("klanten", {keyPath: "nr"}); };'
    "vraag.onsuccess = () => {"
    ' const werk = vraag.result.transaction(["regels", "klanten"], "readwrite");'
    ' werk.objectStore("regels").put({a: 1}); werk.objectStore("klanten").put({nr: 1}); };'
)
_CACHE = (
    'caches.open("voorraad").then((doos) => doos.put("/opslag/cache/ding", new Response("a1")));'
)
_WEB = 'localStorage.setItem("blijft", "a1"); sessionStorage.setItem("even", "a1");'

shows(
    "/opslag/eigenschap",
    "localStorage and sessionStorage by assignment to a property",
    inline('localStorage.kleur = "a1"; sessionStorage["maat"] = "a1";'),
)
shows(
    "/opslag/gewist",
    "localStorage set and removed by the next statement",
    inline('localStorage.setItem("weg", "a1"); localStorage.removeItem("weg");'),
)
shows(
    "/opslag/later",
    "localStorage after three seconds, in a page with a variable named origin",
    inline('var origin = "nl"; setTimeout(() => localStorage.setItem("later", "a1"), 3000)'),
)
shows(
    "/opslag/derde-script",
    "localStorage and sessionStorage by a third party's script",
    f'<script src="https://{DERDE}/opslag/web.js"></script>',
)
shows(
    "/opslag/derde-kader",
    "localStorage and sessionStorage in a third party's frame",
    f'<iframe title="kader" src="https://{DERDE}/opslag/web"></iframe>',
)
shows("/opslag/databank", "IndexedDB: one database, two object stores", inline(_DATABASE))
shows(
    "/opslag/derde-databank",
    "IndexedDB by a third party's script",
    f'<script src="https://{DERDE}/opslag/databank.js"></script>',
)
shows(
    "/opslag/kader-databank",
    "IndexedDB in a third party's frame",
    f'<iframe title="kader" src="https://{DERDE}/opslag/databank"></iframe>',
)
shows("/opslag/cache", "Cache API: one cache", inline(_CACHE))
shows(
    "/opslag/derde-cache",
    "Cache API by a third party's script",
    f'<script src="https://{DERDE}/opslag/cache.js"></script>',
)
shows(
    "/opslag/kader-cache",
    "Cache API in a third party's frame",
    f'<iframe title="kader" src="https://{DERDE}/opslag/cache"></iframe>',
)

for _name, _text in {"web": _WEB, "databank": _DATABASE, "cache": _CACHE}.items():
    runs(DERDE, f"/opslag/{_name}.js", _text)
    frames(DERDE, f"/opslag/{_name}", inline(_text))
