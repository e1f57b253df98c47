"""Cookies that the browser refuses."""

from web.register import (
    DERDE,
    RECLAME,
    WINKEL,
    answers,
    cookie_line,
    inline,
    pixel_of,
    shows,
    third_line,
    writes,
)

COUK = "www.proefreclame.co.uk"

shows(
    "/geweigerd/verlopen",
    "Max-Age=0 with nothing to delete",
    "",
    cookie_line("verlopen", "Path=/; Secure; Max-Age=0"),
)
shows(
    "/geweigerd/host-domein",
    "__Host- with Domain",
    "",
    cookie_line("__Host-breed", "Path=/; Secure; Domain=winkel.example"),
)
shows(
    "/geweigerd/host-pad",
    "__Host- with another Path",
    "",
    cookie_line("__Host-map", "Path=/geweigerd; Secure"),
)
shows(
    "/geweigerd/host-onveilig", "__Host- without Secure", "", cookie_line("__Host-open", "Path=/")
)
shows(
    "/geweigerd/ander-domein",
    "Domain of another site",
    "",
    cookie_line("vreemd", "Path=/; Secure; Domain=derde.example"),
)
shows(
    "/geweigerd/achtervoegsel",
    "Domain=example, a last label that no list knows",
    "",
    cookie_line("top", "Path=/; Secure; Domain=example"),
)
shows(
    "/geweigerd/couk",
    "pixel with Domain=co.uk, a public suffix",
    pixel_of(COUK, "/p.gif", third_line("britten", "; Domain=co.uk")),
)
shows(
    "/geweigerd/te-lang",
    "name and value of 4,097 characters",
    "",
    cookie_line("lang", value="a" * 4093),
)
shows(
    "/geweigerd/none-script",
    "SameSite=None without Secure by script",
    inline(writes("onveilig", "path=/; samesite=none")),
)
shows(
    "/geweigerd/httponly-script",
    "HttpOnly by script",
    inline(writes("verborgen", "path=/; secure; httponly")),
)
shows(
    "/geweigerd/over-httponly",
    "script over a cookie that is HttpOnly",
    inline(writes("dicht", "path=/; secure; max-age=60")),
    cookie_line("dicht", "Path=/; Secure; HttpOnly; Max-Age=3600"),
)
shows(
    "/geweigerd/domein-script",
    "Domain of another site by script",
    inline(writes("vreemd", "path=/; secure; domain=derde.example")),
)
shows(
    "/geweigerd/domeinproef",
    "a script tries from the top which domain it may set a cookie for",
    inline(
        'for (const naam of ["example", "winkel.example"]) {'
        " document.cookie = `_proef=a1; path=/; secure; domain=${naam}`; }"
        'document.cookie = "_proef=; path=/; secure; max-age=0; domain=winkel.example";'
    ),
)
shows(
    "/geweigerd/cookiestore",
    "cookieStore.set with Domain of another site",
    inline(
        'cookieStore.set({name: "vreemd", value: "a1", domain: "derde.example"}).catch(() => {})'
    ),
)
shows(
    "/geweigerd/zonder-credentials",
    'fetch with credentials: "omit"',
    inline('fetch("/geweigerd/zonder-credentials/antwoord", {credentials: "omit"})'),
)
answers(WINKEL, "/geweigerd/zonder-credentials/antwoord", "", cookie_line("anoniem"))
shows(
    "/geweigerd/derde-zonder-credentials",
    "cross-site fetch, which sends no credentials",
    inline(f'fetch("https://{DERDE}/geweigerd/antwoord")'),
)
answers(DERDE, "/geweigerd/antwoord", "", third_line("anoniem"))
for _word in ("Strict", "Lax"):
    shows(
        f"/geweigerd/derde-{_word.lower()}",
        f"pixel with SameSite={_word}",
        pixel_of(
            RECLAME,
            f"/{_word.lower()}.gif",
            cookie_line("reclame", f"Path=/; Secure; SameSite={_word}"),
        ),
    )
shows(
    "/geweigerd/derde-zonder",
    "pixel without SameSite",
    pixel_of(RECLAME, "/zonder.gif", cookie_line("reclame")),
)
shows(
    "/geweigerd/dubbel",
    "one cookie of two is refused",
    "",
    cookie_line("goed"),
    cookie_line("fout", "Path=/; SameSite=None"),
)
