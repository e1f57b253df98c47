import dataclasses
import random
import sys
from datetime import UTC, datetime, timedelta

import pytest
from builders import make_browser_info, make_run, make_site
from scrapy.settings import Settings

from scanner.beginning import begin_run
from scanner.results import REPORT, RunFolder, run_id
from scanner.scan import make_config
from scanner.schedule.due import find_last_start, find_not_due, is_due
from scanner.schedule.slot import Slot

HOUR = timedelta(hours=1)
SLOT = Slot.parse("sun 02:30", "Europe/Amsterdam")
SITES = (make_site("a.example"), make_site("b.example"))


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


def starts_of(instants, last=None):
    """When runs start that are asked for at these instants, each taking no time."""
    found = []
    for now in instants:
        if is_due(SLOT, last, now):
            last = now
            found.append(now)
    return found


def hours(start, end):
    while start < end:
        yield start
        start += HOUR


def write_run(results, started_at, sites=SITES, finished="finished"):
    run = make_run(sites, id=run_id(started_at), started_at=started_at, finished=finished)
    RunFolder.create(results, run.id).write_run(run)


def test_a_first_run_is_due_at_once():
    assert is_due(SLOT, None, utc(2026, 11, 20))


def test_a_run_is_due_from_the_slot_on_and_not_before():
    last = utc(2026, 11, 15, 1, 30)
    assert [is_due(SLOT, last, utc(2026, 11, 22, 1, minute)) for minute in (29, 30, 31)] == [
        False,
        True,
        True,
    ]


def test_a_run_that_started_at_the_slot_itself_is_the_one_of_that_week():
    assert not is_due(SLOT, utc(2026, 11, 22, 1, 30), utc(2026, 11, 22, 1, 30))


def test_after_three_missed_weeks_one_run_makes_up_for_all():
    asked = hours(utc(2026, 11, 25, 9), utc(2026, 12, 1))
    assert starts_of(asked, utc(2026, 11, 1, 2)) == [utc(2026, 11, 25, 9), utc(2026, 11, 29, 2)]


@pytest.mark.parametrize("changes", [(2026, 10, 25), (2027, 3, 28)])
def test_a_night_when_the_clocks_change_has_one_run(changes):
    day = utc(*changes)
    asked = hours(day - 12 * HOUR, day + 24 * HOUR)
    assert len(starts_of(asked, day - timedelta(days=6))) == 1


@pytest.mark.parametrize("seed", range(5))
def test_asked_at_any_minutes_for_a_year_every_week_that_was_asked_in_has_one_run(seed):
    rng = random.Random(seed)  # the same at every run
    asked = sorted(
        utc(2026, 6, 1) + timedelta(minutes=rng.randrange(366 * 24 * 60)) for _ in range(300)
    )
    started = starts_of(asked)
    weeks = [SLOT.last_slot(start) for start in started]
    assert weeks == sorted({SLOT.last_slot(now) for now in asked})


def test_a_clock_set_back_over_the_slot_starts_no_second_run():
    last = utc(2026, 11, 22, 1, 31)
    asked = hours(last - HOUR, last + timedelta(days=6))
    assert starts_of(asked, last) == []


def test_there_is_no_last_start_where_there_is_no_run(tmp_path):
    assert find_last_start(tmp_path / "none", SITES, utc(2026, 11, 22)) is None


def test_the_last_start_is_the_newest_run_of_all_the_sites(tmp_path):
    write_run(tmp_path, utc(2026, 11, 1))
    write_run(tmp_path, utc(2026, 11, 8), (*SITES, make_site("c.example")))
    write_run(tmp_path, utc(2026, 11, 10), SITES[:1])
    disabled = make_site("b.example", enabled=False, why_not="who governs it is not known")
    write_run(tmp_path, utc(2026, 11, 11), (SITES[0], disabled))
    assert find_last_start(tmp_path, SITES, utc(2026, 11, 22)) == utc(2026, 11, 8)


@pytest.mark.parametrize("finished", [None, "shutdown"])
def test_a_run_that_did_not_come_to_its_end_does_not_count(tmp_path, finished):
    write_run(tmp_path, utc(2026, 11, 8))
    write_run(tmp_path, utc(2026, 11, 15), finished=finished)
    assert find_last_start(tmp_path, SITES, utc(2026, 11, 22)) == utc(2026, 11, 8)


