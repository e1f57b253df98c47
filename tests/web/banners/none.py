"""Sites that ask for no consent, some of which look as if they did; presses leave a mark."""

from web.banners.parts import PRESSES, SHOWN, banner, button
from web.banners.site import STYLE, host_of, make_site
from web.register import html, inline, page

make_site("zonder")
make_site(
    "nieuwsbrief",
    banner(
        "<h2>Blijf op de hoogte</h2><p>Ontvang elke week onze aanbiedingen per e-mail.</p>"
        '<input type="email" placeholder="uw@adres.example" aria-label="E-mail">'
        + button("Aanmelden", "fout")
        + button("Nee, bedankt", "fout"),
        place="venster",
        name="Nieuwsbrief",
    ),
    SHOWN,
)
make_site(
    "akkoord",
    '<form id="bestelling"><h2>Offerte</h2><p>Ga verder als u de voorwaarden hebt gelezen.</p>'
    '<label><input type="checkbox"> Ik heb de voorwaarden gelezen</label>'
    + button("Akkoord", "fout")
    + button("Annuleren", "fout")
    + "</form>",
    PRESSES + 'listen(document.getElementById("bestelling"));',
)


@page(host_of("akkoord"), "/over-ons")
def show_policy(request):
    """Say what cookies are for, with a form to choose in, as a part of that page alone."""
    return html(
        STYLE
        + """<h1>Cookies</h1><p>Wij gebruiken met uw toestemming cookies voor statistieken.</p>
<form id="keuzes"><h2>Uw cookie-instellingen</h2><label><input type="checkbox"> Statistieken</label>
"""
        + button("Alles accepteren", "fout")
        + button("Alles weigeren", "fout")
        + button("Opslaan", "fout")
        + "</form>"
        + inline("const wrong = () => { document.cookie = 'verkeerd=1; path=/'; };" + PRESSES)
        + inline('listen(document.getElementById("keuzes"));')
    )
