import pytest
from builders import (
    BEFORE_CHOICE,
    HOME,
    make_captcha_call,
    make_cookie,
    make_observation,
    make_page,
    make_request,
    make_site,
    make_stored_item,
)

from scanner.catalogue.match import load_catalogue, make_inventory
from scanner.models import CaptchaEntry, Moment, PolicyLink, Setter, TrackerEntry
from scanner.words import (
    Category,
    ConsentChoice,
    Party,
    Phase,
    SetVia,
    StorageKind,
    VisitOutcome,
)

CATALOGUE = load_catalogue()
SCRIPT = Setter(
    via=SetVia.SCRIPT,
    api="document.cookie",
    url="https://cdn.meetlat.example/ml.js",
    host="cdn.meetlat.example",
    party=Party.THIRD,
)


def _inventory(*observations):
    return make_inventory(make_site(), observations, CATALOGUE)


def _only_cookie(cookie):
    (entry,) = _inventory(make_observation(cookies=(cookie,))).cookies
    return entry.service, entry.owner, entry.category, entry.category_source


def test_cookie_belongs_to_a_service_by_name_and_party():
    assert _only_cookie(make_cookie("_ga")) == (
        "google-analytics",
        "Google LLC",
        Category.ANALYTICS,
        "catalogue: google-analytics, cookie _ga",
    )


def test_cookie_with_a_name_of_the_catalogue_and_the_wrong_party_is_unknown():
    assert _only_cookie(make_cookie("_ga", "cdn.example")) == (
        None,
        None,
        Category.UNCLASSIFIED,
        "none",
    )


def test_cookie_belongs_to_the_service_whose_script_stored_it():
    assert _only_cookie(make_cookie("xyz", set_by=SCRIPT)) == (
        "meetlat",
        "Meetlat Analytics GmbH",
        Category.ANALYTICS,
        "catalogue: meetlat, set by cdn.meetlat.example",
    )


def test_third_party_cookie_belongs_to_the_service_of_its_domain():
    cookie = make_cookie("xyz", "meetlat.example", set_by=Setter(via=SetVia.UNKNOWN))
    assert _only_cookie(cookie)[3] == "catalogue: meetlat, domain meetlat.example"


def test_cookie_that_a_carrier_of_scripts_stored_is_not_the_carriers():
    host = "cdn.tagbeheer.example"
    setter = SCRIPT.model_copy(update={"url": f"https://{host}/tm.js", "host": host})
    assert _only_cookie(make_cookie("xyz", set_by=setter)) == (
        None,
        None,
        Category.UNCLASSIFIED,
        "none",
    )


def test_cookie_can_be_of_another_category_than_its_service():
    assert _only_cookie(make_cookie("wp-settings-1"))[2:] == (
        Category.PREFERENCES,
        "catalogue: wordpress, cookie wp-settings-*",
    )


def test_cookies_are_merged_over_visits():
    (entry,) = _inventory(
        make_observation(cookies=(make_cookie("a", lifetime_s=10.0),)),
        make_observation(
            choice=ConsentChoice.ACCEPT,
            cookies=(
                make_cookie(
                    "a",
                    lifetime_s=20.0,
                    phase=Phase.AFTER,
                    choice=ConsentChoice.ACCEPT,
                    page="https://www.winkel.example/mand",
                    secure=False,
                ),
            ),
        ),
    ).cookies
    assert (entry.lifetime_s, entry.session, entry.secure) == (20.0, False, False)
    assert entry.choices == (ConsentChoice.NONE, ConsentChoice.ACCEPT)
    assert entry.phases == (Phase.BEFORE, Phase.AFTER)
    assert entry.moments == (
        Moment(choice=ConsentChoice.NONE, phase=Phase.BEFORE, page=HOME),
        Moment(choice=ConsentChoice.ACCEPT, phase=Phase.AFTER, page=f"{HOME}mand"),
    )
    assert entry.pages == ("https://www.winkel.example/", "https://www.winkel.example/mand")


def test_same_name_in_another_domain_or_by_another_setter_is_another_cookie():
    cookies = (
        make_cookie("a"),
        make_cookie("a", "www.winkel.example", set_by=make_cookie().set_by),
        make_cookie("a", set_by=SCRIPT),
    )
    entries = _inventory(make_observation(cookies=cookies)).cookies
    assert [(entry.domain, entry.set_by.host) for entry in entries] == [
        ("winkel.example", "cdn.meetlat.example"),
        ("winkel.example", "winkel.example"),
        ("www.winkel.example", "winkel.example"),
    ]


def test_same_name_in_several_paths_is_one_cookie_of_the_shortest():
    cookies = (make_cookie("a", path="/mand"), make_cookie("a", path="/"))
    entries = _inventory(make_observation(cookies=cookies)).cookies
    assert [entry.path for entry in entries] == ["/"]