def test_a_run_that_cannot_be_read_does_not_count(tmp_path):
    write_run(tmp_path, utc(2026, 11, 8))
    RunFolder.create(tmp_path, run_id(utc(2026, 11, 15))).write_file("run.json", b"{")
    assert find_last_start(tmp_path, SITES, utc(2026, 11, 22)) == utc(2026, 11, 8)


def test_a_start_within_a_week_ahead_counts(tmp_path, caplog):
    now = utc(2026, 11, 22)
    write_run(tmp_path, now + timedelta(days=7))
    assert find_last_start(tmp_path, SITES, now) == now + timedelta(days=7)
    assert caplog.messages == []


def test_a_start_further_ahead_is_disregarded_with_one_line(tmp_path, caplog):
    write_run(tmp_path, utc(2026, 11, 15))
    write_run(tmp_path, utc(2036, 1, 1))
    assert find_last_start(tmp_path, SITES, utc(2026, 11, 22)) == utc(2026, 11, 15)
    assert caplog.messages == [
        "run 20360101T000000Z lies in the future, by a clock that was wrong: disregarded"
    ]


@pytest.fixture
def config(tmp_path):
    """The configuration of a scan that is started every hour."""
    (tmp_path / "sites.txt").write_text("a.example\nb.example\n")
    (tmp_path / "policies").mkdir()
    settings = Settings()
    settings.setmodule("scanner.settings")
    given = {
        "SCAN_SITES": str(tmp_path / "sites.txt"),
        "SCAN_POLICIES": str(tmp_path / "policies"),
        "SCAN_RESULTS_DIR": str(tmp_path / "results"),
        "SCAN_CATALOGUE_DIR": "",
        "SCAN_BROWSER": sys.executable,
        "SCAN_WEEKLY": "sun 02:30",
    }
    for name, value in given.items():
        settings.set(name, value)
    return make_config(settings, {"run": "due"})


def begin(config, now, finished):
    begun = begin_run(config, make_browser_info(), now)
    begun.folder.write_run(begun.run.model_copy(update={"ended_at": now, "finished": finished}))
    if finished == "finished":
        begun.folder.write_file(REPORT, b"{}")


def test_a_run_that_waits_for_the_slot_knows_it(config):
    assert config.weekly == SLOT


def test_why_no_run_is_due_is_told_by_the_clocks_of_the_slot(config):
    begin(config, utc(2026, 10, 18, 0, 30), "finished")
    assert find_not_due(config, SLOT, utc(2026, 10, 20)) == (
        "not due: the last run started 2026-10-18 02:30 CEST, the next is due 2026-10-25 02:30 CEST"
    )


def test_a_start_ahead_of_the_clock_tells_the_slot_after_it(config):
    begin(config, utc(2026, 11, 24), "finished")
    line = find_not_due(config, SLOT, utc(2026, 11, 22, 3))
    assert line is not None
    assert line.endswith("the next is due 2026-11-29 02:30 CET")


def test_a_run_is_due_at_the_slot_after_the_last_one(config):
    begin(config, utc(2026, 11, 15, 1, 30), "finished")
    assert find_not_due(config, SLOT, utc(2026, 11, 22, 1, 30)) is None


@pytest.mark.parametrize("finished", [None, "shutdown"])
def test_a_run_that_was_cut_off_is_taken_up_again_before_the_next_slot(config, finished):
    begin(config, utc(2026, 11, 15, 1, 30), "finished")
    begin(config, utc(2026, 11, 18, 9), finished)
    assert find_not_due(config, SLOT, utc(2026, 11, 18, 10)) is None


def test_a_run_of_another_kind_that_was_cut_off_makes_none_due(config):
    begin(config, utc(2026, 11, 15, 1, 30), "finished")
    by_hand = dataclasses.replace(config, choices=config.choices[:1])
    begin(by_hand, utc(2026, 11, 18, 9), None)
    assert find_not_due(config, SLOT, utc(2026, 11, 18, 10)) is not None


def test_a_run_that_was_cut_off_over_a_week_ago_makes_none_due(config):
    begin(config, utc(2026, 11, 8, 1, 30), None)
    begin(config, utc(2026, 11, 15, 1, 30), "finished")
    assert find_not_due(config, SLOT, utc(2026, 11, 16)) is not None
