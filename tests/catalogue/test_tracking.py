from builders import BEFORE_CHOICE, HOME, make_observation, make_request, make_site

from scanner.catalogue.load import load_catalogue
from scanner.catalogue.tracking import (
    make_aliases,
    make_bounces,
    make_fingerprinting,
    make_syncs,
)
from scanner.models import (
    AliasEntry,
    ApiCount,
    ApiUse,
    BounceEntry,
    FingerprintingEntry,
    Synced,
    SyncEntry,
)
from scanner.words import Category, ConsentChoice, Party, Phase

CATALOGUE = load_catalogue()
SCRIPT = "https://cdn.meetlat.example/ml.js"
SEEN = {"choices": (ConsentChoice.NONE,), "pages": (HOME,)}
CALLED = {**SEEN, "phases": (Phase.BEFORE,), "moments": BEFORE_CHOICE}


def _use(api="canvas.toDataURL", count=1, script=SCRIPT):
    return ApiUse(api=api, count=count, script=script, page=HOME)


def _synced(url, origin="meetlat.example", cookie="ml_id", **fields):
    return make_request(url, synced=(Synced(origin=origin, cookie=cookie, length=20),), **fields)


def _syncs(*requests):
    return make_syncs([make_observation(requests=requests)], CATALOGUE)


def test_calls_of_one_script_are_added_up_over_visits():
    visits = [
        make_observation(apis=(_use(count=2), _use("webgl.getParameter"))),
        make_observation(choice=ConsentChoice.ACCEPT, apis=(_use(count=3),)),
    ]
    assert make_fingerprinting(make_site(), visits, CATALOGUE) == (
        FingerprintingEntry(
            script=SCRIPT,
            party=Party.THIRD,
            service="meetlat",
            owner="Meetlat Analytics GmbH",
            apis=(
                ApiCount(api="canvas.toDataURL", count=5),
                ApiCount(api="webgl.getParameter", count=1),
            ),
            choices=(ConsentChoice.NONE, ConsentChoice.ACCEPT),
            pages=(HOME,),
        ),
    )


def test_script_that_is_not_known_has_no_party():
    visits = [make_observation(apis=(_use(script=""),))]
    (entry,) = make_fingerprinting(make_site(), visits, CATALOGUE)
    assert (entry.script, entry.party, entry.service) == ("", None, None)


def test_script_of_an_own_domain_is_first_party():
    site = make_site(own_domains=("winkel-cdn.example",))
    visits = [make_observation(apis=(_use(script="https://static.winkel-cdn.example/a.js"),))]
    assert make_fingerprinting(site, visits, CATALOGUE)[0].party is Party.FIRST


def test_identifiers_that_one_third_party_hands_to_another_are_one_sync():
    url = "https://onbekend.example/match?u=1"
    assert _syncs(_synced(url), _synced(url, cookie=None), make_request(url)) == (
        SyncEntry(
            origin="meetlat.example",
            origin_service="meetlat",
            receiver="onbekend.example",
            receiver_service=None,
            cookies=("ml_id",),
            length=20,
            requests=2,
            examples=("https://onbekend.example/match?u=",),
            **CALLED,
        ),
    )


def test_domains_of_one_owner_hand_nothing_over():
    assert _syncs(_synced("https://ad.doubleclick.net/x", origin="google-analytics.com")) == ()


def test_domains_of_two_owners_are_told():
    (entry,) = _syncs(_synced("https://ad.doubleclick.net/x", origin="facebook.com"))
    assert (entry.origin, entry.receiver) == ("facebook.com", "doubleclick.net")


def test_two_domains_that_nobody_is_known_to_own_are_told():
    (entry,) = _syncs(_synced("https://een.example/x", origin="ander.example"))
    assert (entry.origin_service, entry.receiver_service) == (None, None)


def test_third_party_that_a_page_load_passed_through_is_a_bounce():
    requests = (
        make_request("https://hit.meetlat.example/r?to=1", bounce=True),
        make_request("https://hit.meetlat.example/c"),
    )
    assert make_bounces([make_observation(requests=requests)], CATALOGUE) == (
        BounceEntry(
            domain="meetlat.example",
            service="meetlat",
            owner="Meetlat Analytics GmbH",
            examples=("https://hit.meetlat.example/r?to=",),
            **CALLED,
        ),
    )


def test_host_of_the_site_that_is_another_name_of_a_service_is_an_alias():
    request = make_request("https://stats.winkel.example/c", alias_of="hit.meetlat.example")
    assert make_aliases([make_observation(requests=(request, request))], CATALOGUE) == (
        AliasEntry(
            host="stats.winkel.example",
            alias_of="hit.meetlat.example",
            service="meetlat",
            owner="Meetlat Analytics GmbH",
            category=Category.ANALYTICS,
            category_source="catalogue: meetlat, alias hit.meetlat.example",
            requests=2,
            **CALLED,
        ),
    )


def test_site_without_marks_has_none():
    visits = [make_observation(requests=(make_request(),))]
    assert make_fingerprinting(make_site(), visits, CATALOGUE) == ()
    assert make_syncs(visits, CATALOGUE) == ()
    assert make_bounces(visits, CATALOGUE) == ()
    assert make_aliases(visits, CATALOGUE) == ()
