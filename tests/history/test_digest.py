import pytest
from builders import (
    AFTER_ACCEPT,
    BEFORE_CHOICE,
    FULL_COVERAGE,
    STARTED_AT,
    make_claim,
    make_cookie,
    make_cookie_entry,
    make_document,
    make_full_observations,
    make_full_pages,
    make_inventory,
    make_request,
    make_run,
    make_service,
    make_site,
    make_tracker_entry,
    make_visit,
)

from scanner.analyse import analyse
from scanner.digests import DocumentDigest, FindingDigest, ItemDigest, RunDigest, SiteDigest
from scanner.history.digest import digest_of, make_site_digest
from scanner.models import SiteReport
from scanner.words import (
    Category,
    ConsentChoice,
    ConsentOutcome,
    DocumentSource,
    PolicyStatus,
    Severity,
    VisitOutcome,
)

NONE, ACCEPT, REJECT = ConsentChoice
UNSURE = make_claim("tracking.pixel").model_copy(update={"confidence": 0.3})
POLICY = make_document(UNSURE, make_claim("cookies.session"))


def report_of(inventory):
    return SiteReport(
        domain=inventory.domain,
        enabled=True,
        why_not=None,
        measured=inventory.usable,
        inventory=inventory,
        documents=(),
        verdicts=(),
        discrepancies=(),
    )


def digest(inventory):
    return make_site_digest(make_run(), (), report_of(inventory))


def analysed(observations, documents=(POLICY,), sites=()):
    return analyse(make_run(sites), lambda _: observations, documents)


def test_a_run_is_remembered_by_its_sites_in_their_order():
    report = analysed((), sites=(make_site("b.example"), make_site("a.example")))
    whole = digest_of(report)
    assert whole.model_copy(update={"sites": ()}) == RunDigest(
        run="20261121T030000Z", started_at=STARTED_AT, finished="finished", sites=()
    )
    assert [site.domain for site in whole.sites] == ["b.example", "a.example"]


def test_a_disabled_site_is_not_remembered():
    report = analysed((), sites=(make_site(enabled=False, why_not="not now"),))
    assert digest_of(report).sites == ()


def test_a_site_is_remembered_with_how_it_was_looked_at():
    report = analysed(make_full_observations())
    (site,) = digest_of(report).sites
    bare = {"findings": (), "cookies": (), "services": (), "documents": ()}
    assert site.model_copy(update=bare) == SiteDigest(
        run="20261121T030000Z",
        started_at=STARTED_AT,
        scanner_version="0.1.0",
        rules=tuple(rule.id for rule in report.rules),
        domain="winkel.example",
        measured=True,
        choices=(NONE, ACCEPT, REJECT),
        made=(NONE, ACCEPT, REJECT),
        banner=False,
        pages=5,
        pages_of={NONE: 5, ACCEPT: 5, REJECT: 5},
        full=True,
        **bare,
    )


@pytest.mark.parametrize(
    ("outcome", "made"),
    [
        (ConsentOutcome.DONE, (NONE, ACCEPT)),
        (ConsentOutcome.NO_BANNER, (NONE, ACCEPT)),
        (ConsentOutcome.UNCONFIRMED, (NONE,)),
        (ConsentOutcome.FAILED, (NONE,)),
        (None, (NONE,)),
    ],
)
def test_a_choice_was_made_when_it_took_effect_or_there_was_nothing_to_choose(outcome, made):
    coverage = FULL_COVERAGE.model_copy(update={"choices": (NONE, ACCEPT)})
    visits = (make_visit(), make_visit(ACCEPT, consent=outcome))
    assert digest(make_inventory(visits=visits, coverage=coverage)).made == made


def test_a_visit_that_failed_made_no_choice():
    visits = (make_visit(), make_visit(ACCEPT, outcome=VisitOutcome.TIMEOUT, pages=()))
    assert digest(make_inventory(visits=visits)).made == (NONE,)


def test_pages_are_counted_for_each_choice():
    home, form, *_ = make_full_pages()
    visits = (
        make_visit(pages=(home, home, form)),
        make_visit(REJECT, pages=(home, form.model_copy(update={"status": 404}))),
    )
    coverage = FULL_COVERAGE.model_copy(update={"choices": (NONE, REJECT)})
    remembered = digest(make_inventory(visits=visits, coverage=coverage))
    assert remembered.pages_of == {NONE: 2, REJECT: 1}


def test_a_banner_that_any_visit_met_is_remembered():
    visits = (make_visit(), make_visit(ACCEPT, consent=ConsentOutcome.FAILED))
    assert digest(make_inventory(visits=visits)).banner is True
    assert digest(make_inventory()).banner is False


def test_a_finding_is_remembered_without_its_evidence():
    visits = make_full_observations(cookies=(make_cookie("abid", "advertentiebord.example"),))
    report = analysed(visits)
    (site,) = digest_of(report).sites
    found = next(each for each in site.findings if each.rule == "before-consent")
    told = next(each for each in report.sites[0].discrepancies if each.id == found.id)
    assert found == FindingDigest(
        id=told.id,
        rule="before-consent",
        severity=told.severity,
        document=None,
        subject=told.subject,
        sentence=told.sentence,
        choices=tuple(c for c in ConsentChoice if c in {item.choice for item in told.evidence}),
        absence=False,
    )
    assert found.choices != ()


