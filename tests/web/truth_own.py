"""What a visit records of the pages of ``headed``, ``scripts`` and ``odd``."""

import pytest
from browser_rows import cookie, written
from web import headed, odd, scripts

DAY = 86_400.0
_SITE = {"domain": "winkel.example", "host_only": False}


def _http(path, name, lifetime_s=None, /, **other):
    return {f"/http/{path}": [cookie(name, lifetime_s, by=f"/http/{path}", **other)]}


def _script(path, name, api="document.cookie", /, **other):
    return {f"/script/{path}": [cookie(name, by=f"/script/{path}", api=api, **other)]}


_HTTP = (
    _http("beide", "beide", 3600.0)
    | _http("tien-jaar", "tienjaar", 400 * DAY, declared=3650 * DAY)
    | _http("ongeldig", "ongeldig")
    | _http("ongeldige-duur", "duurloos")
    | _http("meteen-gewist", "vluchtig", at_end=False)
    | _http("onveilig", "onveilig", secure=False)
    | _http("strict", "streng", same_site="Strict")
    | _http("lax", "los", same_site="Lax")
    | _http("none", "vrij", same_site="None")
    | _http("samesite-onbekend", "vreemd")
    | _http("host", "__Host-kassa")
    | _http("secure", "__Secure-kassa")
    | _http("domein", "breed", **_SITE)
    | _http("domein-punt", "punt", **_SITE)
    | _http("domein-zelf", "zelf", host_only=False)
    | _http("domein-lang", "overlang")
    | _http("pad", "map", path="/http")
    | _http("zonder-pad", "padloos", path="/http")
    | _http("ander-pad", "elders", path="/kassa")
    | {"/http/zestig": [cookie(name, by="/http/zestig") for name in headed.MANY]}
    | {
        "/http/twee-paden": [
            cookie("dubbel", by="/http/twee-paden"),
            cookie("dubbel", by="/http/twee-paden", path="/http"),
        ]
    }
)
_STRICT = {"same_site": "Strict"}
_TWO_HOURS = pytest.approx(7200.0, abs=1)  # its date has no parts of a second
# Chromium keeps 180 of a domain: the one too many makes room for thirty more.
_LEFT = 157
_SCRIPT = (
    _script("cookiestore", "mand", "cookieStore.set", **_STRICT)
    | _script("cookiestore-duur", "uur", "cookieStore.set", lifetime_s=3600.0, same_site="Lax")
    | _script("cookiestore-domein", "breed", "cookieStore.set", path="/script/", **_STRICT, **_SITE)
    | _script("cookiestore-gewist", "kort", "cookieStore.set", at_end=False, **_STRICT)
    | _script("datum", "datum", lifetime_s=_TWO_HOURS)
    | _script("tien-jaar", "eeuwig", lifetime_s=400 * DAY, declared=3650 * DAY)
    | _script("zonder-pad", "kaal", path="/script", secure=False)
    | _script("verplaatst", "thuis", path="/script")
    | _script("domein", "breed", same_site="Strict", **_SITE)
    | _script("overschreven", "wissel", "Set-Cookie", lifetime_s=3600.0)
    | _script("korter", "wissel", "Set-Cookie")
    | _script("even", "even", at_end=False)
    | _script("flits", "flits", at_end=False)
    | _script("proef", "proef", at_end=False)
    | {"/script/zestig": [written(name, by="/script/zestig") for name in scripts.MANY]}
    | {
        "/script/vloed": [
            written(name, by="/script/vloed", at_end=number >= len(scripts.FLOOD) - _LEFT)
            for number, name in enumerate(scripts.FLOOD)
        ]
    }
)
_KEPT = {  # name, and the characters of the value
    "utf8-waarde": ("kleur", 11),
    "utf8-naam": ("café", 2),
    "aanhaling": ("citaat", 4),
    "leeg": ("leeg", 0),
    "naamloos": ("", 2),
    "los": ("", 5),
    "gelijk": ("vergelijking", 5),
    "spaties": ("ruim", 3),
    "json": ("object", 17),
    "lang": ("lang", 4000),
    "haken": ("mand[regel]/1", 2),
}
_ODD = {
    f"/vreemd/{path}{end}": [cookie(name, by=f"/vreemd/{path}{end}", api=api, length=length)]
    for path in odd.ODD
    for name, length in (_KEPT[path],)
    for end, api in (("", "Set-Cookie"), ("-script", "document.cookie"))
}

COOKIES = _HTTP | _SCRIPT | _ODD
