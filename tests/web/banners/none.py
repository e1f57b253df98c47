"""Sites that ask for no consent, some of which look as if they did; presses leave a mark."""

from web.banners.parts import PRESSES, SHOWN, banner, button
from web.banners.site import make_site

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
    "inlogvenster",
    banner(
        '<h2>Welkom terug</h2><input aria-label="Naam">'
        '<input type="password" aria-label="Wachtwoord">'
        + button("Inloggen", "fout")
        + button("Verder zonder account", "fout"),
        place="venster",
        name="Inloggen",
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
make_site(
    "leeftijd",
    banner(
        "<h2>Bent u 18 jaar of ouder?</h2><p>Deze winkel verkoopt ook bier.</p>"
        + button("Ja, ik ben 18", "fout")
        + button("Nee", "fout"),
        place="venster",
        name="Leeftijd",
    ),
    SHOWN,
)
