import pytest
from history.digests import make_site_digest

from scanner.history.presence import Presence, find_presence, find_trend
from scanner.models import Sentence
from scanner.words import Trend

T, F, N = True, False, None
BLIND = Sentence(en="nobody looked", nl="niemand keek")


@pytest.mark.parametrize(
    ("seen", "trend"),
    [
        ((F, T), Trend.NEW),
        ((F, F, T), Trend.NEW),
        ((F, N, T), Trend.NEW),
        ((T, F), Trend.GONE),
        ((F, T, N, T), Trend.SAME),
        ((T, T, F), Trend.GONE),
        ((T, N, F), Trend.GONE),
        ((T, T), Trend.SAME),
        ((T, N, T), Trend.SAME),
        ((F, T, T), Trend.SAME),
        ((T, F, T), Trend.UNSTABLE),
        ((T, F, N, T), Trend.UNSTABLE),
        ((F, T, F), Trend.UNSTABLE),
        ((F, T, F, F), Trend.UNSTABLE),
        ((F, T, F, N), Trend.UNSTABLE),
        ((F, T, F, T, T), Trend.UNSTABLE),
        ((T, N), Trend.UNKNOWN),
        ((T, N, N), Trend.UNKNOWN),
        ((T, F, T, N), Trend.UNKNOWN),
        ((N, T), Trend.UNKNOWN),
        ((N, N, T), Trend.UNKNOWN),
        ((T, F, F), None),
        ((T, N, F, F), None),
        ((T, F, N), None),
    ],
)
def test_the_trend_of_what_runs_saw(seen, trend):
    assert find_trend(seen) == trend


@pytest.fixture
def runs():
    return [make_site_digest(number) for number in (1, 2, 3)]


def test_what_was_seen_last_is_told(runs):
    found = find_presence(runs, ["first", "then", "now"], lambda *_: None)
    assert found == Presence("now", Trend.SAME, (T, T, T), None)


def test_a_run_that_could_not_see_is_no_run_without_it(runs):
    found = find_presence(
        runs, ["it", None, "it"], lambda what, there, here: BLIND if here is runs[1] else None
    )
    assert found == Presence("it", Trend.SAME, (T, N, T), None)


def test_why_it_cannot_be_seen_now_is_told(runs):
    found = find_presence(runs, ["it", "it", None], lambda *_: BLIND)
    assert found.reason == Sentence(
        en="It could not be seen in run 20261115T030000Z: nobody looked.",
        nl="Het kon in run 20261115T030000Z niet worden gezien: niemand keek.",
    )


def test_why_no_earlier_run_could_see_it_is_told_of_the_last(runs):
    found = find_presence(runs, [None, None, "it"], lambda *_: BLIND)
    assert (found.trend, found.reason.en) == (
        Trend.UNKNOWN,
        "It could not be seen in run 20261108T030000Z: nobody looked.",
    )


def test_old_news_is_not_told(runs):
    assert find_presence(runs, ["it", None, None], lambda *_: None) is None


def test_whether_it_could_be_seen_is_asked_of_the_nearest_sighting_before(runs):
    asked = []

    def why_not(what, there, here):
        asked.append((what, there.run, here.run))

    find_presence(runs, ["first", None, "last"], why_not)
    find_presence(runs, [None, None, "last"], why_not)
    first, second, third = (run.run for run in runs)
    assert asked == [("first", first, second), ("last", third, first), ("last", third, second)]
