"""Banners in English, German and French."""

from web.banners.parts import SHOWN, banner, box, button, layers
from web.banners.site import make_site

_ENGLISH = (
    "<p>We use cookies. Some are necessary for this shop to work; with your consent we and our"
    " partners also use cookies for statistics and marketing.</p>"
)
_GERMAN = (
    "<p>Wir verwenden Cookies. Manche sind notwendig, damit der Laden funktioniert; mit Ihrer"
    " Einwilligung verwenden wir auch Cookies für Statistik und Marketing.</p>"
)
_FRENCH = (
    "<p>Nous utilisons des cookies. Certains sont nécessaires au fonctionnement de la boutique ;"
    " avec votre accord, nous en utilisons aussi à des fins statistiques et publicitaires.</p>"
)


def _pair(name: str, text: str, accept: str, reject: str, language: str) -> None:
    both = button(accept, "alles") + button(reject, "geen")
    make_site(name, banner(text + both), SHOWN, language=language)


_pair("engels", _ENGLISH, "Accept all", "Reject all", "en")
_pair("duits", _GERMAN, "Alle akzeptieren", "Alle ablehnen", "de")
_pair("frans", _FRENCH, "Tout accepter", "Tout refuser", "fr")
make_site(
    "engelslagen",
    banner(
        layers(
            _ENGLISH + button("Accept", "alles") + button("Manage preferences", "laag:2"),
            box("Statistics", "statistieken", on=True)
            + box("Marketing", "marketing", on=True)
            + button("Accept all", "alles")
            + button("Save preferences", "opslaan"),
        )
    ),
    SHOWN,
    language="en",
)
