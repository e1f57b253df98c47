"""What a visit records of the pages of ``refused``."""

from browser_rows import cookie, refused, written

_RECLAME = "https://pixel.reclame.example"
_COUK = "https://www.proefreclame.co.uk/p.gif"
_DERDE = "https://cdn.derde.example/geweigerd/antwoord"
_SITE = {"domain": "winkel.example", "host_only": False}
_OTHER = {"domain": "derde.example", "host_only": False, "party": "third"}


def _no(path, name, reason, /, **other):
    page = f"/geweigerd/{path}"
    return {page: [refused(name, reason, **{"by": page} | other)]}


def _third(path, name, reason, by, /, **other):
    chain = (f"/geweigerd/{path}",)
    return _no(path, name, reason, by=by, chain=chain, third=True, **other)


REFUSED = (
    _no("verlopen", "verlopen", "Expired", lifetime_s=0.0)
    | _no("host-domein", "__Host-breed", "InvalidPrefix", **_SITE)
    | _no("host-pad", "__Host-map", "InvalidPrefix", path="/geweigerd")
    | _no("host-onveilig", "__Host-open", "InvalidPrefix", secure=False)
    | _no("ander-domein", "vreemd", "InvalidDomain", **_OTHER)
    | _no("achtervoegsel", "top", "InvalidDomain", **_OTHER | {"domain": "example"})
    | _third("couk", "britten", "InvalidDomain", _COUK, domain="co.uk", host_only=False)
    | _no("te-lang", "lang", "NameValuePairExceedsMaxSize", length=4093)
    | _no("none-script", "onveilig", "SameSiteNoneInsecure", api="document.cookie",
          secure=False, same_site="None")
    | _no("httponly-script", "verborgen", "NotStored", api="document.cookie", http_only=True)
    | _no("over-httponly", "dicht", "NotStored", api="document.cookie", lifetime_s=60.0)
    | _no("domein-script", "vreemd", "InvalidDomain", api="document.cookie", **_OTHER)
    | _no("domeinproef", "_proef", "InvalidDomain", api="document.cookie",
          **_OTHER | {"domain": "example"})
    | _no("cookiestore", "vreemd", "InvalidDomain", api="cookieStore.set", same_site="Strict",
          **_OTHER)
    | _no("zonder-credentials", "anoniem", "NotStored",
          by="/geweigerd/zonder-credentials/antwoord", chain=("/geweigerd/zonder-credentials",))
    | _third("derde-zonder-credentials", "anoniem", "NotStored", _DERDE)
    | _third("derde-strict", "reclame", "SchemefulSameSiteStrict", f"{_RECLAME}/strict.gif",
             same_site="Strict")
    | _third("derde-lax", "reclame", "SchemefulSameSiteLax", f"{_RECLAME}/lax.gif",
             same_site="Lax")
    | _third("derde-zonder", "reclame", "SchemefulSameSiteUnspecifiedTreatedAsLax",
             f"{_RECLAME}/zonder.gif", same_site=None)
    | _no("dubbel", "fout", "SameSiteNoneInsecure", secure=False, same_site="None")
)  # fmt: skip

COOKIES = {path: [] for path in REFUSED} | {
    "/geweigerd/dubbel": [cookie("goed", by="/geweigerd/dubbel")],
    "/geweigerd/domeinproef": [
        written("_proef", by="/geweigerd/domeinproef", at_end=False, **_SITE)
    ],
    "/geweigerd/over-httponly": [
        cookie("dicht", 3600.0, by="/geweigerd/over-httponly", http_only=True)
    ],
}
