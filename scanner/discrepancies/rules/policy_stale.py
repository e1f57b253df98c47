"""The date that the text states is years old, or a newer version of the text exists.

That a text says something else than before is no matter of dates: the report lists such changes.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date

from scanner.discrepancies import evidence
from scanner.discrepancies.cover import declared_here
from scanner.discrepancies.examples import make_claim, make_document, make_inventory
from scanner.discrepancies.guards import can_be_quoted
from scanner.discrepancies.rule import Case, Example, Flag, Rule
from scanner.models import Document, Sentence
from scanner.words import (
    DocumentSource,
    FindingKind,
    PolicyKind,
    PolicyStatus,
    Severity,
    Verdict,
)

YEARS = 5  # a choice: no provision gives a figure


def check(case: Case) -> Iterable[Flag]:
    """A text without a date is never called old; one of a month or year counts from its end."""
    stated = _stated(case.policy)
    if stated is None:
        return
    newer = next((other for other in case.documents if _replaces(other, case.policy)), None)
    years = _years_before(_last_day(stated), _day_of_visit(case))
    if newer is None and years < YEARS:
        return
    documents = (case.policy, newer) if newer else (case.policy,)
    yield Flag(
        subject="date",
        sentence=_sentence(stated, newer, years),
        evidence=tuple(map(evidence.of_document, documents)),
        claim=next((c for c in declared_here(case) if c.type == "policy.last_changed"), None),
    )


def _sentence(stated: str, newer: Document | None, years: int) -> Sentence:
    if newer:
        title = evidence.title_of(newer)
        return Sentence(
            en=f"The policy is of {stated}; there is a newer version, of {_stated(newer)}: "
            f"{title.en}.",
            nl=f"Het beleid is van {stated}; er is een nieuwere versie, van {_stated(newer)}: "
            f"{title.nl}.",
        )
    return Sentence(
        en=f"The policy says that it was last changed in {stated}, {years} years before the visit.",
        nl=f"Het beleid zegt dat het voor het laatst in {stated} is gewijzigd, {years} jaar voor "
        "het bezoek.",
    )


def _replaces(other: Document, policy: Document) -> bool:
    """Tell whether a document is a later version of another: a text on cookies is none."""
    then, now = _stated(policy), _stated(other)
    if other is policy or then is None or now is None or not can_be_quoted(other):
        return False
    if PolicyKind.COOKIES in (policy.kind, other.kind):
        return False
    same = other.organisation == policy.organisation
    found = other.source is DocumentSource.LIVE and policy.source is DocumentSource.PINNED
    return (same or found) and _first_day(now) > _last_day(then)


def _stated(document: Document) -> str | None:
    claims = (c.params.get("date") for c in document.claims if c.type == "policy.last_changed")
    return document.date or next((text for text in claims if isinstance(text, str)), None)


def _first_day(stated: str) -> date:
    return date.fromisoformat(stated + "-01-01"[len(stated) - 4 :])


def _last_day(stated: str) -> date:
    first = _first_day(stated)
    if len(stated) == len("YYYY"):
        return first.replace(month=12, day=31)
    if len(stated) == len("YYYY-MM"):
        return first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return first


def _day_of_visit(case: Case) -> date:
    return max(visit.started_at for visit in case.inventory.visits).date()


def _years_before(then: date, now: date) -> int:
    return now.year - then.year - ((now.month, now.day) < (then.month, then.day))


def _dated(stated: str | None, id: str = "winkel-policy") -> Document:
    return make_document(id=id).model_copy(update={"date": stated})


_SEEN = make_inventory()  # visited on 21 November 2026

RULE = Rule(
    id="policy-stale",
    question=Sentence(
        en="Is the text years old by its own date, or is there a newer version?",
        nl="Is de tekst volgens zijn eigen datum jaren oud, of is er een nieuwere versie?",
    ),
    severity=Severity.LOW,
    kind=FindingKind.FACT,
    verdict=Verdict.OPEN,
    about=("GDPR art. 12(1)",),
    source="GDPR 12(1): what visitors are told is to be of use to them; the date is the text's own",
    per="document",
    rests_on=frozenset({"document"}),
    check=check,
    examples=(
        Example("eight years old", _SEEN, (_dated("2018-11-26"),), ("date",)),
        Example("five years to the day", _SEEN, (_dated("2021-11-21"),), ("date",)),
        Example(
            "the date stands in a clause",
            _SEEN,
            (make_document(make_claim("policy.last_changed", params={"date": "2019"})),),
            ("date",),
        ),
        Example(
            "a later version of the same organisation",
            _SEEN,
            (_dated("2024-01-01"), _dated("2026-02", "new")),
            ("date",),
        ),
        Example(
            "the site shows a later version than the one that was pinned",
            _SEEN,
            (
                _dated("2024-01-01"),
                _dated("2026-02", "live").model_copy(
                    update={"source": DocumentSource.LIVE, "organisation": "Kraam"}
                ),
            ),
            ("date",),
        ),
        Example("a day less than five years", _SEEN, (_dated("2021-11-22"),)),
        Example("a year that ended less than five years ago", _SEEN, (_dated("2021"),)),
        Example("no date", _SEEN, (_dated(None),)),
        Example(
            "the other version says no day that is surely later",
            _SEEN,
            (_dated("2024-06-01"), _dated("2024", "new")),
        ),
        Example(
            "a later text on cookies, which is no version of this one",
            _SEEN,
            (
                _dated("2024-01-01"),
                _dated("2026-02", "cookies").model_copy(update={"kind": PolicyKind.COOKIES}),
            ),
        ),
        Example(
            "a later text that was not read",
            _SEEN,
            (
                _dated("2024-01-01"),
                _dated("2026-02", "new").model_copy(update={"status": PolicyStatus.PARTIAL}),
            ),
        ),
    ),
)
