from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from scanner.schedule.slot import ScheduleError, Slot

HOUR = timedelta(hours=1)
WEEK = timedelta(days=7)


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


def slot(text="mon 03:00", zone="Europe/Amsterdam"):
    return Slot.parse(text, zone)


def moments(text, start, end, zone="Europe/Amsterdam"):
    """Every moment of a slot after start, up to end."""
    found, now = [], start
    while (now := slot(text, zone).next_slot(now)) <= end:
        found.append(now)
    return found


def test_a_slot_is_written_as_the_settings_do():
    assert str(slot()) == "mon 03:00 Europe/Amsterdam"


@pytest.mark.parametrize(
    "text",
    [
        "", "mon", "03:00", "monday 03:00", "Mon 03:00", "mon 3:00", "mon 24:00", "mon 03:60",
        "mon  03:00", "mon 03:00\n", "mon ٠٣:٠٠",
    ],
)  # fmt: skip
def test_a_slot_that_is_written_otherwise_is_refused(text):
    with pytest.raises(ScheduleError) as refused:
        slot(text)
    assert str(refused.value) == f"SCAN_WEEKLY: expected a slot as 'mon 03:00', found {text!r}"


@pytest.mark.parametrize("zone", ["Europe/Atlantis", "", "../etc/passwd", "/etc/localtime"])
def test_a_zone_that_nobody_knows_is_refused(zone):
    with pytest.raises(ScheduleError) as refused:
        slot(zone=zone)
    assert str(refused.value) == f"SCAN_TIMEZONE: this system knows no time zone {zone!r}"


def test_the_slot_is_by_the_clocks_of_its_zone():
    assert slot().last_slot(utc(2026, 11, 23, 2)) == utc(2026, 11, 23, 2)
    assert slot().last_slot(utc(2026, 7, 6, 1)) == utc(2026, 7, 6, 1)


def test_a_second_before_the_slot_the_last_one_is_a_week_ago():
    now = utc(2026, 11, 23, 1, 59, 59)
    assert (slot().last_slot(now), slot().next_slot(now)) == (
        utc(2026, 11, 16, 2),
        utc(2026, 11, 23, 2),
    )


def test_at_the_slot_the_next_one_is_a_week_ahead():
    assert slot().next_slot(utc(2026, 11, 23, 2)) == utc(2026, 11, 30, 2)


def test_a_slot_that_is_another_day_in_utc_is_found():
    assert slot("mon 00:30").last_slot(utc(2026, 11, 22, 23, 30)) == utc(2026, 11, 22, 23, 30)


def test_a_time_that_clocks_skip_counts_once_at_the_moment_they_do():
    found = moments("sun 02:30", utc(2027, 3, 20), utc(2027, 4, 5))
    assert found == [utc(2027, 3, 21, 1, 30), utc(2027, 3, 28, 1), utc(2027, 4, 4, 0, 30)]


def test_a_time_that_clocks_show_twice_counts_once_at_the_first():
    found = moments("sun 02:30", utc(2026, 10, 17), utc(2026, 11, 2))
    assert found == [utc(2026, 10, 18, 0, 30), utc(2026, 10, 25, 0, 30), utc(2026, 11, 1, 1, 30)]


def test_a_day_that_a_zone_skipped_counts_once_when_it_was_over():
    """Samoa had no 30 December 2011, a Friday."""
    found = moments("fri 12:00", utc(2011, 12, 23), utc(2012, 1, 6), "Pacific/Apia")
    assert found == [utc(2011, 12, 23, 22), utc(2011, 12, 30, 10), utc(2012, 1, 5, 22)]


def test_a_year_of_53_weeks_has_53_slots_and_none_is_lost_at_its_end():
    """The year 2026 of ISO 8601 goes from 29 December 2025 to 3 January 2027."""
    found = moments("mon 03:00", utc(2025, 12, 28), utc(2027, 1, 3, 23))
    assert (len(found), found[-1]) == (53, utc(2026, 12, 28, 2))
    assert slot().next_slot(found[-1]) == utc(2027, 1, 4, 2)


@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "America/St_Johns", "Australia/Lord_Howe"])
@pytest.mark.parametrize("text", ["sun 00:01", "sun 02:15", "sun 02:30", "sun 03:00", "tue 23:59"])
def test_over_three_years_slots_are_a_week_apart_but_for_the_clocks(text, zone):
    found = moments(text, utc(2025, 1, 1), utc(2028, 1, 1), zone)
    gaps = {later - earlier for earlier, later in pairwise(found)}
    assert len(found) in (156, 157)
    assert all(abs(gap - WEEK) <= HOUR for gap in gaps)


@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "America/St_Johns", "Australia/Lord_Howe"])
@pytest.mark.parametrize("start", [utc(2026, 9, 25), utc(2027, 3, 12)])
def test_at_every_half_hour_now_lies_between_two_slots_in_a_row(zone, start):
    every = slot("sun 02:30", zone)
    for now in (start + number * HOUR / 2 for number in range(48 * 45)):
        last, following = every.last_slot(now), every.next_slot(now)
        assert last <= now < following
        assert every.next_slot(last) == following