def test_a_finding_that_something_was_not_seen_says_so():
    says = make_document(make_claim("cookies.used"))
    (site,) = digest_of(analysed(make_full_observations(), (says,))).sites
    assert {found.rule: (found.absence, found.choices) for found in site.findings} == {
        "declared-not-observed": (True, ()),
        "policy-out-of-scope": (False, ()),
    }


def test_a_document_is_remembered_with_its_claims_also_the_unsure_ones():
    (site,) = digest_of(analysed(make_full_observations())).sites
    assert site.documents == (
        DocumentDigest(
            id="winkel-policy",
            title="Privacyverklaring",
            source=DocumentSource.PINNED,
            url=None,
            status=PolicyStatus.READ,
            date=None,
            sha256=None,
            claims=(make_claim("cookies.session"), UNSURE),
        ),
    )


def test_a_cookie_is_the_same_by_name_domain_and_setter():
    entry = make_cookie_entry("sid", domain="ads12.bord.example", category=Category.ADVERTISING)
    assert digest(make_inventory(cookies=(entry,))).cookies == (
        ItemDigest(
            key="sid; ads12.bord.example; bord.example",
            name="sid",
            domain="ads12.bord.example",
            service=None,
            category=Category.ADVERTISING,
            choices=(NONE,),
        ),
    )


def test_a_cookie_whose_names_fit_a_pattern_is_the_same_whatever_the_name():
    first = make_cookie_entry("_m_1", service="meetlat").model_copy(update={"pattern": "_m_*"})
    second = first.model_copy(update={"name": "_m_2", "names": ("_m_2",)})
    keys = [digest(make_inventory(cookies=(each,))).cookies[0].key for each in (first, second)]
    assert keys == ["_m_*; winkel.example; meetlat"] * 2


@pytest.mark.parametrize(
    ("names", "kept"),
    [
        (("sess_8f3ab2c14d5e6f70", "sess_0a1b2c3d4e5f6a7b"), "sess_*"),
        (("v.8f3ab2c1-4d5e-4f60-8a7b-0123456789ab",), "v.*"),
        (("bezoek-123456789", "bezoek-987654321"), "bezoek-*"),
        (("SESS49960de5880e8c687434170f6476605b",), "*"),
        (("consent2024v2",), "consent2024v2"),
        (("VISITOR_INFO1_LIVE",), "VISITOR_INFO1_LIVE"),
        (("wp-settings-12",), "wp-settings-12"),
    ],
)
def test_what_looks_drawn_by_lot_in_a_name_does_not_make_it_another_cookie(names, kept):
    inventories = [make_inventory(cookies=(make_cookie_entry(name),)) for name in names]
    keys = {digest(inventory).cookies[0].key for inventory in inventories}
    assert keys == {f"{kept}; winkel.example; winkel.example"}


def test_one_cookie_from_several_hosts_of_a_setter_is_one():
    entry = make_cookie_entry("sid", domain="bord.example")
    hosts = [
        entry.model_copy(
            update={
                "set_by": entry.set_by.model_copy(update={"host": f"{name}.bord.example"}),
                "choices": (choice,),
            }
        )
        for name, choice in (("a1", REJECT), ("a2", NONE))
    ]
    (item,) = digest(make_inventory(cookies=tuple(hosts))).cookies
    assert (item.key, item.choices) == ("sid; bord.example; bord.example", (NONE, REJECT))


def test_services_are_remembered_by_id_and_who_nobody_named_by_domain():
    inventory = make_inventory(
        trackers=(
            make_tracker_entry(None, domain="onbekend.example", moments=AFTER_ACCEPT),
            make_tracker_entry("meetlat", moments=BEFORE_CHOICE),
        ),
        services=(make_service("meetlat"),),
    )
    assert digest(inventory).services == (
        ItemDigest(
            key="meetlat",
            name="Meetlat",
            domain=None,
            service="meetlat",
            category=Category.ANALYTICS,
            choices=(NONE,),
        ),
        ItemDigest(
            key="onbekend.example",
            name="onbekend.example",
            domain=None,
            service=None,
            category=Category.UNCLASSIFIED,
            choices=(ACCEPT,),
        ),
    )


def test_the_order_of_the_visits_does_not_matter():
    cookies = (make_cookie("b"), make_cookie("a"))
    visits = make_full_observations(cookies=cookies, requests=(make_request(),))
    assert digest_of(analysed(visits)) == digest_of(analysed(visits[::-1]))


def test_a_site_that_could_not_be_looked_at_is_remembered_as_such():
    (site,) = digest_of(analysed(())).sites
    assert (site.measured, site.choices, site.made, site.pages, site.full) == (
        False,
        (),
        (),
        0,
        False,
    )
    assert [(found.rule, found.severity) for found in site.findings] == [
        ("not-measured", Severity.INFO)
    ]
