"""One offered cookie: a ``Set-Cookie`` line or a script's write, read as RFC 6265bis does."""

from __future__ import annotations

import re
from calendar import timegm
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from scanner.browser.secrets import Hasher
from scanner.models import HashedValue

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DELIMITER = re.compile(r"[\x09\x20-\x2f\x3b-\x40\x5b-\x60\x7b-\x7e]+")
_TIME = re.compile(r"(\d{1,2}):(\d{1,2}):(\d{1,2})(?!\d)")
_DAY = re.compile(r"(\d{1,2})(?!\d)")
_YEAR = re.compile(r"(\d{2,4})(?!\d)")
_LONGEST_TIME_S = 10**12  # a larger number says no more
_LONGEST_ATTRIBUTE = 1024  # bytes; the browser leaves out a longer one (RFC 6265bis, 5.6)


@dataclass(frozen=True)
class Offer:
    """A cookie as its setter asked for it."""

    name: str
    value: HashedValue
    domain: str | None  # None: the host that set it only
    path: str | None  # None: the default path
    secure: bool
    http_only: bool
    same_site: str | None
    partitioned: bool
    max_age: int | None  # seconds; wins over expires
    expires: float | None  # seconds since 1970
    line_hash: str  # of the whole line: the browser's refusals name it

    def lifetime(self, now: float) -> float | None:
        """Return the seconds it asked to live from ``now``; None for a session cookie."""
        if self.max_age is not None:
            return float(self.max_age)
        return None if self.expires is None else float(round(self.expires - now))


def parse_line(line: str, hasher: Hasher) -> Offer:
    """Return the offer of a ``Set-Cookie`` value or of a string given to ``document.cookie``."""
    pair, *attributes = line.split(";")
    name, equals, value = pair.partition("=")
    if not equals:
        name, value = "", pair
    given: dict[str, str] = {}
    for attribute in attributes:
        key, _, content = attribute.partition("=")
        _take(given, key.strip().lower(), content.strip())
    max_age = given.get("max-age", "")
    return Offer(
        name=name.strip(" \t"),
        value=hasher.value(value.strip(" \t")),
        domain=_domain(given.get("domain", "")),
        path=path if (path := given.get("path", "")).startswith("/") else None,
        secure="secure" in given,
        http_only="httponly" in given,
        same_site=_same_site(given.get("samesite")),
        partitioned="partitioned" in given,
        max_age=_clip(int(max_age)) if re.fullmatch(r"[+-]?\d+", max_age, re.ASCII) else None,
        expires=parse_date(given["expires"]) if "expires" in given else None,
        line_hash=hasher.digest(line),
    )


def parse_options(options: Mapping[str, Any], hasher: Hasher) -> Offer:
    """Return the offer of a call of ``cookieStore.set``, its options as our script sent them."""
    expires, max_age = options.get("expires"), options.get("maxAge")
    name, value = str(options.get("name", "")), str(options.get("value", ""))
    domain, path = options.get("domain"), options.get("path")
    return Offer(
        name=name,
        value=hasher.value(value),
        domain=_domain(str(domain or "")),
        path=f"{str(path or '').rstrip('/')}/",  # the interface ends every path so
        secure=True,  # the interface stores no other
        http_only=False,
        same_site=_same_site(str(options.get("sameSite") or "strict")),
        partitioned=bool(options.get("partitioned")),
        max_age=_clip(int(max_age)) if isinstance(max_age, int | float) else None,
        expires=float(expires) / 1000 if isinstance(expires, int | float) else None,
        line_hash=hasher.digest(f"{name}={value}"),
    )


def parse_date(text: str) -> float | None:
    """Return a cookie date in seconds since 1970; None where it is none (RFC 6265, 5.1.1)."""
    clock = day = month = year = None
    for token in filter(None, _DELIMITER.split(text)):
        if clock is None and (match := _TIME.match(token)):
            clock = tuple(int(part) for part in match.groups())
        elif day is None and (match := _DAY.match(token)):
            day = int(match[1])
        elif month is None and token[:3].lower() in _MONTHS:
            month = _MONTHS.index(token[:3].lower()) + 1
        elif year is None and (match := _YEAR.match(token)):
            year = int(match[1])
    if clock is None or day is None or month is None or year is None:
        return None
    if year < 100:
        year += 2000 if year < 70 else 1900
    hour, minute, second = clock
    if not (1 <= day <= 31 and year >= 1601 and hour < 24 and minute < 60 and second < 60):
        return None
    return float(timegm((year, month, day, hour, minute, second)))


def _take(given: dict[str, str], key: str, content: str) -> None:
    # The last of several attributes of one name counts; a date that is none counts as not given.
    if len(content.encode()) > _LONGEST_ATTRIBUTE:
        return
    if key == "expires" and parse_date(content) is None:
        return
    given[key] = content


def _domain(text: str) -> str | None:
    """Return a Domain attribute as the jar has it; a name that cannot be one is left as it is."""
    domain = text.lstrip(".").lower()
    with suppress(UnicodeError):
        domain = domain if domain.isascii() else domain.encode("idna").decode()
    return domain or None


def _clip(seconds: int) -> int:
    return max(-_LONGEST_TIME_S, min(seconds, _LONGEST_TIME_S))


def _same_site(text: str | None) -> str | None:
    words = {"strict": "Strict", "lax": "Lax", "none": "None"}
    return words.get((text or "").lower())
