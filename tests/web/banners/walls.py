"""Banners that leave no free choice; what must not be pressed leaves a mark."""

from web.banners.parts import SHOWN, TEXT, banner, button
from web.banners.site import make_site
from web.register import frames

ELSEWHERE = "www.volgnet-keuzes.example"

_WALL = '<div class="scherm" id="scherm" hidden></div>'
_BEHIND = """
const wall = document.getElementById("scherm");
wall.hidden = banner.hidden;
document.body.style.overflow = banner.hidden ? "" : "hidden";
banner.addEventListener("click", () => { wall.hidden = banner.hidden; });
"""

make_site(
    "cookiemuur",
    _WALL
    + banner(
        "<h2>Deze winkel werkt alleen met cookies</h2>"
        "<p>Accepteer alle cookies om verder te gaan.</p>" + button("Cookies accepteren", "alles"),
        place="venster",
    ),
    SHOWN + _BEHIND,
)
make_site(
    "betalen",
    _WALL
    + banner(
        "<h2>Lezen met cookies, of zonder</h2><p>Accepteer cookies van ons en onze partners, of"
        " neem een abonnement voor 3,99 euro per maand.</p>"
        + button("Accepteren", "alles")
        + button("Abonneren zonder cookies", "fout")
        + button("Inloggen", "fout"),
        place="venster",
    ),
    SHOWN + _BEHIND,
)
# Refusing is on another site, which nobody asked to visit.
frames(ELSEWHERE, "/", "<h1>Uw keuzes</h1>", "weggegaan=1; Path=/; Secure; SameSite=None")
make_site(
    "elders",
    banner(
        TEXT + button("Accepteren", "alles") + f'<a href="https://{ELSEWHERE}/">Weigeren</a>',
    ),
    SHOWN,
)
