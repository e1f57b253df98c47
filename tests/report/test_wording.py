from scanner.report.wording import State, counted, inert, state, worst_first
from scanner.words import FindingKind, Severity


def test_letters_that_steer_a_terminal_or_turn_text_around_are_replaced():
    steering = "\x00\t\n\r\x1b\x7f\x9b\u061c\u200b\u200f\u2028\u202e\u2066\ufeff\ud800"
    assert inert(steering) == "�" * len(steering)


def test_ordinary_text_stays_as_it_is():
    assert inert("Privé, €5 – “ja” 漢字 עברית 🍪") == "Privé, €5 – “ja” 漢字 עברית 🍪"


def test_a_number_has_its_noun():
    assert [counted(1, "page"), counted(2, "page"), counted(2, "party", "parties")] == [
        "1 page",
        "2 pages",
        "2 parties",
    ]


def test_the_sample_has_a_site_of_each_state(sample):
    assert [state(site) for site in sample.sites] == [
        State.FINDINGS,
        State.CLEAN,
        State.NOT_COMPARED,
        State.NOT_MEASURED,
        State.DISABLED,
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
