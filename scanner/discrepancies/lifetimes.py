"""How long a clause says that cookies are kept, and which cookies it says it of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from scanner.discrepancies import evidence
from scanner.discrepancies.cover import covers_name, declared, named_in
from scanner.discrepancies.observed import is_named, named_cookies, of_party, persistent
from scanner.discrepancies.rule import Case, Flag
from scanner.models import Claim, CookieEntry, Sentence
from scanner.words import Party

Group: TypeAlias = Sequence[tuple[CookieEntry, Claim]]  # cookies of one owner, and what binds each

DAY_S = 86_400
CAP_S = 400 * DAY_S  # no browser of the Chromium family keeps a cookie longer
TOLERANCE = 0.05
_LENGTHS_S = {"Y": 365 * DAY_S, "M": 365 * DAY_S / 12, "W": 7 * DAY_S, "D": DAY_S}
_CLOCK_S = {"H": 3600, "M": 60, "S": 1}
_PARAMETERS = {
    "cookies.lifetime": "duration",
    "cookies.persistent": "lifetime",
    "cookies.named": "lifetime",
}


def seconds_of(duration: str) -> float | None:
    """Return the length of an ISO 8601 duration in seconds; None for a word such as ``varies``.

    A year is 365 days and a month a twelfth of it: the tolerance is wider than the difference.
    """
    if not duration.startswith("P"):
        return None
    date, _, clock = duration[1:].partition("T")
    return sum(
        float(count) * lengths[unit]
        for text, lengths in ((date, _LENGTHS_S), (clock, _CLOCK_S))
        for count, unit in re.findall(r"([\d.]+)([YMWDHS])", text)
    )


def stated(claim: Claim) -> str | None:
    """Return how long a clause says that cookies last, as a duration or a word; None: it does not.

    That it differs from cookie to cookie is no answer.
    """
    value = claim.params.get(_PARAMETERS.get(claim.type, ""))
    return value if isinstance(value, str) and value != "varies" else None


def meant(claim: Claim, case: Case) -> tuple[CookieEntry, ...]:
    """Return the cookies whose lifetime a clause states.

    A clause that names a cookie means it alone, session cookie or not, and no clause on all cookies
    is held against it then; one on a category does not say which cookies it means.
    """
    if claim.type == "cookies.named":
        return named_cookies(claim, case)
    if claim.params.get("applies_to") == "category":
        return ()
    kept = [cookie for cookie in persistent(case.inventory) if not _is_named_alone(cookie, case)]
    of_service = tuple(c for c in kept if is_named(c.service, claim, case.inventory))
    return of_service if named_in(claim) else of_party(of_service, claim)


def _is_named_alone(cookie: CookieEntry, case: Case) -> bool:
    return any(covers_name(claim, cookie) for claim in declared(case))


def find_unlike(claim: Claim, cookies: Iterable[CookieEntry]) -> tuple[CookieEntry, ...]:
    """Return the cookies that are kept longer than a clause says, or shorter than it says at least.

    None is unlike a clause that states no length.
    """
    said = stated(claim)
    limit = 0.0 if said == "session" else seconds_of(said or "")
    if limit is None:
        return ()
    if claim.params.get("op") == "min":
        return tuple(c for c in cookies if length_of(c) < (1 - TOLERANCE) * min(limit, CAP_S))
    return tuple(c for c in cookies if length_of(c) > (1 + TOLERANCE) * limit)


def flag_cookies(
    found: Iterable[tuple[CookieEntry, Claim]], say: Callable[[Group], Sentence]
) -> Iterator[Flag]:
    """Yield one flag for each service, or domain, whose cookies are not kept as a clause says."""
    groups: dict[str, list[tuple[CookieEntry, Claim]]] = defaultdict(list)
    for cookie, claim in found:
        own = "cookies" if cookie.party is Party.FIRST else cookie.domain
        groups[cookie.service or own].append((cookie, claim))
    for subject in sorted(groups):
        yield Flag(
            subject=subject,
            sentence=say(groups[subject]),
            evidence=tuple(evidence.of_cookie(cookie) for cookie, _ in groups[subject]),
            claim=groups[subject][0][1],
        )


def length_of(cookie: CookieEntry) -> float:
    """Return how long a cookie is kept in seconds, as its setter asked: the browser's cap hides it.

    A session cookie is kept 0 seconds.
    """
    return max(cookie.lifetime_s or 0.0, cookie.declared_lifetime_s or 0.0)
