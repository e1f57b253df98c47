"""Something stored serves a purpose that lies outside those that the text lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from scanner.discrepancies import evidence
from scanner.discrepancies.cover import (
    COOKIE_KIND,
    covers_advertiser,
    covers_key,
    covers_name,
    declared,
    declared_here,
    unread_note,
)
from scanner.discrepancies.examples import (
    make_claim,
    make_cookie_entry,
    make_document,
    make_inventory,
    make_service,
    make_storage_entry,
)
from scanner.discrepancies.guards import is_non_essential
from scanner.discrepancies.non_essential import PURPOSE
from scanner.discrepancies.observed import CATEGORY_OF
from scanner.discrepancies.rule import Case, Example, Flag, Rule
from scanner.discrepancies.special import asked_categories
from scanner.models import Claim, CookieEntry, Evidence, Inventory, Sentence, StorageEntry
from scanner.words import Category, FindingKind, Severity, Verdict

Entry: TypeAlias = CookieEntry | StorageEntry

_PURPOSES = {
    "performance": Category.ANALYTICS,
    "site_improvement": Category.ANALYTICS,
    "ab_testing": Category.ANALYTICS,
    "affiliate": Category.ADVERTISING,
    "embedded_media": Category.SOCIAL_MEDIA,
}
_ROLES = {
    "analytics": Category.ANALYTICS,
    "advertising": Category.ADVERTISING,
    "social": Category.SOCIAL_MEDIA,
}
_ANYWHERE = {
    "usage_data.collected": Category.ANALYTICS,
    "advertising.targeted": Category.ADVERTISING,
    "advertising.third_party_served": Category.ADVERTISING,
}
# How much a purpose asks of the visitor: a row that names a graver one than was seen is no matter.
_WEIGHT = {
    Category.NECESSARY: 0,
    Category.PREFERENCES: 1,
    Category.ANALYTICS: 2,
    Category.SOCIAL_MEDIA: 3,
    Category.ADVERTISING: 3,
}


def check(case: Case) -> Iterable[Flag]:
    """Only for a text that lists purposes; the category comes from the catalogue."""
    note = unread_note(case)
    groups: dict[str, list[tuple[Entry, Claim | None]]] = defaultdict(list)
    for entry, row in _outside(case):
        groups[entry.service or _name(entry)].append((entry, row))
    for subject in sorted(groups):
        found = [entry for entry, _ in groups[subject]]
        yield Flag(
            subject=subject,
            sentence=_sentence(subject, found, case.inventory),
            evidence=tuple(map(_evidence, found)),
            claim=next((row for _, row in groups[subject] if row), _first_purpose(case)),
            note=note,
        )


def _outside(case: Case) -> Iterator[tuple[Entry, Claim | None]]:
    """Yield what serves another purpose than a text says, with the row that says otherwise."""
    clauses = declared(case)
    listed = {category for claim in clauses for category in _categories(claim)}
    lists = _first_purpose(case) is not None
    stored: tuple[Entry, ...] = (*case.inventory.cookies, *case.inventory.storage)
    for entry in filter(is_non_essential, stored):
        rows = [claim for claim in clauses if _is_row_of(claim, entry)]
        if rows:
            if all(_is_lighter(claim, entry.category) for claim in rows):
                here = [claim for claim in rows if claim in case.policy.claims]
                yield from ((entry, claim) for claim in here[:1])
        elif lists and entry.category not in listed and not _is_advertisers(entry, clauses, case):
            yield entry, None


def _first_purpose(case: Case) -> Claim | None:
    kinds = {*COOKIE_KIND.values(), "cookies.purpose"}
    return next((claim for claim in declared_here(case) if claim.type in kinds), None)


def _categories(claim: Claim) -> frozenset[Category]:
    if claim.type == "consent.required":
        return asked_categories(claim)
    purpose = claim.params.get("purpose")
    if claim.type == "cookies.named" and isinstance(purpose, str):
        return frozenset({Category(purpose)})
    word = {
        "cookies.purpose": _PURPOSES.get(str(purpose)),
        "tracking.third_party": _ROLES.get(str(claim.params.get("role"))),
        **_ANYWHERE,
        **CATEGORY_OF,
    }.get(claim.type)
    return frozenset(filter(None, [word]))


def _is_row_of(claim: Claim, entry: Entry) -> bool:
    if claim.params.get("purpose") in (None, "unclassified"):
        return False
    if isinstance(entry, CookieEntry):
        return covers_name(claim, entry)
    return covers_key(claim, entry)


def _is_lighter(row: Claim, seen: Category) -> bool:
    return _WEIGHT[Category(str(row.params["purpose"]))] < _WEIGHT[seen]


def _is_advertisers(entry: Entry, clauses: Iterable[Claim], case: Case) -> bool:
    """Tell whether it is an advertiser's cookie that ``undeclared-advertiser-cookie`` flags."""
    if not isinstance(entry, CookieEntry) or entry.category is not Category.ADVERTISING:
        return False
    service = evidence.find_service(entry.service, case.inventory)
    return not any(covers_advertiser(clause, entry, service) for clause in clauses)


