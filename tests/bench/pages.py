"""The pages on which rules of waiting are compared, and what each of them stores."""

from web import truth_called, truth_late, truth_own

from scanner.demo.web import SITES

Name = tuple[str, str]  # of a cookie, and its domain

# Pages of the test web with something that comes late, in chains or on what a visitor does.
_LATE = (
    *(f"/later/{name}" for name in ("1", "3", "8", "fetch-3", "derde-3", "kader-3", "traag")),
    *(f"/werker/{name}" for name in ("gewoon", "gewoon-later", "genest", "gedeeld", "sw-eigen")),
    *(f"/verkeer/{name}" for name in ("pixel-keten", "heen-en-weer", "script-omleiding", "baken")),
    *(f"/verkeer/{name}" for name in ("websocket", "eventsource", "keepalive")),
    *(f"/kader/{name}" for name in ("andere-site", "later", "genest")),
    *(f"/doen/{name}" for name in ("scroll", "zicht", "luie-pixel", "focus")),
    *("/weg/pagehide", "/weg/baken", "/script/even"),
)
_QUIET = ("/http/beide", "/http/domein", "/script/cookiestore", "/script/datum")
_TABLES = truth_own.COOKIES | truth_called.COOKIES | truth_late.COOKIES

_METER = ("_ml_id", "_ml_ses")
_ABID = ("abid", "advertentiebord.example")
_CAPTCHA = ("_GEENROBOT", "www.geenrobot.example")


def _demo() -> dict[str, frozenset[Name]]:
    own = {site.folder: {(name, site.host) for name in site.cookies} for site in SITES}
    metered = {
        folder: {(name, f"{folder}.example") for name in _METER}
        for folder in ("helder-hosting", "pakketpunt")
    }
    home = {"helder-hosting": {_ABID}, "datakade": {_ABID}, "plantenkas": {_ABID}}
    contact = {
        "helder-hosting": {_ABID, _CAPTCHA},
        "datakade": {_CAPTCHA},
        "plantenkas": {_ABID},
    }
    return {
        f"https://www.{folder}.example{path}": frozenset(
            own[folder] | metered.get(folder, set()) | more.get(folder, set())
        )
        for folder in own
        for path, more in (("/", home), ("/contact", contact))
    }


# What a visit of each page sees being stored; every one within 10 seconds of its load.
TRUTH: dict[str, frozenset[Name]] = {
    f"https://www.winkel.example{path}": frozenset(
        (row["name"], row["domain"]) for row in _TABLES[path]
    )
    for path in (*_LATE, *_QUIET)
} | _demo()
# Pages on which nothing moves once they are there.
QUIET = tuple(
    url for url in TRUTH if url.endswith(_QUIET) or "stille-haven" in url or "zusternet" in url
)
