"""Cookies by a script, in each of its forms."""

from web.register import cookie_line, inline, shows, writes

MANY = tuple(f"reeks{number:02}" for number in range(60))
FLOOD = tuple(f"vloed{number:03}" for number in range(250))


def _loop(names, prefix, width):
    return inline(
        f"for (let i = 0; i < {len(names)}; i++)"
        f' document.cookie = `{prefix}${{String(i).padStart({width}, "0")}}=a1; path=/; secure`;'
    )


shows(
    "/script/cookiestore", "cookieStore.set(name, value)", inline('cookieStore.set("mand", "a1")')
)
shows(
    "/script/cookiestore-duur",
    "cookieStore.set with expires in one hour",
    inline(
        'cookieStore.set({name: "uur", value: "a1", sameSite: "lax",'
        " expires: Date.now() + 3600000})"
    ),
)
shows(
    "/script/cookiestore-domein",
    "cookieStore.set with Domain and Path",
    inline(
        'cookieStore.set({name: "breed", value: "a1", domain: "winkel.example", path: "/script"})'
    ),
)
shows(
    "/script/cookiestore-gewist",
    "cookieStore.set, and cookieStore.delete at once",
    inline('cookieStore.set("kort", "a1").then(() => cookieStore.delete("kort"))'),
)
shows(
    "/script/datum",
    "document.cookie with Expires in 2 hours",
    inline(
        "document.cookie = `datum=a1; path=/; secure; expires="
        "${new Date(Math.round(Date.now() / 1000) * 1000 + 7200000).toUTCString()}`"
    ),
)
shows(
    "/script/tien-jaar",
    "document.cookie with Max-Age of 3650 days",
    inline(writes("eeuwig", "path=/; secure; max-age=315360000")),
)
shows("/script/zonder-pad", "document.cookie without Path or Secure", inline(writes("kaal", "")))
shows(
    "/script/verplaatst",
    "document.cookie without Path, once the page has given itself another address",
    inline('history.pushState({}, "", "/kassa/stap/2");' + writes("thuis", "secure")),
)
shows(
    "/script/domein",
    "document.cookie with Domain and SameSite=Strict",
    inline(writes("breed", "path=/; secure; domain=winkel.example; samesite=strict")),
)
shows(
    "/script/overschreven",
    "session cookie by HTTP, then persistent by script",
    inline(writes("wissel", "path=/; secure; max-age=3600")),
    cookie_line("wissel"),
)
shows(
    "/script/korter",
    "persistent by HTTP, then a session cookie by script",
    inline(writes("wissel")),
    cookie_line("wissel", "Path=/; Secure; Max-Age=86400"),
)
shows(
    "/script/even",
    "set, and deleted again after one second",
    inline(
        writes("even")
        + "setTimeout(() => {"
        + writes("even", "path=/; secure; max-age=0")
        + "}, 1000)"
    ),
)
shows(
    "/script/flits",
    "set, and deleted by the next statement",
    inline(writes("flits") + writes("flits", "path=/; secure; max-age=0")),
)
shows(
    "/script/proef",
    "set and deleted three times, to try whether cookies work",
    inline(
        "for (let i = 0; i < 3; i++) {"
        + writes("proef")
        + writes("proef", "path=/; secure; expires=Thu, 01 Jan 1970 00:00:00 GMT")
        + "}"
    ),
)
shows("/script/zestig", "sixty by one script", _loop(MANY, "reeks", 2))
shows("/script/vloed", "250 by one script: early ones leave the jar", _loop(FLOOD, "vloed", 3))
