import pytest
from builders import (
    DAY_S,
    FULL_COVERAGE,
    THIN_COVERAGE,
    make_document,
    make_inventory,
    make_visit,
)

from scanner.models import DocumentSummary, Incomplete
from scanner.report.wording import (
    State,
    counted,
    duration,
    inert,
    looked_at,
    not_measured,
    state,
    tally,
    verdict_line,
    worst_first,
)
from scanner.words import FindingKind, PolicyStatus, Severity, VisitOutcome


def test_letters_that_steer_a_terminal_or_turn_text_around_are_replaced():
    steering = "\x00\t\n\r\x1b\x7f\x9b\u061c\u200b\u200f\u2028\u202e\u2066\ufeff\ud800"
    assert inert(steering) == "�" * len(steering)


def test_ordinary_text_stays_as_it_is():
    assert inert("Privé, €5 – “ja” 漢字 עברית 🍪") == "Privé, €5 – “ja” 漢字 עברית 🍪"


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
    assert duration(seconds) == words


def test_a_number_has_its_noun():
    assert [counted(1, "page"), counted(2, "page"), counted(2, "party", "parties")] == [
        "1 page",
        "2 pages",
        "2 parties",
    ]


def test_a_tally_leaves_out_what_is_nought():
    assert tally({"high": 2, "low": 0, "not_observed": 1}, ("not_observed", "high", "low")) == (
        "1 not observed, 2 high"
    )


def test_what_was_looked_at_names_the_choices():
    nothing = THIN_COVERAGE.model_copy(update={"choices": (), "pages": 0})
    assert [looked_at(each) for each in (THIN_COVERAGE, FULL_COVERAGE, nothing)] == [
        "1 page, choice none",
        "5 pages, choices none, accept, reject",
        "nothing",
    ]


def test_the_sample_has_a_site_of_each_state(sample):
    assert [state(site) for site in sample.sites] == [
        State.FINDINGS,
        State.CLEAN,
        State.NOT_COMPARED,
        State.NOT_MEASURED,
        State.DISABLED,
    ]


def test_each_state_has_its_sentence(sample):
    assert [verdict_line(site) for site in sample.sites] == [
        "2 discrepancies (1 high, 1 medium). Looked at: 5 pages, choices none, accept, reject.",
        "No discrepancy found in what was looked at: 1 page, choice none.",
        "Not compared: no policy could be read. Looked at: 1 page, choice none.",
        "Not measured: unreachable (dns).",
        "Not scanned: Nobody confirmed its host yet.",
    ]


def test_a_site_with_only_remarks_is_clean(make_site_report, make_finding):
    site = make_site_report(discrepancies=(make_finding(severity=Severity.INFO),))
    assert state(site) is State.CLEAN


def test_a_site_without_any_policy_is_not_clean(make_site_report):
    assert state(make_site_report(documents=())) is State.NOT_COMPARED


def test_the_worst_finding_comes_first_and_facts_before_judgments(make_finding):
    info = make_finding(severity=Severity.INFO)
    judgment = make_finding(kind=FindingKind.JUDGMENT)
    fact, critical = make_finding(), make_finding(severity=Severity.CRITICAL)
    assert worst_first((info, judgment, fact, critical)) == [critical, fact, judgment, info]


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
    assert not_measured(site) == [
        "Visit with choice none: http error (503)",
        "frame: it crashed",
        "Policy “Privacyverklaring”: too large",
    ]