def test_names_of_one_pattern_are_one_cookie_that_tells_what_the_catalogue_knows_of_it():
    cookies = (make_cookie("_ga_B2", lifetime_s=20.0), make_cookie("_ga_A1", lifetime_s=10.0))
    (entry,) = _inventory(make_observation(cookies=cookies)).cookies
    assert (entry.name, entry.names, entry.lifetime_s) == ("_ga_A1", ("_ga_A1", "_ga_B2"), 20.0)
    assert (entry.pattern, entry.purpose, entry.usual_lifetime) == (
        "_ga_*",
        "keeps the state of a visit, by property",
        "P2Y",
    )


def test_cookie_that_is_known_by_its_setter_alone_has_no_pattern_or_purpose():
    (entry,) = _inventory(make_observation(cookies=(make_cookie("xyz", set_by=SCRIPT),))).cookies
    assert (entry.pattern, entry.purpose, entry.usual_lifetime) == (None, None, None)


def test_keys_of_one_pattern_are_one_item():
    storage = (make_stored_item("AMP_unsent_2"), make_stored_item("AMP_unsent_1"))
    entries = _inventory(make_observation(storage=storage)).storage
    assert [(entry.key, entry.keys, entry.owner) for entry in entries] == [
        ("AMP_unsent_1", ("AMP_unsent_1", "AMP_unsent_2"), "Amplitude, Inc.")
    ]


def test_order_of_visits_and_cookies_does_not_matter():
    one = make_observation(cookies=(make_cookie("a"), make_cookie("b")))
    two = make_observation(choice=ConsentChoice.ACCEPT, cookies=(make_cookie("a"),))
    turned = one.model_copy(update={"cookies": one.cookies[::-1]})
    assert _inventory(one, two) == _inventory(two, turned).model_copy(
        update={"visits": _inventory(one, two).visits}
    )


@pytest.mark.parametrize(
    ("outcome", "usable"),
    [(outcome, outcome in ("ok", "partial")) for outcome in VisitOutcome],
)
def test_only_usable_visits_are_evidence(outcome, usable):
    inventory = _inventory(make_observation(outcome=outcome, cookies=(make_cookie(),)))
    assert (inventory.usable, len(inventory.cookies), len(inventory.visits)) == (
        usable,
        int(usable),
        1,
    )


def test_stored_item_belongs_to_a_service_by_key():
    (entry,) = _inventory(make_observation(storage=(make_stored_item("_grecaptcha"),))).storage
    assert (entry.service, entry.category, entry.category_source) == (
        "google-recaptcha",
        Category.UNCLASSIFIED,
        "catalogue: google-recaptcha, key _grecaptcha",
    )


def test_stored_item_of_nobody_known_is_unclassified_and_says_that_nothing_names_it():
    (entry,) = _inventory(make_observation(storage=(make_stored_item("mand"),))).storage
    assert (entry.category, entry.category_source) == (Category.UNCLASSIFIED, "none")


def test_stored_item_belongs_to_the_service_whose_script_stored_it():
    item = make_stored_item("xyz", set_by=SCRIPT)
    (entry,) = _inventory(make_observation(storage=(item,))).storage
    assert (entry.service, entry.category) == ("meetlat", Category.ANALYTICS)


def test_stored_item_of_a_third_party_belongs_to_the_service_of_its_origin():
    item = make_stored_item(
        "xyz", origin="https://www.youtube.com", party=Party.THIRD, kind=StorageKind.INDEXEDDB
    )
    (entry,) = _inventory(make_observation(storage=(item,))).storage
    assert entry.service == "youtube"


def test_third_parties_are_listed_by_service_or_unknown_domain():
    requests = (
        make_request("https://www.winkel.example/app.js"),
        make_request("https://hit.meetlat.example/c?id=1"),
        make_request("https://cdn.meetlat.example/ml.js"),
        make_request("https://static.onbekend.example/x.js"),
    )
    assert _inventory(make_observation(requests=requests)).trackers == (
        TrackerEntry(
            service=None,
            domain="onbekend.example",
            hosts=("static.onbekend.example",),
            category=Category.UNCLASSIFIED,
            category_source="none",
            requests=1,
            choices=(ConsentChoice.NONE,),
            phases=(Phase.BEFORE,),
            moments=BEFORE_CHOICE,
            signals=(),
            pages=("https://www.winkel.example/",),
            examples=("https://static.onbekend.example/x.js",),
        ),
        TrackerEntry(
            service="meetlat",
            owner="Meetlat Analytics GmbH",
            domain="meetlat.example",
            hosts=("cdn.meetlat.example", "hit.meetlat.example"),
            category=Category.ANALYTICS,
            category_source="catalogue: meetlat, host hit.meetlat.example",
            requests=2,
            choices=(ConsentChoice.NONE,),
            phases=(Phase.BEFORE,),
            moments=BEFORE_CHOICE,
            signals=(),
            pages=("https://www.winkel.example/",),
            examples=("https://cdn.meetlat.example/ml.js", "https://hit.meetlat.example/c?id="),
        ),
    )


