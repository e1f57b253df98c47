import re
import tomllib
from pathlib import Path

import pytest

from scanner.browser.consent.wording import (
    Wording,
    banner_pattern,
    notice_pattern,
    option_wording_of,
    plain,
    wording_of,
    words_of,
)

ACCEPT = """
Akkoord · Ik ga akkoord · Alles accepteren · Alle cookies toestaan · Accepteren en sluiten
Ja, prima · OK
Toestemming geven · Begrepen · Accept all · I agree · Allow all cookies · Got it! · Yes, I accept
Alle akzeptieren · Zustimmen · Einverstanden · Alle Cookies zulassen · Verstanden
Tout accepter · J’accepte · Accepter et fermer · Oui, d’accord · ✓ Accepteren
"""
REJECT = """
Weigeren · Alles weigeren · Nee, bedankt · Alleen noodzakelijke cookies
Doorgaan zonder te accepteren
Niet akkoord · Alleen functionele cookies toestaan · Cookies weigeren · Ik weiger
Reject all · Decline · Only necessary · Accept only essential cookies
Necessary cookies only · Do not accept
Continue without accepting · No thanks · Ablehnen
Nur notwendige Cookies · Nur essenzielle Cookies akzeptieren
Ohne Einwilligung fortfahren · Tout refuser · Continuer sans accepter · Je refuse · Non merci
"""
SETTINGS = """
Instellingen · Cookie-instellingen · Voorkeuren aanpassen · Zelf instellen
Meer opties · Details tonen
Settings · Manage preferences · Customise · Cookie settings
More options · Einstellungen · Anpassen
Individuelle Datenschutzeinstellungen · Paramétrer · Gérer mes choix · Personnaliser
"""
SAVE = """
Opslaan · Voorkeuren opslaan · Selectie toestaan · Mijn keuzes bevestigen · Instellingen bewaren
Save settings · Confirm my choices · Allow selection · Accept selected · Auswahl erlauben
Einstellungen speichern · Enregistrer mes choix · Valider · Autoriser la sélection
"""
NEVER = """
Betalen · Abonnement nemen · Weigeren en betalen · Inloggen · Voor € 3 per maand zonder tracking
Subscribe · Reject and pay · Log in · Pay €2.99 · Create account · Abonnieren · Jetzt PUR-Abo kaufen
Anmelden · S'abonner · Se connecter
Akkoord, start chat · Ja, verwijderen · I agree, start chat · Yes, delete · Ja, löschen
"""
NOTHING = """
Meer informatie · Cookiebeleid · Privacyverklaring · Sluiten · × · Noodzakelijk · Statistieken
Privacy policy · Strictly necessary cookies · Close · Mehr erfahren · En savoir plus · Impressum
"""
CASES = [
    (words.strip(), wording)
    for text, wording in (
        (ACCEPT, Wording.ACCEPT),
        (REJECT, Wording.REJECT),
        (SETTINGS, Wording.SETTINGS),
        (SAVE, Wording.SAVE),
        (NEVER, Wording.NEVER),
        (NOTHING, None),
    )
    for words in re.split(r"[·\n]", text.strip())
]


@pytest.mark.parametrize(("words", "wording"), CASES)
def test_words_on_a_control_mean_one_thing(words, wording):
    assert wording_of(words) is wording


SEEN = tomllib.loads(Path(__file__).with_name("words_on_controls.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("language", "wording"), [(each, wording) for each, table in SEEN.items() for wording in table]
)
def test_words_as_sites_have_them_mean_what_pressing_comes_to(language, wording):
    meant = None if wording == "nothing" else Wording(wording)
    taken = {words: wording_of(words) for words in SEEN[language][wording]}
    assert {words: each for words, each in taken.items() if each is not meant} == {}


@pytest.mark.parametrize(
    ("name", "wording"),
    [
        ("Aan", Wording.ACCEPT),
        ("Alle cookies", Wording.ACCEPT),
        ("Noodzakelijke cookies", Wording.REJECT),
        ("Essential cookies only", Wording.REJECT),
        ("Aus", Wording.REJECT),
        ("Non", Wording.REJECT),
        ("Functionele en analytische cookies", None),
        ("Statistics only", None),
        ("Alleen noodzakelijk\nDe website werkt.", Wording.REJECT),
        ("Persoonlijk (aanbevolen)\nU ziet aanbiedingen.", Wording.ACCEPT),
        ("Nederlands", None),
    ],
)
def test_an_option_allows_all_or_refuses_all_or_neither(name, wording):
    assert option_wording_of(name) is wording


def test_a_long_text_is_no_control():
    assert wording_of("Akkoord " + "en nog veel meer tekst " * 5) is None


@pytest.mark.parametrize(
    ("text", "is_banner"),
    [
        ("Wij gebruiken cookies voor statistieken.", True),
        ("Wij en onze partners vragen uw toestemming.", True),
        ("U geeft toestemming voor automatische incasso.", False),
        ("Wij hechten waarde aan je privacy", True),
        ("Wij en onze partners slaan informatie op een apparaat op", True),
        ("Wir und unsere Partner bitten um Ihre Einwilligung", True),
        ("Nous utilisons des traceurs", True),
        ("By clicking you consent to our vendors", True),
        ("Meld u aan voor de nieuwsbrief", False),
        ("Bent u 18 jaar of ouder?", False),
    ],
)
def test_a_banner_is_known_by_its_text(text, is_banner):
    assert bool(re.search(banner_pattern(), text.lower())) is is_banner


@pytest.mark.parametrize(
    ("text", "is_notice"),
    [
        ("Deze website maakt gebruik van cookies.", True),
        ("This site uses cookies.", True),
        ("Diese Seite verwendet Cookies.", True),
        ("Ce site utilise des cookies.", True),
        ("De Koekjesbakker: cookies sinds 1980", False),
        ("Cookies & cakes", False),
    ],
)
def test_a_notice_says_that_cookies_are_used(text, is_notice):
    assert bool(notice_pattern().search(text.lower())) is is_notice


def test_signs_around_words_are_left_out():
    assert (words_of("✓ Alles accepteren ›"), words_of("×")) == ("Alles accepteren", "×")


def test_words_are_compared_without_case_and_bent_quotes():
    assert plain("  J’ACCEPTE ! ") == "j'accepte"
