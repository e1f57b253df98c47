"""Cookies by a Set-Cookie header, in each of its forms."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from web.register import CASES, WINKEL, cookie_line, html, page, shows

DAY = 24 * 60 * 60
MANY = tuple(f"veel{number:02}" for number in range(60))


def _dated(path, what, name, days, also=""):
    """Show a page whose cookie lives until a date, counted from the Date of the same answer."""
    CASES[path] = what

    def answer(request):
        now = datetime.now(UTC).replace(microsecond=0)
        expires = format_datetime(now + timedelta(days=days), usegmt=True)
        line = cookie_line(name, f"Path=/; Secure; Expires={expires}{also}")
        response = html(path, line)
        response.headers["Date"] = format_datetime(now, usegmt=True)
        return response

    page(WINKEL, path)(answer)


_dated("/http/beide", "Max-Age and a later Expires", "beide", 7, "; Max-Age=3600")
_dated("/http/tien-jaar", "Expires in 3650 days", "tienjaar", 3650)
shows(
    "/http/ongeldig",
    "Expires that is no date",
    "",
    cookie_line("ongeldig", "Path=/; Secure; Expires=volgende week dinsdag"),
)
shows(
    "/http/ongeldige-duur",
    "Max-Age that is no number",
    "",
    cookie_line("duurloos", "Path=/; Secure; Max-Age=1 dag"),
)
shows(
    "/http/meteen-gewist",
    "set and deleted by two lines of one answer",
    "",
    cookie_line("vluchtig"),
    cookie_line("vluchtig", "Path=/; Secure; Max-Age=0"),
)
shows("/http/onveilig", "without Secure", "", cookie_line("onveilig", "Path=/"))
shows(
    "/http/strict", "SameSite=Strict", "", cookie_line("streng", "Path=/; Secure; SameSite=Strict")
)
shows("/http/lax", "SameSite=Lax", "", cookie_line("los", "Path=/; Secure; SameSite=Lax"))
shows("/http/none", "SameSite=None", "", cookie_line("vrij", "Path=/; Secure; SameSite=None"))
shows(
    "/http/samesite-onbekend",
    "SameSite with a word that is none",
    "",
    cookie_line("vreemd", "Path=/; Secure; SameSite=Soms"),
)
shows("/http/host", "the prefix __Host-", "", cookie_line("__Host-kassa"))
shows("/http/secure", "the prefix __Secure-", "", cookie_line("__Secure-kassa"))
shows(
    "/http/domein",
    "Domain of the whole site",
    "",
    cookie_line("breed", "Path=/; Secure; Domain=winkel.example"),
)
shows(
    "/http/domein-punt",
    "Domain with a dot before it",
    "",
    cookie_line("punt", "Path=/; Secure; Domain=.winkel.example"),
)
shows(
    "/http/domein-zelf",
    "Domain of the host itself",
    "",
    cookie_line("zelf", f"Path=/; Secure; Domain={WINKEL}"),
)
shows(
    "/http/domein-lang",
    "Domain of 1,025 bytes, which counts as none",
    "",
    cookie_line("overlang", f"Path=/; Secure; Domain={'d' * 1025}"),
)
shows("/http/pad", "Path of a folder", "", cookie_line("map", "Path=/http; Secure"))
shows("/http/zonder-pad", "no Path", "", cookie_line("padloos", "Secure"))
shows("/http/ander-pad", "Path of another folder", "", cookie_line("elders", "Path=/kassa; Secure"))
shows("/http/zestig", "sixty lines", "", *map(cookie_line, MANY))
shows(
    "/http/twee-paden",
    "one name under two paths",
    "",
    cookie_line("dubbel"),
    cookie_line("dubbel", "Path=/http; Secure"),
)
