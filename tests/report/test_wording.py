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
from scanner.report.wording import (
    State,
    by_choice,
    consent,
    consents,
    counted,
    duration,
    inert,
    looked_at,
    not_measured,
    state,
    steps,
    tally,
    usual,
    verdict_line,
    worst_first,
)
from scanner.words import (
    ConsentChoice,
    ConsentOutcome,
    FindingKind,
    Phase,
    PolicyStatus,
    Severity,
    VisitOutcome,
)


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


@pytest.mark.parametrize(
    ("lifetime", "words"),
    [("session", "session"), ("P2Y", "2 years"), ("P1M", "1 month"), ("PT30M", "30 minutes")],
)
def test_a_lifetime_of_the_catalogue_is_told_in_words(lifetime, words):
    assert usual(lifetime) == words


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
        "3 discrepancies (1 high, 1 medium, 1 low). Looked at: 5 pages, choices none, accept, "
        "reject.",
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
    assert consent(make_visit(choice, consent=outcome)) == words


def test_banner_is_told_a_line_each_choice_and_its_absence_once(make_site_report):
    def lines(*outcomes):
        visits = tuple(map(_visit, ConsentChoice, outcomes))
        return consents(make_site_report(inventory=make_inventory(visits=visits)))

    no, done, failed = ConsentOutcome.NO_BANNER, ConsentOutcome.DONE, ConsentOutcome.FAILED
    assert lines(None, None, None) == []
    assert lines(no, no, no) == ["no banner"]
    assert lines(done, done, failed) == [
        "none: left alone",
        "accept: confirmed",
        "reject: failed",
    ]
    assert lines(no, None, done) == ["none: no banner", "reject: confirmed"]


def test_choice_that_did_not_hold_is_something_that_was_not_measured(make_site_report):
    why = Consent(outcome=ConsentOutcome.UNCONFIRMED, why="the banner came back")
    visits = (
        make_visit(ConsentChoice.ACCEPT, consent=ConsentOutcome.FAILED),
        make_visit(ConsentChoice.REJECT, consent=why),
    )
    site = make_site_report(inventory=make_inventory(visits=visits))
    assert not_measured(site) == [
        "Choice accept: failed",
        "Choice reject: not confirmed (the banner came back)",
    ]


def test_moments_are_told_a_line_each_choice():
    def moment(choice, phase):
        return Moment(choice=choice, phase=phase, page=HOME)

    told = by_choice(
        (
            moment(ConsentChoice.NONE, Phase.BEFORE),
            moment(ConsentChoice.REJECT, Phase.BEFORE),
            moment(ConsentChoice.REJECT, Phase.AFTER),
        )
    )
    assert told == ["none: before", "reject: before, after"]


def test_number_of_presses_or_that_no_way_was_found():
    assert [steps(number) for number in (1, 2, None)] == ["1 step", "2 steps", "no way was found"]


def _visit(choice, outcome):
    return make_visit(choice, consent=outcome)
