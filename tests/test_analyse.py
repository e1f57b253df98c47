from builders import (
    DAY_S,
    make_claim,
    make_cookie,
    make_document,
    make_full_observations,
    make_observation,
    make_request,
    make_run,
    make_site,
)

from scanner.analyse import analyse
from scanner.words import Polarity, Verdict, VisitOutcome

NO_COOKIES = make_document(
    make_claim("cookies.used", Polarity.DENIES),
    make_claim("tracking.third_party", Polarity.DENIES),
    make_claim("policy.applies_to", params={"sites": ("www.winkel.example",)}),
)


def test_site_that_does_nothing_and_says_so_comes_out_clean():
    report = analyse(make_run(), make_full_observations(), (NO_COOKIES,))
    (site,) = report.sites
    assert site.discrepancies == ()
    assert [verdict.verdict for verdict in site.verdicts] == ["supported", "supported", "open"]


def test_site_that_does_nothing_is_clean_when_little_was_looked_at():
    (site,) = analyse(make_run(), (make_observation(),), (NO_COOKIES,)).sites
    assert site.discrepancies == ()
    assert [verdict.verdict for verdict in site.verdicts] == ["open", "open", "open"]


def test_finding_is_one_plain_sentence_with_its_evidence():
    observation = make_observation(
        cookies=(
            make_cookie("sid"),
            make_cookie("lang", lifetime_s=30 * DAY_S),
            make_cookie("abid", "pixel.advertentiebord.example", lifetime_s=400 * DAY_S),
        ),
    )
    silent = make_document(make_claim("cookies.used", Polarity.SILENT))
    (site,) = analyse(make_run(), (observation,), (silent,)).sites
    found = {finding.rule: finding for finding in site.discrepancies}
    assert found["policy-silent-on-cookies"].sentence.en == (
        "The policy says nothing about cookies, yet 3 were stored, 1 of them by an advertiser "
        "(Adboard Media Inc.)."
    )
    assert found["policy-silent-on-cookies"].sentence.nl == (
        "Het beleid zegt niets over cookies, toch werden er 3 opgeslagen, waarvan 1 door een "
        "adverteerder (Adboard Media Inc.)."
    )
    assert [item.subject for item in found["policy-silent-on-cookies"].evidence] == [
        "abid (pixel.advertentiebord.example)",
        "lang (winkel.example)",
        "sid (winkel.example)",
    ]


def test_order_of_the_input_does_not_matter():
    sites = (make_site(), make_site("kraam.example"))
    observations = tuple(
        make_observation(
            site.domain,
            cookies=(
                make_cookie("b", site.domain, site=site.domain),
                make_cookie("a", "cdn.example", site=site.domain),
            ),
            requests=(make_request("https://hit.meetlat.example/c", site=site.domain),),
        )
        for site in sites
    )
    documents = (
        make_document(id="old", governs=("winkel.example", "kraam.example")),
        make_document(id="new"),
    )
    run = make_run(sites)
    assert analyse(run, observations, documents).model_dump_json() == (
        analyse(run, observations[::-1], documents[::-1]).model_dump_json()
    )


def test_disabled_site_is_listed_with_its_reason_and_its_claims():
    site = make_site(enabled=False, why_not="host not confirmed")
    (report,) = analyse(make_run((site,)), (), (NO_COOKIES,)).sites
    assert (report.enabled, report.why_not, report.measured) == (False, "host not confirmed", False)
    assert report.discrepancies == ()
    assert {verdict.verdict for verdict in report.verdicts} == {Verdict.NOT_ASSESSABLE}


def test_site_that_could_not_be_reached_is_not_measured():
    failed = make_observation(outcome=VisitOutcome.UNREACHABLE, reason="dns", pages=())
    (site,) = analyse(make_run(), (failed,), (NO_COOKIES,)).sites
    assert not site.measured
    assert [(found.rule, found.sentence.en) for found in site.discrepancies] == [
        ("not-measured", "Not measured: unreachable (dns).")
    ]
    assert {verdict.reason.en for verdict in site.verdicts} == {"Not measured: unreachable (dns)."}


def test_document_counts_for_every_site_it_governs_and_no_other():
    sites = (make_site(), make_site("kraam.example"), make_site("tent.example"))
    shared = make_document(id="shared", governs=("winkel.example", "kraam.example"))
    report = analyse(make_run(sites), (), (shared,))
    assert [[document.id for document in site.documents] for site in report.sites] == [
        ["shared"],
        ["shared"],
        [],
    ]


def test_totals_count_every_word_even_those_that_never_occur():
    totals = analyse(make_run(), make_full_observations(), (NO_COOKIES,)).totals
    assert (totals.sites, totals.measured) == (1, 1)
    assert totals.verdicts == {
        **dict.fromkeys(Verdict, 0),
        Verdict.SUPPORTED: 2,
        Verdict.OPEN: 1,
    }
    assert sum(totals.discrepancies.values()) == 0
