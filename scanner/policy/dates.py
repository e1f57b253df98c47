"""Dates as policies state them: "26 november 2018", "05-07-2023", "juni 2024"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from scanner.languages import month_names

_NUMERIC = re.compile(
    r"(?<![\d.-])(?:(?P<y1>\d{4})[-./](?P<m1>\d{1,2})[-./](?P<d1>\d{1,2})"
    r"|(?P<d2>\d{1,2})\s?[-./]\s?(?P<m2>\d{1,2})\s?[-./]\s?(?P<y2>\d{4}|\d{2}))(?![\d-]|\.\d)"
)
_NAMED = re.compile(
    r"(?<!\w)(?:(?P<day>\d{1,2})(?:e|de|ste|er|st|nd|rd|th)?\.?\s+(?:of\s+)?)?"
    r"(?P<month>[^\W\d_]{3,10})\.?,?\s+(?:(?P<late>\d{1,2})(?:st|nd|rd|th)?,?\s+)?(?P<year>(?:19|20)\d{2})(?!\d)",
    re.IGNORECASE,
)
_YEARS = range(1995, 2100)  # of a policy on the web


def find_dates(text: str, language: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and value of every date of a text in order: YYYY-MM-DD, or YYYY-MM.

    A date in digits is read day first.
    """
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
    return _stated(year, month, day)


def _named(match: re.Match[str], language: str) -> str | None:
    day, word = match["day"] or match["late"], match["month"].lower()
    for code in dict.fromkeys((language, "en")):
        for month, name in enumerate(month_names()[code], start=1):
            if name.fullmatch(word):
                stated = _stated(int(match["year"]), month, int(day or 1))
                return stated and stated[: 10 if day else 7]
    return None


def _stated(year: int, month: int, day: int) -> str | None:
    """Return a date as YYYY-MM-DD; None when there is none such, or no policy is of that year."""
    try:
        return date(year, month, day).isoformat() if year in _YEARS else None
    except ValueError:
        return None
