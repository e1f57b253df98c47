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

from scanner import analyse as stage
from scanner.discrepancies.rule import load_rules
from scanner.words import DocumentSource, Polarity, PolicyStatus, Verdict, VisitOutcome

NO_COOKIES = make_document(
    make_claim("cookies.used", Polarity.DENIES),
    make_claim("tracking.third_party", Polarity.DENIES),
    make_claim("policy.applies_to", params={"sites": ("www.winkel.example",)}),
)


def analyse(run, observations, documents):
    def visits_of(site):
        return tuple(visit for visit in observations if visit.domain == site.domain)

    return stage.analyse(run, visits_of, documents)


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


def live(*claims, **fields):
    made = make_document(*claims, id="live")
    return made.model_copy(update={"source": DocumentSource.LIVE, **fields})


def test_an_unsure_claim_has_no_verdict_and_is_left_to_a_person():
    unsure = make_claim("cookies.used", Polarity.DENIES).model_copy(update={"confidence": 0.4})
    observation = make_observation(cookies=(make_cookie("sid"),))
    (site,) = analyse(make_run(), (observation,), (live(unsure),)).sites
    assert (site.verdicts, [(one.document, one.claim) for one in site.unsure]) == (
        (),
        [("live", unsure)],
    )
    assert "contradicted" not in {found.verdict for found in site.discrepancies}


def test_an_unsure_claim_that_may_cover_a_finding_makes_it_a_judgment():
    unsure = make_claim("cookies.session").model_copy(update={"confidence": 0.4})
    observation = make_observation(cookies=(make_cookie("sid"),))
    (site,) = analyse(make_run(), (observation,), (live(unsure),)).sites
    found = next(one for one in site.discrepancies if one.rule == "undeclared-session-cookie")
    assert (found.kind, found.note.en) == (
        "judgment",
        "A clause that could not be read with confidence may cover this: a person should read it.",
    )


def test_a_live_text_that_differs_from_the_pinned_one_stands_in_the_report():
    documents = (make_document(make_claim("cookies.used")), live(make_claim("tracking.pixel")))
    (site,) = analyse(make_run(), make_full_observations(), documents).sites
    assert [(each.pinned, each.live, len(each.changes)) for each in site.changes] == [
        ("winkel-policy", "live", 2)
    ]


def test_pinned_documents_come_before_live_ones():
    documents = (live(), make_document(id="zuster"), make_document(id="aan"))
    (site,) = analyse(make_run(), make_full_observations(), documents).sites
    assert [document.id for document in site.documents] == ["aan", "zuster", "live"]


def test_claims_of_a_policy_that_was_not_read_are_not_assessed_and_say_why():
    partial = live(
        make_claim("cookies.used"), status=PolicyStatus.PARTIAL, reason="a list comes by a script"
    )
    (site,) = analyse(make_run(), make_full_observations(), (partial,)).sites
    assert [(each.verdict, each.reason.en) for each in site.verdicts] == [
        (
            "not_assessable",
            "Not assessed: the document was not read whole (partial: a list comes by a script).",
        )
    ]


def test_every_rule_that_was_asked_stands_in_the_report():
    report = analyse(make_run(), (), ())
    assert [rule.id for rule in report.rules] == [rule.id for rule in load_rules()]


def test_a_finding_on_a_text_that_the_program_read_itself_is_never_called_a_fact():
    observation = make_observation(cookies=(make_cookie("sid"),))
    documents = (make_document(), live())
    (site,) = analyse(make_run(), (observation,), documents).sites
    silent = [one for one in site.discrepancies if one.rule == "policy-silent-on-cookies"]
    assert [(one.document, one.kind, one.note is None) for one in silent] == [
        ("live", "judgment", False),
        ("winkel-policy", "fact", True),
    ]
