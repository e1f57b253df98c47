import pytest
from sentences import claims_of


def controllers_of(*blocks, language="nl"):
    claims = claims_of(*blocks, language=language)
    return [
        c.params["name"]
        for c in claims
        if c.type == "policy.controller" and str(c.polarity) == "declares"
    ]


@pytest.mark.parametrize(
    ("blocks", "name"),
    [
        (("Als Scouting De Berk zijn wij verantwoordelijk voor uw gegevens.",), "Scouting De Berk"),
        (("Als vzw De Linde verwerken wij gegevens van leden.",), "vzw De Linde"),
        (("Bedrijfsnaam: Bakkerij Van Loon en Zonen",), "Bakkerij Van Loon en Zonen"),
        (("## Verwerkingsverantwoordelijke", "'t Hoekje, uitgebaat door Jan"), "'t Hoekje"),
        (("De verantwoordelijke is:", "Zwemclub De Otter"), "Zwemclub De Otter"),
        (("Met 'wij' of 'ons' bedoelen we Zwemclub De Otter.",), "Zwemclub De Otter"),
        (("Met 'wij' bedoelen wij Stichting Leven aan de Rijn.",), "Stichting Leven aan de Rijn"),
        (("Kapsalon Mooi verzamelt gegevens van klanten.",), "Kapsalon Mooi"),
        (("Uw privacy is voor Kapsalon Mooi van groot belang.",), "Kapsalon Mooi"),
        (("U kunt ons zo bereiken.", "Kapsalon Mooi", "Telefoon: 020 1234567"), "Kapsalon Mooi"),
        (("Kapsalon Mooi (eenmanszaak), Dorpsstraat 8 Raalte.",), "Kapsalon Mooi"),
        (("Kapsalon is een handelsnaam van Mooi Haar B.V. te Breda.",), "Mooi Haar B.V."),
    ],
)
def test_who_is_responsible_or_acts_like_it_is_named(blocks, name):
    assert controllers_of(*blocks) == [name]


@pytest.mark.parametrize(
    "blocks",
    [
        ("Google Analytics verwerkt gegevens over uw bezoek.",),
        ("De kaart op onze site is van Google Maps.",),
        ("Leest u de privacyverklaring van Facebook om te zien wat zij verzamelen.",),
        ("Bezoekers vinden hun privacy van groot belang.",),
        ("Contactgegevens", "Telefoon: 020 1234567"),
        ("KvK 05012345.",),
    ],
)
def test_others_and_words_that_only_begin_a_line_are_not_responsible(blocks):
    assert controllers_of(*blocks) == []


def test_a_name_of_one_word_is_one_where_it_stands_in_a_sentence_too():
    lead = "Mooiweer verzamelt gegevens van klanten."
    assert controllers_of(lead) == []
    assert controllers_of(lead, "De klanten van Mooiweer kunnen bellen.") == ["Mooiweer"]


def test_an_english_name_that_collects_is_responsible():
    text = "This policy explains what Sunny Tools collects and why."
    assert controllers_of(text, language="en") == ["Sunny Tools"]


def test_the_later_of_two_dates_is_that_of_the_last_change():
    claims = claims_of("Van kracht vanaf 25 mei 2018.", "Laatst herzien op 3 sept. 2022.")
    dates = [c.params["date"] for c in claims if c.type == "policy.last_changed" and c.params]
    assert dates == ["2022-09-03"]


def test_a_title_names_whom_our_club_is_responsible_means():
    own = "Onze vereniging is verantwoordelijk voor de verwerking van persoonsgegevens."
    assert controllers_of("# Privacyverklaring van Harmonie Sint Jan", own) == ["Harmonie Sint Jan"]
    assert controllers_of("# PRIVACYVERKLARING WEBSITE", own) == []
    assert controllers_of("# Privacyverklaring Leden", own) == []


def test_who_is_responsible_goes_before_who_is_registered():
    registered = "Stichting Zuid is ingeschreven bij de Kamer van Koophandel."
    own = "KOV is de verantwoordelijke in de zin van de wet."
    assert controllers_of(registered, own) == ["KOV"]
