"""The weekly slot: a day and a time on the clocks of a zone, and the moments it falls on."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from scanner.errors import ScannerError

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_SLOT = re.compile(rf"({'|'.join(WEEKDAYS)}) ([01]\d|2[0-3]):([0-5]\d)", re.ASCII)
_WEEK = timedelta(days=7)
_MINUTE = timedelta(minutes=1)


class ScheduleError(ScannerError):
    """The weekly slot is wrong, or a job cannot be written, read or removed."""


@dataclass(frozen=True)
class Slot:
    """When a week's scan may start; every moment it gives is in UTC."""

    weekday: int  # 0: Monday
    at: time
    zone: ZoneInfo

    @classmethod
    def parse(cls, text: str, zone: str) -> Self:
        """Return the slot that two settings name, such as ``mon 03:00`` in ``Europe/Amsterdam``.

        Raises:
            ScheduleError: it is not written so, or this system knows no such zone.
        """
        found = _SLOT.fullmatch(text)
        if not found:
            raise ScheduleError(f"SCAN_WEEKLY: expected a slot as 'mon 03:00', found {text!r}")
        try:
            known = ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ScheduleError(
                f"SCAN_TIMEZONE: this system knows no time zone {zone!r}"
            ) from error
        day, hour, minute = found.groups()
        return cls(WEEKDAYS.index(day), time(int(hour), int(minute)), known)

    def __str__(self) -> str:
        """Write it as the settings do."""
        return f"{WEEKDAYS[self.weekday]} {self.at:%H:%M} {self.zone.key}"

    def last_slot(self, now: datetime) -> datetime:
        """Return the newest moment of the slot that is not after now."""
        moment = self._moment(self._day_by(now))
        return moment if moment <= now else self._moment(self._day_by(now) - _WEEK)

    def next_slot(self, now: datetime) -> datetime:
        """Return the first moment of the slot that is after now."""
        moment = self._moment(self._day_by(now))
        return moment if moment > now else self._moment(self._day_by(now) + _WEEK)

    def _day_by(self, now: datetime) -> date:
        """Return today by the slot's clocks, or the newest day before it that is the slot's."""
        today = now.astimezone(self.zone).date()
        return today - timedelta(days=(today.weekday() - self.weekday) % 7)

    def _moment(self, day: date) -> datetime:
        """Return when the slot is on a day: of two, the first; if skipped, when clocks go on."""
        wall = datetime.combine(day, self.at, self.zone)  # fold=0: the first of two
        moment = wall.astimezone(UTC)
        if moment.astimezone(self.zone).replace(tzinfo=None) == wall.replace(tzinfo=None):
            return moment
        skipped = wall.replace(fold=1)  # PEP 495: in a gap, it is before the clocks go forward
        start, offset = skipped.astimezone(UTC), skipped.utcoffset()
        minutes = range((moment - start) // _MINUTE + 1)
        changed = bisect_left(
            minutes,
            True,
            key=lambda at: (start + at * _MINUTE).astimezone(self.zone).utcoffset() == offset,
        )
        return start + changed * _MINUTE