def _sentence(subject: str, found: list[Entry], inventory: Inventory) -> Sentence:
    whose = evidence.label_of(subject, inventory)
    kinds = [
        PURPOSE[category] for category in PURPOSE if any(category == e.category for e in found)
    ]
    listed = ", ".join(map(_name, found))
    return Sentence(
        en=f"{whose} stored {listed} for {' and '.join(kind.en for kind in kinds)}, which is not "
        "among the purposes that the policy gives.",
        nl=f"{whose} sloeg {listed} op voor {' en '.join(kind.nl for kind in kinds)}, wat niet "
        "hoort bij de doelen die het beleid noemt.",
    )


def _name(entry: Entry) -> str:
    return entry.name if isinstance(entry, CookieEntry) else entry.key


def _evidence(entry: Entry) -> Evidence:
    if isinstance(entry, CookieEntry):
        return evidence.of_cookie(entry)
    return evidence.of_storage(entry)


_ML_ID = make_cookie_entry("_ml_id", service="meetlat", category=Category.ANALYTICS)
_LIKES = make_cookie_entry("likes", service="vrienden", category=Category.SOCIAL_MEDIA)
_SEEN = make_inventory(
    cookies=(_ML_ID, _LIKES),
    services=(make_service(), make_service("vrienden", category=Category.SOCIAL_MEDIA)),
)
_NEEDED = make_claim("cookies.necessary")
_ROW = make_claim("cookies.named", params={"name": "_ml_id", "purpose": "necessary"})

RULE = Rule(
    id="purpose-not-declared",
    question=Sentence(
        en="Does something stored serve a purpose outside those that the text lists?",
        nl="Dient iets wat wordt opgeslagen een doel buiten die welke de tekst opsomt?",
    ),
    severity=Severity.HIGH,
    kind=FindingKind.JUDGMENT,
    verdict=Verdict.OPEN,
    about=("GDPR art. 5(1)(b)",),
    source="GDPR 5(1)(b): purposes are specified; what something is for is the catalogue's word",
    per="document",
    rests_on=frozenset({"cookie", "storage"}),
    check=check,
    examples=(
        Example(
            "only needed cookies are spoken of",
            _SEEN,
            (make_document(_NEEDED),),
            ("meetlat", "vrienden"),
        ),
        Example(
            "measuring is among the purposes, social media are not",
            _SEEN,
            (make_document(make_claim("cookies.analytics")),),
            ("vrienden",),
        ),
        Example(
            "the table calls an analytics cookie necessary",
            make_inventory(cookies=(_ML_ID,), services=(make_service(),)),
            (make_document(make_claim("cookies.analytics"), _ROW),),
            ("meetlat",),
        ),
        Example(
            "an item in localStorage",
            make_inventory(
                storage=(make_storage_entry("ml", service="meetlat", category=Category.ANALYTICS),)
            ),
            (make_document(_NEEDED),),
            ("meetlat",),
        ),
        Example(
            "the table calls it something graver",
            make_inventory(cookies=(_ML_ID,)),
            (
                make_document(
                    _NEEDED,
                    make_claim(
                        "cookies.named", params={"name": "_ml_id", "purpose": "advertising"}
                    ),
                ),
            ),
        ),
        Example(
            "a clause on improving the site covers measuring",
            make_inventory(cookies=(_ML_ID,)),
            (
                make_document(
                    _NEEDED, make_claim("cookies.purpose", params={"purpose": "site_improvement"})
                ),
            ),
        ),
        Example(
            "the table has the purpose for another cookie",
            make_inventory(cookies=(_ML_ID,)),
            (
                make_document(
                    _NEEDED,
                    make_claim("cookies.named", params={"name": "teller", "purpose": "analytics"}),
                ),
            ),
        ),
        Example(
            "another document of the site gives the purpose",
            make_inventory(cookies=(_ML_ID,)),
            (
                make_document(_NEEDED),
                make_document(make_claim("cookies.analytics"), id="cookies"),
            ),
        ),
        Example(
            "an advertiser's cookie, which has a rule of its own",
            make_inventory(cookies=(make_cookie_entry("abid", category=Category.ADVERTISING),)),
            (make_document(_NEEDED),),
        ),
        Example(
            "a text that lists no purposes", _SEEN, (make_document(make_claim("cookies.used")),)
        ),
        Example(
            "a cookie of unknown purpose",
            make_inventory(cookies=(make_cookie_entry("x"),)),
            (make_document(_NEEDED),),
        ),
    ),
)
