import pytest
from banner_parts import make_control, make_options, make_seen, make_switch

from scanner.browser.consent.scoring import find_banner, objects
from scanner.browser.consent.wording import Wording
from scanner.words import ConsentChoice


def first_reject(*controls):
    control = make_seen(*controls).first(ConsentChoice.REJECT)
    return control and control.label


@pytest.mark.parametrize(
    "seen",
    [
        make_seen("Akkoord", asks=1),  # a newsletter
        make_seen("Instellingen", place="named"),
        make_seen("Meer", place="edge"),
        make_seen("Menu", "Zoeken", "Winkelmand", "Contact"),
        make_seen("Inloggen", place="new"),
        make_seen("Lees verder", place="frame"),
        make_seen("Menu", text="De Koekjesbakker: cookies sinds 1980", on_top=True),
        make_seen("Voorkeuren", text="Cookiewinkel", on_top=True),
        make_seen("Ja", "Nee", text="Ben je 18 jaar of ouder? Lees ons cookiebeleid."),
        make_seen("Yes", "No", text="Are you over 18? We value your privacy."),
        make_seen("Ja, graag", "Nee, bedankt", text="Win een fiets! Lees ons cookiebeleid."),
        make_seen("Ja", "Nee", text="Doe je mee?", place="new"),
        make_seen("Akkoord", text="Om te chatten: lees ons cookiebeleid."),
        make_seen("Nee, bedankt", text="Log in. Wie verder gaat, stemt in met cookies."),
        make_seen("Yes", "No", text="Would you take a survey? It sets a cookie."),
        make_seen("Akkoord", text="Onze voorwaarden en ons cookiebeleid zijn gewijzigd."),
        make_seen("Accepteren", "Weigeren", text="Wij bakken elke dag verse cookies. Kom je?"),
        make_seen("Bevestigen", text="Account verwijderen? Wij wissen je cookievoorkeuren."),
        make_seen("Akkoord, start chat", "Nee", text="Wij bewaren een cookie. Start chat."),
        make_seen("Prima", "Nee, bedankt", text="Download onze app. Die gebruikt geen cookies."),
        make_seen("Ja", text="Wil je je lidmaatschap opzeggen? Je cookievoorkeuren vervallen."),
        make_seen("Confirm", text="Confirm your order. We use cookies for your basket."),
        make_seen("Ja", "Nein", text="Dürfen wir Ihre Meinung hören? Siehe Cookie-Richtlinie."),
    ],
)
def test_what_only_looks_like_a_banner_is_none(seen):
    assert find_banner([seen]) is None


@pytest.mark.parametrize(
    "seen",
    [
        make_seen("Akkoord"),
        make_seen("Instellingen"),
        make_seen(),  # says so, and offers nothing
        make_seen(on_top=True),
        make_seen(text="Cookies?", on_top=True, named=True),
        make_seen("Odrzuć", text="Ta strona używa plików cookie."),
        make_seen("Akkoord", place="edge"),
        make_seen("Weigeren", place="named"),
        make_seen("Opslaan", place="frame"),
        make_seen(place="known"),
        make_seen("Ja", "Nee", text="Mogen wij cookies plaatsen?"),
        make_seen("Accepteren", "Weigeren", text="Uw privacy: lees ons cookiebeleid."),
        make_seen("Opslaan", text="Statistieken, marketing", place="new"),
        make_seen("Accepteren", text="Wij gebruiken cookies om te chatten."),
        make_seen(
            "Accepteren", "Weigeren", text="Verse cookies! Wij gebruiken ook andere cookies."
        ),
        make_seen("Bevestigen", text="Account verwijderen? Cookies.", switches=(make_switch("A"),)),
        make_seen("Ja", "Nee", text="Wij gebruiken cookies. Bent u 18? Vraag het uw ouders."),
    ],
)
def test_a_banner_is_known_by_what_it_offers_and_where(seen):
    assert find_banner([seen]) is seen


def test_a_part_with_the_controls_goes_before_a_heading_that_stands_over_the_page():
    heading, whole = make_seen("Sluiten", area=100), make_seen("Akkoord", "Weigeren")
    assert find_banner([heading, whole]) is whole


def test_of_two_alike_the_inner_one_is_the_banner():
    outer, inner = make_seen("Akkoord", area=90_000), make_seen("Akkoord", area=8_000)
    assert find_banner([outer, inner]) is inner


@pytest.mark.parametrize("leaves", ["near", "away"])
def test_a_link_that_opens_another_document_is_not_pressed(leaves):
    assert first_reject(make_control("Weigeren", leaves=leaves, kind="link")) is None


def test_a_link_to_the_same_page_with_an_answer_in_the_query_is_pressed():
    link = make_control("Cookies weigeren", leaves="here", kind="link")
    assert first_reject(link) == "Cookies weigeren"


@pytest.mark.parametrize(("leaves", "is_pressed"), [("near", True), ("away", False)])
def test_settings_may_be_a_page_of_the_same_site(leaves, is_pressed):
    seen = make_seen(make_control("Cookie-instellingen", leaves=leaves, kind="link"))
    assert bool(seen.controls(Wording.SETTINGS)) is is_pressed


