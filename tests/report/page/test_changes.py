"""What changed, in words; the page that shows it is tested in test_report_html_since.py."""

from report.changes import (
    HIDDEN,
    make_document_change,
    make_finding_change,
    make_item_change,
    make_site_changes,
)

from scanner.models import Sentence
from scanner.report.page.changes import (
    Changes,
    changes_in_english,
    count_trends,
    group_changes,
    has_news,
)
from scanner.report.page.labels import load_labels
from scanner.report.page.phrases import Phrases
from scanner.words import Trend

DUTCH = Changes(Phrases(load_labels("nl")))
NOTHING = {"findings": (), "cookies": (), "services": (), "documents": (), "notes": ()}


def test_changes_are_grouped_by_trend_and_reason_the_news_first():
    other = Sentence(en="Another reason.", nl="Een andere reden.")
    first, second, third = (
        make_item_change(name, Trend.UNKNOWN, reason=reason)
        for name, reason in (("a", HIDDEN), ("b", other), ("c", HIDDEN))
    )
    new, same = make_item_change("d"), make_item_change("e", Trend.SAME)
    groups = group_changes((first, second, same, third, new))
    assert [(group.trend, group.reason, group.changes) for group in groups] == [
        (Trend.NEW, None, (new,)),
        (Trend.UNKNOWN, HIDDEN, (first, third)),
        (Trend.UNKNOWN, other, (second,)),
    ]


def test_trends_are_counted_the_news_first():
    trends = (Trend.SAME, Trend.GONE, Trend.NEW, Trend.SAME)
    assert count_trends(map(make_finding_change, trends)) == [
        (Trend.NEW, 1),
        (Trend.GONE, 1),
        (Trend.SAME, 2),
    ]


def test_a_sentence_tells_of_all_sites(sample, make_report, make_site_report):
    assert changes_in_english().headline(sample) == (
        "Findings since the last run: 1 new, 1 gone, 1 unstable, 1 not known, 1 the same; "
        "1 policy gone; 1 policy changed."
    )
    assert DUTCH.headline(sample) == (
        "Bevindingen sinds de vorige run: 1 nieuw, 1 weg, 1 wisselend, 1 niet bekend, "
        "1 hetzelfde; 1 beleidstekst weg; 1 beleidstekst veranderd."
    )
    quiet = make_site_report(since_last_run=make_site_changes(**NOTHING))
    assert changes_in_english().headline(make_report(quiet)) == (
        "Findings since the last run: none."
    )
    assert changes_in_english().headline(make_report(make_site_report())) is None


def test_many_policies_are_counted_as_such():
    changes = (make_document_change(), make_document_change(), make_document_change(trend="new"))
    assert list(changes_in_english().policies(changes)) == [
        "1 policy new",
        "2 policies changed",
    ]


def test_the_same_findings_are_no_news_and_a_note_is():
    same = make_site_changes().findings[1:2]
    quiet = make_site_changes(**{**NOTHING, "findings": same})
    noted = make_site_changes(**{**NOTHING, "notes": make_site_changes().notes})
    assert [has_news(quiet), has_news(noted)] == [False, True]


def test_a_run_is_named_by_its_time_and_anything_else_as_it_is():
    assert [changes_in_english().run(id_) for id_ in ("20261114T030000Z", "mijn run")] == [
        "2026-11-14 03:00 UTC",
        "mijn run",
    ]
