"""Banners whose controls are other things than buttons, and one that promises."""

from web.banners.parts import SHOWN, TEXT, banner, button
from web.banners.site import make_site


def _pair(name: str, control: str, accept: str, reject: str) -> None:
    both = control.format(words=accept, does="alles") + control.format(words=reject, does="geen")
    make_site(name, banner(TEXT + both), SHOWN)


# -- other things ----------------------------------------------------------------------------------

_SIGN = (
    '<button type="button" data-doe="{does}" aria-label="{words}">'
    '<svg width="24" height="24" aria-hidden="true"><circle cx="12" cy="12" r="9"/></svg></button>'
)

_pair("linkjes", '<a href="#" data-doe="{does}">{words}</a> ', "Accepteren", "Weigeren")
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