def test_a_button_of_another_form_is_not_pressed():
    assert first_reject(make_control("Weigeren", sends_else=True)) is None


def test_a_button_goes_before_a_link():
    link = make_control("Alles weigeren", 1, kind="link", area=5_000)
    assert first_reject(link, make_control("Weigeren", 2)) == "Weigeren"


def test_a_control_of_every_row_is_not_the_one_for_all():
    assert first_reject("Weigeren", "Weigeren", "Weigeren", "Alles weigeren") == "Alles weigeren"


def test_a_control_that_there_is_once_goes_before_one_a_row():
    assert first_reject("Weigeren", "Weigeren", "Alles weigeren") == "Alles weigeren"


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (("Nee", "Ja"), ["Ja"]),
        (("Nee, ga terug", "Ja, ik weet het zeker"), ["Ja, ik weet het zeker"]),
        (("Ja", "Toch weigeren"), ["Toch weigeren"]),
        (("Nee", "Ja, ik wil aanbiedingen"), []),
    ],
)
def test_a_refusal_is_confirmed_by_words_that_say_it_again_or_a_mere_yes(labels, expected):
    seen = make_seen(*labels, place="new", text="Weet u zeker dat u cookies weigert?")
    assert seen.is_banner
    assert seen.asks_again
    assert [each.label for each in seen.confirming(ConsentChoice.REJECT)] == expected


def test_a_control_that_is_disabled_is_only_waited_for():
    seen = make_seen(make_control("Opslaan", disabled=True))
    assert (seen.controls(Wording.SAVE), seen.has_disabled([Wording.SAVE])) == ([], True)


def test_what_speaks_of_cookies_goes_before_what_links_to_their_policy():
    banner = make_seen("Akkoord", "Weigeren", area=9_000)
    other = make_seen("Akkoord", "Weigeren", text="Lees ons cookiebeleid.", area=100, named=True)
    assert find_banner([other, banner]) is banner


@pytest.mark.parametrize(
    ("name", "is_so"),
    [("Bezwaar maken", True), ("Do not sell my data", True), ("Marketing", False)],
)
def test_a_box_objects_by_its_words(name, is_so):
    assert objects(make_switch(name)) is is_so


@pytest.mark.parametrize(
    ("around", "wording"),
    [
        ("Klik hier om uw voorkeuren aan te passen.", Wording.SETTINGS),
        ("Lees hier hoe u cookies kunt weigeren.", None),
    ],
)
def test_a_link_that_says_here_goes_by_its_sentence(around, wording):
    seen = make_seen(make_control("hier", kind="link", around=around))
    assert seen.words == ({wording} if wording else set())


def test_a_control_without_words_goes_by_what_it_is_called():
    assert first_reject(make_control("×", title="Alle cookies weigeren")) == "×"


def test_what_costs_money_is_offered_but_never_first():
    seen = make_seen("Weigeren en betalen")
    assert (seen.words, seen.first(ConsentChoice.REJECT)) == ({Wording.NEVER}, None)


def test_boxes_on_the_first_layer_make_refusing_one_press():
    seen = make_seen("Selectie toestaan", switches=(make_switch("Marketing"),))
    assert seen.makes_at_once(ConsentChoice.REJECT)


def test_boxes_in_a_fold_that_can_be_opened_say_a_choice_as_well():
    hidden, folded = (make_switch("Marketing", shown=False, folded=each) for each in (False, True))
    seen = [make_seen("Opslaan", switches=(each,)) for each in (hidden, folded)]
    assert [each.can_be_set(ConsentChoice.REJECT) for each in seen] == [False, True]


@pytest.mark.parametrize(
    ("names", "choices"),
    [
        (
            ("Alle cookies", "Alleen noodzakelijke cookies"),
            {ConsentChoice.ACCEPT, ConsentChoice.REJECT},
        ),
        (("Ja", "Nee"), {ConsentChoice.ACCEPT, ConsentChoice.REJECT}),
        (("Alle cookies", "Functionele en analytische cookies"), {ConsentChoice.ACCEPT}),
        (("Nederlands", "Deutsch"), set()),
    ],
)
def test_options_make_a_choice_where_one_of_them_says_it(names, choices):
    seen = make_seen("Opslaan", options=make_options(*names))
    both = (ConsentChoice.ACCEPT, ConsentChoice.REJECT)
    assert {each for each in both if seen.makes_at_once(each)} == choices


def test_every_group_of_options_must_be_able_to_refuse():
    options = make_options("Ja", "Nee") + make_options("Alles", "Statistieken", group=2)
    assert not make_seen("Opslaan", options=options).makes_at_once(ConsentChoice.REJECT)


def test_saving_without_boxes_is_no_refusal():
    assert not make_seen("Voorkeuren opslaan").makes_at_once(ConsentChoice.REJECT)


def test_a_box_that_is_always_on_by_its_words_is_locked():
    seen = make_seen(switches=(make_switch("Nodig", row="Nodig Altijd actief"),))
    assert [each.locked for each in seen.switches] == [True]
