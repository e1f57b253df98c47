"""What a visit records of the pages of ``traffic``, ``framed`` and ``workers``."""

from unittest.mock import ANY

from browser_rows import cookie, item, written

DERDE = "https://cdn.derde.example"
RUIL = "https://www.ruil.example"
FILIAAL = "https://m.winkel.example"
RECLAME = "https://pixel.reclame.example"
_OURS = {"domain": "m.winkel.example"}
_KEY = "https://winkel.example"

# -- traffic ---------------------------------------------------------------------------------------


def _asked(path, name, by, *between, **other):
    """Return the cookie of an answer to what the page, or a script of it, asked for."""
    page = f"/verkeer/{path}"
    return {page: [cookie(name, by=by, chain=(*between, page), **other)]}


_HOPS = (f"{RECLAME}/keten/1", f"{RUIL}/keten/2", f"{DERDE}/keten/3.gif")
_AWAY = ("/verkeer/heen-en-weer", f"{RUIL}/terug", "/verkeer/heen-en-weer/thuis")
_TRAFFIC = (
    _asked("eigen-pixel", "plaatje", "/verkeer/eigen-pixel/p.gif")
    | _asked("filiaal-pixel", "filiaal", f"{FILIAAL}/p.gif", **_OURS)
    | _asked("partitioned", "deel", f"{RECLAME}/deel.gif", third=True, partition_key=_KEY)
    | {
        "/verkeer/pixel-keten": [
            cookie(f"derde{number}", by=hop, third=True,
                   chain=(*reversed(_HOPS[:number - 1]), "/verkeer/pixel-keten"))
            for number, hop in enumerate(_HOPS, 1)
        ],
        "/verkeer/heen-en-weer": [
            cookie("weg", by=_AWAY[0]),
            cookie("ruil", by=_AWAY[1], chain=_AWAY[:1], third=True, same_site=None),
            cookie("thuis", by=_AWAY[2], chain=(_AWAY[1], _AWAY[0])),
        ],
        "/verkeer/script-omleiding": [
            cookie("hop", by=f"{RECLAME}/script/1", chain=("/verkeer/script-omleiding",),
                   third=True),
            written("doel", by=f"{DERDE}/verkeer/doel.js",
                    chain=(f"{RECLAME}/script/1", "/verkeer/script-omleiding")),
        ],
    }
    | {
        "/verkeer/omweg": [
            written("aangekomen", by="/verkeer/omweg/thuis",
                    chain=(f"{RUIL}/omweg", "/verkeer/omweg")),
        ],
        "/verkeer/csp": [],
    }
    | _asked("xhr", "xhr", "/verkeer/antwoord/xhr")
    | _asked("baken", "baken", "/verkeer/antwoord/baken")
    | _asked("keepalive", "wakker", "/verkeer/antwoord/keepalive")
    | _asked("stylesheet", "stijl", "/verkeer/antwoord/css")
    | _asked("derde-fetch", "opgehaald", f"{DERDE}/verkeer/antwoord/fetch", third=True)
    | _asked("derde-baken", "baken", f"{DERDE}/verkeer/antwoord/baken", third=True)
    | _asked("derde-haalt", "xhr", "/verkeer/antwoord/xhr", f"{DERDE}/verkeer/haalt.js")
    | _asked("werkplaats", "klank", "/verkeer/antwoord/klank", f"{DERDE}/verkeer/klinkt.js")
    | _asked("websocket", "stekker", "wss://www.winkel.example/verkeer/ws")
    | _asked("derde-websocket", "stekker", "wss://cdn.derde.example/verkeer/ws", third=True)
    | _asked("eventsource", "stroom", "/verkeer/stroom")
    | _asked("derde-eventsource", "stroom", "/verkeer/stroom", f"{DERDE}/verkeer/stroomt.js")
    | _asked("belofte", "nagekomen", f"{RECLAME}/verkeer/na.gif", f"{DERDE}/verkeer/belooft.js",
             third=True)
    | _asked("verhuisd", "buur", f"{DERDE}/verkeer/buur", third=True)
)  # fmt: skip

# -- frames ----------------------------------------------------------------------------------------


def _both(page, frame, *around, **other):
    """Return what a frame gets by HTTP and what it then writes."""
    chain = (*around, page)
    given = {"third": True, "chain": chain} | other
    return [cookie("ontvangen", by=frame, **given), written("geschreven", by=frame, **given)]


