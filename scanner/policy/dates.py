"""Dates as policies state them: "26 november 2018", "05-07-2023", "juni 2024"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

import dateparser

_NUMERIC = re.compile(
    r"(?<![\d.-])(?:(?P<y1>\d{4})[-./](?P<m1>\d{1,2})[-./](?P<d1>\d{1,2})"
    r"|(?P<d2>\d{1,2})\s?[-./]\s?(?P<m2>\d{1,2})\s?[-./]\s?(?P<y2>\d{4}|\d{2}))(?![\d-]|\.\d)"
)
_NAMED = re.compile(
    r"(?<!\w)(?:(?P<day>\d{1,2})(?:e|de|ste|er|st|nd|rd|th)?\.?\s+(?:of\s+)?)?"
    r"(?P<month>[^\W\d_]{3,10})\.?,?\s+(?:(?P<late>\d{1,2})(?:st|nd|rd|th)?,?\s+)?(?P<year>(?:19|20)\d{2})(?!\d)",
    re.IGNORECASE,
)
_SEPTEMBER = {"sept": "sep"}  # dateparser does not know it in Dutch (measured with 1.5.0)
_FIRST_YEAR, _LAST_YEAR = 1995, 2099  # of a policy on the web


def find_date(text: str, language: str) -> str | None:
    """Return the first date of a short text, read day first: YYYY-MM-DD, or YYYY-MM."""
    return next((stated for _, _, stated in find_dates(text, language)), None)


def find_dates(text: str, language: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and value of every date of a text in order."""
    found = [
        *((match, _numeric(match)) for match in _NUMERIC.finditer(text)),
        *((match, _named(match, language)) for match in _NAMED.finditer(text)),
    ]
    for match, stated in sorted(found, key=lambda pair: pair[0].start()):
        if stated is not None:
            yield match.start(), match.end(), stated


def _numeric(match: re.Match[str]) -> str | None:
    if match["y1"]:
        year, month, day = (int(match[name]) for name in ("y1", "m1", "d1"))
    else:
        year, month, day = (int(match[name]) for name in ("y2", "m2", "d2"))
        year += 2000 if year < 100 else 0
    if month > 12 >= day:
        month, day = day, month
    try:
        return _in_range(date(year, month, day)).isoformat()
    except ValueError:
        return None


def _named(match: re.Match[str], language: str) -> str | None:
    day = match["day"] or match["late"]
    month = match["month"].lower()
    spoken = f"{day or 1} {_SEPTEMBER.get(month, month)} {match['year']}"
    for code in dict.fromkeys((language, "en")):
        parsed = _parse(spoken, code)
        if parsed:
            return parsed.date().isoformat()[: 10 if day else 7]
    return None


def _parse(spoken: str, language: str) -> datetime | None:
    settings = {"DATE_ORDER": "DMY", "STRICT_PARSING": True, "PARSERS": ["absolute-time"]}
    parsed: datetime | None = dateparser.parse(spoken, languages=[language], settings=settings)
    return parsed


def _in_range(day: date) -> date:
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise ValueError(f"no policy is of {day.year}")
    return day
