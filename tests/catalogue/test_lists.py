import pytest
from builders import make_cookie, make_observation, make_request, make_site
from listings import COOKIES_CSV, ENTITIES, FILTERS, TRACKERDB

from scanner.catalogue.lists import Lists
from scanner.catalogue.load import load_catalogue
from scanner.catalogue.match import make_inventory
from scanner.catalogue.saved import import_list
from scanner.models import Setter
from scanner.words import Category, Party, SetVia

TEXTS = {"cookies": COOKIES_CSV, "entities": ENTITIES, "tdb": TRACKERDB, "easy": FILTERS}


@pytest.fixture
def saved(tmp_path, now):
    def make(*names, **texts):
        found = []
        for name, text in {**{name: TEXTS[name] for name in names}, **texts}.items():
            file = tmp_path / f"{name}.in"
            file.write_text(text, encoding="utf-8")
            found.append(import_list(file, tmp_path / "catalogue", now))
        return tuple(found)

    return make


def _inventory(lists, **seen):
    catalogue = load_catalogue(lists=lists)
    return make_inventory(make_site(), (make_observation(**seen),), catalogue)


def test_filter_of_a_path_goes_before_the_domain(saved):
    lists = Lists(saved("tdb"))
    assert lists.find_by_url("https://www.bord.example/kaart/1.png").name == "Bord Kaart"
    assert lists.find_by_url("https://www.bord.example/pixel").name == "Bord Ads"
    assert lists.find_by_url("https://mijnbord.example/pixel") is None


def test_longest_domain_of_a_list_counts(saved):
    text = (
        '[{"name": "Al", "domains": ["al.example"]}, {"name": "Deel", "domains": ["d.al.example"]}]'
    )
    lists = Lists(saved(entities=text))
    assert lists.find_by_url("https://x.d.al.example/").name == "Deel"
    assert lists.find_by_url("https://x.al.example/").name == "Al"


def test_exact_name_of_a_cookie_goes_before_a_wildcard(saved):
    row = "9,Kiezer,Marketing,tellerkeuze_a,,,,,,0\n"
    lists = Lists(saved(cookies=COOKIES_CSV + row))
    assert lists.find_by_cookie("tellerkeuze_a", Party.FIRST, "a.example")[0].name == "Kiezer"
    assert lists.find_by_cookie("tellerkeuze_b", Party.FIRST, "a.example")[0].name == "Teller"


def test_cookie_of_a_domain_is_not_known_elsewhere(saved):
    lists = Lists(saved("cookies"))
    assert lists.find_by_cookie("id", Party.THIRD, "www.teller.example")[1].domain == (
        "teller.example"
    )
    assert lists.find_by_cookie("id", Party.THIRD, "ander.example") is None


@pytest.mark.parametrize(
    ("url", "rule"),
    [
        ("https://a.spoor.example/x", "||spoor.example^$third-party"),
        ("https://cdn.example/spoorpixel.gif", "/spoorpixel.$image"),
    ],
)
def test_filter_list_tells_what_a_url_is_for_and_by_which_rule(saved, url, rule):
    assert Lists(saved("easy")).find_category(url) == (Category.ANALYTICS, f"list easy: {rule}")


@pytest.mark.parametrize("url", ["https://spoor.example/mag/1", "https://ander.example/", "nee"])
def test_exceptions_of_a_filter_list_hold(saved, url):
    assert Lists(saved("easy")).find_category(url) is None


def test_without_lists_nothing_is_known():
    lists = Lists()
    assert lists.find_by_url("https://teller.example/") is None
    assert lists.find_by_cookie("teller_bezoek", Party.FIRST, "a.example") is None
    assert lists.find_category("https://spoor.example/") is None


# -- in an inventory -------------------------------------------------------------------------------


def test_our_own_signature_wins_over_a_list(saved):
    text = (
        '[{"name": "Reclame", "category": "ad", "domains": ["*.google.com", "*.meetlat.example"]}]'
    )
    requests = (
        make_request("https://www.google.com/recaptcha/api.js"),
        make_request("https://hit.meetlat.example/c"),
    )
    inventory = _inventory(saved(entities=text), requests=requests)
    assert [(each.service, each.category) for each in inventory.trackers] == [
        ("google-recaptcha", Category.UNCLASSIFIED),
        ("meetlat", Category.ANALYTICS),
    ]


def test_third_party_that_only_a_list_knows_is_named_with_its_source(saved):
    requests = (make_request("https://hit.teller.example/c"),)
    inventory = _inventory(saved("entities"), requests=requests)
    (tracker,) = inventory.trackers
    assert (tracker.service, tracker.owner, tracker.category, tracker.category_source) == (
        "entities:teller",
        "Teller B.V.",
        Category.ANALYTICS,
        "list entities: Teller, host hit.teller.example",
    )
    assert [(each.id, each.country) for each in inventory.services] == [("entities:teller", "ZZ")]


def test_third_party_that_a_filter_list_knows_stays_nameless_with_a_category(saved):
    requests = (make_request("https://hit.spoor.example/c"),)
    (tracker,) = _inventory(saved("easy"), requests=requests).trackers
    assert (tracker.service, tracker.domain, tracker.category, tracker.category_source) == (
        None,
        "spoor.example",
        Category.ANALYTICS,
        "list easy: ||spoor.example^$third-party",
    )


def test_cookie_that_only_a_list_knows_has_its_purpose_and_usual_lifetime(saved):
    cookies = (make_cookie("teller_bezoek"),)
    (entry,) = _inventory(saved("cookies"), cookies=cookies).cookies
    assert (entry.service, entry.category_source) == (
        "cookies:teller",
        "list cookies: Teller, cookie teller_bezoek",
    )
    assert (entry.purpose, entry.usual_lifetime) == ("Counts visits", "P2Y")


def test_listed_cookie_of_a_service_of_ours_counts_as_that_service(saved):
    row = "9,Google Analytics,Analytics,_onbekend_ga,,,,Google,,0\n"
    cookies = (make_cookie("_onbekend_ga"),)
    inventory = _inventory(saved(cookies=COOKIES_CSV + row), cookies=cookies)
    (entry,) = inventory.cookies
    assert (entry.service, entry.owner) == ("google-analytics", "Google LLC")
    assert entry.category_source == "list cookies: Google Analytics, cookie _onbekend_ga"


def test_list_that_knows_the_visited_site_says_nothing_of_its_own_cookies(saved):
    text = '[{"name": "Winkel", "category": "ad", "domains": ["*.winkel.example"]}]'
    cookies = (make_cookie("mandje"),)
    (entry,) = _inventory(saved(entities=text), cookies=cookies).cookies
    assert (entry.service, entry.category) == (None, Category.UNCLASSIFIED)


def test_cookie_by_a_listed_third_party_is_known_by_its_setter(saved):
    host = "cdn.teller.example"
    setter = Setter(via=SetVia.SCRIPT, url=f"https://{host}/t.js", host=host, party=Party.THIRD)
    (entry,) = _inventory(saved("entities"), cookies=(make_cookie("x1", set_by=setter),)).cookies
    assert entry.category_source == "list entities: Teller, set by cdn.teller.example"
