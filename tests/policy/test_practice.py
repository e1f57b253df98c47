import pytest
from sentences import make_text

from scanner.policy.lexicon import lexicon
from scanner.policy.practice import Kind, kind_of
from scanner.policy.segments import make_sentences


def last_kind(*blocks, language="nl"):
    sentences = make_sentences(make_text(*blocks), lambda index: lexicon(language))
    return kind_of(sentences[-1])


@pytest.mark.parametrize(
    ("kind", "language", "text"),
    [
        (Kind.PRACTICE, "nl", "Wij plaatsen functionele cookies."),
        (Kind.DEFINITION, "nl", "Een cookie is een klein bestand op uw computer."),
        (Kind.RIGHT, "nl", "U heeft recht op inzage in uw gegevens."),
        (Kind.DUTY, "nl", "U dient uw wachtwoord geheim te houden."),
        (Kind.ABILITY, "nl", "U kunt cookies in uw browser blokkeren."),
        (Kind.OTHER_SITE, "nl", "Wij zijn niet verantwoordelijk voor de sites van anderen."),
        (Kind.PAST, "nl", "In het verleden werkten wij met een andere dienst."),
        (Kind.CUSTOMER, "nl", "De logbestanden van opdrachtgevers bewaren wij apart."),
        (Kind.QUESTION, "nl", "Plaatst u cookies?"),
        (Kind.PRACTICE, "nl", "Wij plaatsen cookies, die u kunt weigeren."),
        (Kind.ABILITY, "nl", "Trackingcookies kunnen in de browser worden geweigerd."),
        (Kind.ABILITY, "nl", "Alle cookies of enkele daarvan blokkeren."),
        (Kind.CUSTOMER, "nl", "Klanten met een webwinkel bepalen zelf wat zij plaatsen."),
        (Kind.GENERAL, "nl", "Artikel 5 van de wet bepaalt dat sites toestemming vragen."),
        (Kind.GENERAL, "nl", "Adverteerders plaatsen vaak cookies om mensen te volgen."),
        (Kind.GENERAL, "en", "Many lawyers call each of them a tracker."),
        (Kind.PRACTICE, "en", "We place functional cookies."),
        (Kind.DEFINITION, "en", "A cookie is a small file on your computer."),
        (Kind.RIGHT, "en", "You have the right to access your data."),
        (Kind.ABILITY, "en", "You can block cookies in your browser."),
        (Kind.PAST, "en", "In the past we worked with another service."),
        (Kind.PRACTICE, "en", "We reserve the right to change the place of our servers."),
        (Kind.PRACTICE, "en", "The figures are reported to our board."),
        (Kind.DEFINITION, "en", "It allows a website to recognise a device."),
        (Kind.ABILITY, "en", "Change the settings of your browser to be asked first."),
    ],
)
def test_the_kind_of_a_sentence(kind, language, text):
    assert last_kind(text, language=language) is kind


def test_a_sentence_under_a_heading_on_rights_is_of_that_kind():
    assert last_kind("# Uw rechten", "Wij wissen de gegevens dan.") is Kind.RIGHT


def test_a_heading_that_opens_a_list_states_a_practice():
    assert last_kind("# Wij gebruiken deze cookies:") is Kind.PRACTICE


def test_a_heading_that_is_a_statement_of_ours_states_a_practice():
    assert last_kind("# Wij vragen uw toestemming voor cookies.") is Kind.PRACTICE
    assert last_kind("# Cookies.") is Kind.HEADING


def test_what_we_do_is_a_practice_under_a_heading_that_defines():
    heading = "# Wat zijn cookies?"
    assert last_kind(heading, "Wij maken gebruik van cookies.") is Kind.PRACTICE
    assert last_kind(heading, "Zij maken bestanden aan.") is Kind.DEFINITION


def test_an_item_of_what_the_visitor_can_do_is_an_ability():
    assert last_kind("U kunt:", "- Cookies van derden blokkeren") is Kind.ABILITY
