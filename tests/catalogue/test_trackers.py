import pytest
from builders import (
    HOME,
    make_cookie,
    make_observation,
    make_request,
    make_site,
    make_stored_item,
)

from scanner.catalogue.load import load_catalogue
from scanner.catalogue.match import make_inventory
from scanner.models import Setter
from scanner.words import Category, Party, SetVia

CATALOGUE = load_catalogue()
STATS = "https://stats.winkel.example/c"
HIDDEN = make_request(STATS, alias_of="hit.meetlat.example")
BY_STATS = Setter(via=SetVia.HTTP, url=STATS, host="stats.winkel.example", party=Party.FIRST)


def _inventory(**seen):
    return make_inventory(make_site(), (make_observation(**seen),), CATALOGUE)


def test_service_behind_a_name_of_the_site_counts_as_a_third_party():
    (entry,) = _inventory(requests=(HIDDEN, HIDDEN)).trackers
    assert (entry.service, entry.domain, entry.hosts, entry.requests) == (
        "meetlat",
        "meetlat.example",
        ("stats.winkel.example",),
        2,
    )
    assert (entry.category, entry.category_source) == (
        Category.ANALYTICS,
        "catalogue: meetlat, alias hit.meetlat.example",
    )


def test_service_that_is_called_by_both_names_is_one():
    (entry,) = _inventory(requests=(make_request("https://hit.meetlat.example/c"), HIDDEN)).trackers
    assert entry.hosts == ("hit.meetlat.example", "stats.winkel.example")


@pytest.mark.parametrize(
    "alias_of",
    ["server12.hoster.example", "d123.cloudfront.net", "www.geenrobot.example"],
    ids=["a domain nobody named", "a carrier of files", "a service that follows nobody"],
)
def test_other_names_of_what_follows_nobody_are_the_sites_own(alias_of):
    request = make_request("https://static.winkel.example/a.js", alias_of=alias_of)
    assert _inventory(requests=(request,)).trackers == ()


def test_what_a_service_stores_by_a_name_of_the_site_is_the_services():
    inventory = _inventory(
        requests=(HIDDEN,),
        cookies=(make_cookie("teller", set_by=BY_STATS),),
        storage=(make_stored_item("teller", set_by=BY_STATS),),
    )
    stored = (*inventory.cookies, *inventory.storage)
    assert [(each.service, each.category, each.party) for each in stored] == [
        ("meetlat", Category.ANALYTICS, Party.FIRST)
    ] * 2


def test_page_load_that_passed_through_a_third_party_calls_it():
    bounce = make_request("https://weg.example/r?to=1", bounce=True)
    (entry,) = _inventory(requests=(bounce,)).trackers
    assert (entry.domain, entry.pages) == ("weg.example", (HOME,))


def test_calls_for_bids_are_told_apart_from_other_calls():
    urls = ("https://bod.biedring.example/veiling?plek=1", "https://sync.biedring.example/koppel")
    (entry,) = _inventory(requests=tuple(map(make_request, urls))).trackers
    assert (entry.service, entry.auctions) == (
        "biedring",
        ("https://bod.biedring.example/veiling?plek=",),
    )