_PLAIN = ("andere-site", "verborgen", "later")
_BOX = f"{DERDE}/kader/zandbak"
_FORM, _SENDER = f"{RUIL}/kader?maat=", f"{DERDE}/kader/verzendt.js"
_FRAMES = {f"/kader/{name}": _both(f"/kader/{name}", f"{DERDE}/kader") for name in _PLAIN} | {
    "/kader/lui": _both("/kader/lui", f"{DERDE}/kader", trigger="interaction"),
    "/kader/omgeleid": _both("/kader/omgeleid", f"{DERDE}/kader", f"{RUIL}/kader/leidt-om"),
    "/kader/ververst": _both("/kader/ververst", f"{RUIL}/kader", f"{DERDE}/kader/draait"),
    "/kader/verzonden": _both("/kader/verzonden", _FORM, _SENDER),
    "/kader/zelfde-site": _both("/kader/zelfde-site", f"{FILIAAL}/kader", party="first"),
    "/kader/genest": [
        cookie("buitenste", by=f"{DERDE}/kader/om", chain=("/kader/genest",), third=True),
        *_both("/kader/genest", f"{RUIL}/kader", f"{DERDE}/kader/om"),
    ],
    "/kader/zandbak-open": _both("/kader/zandbak-open", _BOX),
    "/kader/zandbak-dicht": _both("/kader/zandbak-dicht", _BOX)[:1],
    "/kader/deel": [
        cookie("deel", by=f"{DERDE}/kader/deel", chain=("/kader/deel",), third=True,
               partition_key=_KEY),
    ],
    "/kader/met-script": [
        written("gast", by=f"{RUIL}/kader.js", third=True, domain="cdn.derde.example",
                chain=(f"{DERDE}/kader/met-script", "/kader/met-script")),
    ],
    "/kader/vroeg": [
        cookie("beloofd", by=f"{RUIL}/kader/beloofd.gif", third=True,
               chain=(f"{DERDE}/kader/belooft", "/kader/vroeg")),
    ],
    "/kader/srcdoc": [
        written("brief", by="/kader/srcdoc"),
        cookie("zegel", by=f"{RUIL}/kader/brief.gif", chain=("/kader/srcdoc",), third=True),
    ],
    "/kader/leeg": [written("gevuld", by="/kader/leeg")],
}  # fmt: skip

# -- workers ---------------------------------------------------------------------------------------


def _worker(path, name, by, *scripts, **other):
    page = f"/werker/{path}"
    return {page: [cookie(name, by=by, chain=(*scripts, page), **other)]}


_ANSWER = "/werker/antwoord/"
_THIRD = f"{DERDE}/werker/antwoord"
_WORKERS = (
    _worker("sw-eigen", "via_eigen", f"{_ANSWER}eigen", "/werker/sw-eigen.js")
    | _worker("sw-door", "via_door", f"{_ANSWER}door", "/werker/sw-door.js")
    | _worker("sw-voorlaad", "voorgeladen", "/werker/sw-voorlaad/kader")
    | _worker("sw-koek", "met_script", "/werker/sw-koek.js")
    | _worker("sw-cookiestore", "uit_werker", "/werker/sw-cookiestore.js",
              api="cookieStore.set", same_site="Strict")
    | _worker("sw-derde", "via_derde", _THIRD, "/werker/sw-derde.js", third=True)
    | _worker("sw-kader", "via_derde", _THIRD, f"{DERDE}/werker/sw-kader.js",
              f"{DERDE}/werker/kader", third=True)
    | _worker("gewoon", "via_werker", f"{_ANSWER}werker", "/werker/gewoon.js")
    # A worker's clock is its own: by then the page may be scrolled already.
    | _worker("gewoon-later", "via_werker", f"{_ANSWER}werker", "/werker/gewoon-later.js",
              trigger=ANY)
    | _worker("gewoon-derde", "via_derde", _THIRD, "/werker/gewoon-derde.js", third=True)
    | _worker("van-derde", "via_werker", f"{_ANSWER}werker", "/werker/gemaakt.js",
              f"{DERDE}/werker/maakt.js")
    | _worker("van-derde-blob", "via_werker", f"{_ANSWER}werker", f"{DERDE}/werker/deel.js",
              f"{DERDE}/werker/maakt-blob.js", trigger=ANY)
    | _worker("genest", "via_genest", f"{_ANSWER}genest", "/werker/genest-binnen.js",
              "/werker/genest.js")
    | _worker("gedeeld", "via_gedeeld", f"{_ANSWER}gedeeld", "/werker/gedeeld.js",
              trigger=ANY)
    | {"/werker/bericht": [written("bericht", by="/werker/bericht")]}
)  # fmt: skip

COOKIES = _TRAFFIC | _FRAMES | _WORKERS


def _kept(path, frame, *around):
    origin = frame.removesuffix("/zandbak").removesuffix("/kader")
    page = f"/kader/{path}"
    return {page: [item("local", "bewaard", by=frame, origin=origin, chain=(*around, page))]}


STORED = (
    {
        "/werker/sw-koek": [
            item("cache", "sw-voorraad", by="/werker/sw-koek.js", chain=("/werker/sw-koek",))
        ]
    }
    | _kept("zelfde-site", f"{FILIAAL}/kader")
    | _kept("genest", f"{RUIL}/kader", f"{DERDE}/kader/om")
    | _kept("omgeleid", f"{DERDE}/kader", f"{RUIL}/kader/leidt-om")
    | _kept("ververst", f"{RUIL}/kader", f"{DERDE}/kader/draait")
    | {
        "/kader/verzonden": [
            item("local", "bewaard", by=_FORM, origin=RUIL, chain=(_SENDER, "/kader/verzonden"))
        ]
    }
    | _kept("zandbak-open", _BOX)
    | {
        page: rows
        for name in (*_PLAIN, "lui")
        for page, rows in _kept(name, f"{DERDE}/kader").items()
    }
)
