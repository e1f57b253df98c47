import pytest
from banner_parts import make_seen, make_switch

from scanner.browser.consent.promise import language_of, lifetime_in, make_banner, purposes_in
from scanner.models import BannerCategory
from scanner.words import Category

NO_STEPS = (None, None)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wij gebruiken cookies om onze site te verbeteren.", "nl"),
        ("We use cookies to improve this site.", "en"),
        ("Wir verwenden Cookies, um die Seite zu verbessern.", "de"),
        ("Nous utilisons des cookies pour améliorer le site.", "fr"),
        ("Cookies?", None),  # too short to tell
    ],
)
def test_the_language_of_a_banner_is_told(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "language", "lifetime"),
    [
        ("Wij bewaren uw keuze 6 maanden.", "nl", "P6M"),
        ("Uw voorkeur wordt een jaar bewaard.", "nl", "P1Y"),
        ("We remember your choice for 12 months.", "en", "P12M"),
        ("Ihre Auswahl wird 30 Tage gespeichert.", "de", "P30D"),
        ("Votre choix est conservé pendant 6 mois.", "fr", "P6M"),
        ("Marketing cookies worden 2 jaar bewaard. U hebt een keuze.", "nl", None),
        ("Wij bewaren uw keuze.", "nl", None),
    ],
)
def test_how_long_a_choice_is_kept_is_read_from_its_own_sentence(text, language, lifetime):
    assert lifetime_in(text, language) == lifetime


def test_purposes_are_those_the_text_speaks_of():
    text = "Naast noodzakelijke cookies plaatsen wij cookies voor statistieken en marketing."
    expected = (Category.NECESSARY, Category.ANALYTICS, Category.ADVERTISING)
    assert purposes_in(text) == expected


def test_layers_are_told_one_after_the_other_each_once():
    first, second = make_seen(text="Een"), make_seen(text="Twee")
    assert make_banner([first, second, first], (), NO_STEPS).text == "Een\nTwee"


def test_boxes_are_told_as_they_were_first_seen():
    before, after = make_switch("Marketing"), make_switch("Marketing", on=False)
    fixed = make_switch("Noodzakelijk", locked=True)
    layers = [make_seen(switches=(before,)), make_seen(switches=(fixed, after))]
    assert make_banner(layers, (), NO_STEPS).categories == (
        BannerCategory(name="Marketing", on=True, locked=False),
        BannerCategory(name="Noodzakelijk", on=True, locked=True),
    )


def test_boxes_that_are_folded_away_are_not_told():
    hidden = make_seen(switches=(make_switch("Marketing", shown=False),))
    assert make_banner([hidden], (), NO_STEPS).categories == ()


def test_services_are_named_by_whole_words():
    seen = make_seen(text="Wij werken met Google Analytics en Metaalunie.")
    banner = make_banner([seen], ("Google Analytics", "Meta", "Hotjar"), NO_STEPS)
    assert banner.vendors == ("Google Analytics",)
