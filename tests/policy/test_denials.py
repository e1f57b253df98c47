"""What a "no" in a sentence is about: never more than it says."""

import pytest
from sentences import claims_of, said

from scanner.reading import read_policy

NONE_OF_SITE = "cookies.used denies"
ENGLISH = {"we", "our", "those", "they", "the", "no", "during", "on", "before", "earlier"}


def claims_in(text):
    """Return what a Dutch or English text says, each in words with the service it names."""
    language = "en" if text.split()[0].lower() in ENGLISH else "nl"
    return {
        " ".join([said(c), c.scope.service or ""]).strip()
        for c in claims_of(text, language=language)
    }


@pytest.mark.parametrize(
    "text",
    [
        "Het bezoek tellen wij met Plausible. Dat pakket zet geen cookies.",
        "Voor de cijfers draait hier Matomo. Het plaatst geen cookies.",
        "Our visits are counted by Fathom. It sets no cookies.",
        "Klachten meldt u met een formulier. Daarbij worden geen cookies gezet.",
        "De kaart op de contactpagina gebruikt geen cookies.",
        "Tijdens het afrekenen worden er geen cookies geplaatst.",
        "In onze nieuwsbrief gebruiken wij geen cookies.",
        "During checkout we do not set cookies.",
        "Van andere partijen vindt u hier geen cookies.",
    ],
)
def test_no_cookies_of_a_part_or_a_tool_is_not_said_of_the_site(text):
    assert NONE_OF_SITE not in claims_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Op deze website plaatsen wij geen cookies.",
        "Bij uw bezoek aan onze site worden geen cookies gebruikt.",
        "Wij gebruiken geen cookies.",
        "On this website we do not use cookies.",
    ],
)
def test_no_cookies_of_the_site_is(text):
    assert NONE_OF_SITE in claims_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Geen van de advertentiecookies blijft langer dan negen maanden staan.",
        "Marketingcookies bewaren wij nooit langer dan een jaar.",
        "No advertising cookie is kept for more than six months.",
        "Tot dat moment worden er geen advertentiecookies geplaatst.",
        "Voordat u kiest, zetten wij geen advertentiecookies.",
        "Before you choose, no advertising cookies are set.",
    ],
)
def test_a_no_that_is_bound_in_time_denies_no_cookies(text):
    assert "cookies.advertising denies" not in claims_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "De Facebook-pixel laden wij niet voordat u toestemming geeft.",
        "We do not load the Meta pixel until you give consent.",
    ],
)
def test_a_service_that_waits_for_consent_is_used_with_it(text):
    assert "tracking.third_party declares consent meta_pixel" in claims_in(text)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Onze leveranciers mogen de gegevens niet verkopen.", "sharing.sale denies"),
        ("They may not build profiles with it.", "profiling.performed denies"),
        ("In de rapporten staan geen IP-adressen.", "ip_address.collected denies"),
        ("The overviews contain no IP addresses.", "ip_address.collected denies"),
        ("Die sites kunnen advertentiecookies plaatsen.", "cookies.advertising declares"),
        ("Zulke websites delen gegevens met derden.", "sharing.third_party declares"),
        ("Those other sites may set advertising cookies.", "cookies.advertising declares"),
        ("Er bestaan cookies die bezoekers herkennen.", "cookies.used declares"),
        ("Je zet cookies uit in je browser.", "cookies.used declares"),
        ("De knoppen van Facebook zijn gewone links.", "tracking.third_party declares"),
        ("Our buttons for LinkedIn are plain links.", "tracking.third_party declares"),
        ("Zodra wij Hotjar gaan gebruiken, leest u dat hier.", "tracking.third_party declares"),
        ("Wij maken webshops met Hotjar voor klanten.", "tracking.third_party declares"),
        ("We are looking into session recordings.", "tracking.session_recording declares"),
    ],
)
def test_what_others_do_or_may_not_do_is_no_claim(text, claim):
    assert claim not in claims_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Wij hebben ooit Hotjar gehad. Dat is vorig jaar verwijderd.",
        "Oudere versies van de site hadden Hotjar. Dat is eruit gehaald.",
        "Earlier versions of the site contained Hotjar. It was dropped.",
    ],
)
def test_what_was_once_used_and_dropped_is_denied(text):
    assert "tracking.third_party denies hotjar" in claims_in(text)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Volgcookies, die uw ja nodig hebben, zetten wij niet.", "cookies.advertising denies"),
        ("Reclamecookies volgen u, maar die plaatsen wij niet.", "cookies.advertising denies"),
        ("Fingerprinting gaat ons te ver; dat laten we dus.", "tracking.fingerprinting denies"),
        ("Met Hotjar zijn wij gestopt.", "tracking.third_party denies hotjar"),
        ("De reCAPTCHA is vervangen door een vraag.", "captcha.service denies google_recaptcha"),
    ],
)
def test_a_no_at_the_end_of_a_sentence_denies_what_it_began_with(text, claim):
    assert claim in claims_in(text)


def test_the_no_of_one_cell_denies_nothing_in_another():
    text = (
        "# Privacyverklaring\n\nHieronder staat wat wij op onze website gebruiken en waarvoor.\n\n"
        "| Doel | Dienst | Cookies |\n|---|---|---|\n| Bezoek tellen | Plausible | geen |\n"
    )
    claims = read_policy(text.encode(), "a.md").claims
    assert [c.type for c in claims if c.polarity == "denies"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Wij koppelen Google Analytics niet aan Google Ads.",
        "Wij combineren gegevens uit Hotjar niet met andere gegevens.",
        "De cijfers van Hotjar delen wij niet met anderen.",
        "Met Hotjar nemen wij geen formulieren op.",
        "De film staat zo ingesteld dat YouTube bezoekers niet volgt.",
        "We do not link Google Analytics to our advertising accounts.",
        "Wij tellen met Plausible, en Plausible plaatst geen cookies.",
    ],
)
def test_a_service_that_is_not_linked_or_sets_nothing_is_not_denied(text):
    assert [one for one in claims_in(text) if one.startswith("tracking.third_party denies")] == []


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("De site werkt niet zonder cookies.", "refusal.breaks_site denies settings"),
        ("Cookies plaatsen we niet zomaar.", "cookies.used denies"),
        ("Wij plaatsen niet meer cookies dan nodig.", "cookies.necessary denies"),
        ("Er zijn geen permanente cookies, alleen sessiecookies.", "cookies.session denies"),
        ("U krijgt geen cookiemelding als u al hebt gekozen.", "consent.mechanism denies"),
        ("Wij tonen geen reclame op basis van surfgedrag.", "usage_data.collected denies"),
        ("Zonder Matomo kunnen wij niet zien wie ons bezoekt.", "usage_data.collected denies"),
        ("Bij telefonische orders bewaren wij geen IP-adres.", "ip_address.collected denies"),
    ],
)
def test_a_no_that_is_about_something_else_denies_nothing(text, claim):
    assert claim not in claims_in(text)