def test_pictures_of_a_third_party_are_listed_apart():
    pixel = make_request("https://hit.meetlat.example/p.gif?v=1", resource_type="image")
    script = make_request("https://cdn.meetlat.example/ml.js")
    (entry,) = _inventory(make_observation(requests=(script, pixel))).trackers
    assert entry.images == ("https://hit.meetlat.example/p.gif?v=",)


def test_captcha_that_no_request_shows_has_no_moment():
    (entry,) = _inventory(make_observation(captchas=(make_captcha_call(),))).captchas
    assert entry.moments == ()


def test_what_google_was_told_of_consent_is_kept_for_each_phase():
    def collect(value, phase):
        return make_request(
            "https://www.google-analytics.com/g/collect", consent_mode=value, phase=phase
        )

    visit = make_observation(
        choice=ConsentChoice.ACCEPT,
        requests=(
            collect(None, Phase.BEFORE),
            collect("gcs=G100", Phase.BEFORE),
            collect("gcs=G100", Phase.BEFORE),
            collect("gcs=G111", Phase.AFTER),
        ),
    )
    (entry,) = _inventory(visit).trackers
    assert [(each.choice, each.phase, each.value) for each in entry.signals] == [
        ("accept", "before", "gcs=G100"),
        ("accept", "after", "gcs=G111"),
    ]


def test_service_that_plays_visits_back_says_so():
    inventory = _inventory(make_observation(cookies=(make_cookie("_hjid"), make_cookie("_ga"))))
    assert {service.id: service.records_sessions for service in inventory.services} == {
        "google-analytics": False,
        "hotjar": True,
    }


def test_services_that_were_seen_are_described():
    inventory = _inventory(make_observation(cookies=(make_cookie("_ga"),)))
    assert [(service.id, service.aliases[0]) for service in inventory.services] == [
        ("google-analytics", "GA")
    ]


CONTACT = "https://www.winkel.example/contact"


def test_captcha_is_found_by_its_signature_with_pages_and_cookies():
    observation = make_observation(
        pages=(make_page(), make_page(CONTACT, has_form=True)),
        requests=(
            make_request("https://www.geenrobot.example/api.js"),
            make_request("https://www.geenrobot.example/anchor", page=CONTACT),
        ),
        cookies=(make_cookie("_GEENROBOT", "www.geenrobot.example"),),
    )
    assert _inventory(observation).captchas == (
        CaptchaEntry(
            service="geenrobot",
            variants=(),
            choices=(ConsentChoice.NONE,),
            moments=BEFORE_CHOICE,
            pages=("https://www.winkel.example/", CONTACT),
            pages_without_form=("https://www.winkel.example/",),
            cookies=("_GEENROBOT",),
            urls=("https://www.geenrobot.example/anchor", "https://www.geenrobot.example/api.js"),
        ),
    )


def test_captcha_that_a_visit_recognised_is_the_same_as_the_one_of_its_requests():
    observation = make_observation(
        requests=(
            make_request("https://www.google.com/recaptcha/api.js?render=abc", page=CONTACT),
        ),
        captchas=(
            make_captcha_call(
                "google_recaptcha",
                variant="v3",
                urls=("https://www.google.com/recaptcha/api.js?render=",),
            ),
        ),
    )
    (entry,) = _inventory(observation).captchas
    assert (entry.service, entry.variants, entry.pages) == ("google-recaptcha", ("v3",), (CONTACT,))


def test_invisible_variant_is_not_told_apart_from_version_3():
    calls = tuple(
        make_captcha_call("google-recaptcha", variant=variant) for variant in ("v2-invisible", "v3")
    )
    (entry,) = _inventory(make_observation(captchas=calls)).captchas
    assert entry.variants == ("v3",)


def test_enterprise_is_known_by_its_path():
    request = make_request("https://www.google.com/recaptcha/enterprise.js")
    (entry,) = _inventory(make_observation(requests=(request,))).captchas
    assert entry.variants == ("enterprise",)


def test_link_to_a_policy_is_listed_once():
    links = tuple(
        PolicyLink(url="https://www.winkel.example/privacy", text="Privacy", kind="privacy", page=p)
        for p in ("https://www.winkel.example/", CONTACT)
    )
    assert len(_inventory(make_observation(policy_links=links)).policy_links) == 1
