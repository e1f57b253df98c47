import pytest
from history.digests import make_document_digest, make_finding, make_item, make_site_digest

from scanner.history.compare import compare_site
from scanner.models import FindingChange, ItemChange, Sentence, SiteChanges
from scanner.words import Category, ConsentChoice, PolicyStatus, Severity, Trend

NONE, ACCEPT, REJECT = ConsentChoice
EVERY = tuple(ConsentChoice)
RULE = "cookie-before-consent"
FOUND = make_finding("f1", choices=(NONE,))
COOKIE = make_item("_acme; winkel.example; acme", choices=(NONE, ACCEPT))
SERVICE = make_item("acme", name="Acme", domain=None, service="acme", choices=(ACCEPT,))


def run(number=1, **fields):
    """A run that looked at everything, read the policy and found nothing."""
    return make_site_digest(
        number,
        **{
            "rules": (RULE,),
            "choices": EVERY,
            "made": fields.get("choices", EVERY),
            "full": True,
            "findings": (),
            "cookies": (),
            "services": (),
            **fields,
        },
    )


def over(*weeks):
    """The changes of the last week; each week is what is not as in ``run``."""
    *earlier, now = (run(number, **fields) for number, fields in enumerate(weeks, start=1))
    return compare_site(now, earlier)


WITH = {"findings": (FOUND,), "cookies": (COOKIE,), "services": (SERVICE,)}
WITHOUT = {}
DOWN = {"measured": False, "choices": (), "pages": 0, "full": False}


def trends(changes):
    """The trends of the finding, the cookie and the service, or "" where none is listed."""
    kinds = (changes.findings, changes.cookies, changes.services)
    return ["".join(change.trend for change in kind) for kind in kinds]


def test_a_first_run_is_compared_with_nothing():
    assert over(WITH) is None


def test_runs_that_did_not_measure_the_site_do_not_count():
    assert over(DOWN, WITH) is None
    assert over(WITH, DOWN, WITH).runs == ("20261101T030000Z", "20261115T030000Z")


def test_the_same_again_lists_the_findings_and_nothing_else():
    assert over(WITH, WITH) == SiteChanges(
        since="20261101T030000Z",
        runs=("20261101T030000Z", "20261108T030000Z"),
        findings=(
            FindingChange(
                trend=Trend.SAME,
                id="f1",
                rule=RULE,
                severity=Severity.HIGH,
                document="winkel",
                subject="_acme",
                sentence=FOUND.sentence,
                seen=(True, True),
            ),
        ),
        cookies=(),
        services=(),
        documents=(),
        notes=(),
    )


def test_a_new_cookie_is_told_whole():
    (change,) = over(WITHOUT, WITH).cookies
    assert change == ItemChange(
        trend=Trend.NEW,
        key="_acme; winkel.example; acme",
        name="_acme",
        domain="winkel.example",
        service=None,
        category=Category.ANALYTICS,
        seen=(False, True),
    )


@pytest.mark.parametrize(
    ("weeks", "trend"),
    [
        ((WITHOUT, WITH), "new"),
        ((WITHOUT, WITHOUT, WITH), "new"),
        ((WITH, WITHOUT), "gone"),
        ((WITH, WITHOUT, WITHOUT), ""),
        ((WITH, WITHOUT, WITH), "unstable"),
        ((WITHOUT, WITH, WITHOUT), "unstable"),
        ((WITH, DOWN), "unknown"),
        ((WITH, WITHOUT, DOWN), ""),
    ],
)
def test_findings_cookies_and_services_follow_the_runs(weeks, trend):
    assert trends(over(*weeks)) == [trend] * 3


def test_no_more_than_the_last_runs_count():
    changes = over(WITH, *[WITHOUT] * 5, WITH)
    assert (trends(changes), len(changes.runs)) == (["new"] * 3, 6)


