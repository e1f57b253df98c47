"""What a visit records of the pages of ``timing`` and ``stores``."""

from browser_rows import SHOP, cookie, item, written

_DERDE = "https://cdn.derde.example"
_ACTED = {"trigger": "interaction"}
_LEFT = {"trigger": "unload"}


def _written(page, name, **other):
    return {page: [written(name, **{"by": page} | other)]}


def _answered(page, name, by, **other):
    return {page: [cookie(name, by=by, chain=(page,), **other)]}


_FRAME = f"{_DERDE}/later/kader"

COOKIES = (
    {path: rows for n in (1, 3, 8) for path, rows in _written(f"/later/{n}", f"na{n}").items()}
    | _answered("/later/fetch-3", "nafetch", "/later/antwoord/fetch")
    | _written("/later/derde-3", "naderde", by=f"{_DERDE}/later/3.js", chain=("/later/derde-3",))
    | _written("/later/kader-3", "nakader", by=_FRAME, chain=("/later/kader-3",), third=True)
    | {
        "/later/traag": [
            *(cookie(f"traag{n}", by=f"/later/traag/{n}", chain=("/later/traag",))
              for n in (1, 2, 3)),
            written("slot", by="/later/traag"),
        ],
    }
    | _written("/doen/scroll", "gerold", **_ACTED)
    | _written("/doen/wiel", "gedraaid", **_ACTED)
    | _written("/doen/zicht", "gezien", **_ACTED)
    | _written("/doen/oneindig", "tweede_deel", **_ACTED)
    | _answered("/doen/luie-pixel", "lui", "/doen/lui.gif", **_ACTED)
    | _written("/doen/focus", "veld", **_ACTED)
    | {"/doen/tweede-veld": [], "/doen/klik": [], "/doen/verzonden": []}
    | _written("/weg/pagehide", "tot_ziens", **_LEFT)
    | _answered("/weg/baken", "afscheid", "/weg/antwoord/baken", **_LEFT)
    | _answered("/weg/unload", "uitgang", "/weg/antwoord/unload", **_LEFT)
    | _answered("/weg/derde-keepalive", "uitgezwaaid", f"{_DERDE}/weg/antwoord",
                third=True, **_LEFT)
    | _answered("/weg/later", "uitgesteld", "/weg/antwoord/later")
    | _written("/weg/verborgen", "verborgen", **_LEFT)
)  # fmt: skip

_WEB = (("local", "blijft"), ("session", "even"))
_DATABASE = (("indexeddb", "magazijn/klanten"), ("indexeddb", "magazijn/regels"))
_CACHE = (("cache", "voorraad"),)


def _own(path, *kept):
    return {f"/opslag/{path}": [item(kind, key, by=f"/opslag/{path}") for kind, key in kept]}


def _by_script(path, script, kept):
    page, by = f"/opslag/{path}", f"{_DERDE}/opslag/{script}.js"
    return {page: [item(kind, key, by=by, chain=(page,)) for kind, key in kept]}


def _in_frame(path, frame, kept):
    page, by = f"/opslag/{path}", f"{_DERDE}/opslag/{frame}"
    return {page: [item(kind, key, by=by, origin=_DERDE, chain=(page,)) for kind, key in kept]}


STORED = (
    # Assigned as properties: the browser tells of the items, and nothing of who assigned them.
    {
        "/opslag/eigenschap": [
            (kind, SHOP, key, "first", None, ())
            for kind, key in (("local", "kleur"), ("session", "maat"))
        ]
    }
    | _own("gewist", ("local", "weg"))
    | _own("later", ("local", "later"))
    | _by_script("derde-script", "web", _WEB)
    | _in_frame("derde-kader", "web", _WEB)
    | _own("databank", *_DATABASE)
    | _by_script("derde-databank", "databank", _DATABASE)
    | _in_frame("kader-databank", "databank", _DATABASE)
    | _own("cache", *_CACHE)
    | _by_script("derde-cache", "cache", _CACHE)
    | _in_frame("kader-cache", "cache", _CACHE)
)
COOKIES |= {path: [] for path in STORED}
STORED["/weg/pagehide"] = [item("local", "laatste", by="/weg/pagehide")]
