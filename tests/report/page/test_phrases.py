"""The sentences of the report, in English unless a test is about Dutch."""

import pytest
from builders import (
    DAY_S,
    FULL_COVERAGE,
    HOME,
    THIN_COVERAGE,
    make_document,
    make_inventory,
    make_visit,
)

from scanner.models import Consent, DocumentSummary, Incomplete, Moment
from scanner.report.page.labels import load_labels
from scanner.report.page.phrases import Gap, Phrases, in_english
from scanner.words import (
    STOPPED,
    ConsentChoice,
    ConsentOutcome,
    Phase,
    PolicyStatus,
    Severity,
    VisitOutcome,
)

DUTCH = Phrases(load_labels("nl"))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, "session"),
        (0, "0 seconds"),
        (90, "90 seconds"),
        (7200, "2 hours"),
        (DAY_S, "24 hours"),
        (400 * DAY_S, "400 days"),
    ],
)
def test_a_lifetime_is_told_in_a_unit_that_fits(seconds, words):
    assert in_english().duration(seconds) == words


@pytest.mark.parametrize(
    ("lifetime", "words"),
    [("session", "session"), ("P2Y", "2 years"), ("P1M", "1 month"), ("PT30M", "30 minutes")],
)
def test_a_lifetime_of_the_catalogue_is_told_in_words(lifetime, words):
    assert in_english().usual(lifetime) == words


def test_a_tally_leaves_out_what_is_nought():
    words = (Severity.LOW, Severity.HIGH, Severity.LOW)
    assert in_english().tally(words, Severity) == "1 high, 2 low"


def test_remarks_are_counted_beside_discrepancies(make_finding):
    found, remark = make_finding(), make_finding(severity=Severity.INFO)
    told = [in_english().found(each) for each in ((found, remark, remark), (remark,), (found,))]
    assert told == ["1 discrepancy and 2 remarks", "1 remark", "1 discrepancy"]


def test_the_headline_says_what_was_found_and_how_much_was_measured(sample):
    assert in_english().headline(sample) == (
        "3 discrepancies and 1 remark in 2 sites; 3 of 5 sites measured."
    )
    assert DUTCH.headline(sample) == (
        "3 discrepanties en 1 opmerking bij 2 sites; 3 van 5 sites gemeten."
    )


def test_a_run_without_findings_says_so(make_report, make_site_report):
    assert in_english().headline(make_report(make_site_report())) == (
        "No discrepancy was found in what was looked at; 1 of 1 site measured."
    )


@pytest.mark.parametrize(
    ("source", "english", "dutch"),
    [
        ("none", "not known", "niet bekend"),
        ("catalogue: meetlat", "catalogue: meetlat", "catalogus: meetlat"),
        (
            "catalogue: meetlat, set by cdn.meetlat.example",
            "catalogue: meetlat, set by cdn.meetlat.example",
            "catalogus: meetlat, geplaatst door cdn.meetlat.example",
        ),
        (
            "list koekjes: Teller, cookie teller_*",
            "list koekjes: Teller, cookie teller_*",
            "lijst koekjes: Teller, cookie teller_*",
        ),
        ("an oracle", "an oracle", "an oracle"),
    ],
)
def test_what_a_category_rests_on_is_told_in_the_language_of_the_page(source, english, dutch):
    assert (in_english().source(source), DUTCH.source(source)) == (english, dutch)


def test_what_was_looked_at_names_the_choices():
    nothing = THIN_COVERAGE.model_copy(update={"choices": (), "pages": 0})
    assert [in_english().looked_at(each) for each in (THIN_COVERAGE, FULL_COVERAGE, nothing)] == [
        "1 page, choice none",
        "5 pages, choices none, accept, reject",
        "nothing",
    ]


def test_each_state_has_its_sentence(sample):
    assert [in_english().verdict_line(site) for site in sample.sites] == [
        "3 discrepancies (1 high, 1 medium, 1 low). Looked at: 5 pages, choices none, accept, "
        "reject.",
        "No discrepancy found in what was looked at: 1 page, choice none.",
        "Not compared: no policy could be read. Looked at: 1 page, choice none.",
        "Not measured, so nothing is known about what it does: unreachable (dns). 1 remark.",
        "Not scanned: Nobody confirmed its host yet.",
    ]


def test_what_could_not_be_measured_is_told_line_by_line(make_site_report):
    gap = Incomplete(what="frame", why="it crashed")
    visits = (
        make_visit(outcome=VisitOutcome.HTTP_ERROR, reason="503"),
        make_visit().model_copy(update={"incomplete": (gap,)}),
    )
    document = make_document(status=PolicyStatus.TOO_LARGE)
    kept = document.model_dump(include=set(DocumentSummary.model_fields) - {"claims"})
    site = make_site_report(
        inventory=make_inventory(visits=visits), documents=(DocumentSummary(**kept, claims=0),)
    )
    assert in_english().gaps(site) == [
        Gap("Visit with choice none: HTTP error (503)"),
        Gap("frame: it crashed"),
        Gap("Policy “Privacyverklaring”: too large"),
    ]