def test_a_site_that_could_not_be_measured_lost_nothing_and_says_so():
    changes = over(WITH, DOWN)
    assert changes.findings[0].reason == Sentence(
        en="It could not be seen in run 20261108T030000Z: the site was not measured.",
        nl="Het kon in run 20261108T030000Z niet worden gezien: de site is niet gemeten.",
    )
    assert [note.en for note in changes.notes] == [
        "The site could not be measured this time: what it did last time is not gone."
    ]


def test_a_finding_of_a_new_question_is_not_called_new():
    changes = over({"rules": ()}, {"findings": (FOUND,)})
    (change,) = changes.findings
    assert (change.trend, change.seen, change.reason.en) == (
        Trend.UNKNOWN,
        (None, True),
        "It could not be seen in run 20261101T030000Z: the question cookie-before-consent was "
        "not asked.",
    )


def test_what_was_seen_with_a_choice_that_is_lost_is_not_gone():
    changes = over(WITH, {"choices": (NONE, REJECT)})
    assert trends(changes) == ["gone", "unknown", "unknown"]
    assert [note.en for note in changes.notes] == [
        "Less was seen than last time where the choice is accept: what only shows there is not "
        "called gone."
    ]


def test_what_was_seen_after_a_choice_is_not_gone_where_the_choice_did_not_take_effect():
    assert trends(over(WITH, {"made": (NONE, REJECT)})) == ["gone", "unknown", "unknown"]


def test_what_is_seen_with_a_choice_that_was_lost_is_not_called_new():
    assert trends(over({"choices": (NONE,)}, WITH)) == ["new", "unknown", "unknown"]


def test_a_finding_about_a_document_that_cannot_be_read_now_is_not_gone():
    unread = (make_document_digest(status=PolicyStatus.UNREADABLE, claims=()),)
    changes = over(WITH, {"documents": unread})
    assert trends(changes) == ["unknown", "gone", "gone"]
    assert [change.trend for change in changes.documents] == [Trend.UNKNOWN]


def test_findings_come_worst_first():
    found = (
        make_finding("a", severity=Severity.LOW),
        make_finding("b", severity=Severity.CRITICAL, document=None),
        make_finding("c", severity=Severity.CRITICAL, document=None, subject="Z"),
    )
    changes = over(WITHOUT, {"findings": found})
    assert [change.id for change in changes.findings] == ["c", "b", "a"]


@pytest.mark.parametrize(
    ("before", "now", "en", "nl"),
    [
        (
            {"scanner_version": "0.1.0"},
            {"scanner_version": "0.2.0"},
            "Run 20261101T030000Z was made with version 0.1.0 of the scanner, this one with "
            "0.2.0: what is new may be newly recognised.",
            "Run 20261101T030000Z is gemaakt met versie 0.1.0 van de scanner, deze met 0.2.0: "
            "wat nieuw is, kan nieuw herkend zijn.",
        ),
        (
            {"banner": True},
            {"banner": False},
            "No consent banner was met, where there was one last time: what comes after a choice "
            "may have been missed.",
            "Er is geen toestemmingsmelding aangetroffen, en de vorige keer wel: wat na een keuze "
            "komt, kan gemist zijn.",
        ),
        (
            {"pages": 5},
            {"pages": 4},
            "Fewer pages were loaded than last time: 4 instead of 5.",
            "Er zijn minder pagina's geladen dan de vorige keer: 4 in plaats van 5.",
        ),
        (
            {"choices": EVERY},
            {"choices": (NONE,)},
            "Less was seen than last time where the choice is accept or reject: what only shows "
            "there is not called gone.",
            "Waar de keuze accepteren of weigeren is, is minder gezien dan de vorige keer: wat "
            "alleen daar blijkt, heet niet verdwenen.",
        ),
    ],
)
def test_what_makes_the_comparison_weaker_is_noted(before, now, en, nl):
    assert over(before, now).notes == (Sentence(en=en, nl=nl),)
