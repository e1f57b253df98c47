"""Banners on the page itself: how near reject is, and whether the site heeds it."""

from web.banners.parts import SHOWN, TEXT, banner, boxes, button, layers
from web.banners.site import make_site

_ALL = button("Alles accepteren", "alles")
_NOTHING = button("Alles weigeren", "geen")
_SETTINGS = button("Instellingen", "laag:2")
_SAVE = button("Keuze opslaan", "opslaan")
_FIRST = banner(TEXT + _ALL + _NOTHING)

# -- how near --------------------------------------------------------------------------------------

make_site("eerstelaag", _FIRST, SHOWN)
make_site(
    "instellingen",
    banner(
        layers(TEXT + button("Akkoord", "alles") + _SETTINGS, boxes() + _ALL + _NOTHING + _SAVE)
    ),
    SHOWN,
)
make_site(
    "uitvinken",
    banner(layers(TEXT + _ALL + _SETTINGS, boxes(on=True) + _ALL + _SAVE)),
    SHOWN,
)
make_site(
    "driestappen",
    banner(
        layers(
            TEXT + _ALL + button("Cookie-instellingen", "laag:2"),
            "<p>U kunt per doel kiezen.</p>" + _ALL + button("Meer instellingen", "laag:3"),
            boxes(on=True) + _ALL + button("Alles afwijzen", "geen"),
        )
    ),
    SHOWN,
)
make_site("geenkeus", banner(TEXT + button("Ik ga akkoord", "alles")), SHOWN)
make_site(
    "voorgevinkt",
    banner(TEXT + boxes(on=True) + button("Selectie toestaan", "opslaan") + _ALL),
    SHOWN,
)

# -- whether it is heeded --------------------------------------------------------------------------

make_site(
    "doof",
    _FIRST,
    SHOWN + "site.onPress = () => ALL; site.onLoad = (choice) => (choice ? ALL : []);",
)
make_site("laterdoof", _FIRST, SHOWN + "site.onLoad = (choice) => (choice ? ALL : []);")
make_site("tevroeg", _FIRST, SHOWN + "site.onLoad = (choice) => choice ?? ALL;")

# -- where it is kept, and what comes of it --------------------------------------------------------

make_site(
    "lokaal",
    _FIRST,
    """
site.read = () => JSON.parse(localStorage.getItem("keuze"))?.ja ?? null;
site.keep = (allowed) => localStorage.setItem("keuze", JSON.stringify({ ja: allowed }));
"""
    + SHOWN,
)
make_site(
    "herlaadt",
    _FIRST,
    "site.choose = (allowed) => { site.keep(allowed); location.reload(); };" + SHOWN,
)
make_site("terugkeer", _FIRST, "site.keep = () => {};" + SHOWN)
make_site(
    "loos",
    banner(TEXT + button("Alles accepteren", "niets") + button("Alles weigeren", "niets")),
    SHOWN,
)