@pytest.mark.parametrize(
    ("choice", "outcome", "words"),
    [
        (ConsentChoice.NONE, None, "not looked for"),
        (ConsentChoice.NONE, ConsentOutcome.DONE, "left alone"),
        (ConsentChoice.NONE, ConsentOutcome.NO_BANNER, "no banner"),
        (ConsentChoice.ACCEPT, ConsentOutcome.DONE, "confirmed"),
        (ConsentChoice.REJECT, ConsentOutcome.UNCONFIRMED, "not confirmed"),
        (ConsentChoice.REJECT, ConsentOutcome.FAILED, "failed"),
    ],
)
def test_what_became_of_the_banner(choice, outcome, words):
    assert in_english().consent(make_visit(choice, consent=outcome)) == words


def test_what_could_not_be_seen_is_told_in_dutch_where_its_words_are_known(make_site_report):
    missed = (
        Incomplete(what="cookie jar", why="could not be read"),
        Incomplete(what="frame", why="it crashed"),
    )
    visit = make_visit().model_copy(update={"incomplete": missed})
    document = make_document(status=PolicyStatus.UNREADABLE).model_copy(
        update={"reason": "the file is empty", "title_nl": "Verklaring van de winkel"}
    )
    kept = document.model_dump(include=set(DocumentSummary.model_fields) - {"claims"})
    site = make_site_report(
        inventory=make_inventory(visits=(visit,)), documents=(DocumentSummary(**kept, claims=0),)
    )
    assert DUTCH.gaps(site) == [
        Gap("de bewaarplaats van cookies: kon niet worden gelezen"),
        Gap("", english="frame: it crashed"),
        Gap("Beleid ‘Verklaring van de winkel’: onleesbaar (het bestand is leeg)"),
    ]


def test_why_a_site_is_disabled_is_told_in_dutch_where_it_is_given(make_site_report):
    site = make_site_report(enabled=False, why_not="Nobody knows it.")
    dutch = site.model_copy(update={"why_not_nl": "Niemand kent haar."})
    assert [DUTCH.verdict_line(each) for each in (site, dutch)] == [
        "Niet gescand: Nobody knows it.",
        "Niet gescand: Niemand kent haar.",
    ]


def test_choice_that_did_not_hold_is_something_that_was_not_measured(make_site_report):
    why = Consent(outcome=ConsentOutcome.UNCONFIRMED, why="the banner came back")
    visits = (
        make_visit(ConsentChoice.ACCEPT, consent=ConsentOutcome.FAILED),
        make_visit(ConsentChoice.REJECT, consent=why),
    )
    site = make_site_report(inventory=make_inventory(visits=visits))
    assert DUTCH.gaps(site) == [
        Gap("Keuze accepteren: mislukt"),
        Gap("Keuze weigeren: niet bevestigd", english="the banner came back"),
    ]
    assert [*map(str, in_english().gaps(site))] == [
        "Choice accept: failed",
        "Choice reject: not confirmed (the banner came back)",
    ]


@pytest.mark.parametrize(
    ("outcome", "reason", "told"),
    [
        (VisitOutcome.UNREACHABLE, "dns", "onbereikbaar (naam niet gevonden)"),
        (VisitOutcome.HTTP_ERROR, "503", "HTTP-fout (503)"),
        (VisitOutcome.SKIPPED, STOPPED, "overgeslagen (de run is gestopt)"),
        (VisitOutcome.CRASHED, "no word of ours", "vastgelopen (no word of ours)"),
    ],
)
def test_the_reason_why_a_visit_ended_is_told_in_dutch(outcome, reason, told):
    assert DUTCH.outcome(make_visit(outcome=outcome, reason=reason)) == told


def test_moments_are_told_a_line_each_choice():
    def moment(choice, phase):
        return Moment(choice=choice, phase=phase, page=HOME)

    told = in_english().moments(
        (
            moment(ConsentChoice.NONE, Phase.BEFORE),
            moment(ConsentChoice.REJECT, Phase.BEFORE),
            moment(ConsentChoice.REJECT, Phase.AFTER),
        )
    )
    assert told == ["none: before", "reject: before, after"]


def test_number_of_presses_or_that_no_way_was_found():
    assert [in_english().steps(number) for number in (1, 2, None)] == [
        "1 step",
        "2 steps",
        "no way was found",
    ]


def test_a_visit_that_did_not_try_a_choice_speaks_of_the_first_layer_only():
    told = [in_english().steps(number, was_tried=False) for number in (1, None)]
    assert told == [
        "1 step",
        "not on the first layer; no further layer was opened on this visit",
    ]
