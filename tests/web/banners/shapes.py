"""Banners whose controls are other things than buttons; one that promises, one in English."""

from web.banners.parts import SHOWN, TEXT, banner, box, button, layers
from web.banners.site import make_site


def _pair(name: str, control: str, accept: str, reject: str) -> None:
    both = control.format(words=accept, does="alles") + control.format(words=reject, does="geen")
    make_site(name, banner(TEXT + both), SHOWN)


# -- other things ----------------------------------------------------------------------------------

_SIGN = (
    '<button type="button" data-doe="{does}" aria-label="{words}">'
    '<svg width="24" height="24" aria-hidden="true"><circle cx="12" cy="12" r="9"/></svg></button>'
)

_pair("invoer", '<input type="button" data-doe="{does}" value="{words}">', "Accepteren", "Weigeren")
_pair(
    "rolknop",
    '<div role="button" tabindex="0" data-doe="{does}"><span>{words}</span></div>',
    "Accepteren",
    "Weigeren",
)
_pair("icoontjes", _SIGN, "Alle cookies accepteren", "Alle cookies weigeren")

# -- what it promises ------------------------------------------------------------------------------

make_site(
    "belofte",
    banner(
        "<p>Wij gebruiken cookies om bezoek te meten met Google Analytics en om advertenties te"
        " tonen via Criteo. Uw keuze bewaren wij 6 maanden.</p>"
        + button("Alles accepteren", "alles")
        + button("Alles weigeren", "geen")
    ),
    SHOWN,
)

# -- in another language ---------------------------------------------------------------------------

make_site(
    "engelslagen",
    banner(
        layers(
            "<p>We use cookies. Some are necessary for this shop to work; with your consent we and"
            " our partners also use cookies for statistics and marketing.</p>"
            + button("Accept", "alles")
            + button("Manage preferences", "laag:2"),
            box("Statistics", "statistieken", on=True)
            + box("Marketing", "marketing", on=True)
            + button("Accept all", "alles")
            + button("Save preferences", "opslaan"),
        )
    ),
    SHOWN,
    language="en",
)
