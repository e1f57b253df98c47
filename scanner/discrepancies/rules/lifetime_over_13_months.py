"""A cookie that is not needed is kept for more than 13 months, whatever the text says.

The guidance of data protection authorities that names 13 months was not re-checked for this rule:
the pointer needs a lawyer's eye.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from scanner.discrepancies import evidence
from scanner.discrepancies.examples import (
    DAY_S,
    make_cookie_entry,
    make_inventory,
    make_service,
)
from scanner.discrepancies.guards import is_non_essential
from scanner.discrepancies.lifetimes import length_of
from scanner.discrepancies.rule import Case, Example, Flag, Rule
from scanner.models import CookieEntry, Inventory, Sentence
from scanner.words import Category, FindingKind, Party, Severity, Verdict

LIMIT_S = 397 * DAY_S  # the longest that 13 months can be


def check(case: Case) -> Iterable[Flag]:
    """What counts is what the setter asked for: browsers keep no cookie longer than 400 days."""
    groups: dict[str, list[CookieEntry]] = defaultdict(list)
    for cookie in filter(is_non_essential, case.inventory.cookies):
        if length_of(cookie) > LIMIT_S:
            groups[cookie.service or cookie.domain].append(cookie)
    for subject in sorted(groups):
        yield Flag(
            subject=subject,
            sentence=_sentence(subject, groups[subject], case.inventory),
            evidence=tuple(map(evidence.of_cookie, groups[subject])),
        )


def _sentence(subject: str, group: list[CookieEntry], inventory: Inventory) -> Sentence:
    whose, one = evidence.label_of(subject, inventory), len(group) == 1
    count = evidence.cookies(group)
    en = ", ".join(f"{each.name} {length_of(each) / DAY_S:.0f} days" for each in group)
    nl = ", ".join(f"{each.name} {length_of(each) / DAY_S:.0f} dagen" for each in group)
    return Sentence(
        en=f"{count.en} of {whose} that the site does not need {'was' if one else 'were'} to be "
        f"kept for more than 13 months: {en}.",
        nl=f"{count.nl} van {whose} die de site niet nodig heeft, {'zou' if one else 'zouden'} "
        f"langer dan 13 maanden bewaard worden: {nl}.",
    )


_ABID = make_cookie_entry(
    "abid",
    domain="adbord.example",
    party=Party.THIRD,
    lifetime_s=400 * DAY_S,
    declared_lifetime_s=730 * DAY_S,
    service="adbord",
    category=Category.ADVERTISING,
)

RULE = Rule(
    id="lifetime-over-13-months",
    question=Sentence(
        en="Is a cookie that is not needed kept for more than 13 months?",
        nl="Wordt een cookie die niet nodig is langer dan 13 maanden bewaard?",
    ),
    severity=Severity.LOW,
    kind=FindingKind.JUDGMENT,
    verdict=Verdict.OPEN,
    about=("Guidance of data protection authorities on 13 months (not re-checked)",),
    source="guidance of data protection authorities, not re-checked; no provision names a figure",
    per="site",
    rests_on=frozenset({"cookie"}),
    check=check,
    examples=(
        Example(
            "an advertiser's cookie of two years",
            make_inventory(
                cookies=(_ABID,), services=(make_service("adbord", category=Category.ADVERTISING),)
            ),
            (),
            ("adbord",),
        ),
        Example(
            "kept as long as the browser allows; what was asked for is not known",
            make_inventory(
                cookies=(
                    make_cookie_entry("x", lifetime_s=400 * DAY_S, category=Category.ANALYTICS),
                )
            ),
            (),
            ("winkel.example",),
        ),
        Example(
            "thirteen months",
            make_inventory(
                cookies=(
                    make_cookie_entry("x", lifetime_s=395 * DAY_S, category=Category.ANALYTICS),
                )
            ),
            (),
        ),
        Example(
            "cookies for preferences, of unknown purpose and of the session",
            make_inventory(
                cookies=(
                    make_cookie_entry("a", lifetime_s=400 * DAY_S, category=Category.PREFERENCES),
                    make_cookie_entry("b", lifetime_s=400 * DAY_S),
                    make_cookie_entry("c", category=Category.ADVERTISING),
                )
            ),
            (),
        ),
    ),
)
