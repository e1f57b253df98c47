"""The text tells of a CAPTCHA, and not of what the CAPTCHA stores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scanner.discrepancies import evidence
from scanner.discrepancies.cover import (
    covers_item,
    covers_third_party,
    declared,
    declared_here,
    is_called,
    named_in,
    unread_note,
)
from scanner.discrepancies.examples import (
    make_captcha_entry,
    make_claim,
    make_cookie_entry,
    make_document,
    make_inventory,
    make_service,
    make_storage_entry,
)
from scanner.discrepancies.rule import Case, Example, Flag, Rule
from scanner.models import Claim, Evidence, Sentence, Service
from scanner.words import Category, FindingKind, Party, Severity, Verdict


def check(case: Case) -> Iterable[Flag]:
    """A CAPTCHA that no clause speaks of has a rule of its own."""
    for captcha in case.inventory.captchas:
        service = evidence.find_service(captcha.service, case.inventory)
        claim = _find_clause(case, service)
        items = tuple(_stored(case, service)) if claim else ()
        if claim is None or service is None or not items:
            continue
        listed = ", ".join(item.subject for item in items)
        yield Flag(
            subject=captcha.service,
            sentence=Sentence(
                en=f"The policy tells of the CAPTCHA {service.name} ({service.owner}) and not that "
                f"it stores {listed}.",
                nl=f"Het beleid vertelt van de CAPTCHA {service.name} ({service.owner}) en niet "
                f"dat die {listed} opslaat.",
            ),
            evidence=(evidence.of_captcha(captcha), *items),
            claim=claim,
            note=unread_note(case),
        )


def _find_clause(case: Case, service: Service | None) -> Claim | None:
    return next(
        (
            claim
            for claim in declared_here(case)
            if claim.type == "captcha.service" and _is_on(claim, service)
        ),
        None,
    )


def _is_on(claim: Claim, service: Service | None) -> bool:
    named = named_in(claim)
    return not named or (service is not None and any(is_called(name, service) for name in named))


def _stored(case: Case, service: Service | None) -> Iterator[Evidence]:
    """Yield what a CAPTCHA stored and no clause speaks of."""
    clauses = declared(case)
    for cookie in case.inventory.cookies:
        covered = any(covers_third_party(clause, cookie, service) for clause in clauses)
        if service and cookie.service == service.id and not covered:
            yield evidence.of_cookie(cookie)
    for item in case.inventory.storage:
        covered = any(covers_item(clause, item) for clause in clauses)
        if service and item.service == service.id and not covered:
            yield evidence.of_storage(item)


_SAYS = make_claim("captcha.service", params={"service": "geenrobot"})
_COOKIE = make_cookie_entry(
    "_GEENROBOT", domain="www.geenrobot.example", party=Party.THIRD, service="geenrobot"
)
_SEEN = make_inventory(
    captchas=(make_captcha_entry(),),
    cookies=(_COOKIE,),
    storage=(make_storage_entry("geenrobot.sleutel", service="geenrobot"),),
    services=(make_service("geenrobot", category=Category.UNCLASSIFIED),),
)

RULE = Rule(
    id="captcha-more-than-declared",
    question=Sentence(
        en="Does a CAPTCHA that the text tells of store more than the text says?",
        nl="Slaat een CAPTCHA die de tekst noemt meer op dan de tekst zegt?",
    ),
    severity=Severity.LOW,
    kind=FindingKind.JUDGMENT,
    verdict=Verdict.UNDISCLOSED,
    about=("GDPR art. 12(1)",),
    source="GDPR 12(1): what visitors are told is clear; what a CAPTCHA stores is part of it",
    per="document",
    rests_on=frozenset({"cookie", "storage"}),
    check=check,
    examples=(
        Example("named, not what it stores", _SEEN, (make_document(_SAYS),), ("geenrobot",)),
        Example(
            "a clause on third-party cookies leaves the stored item",
            _SEEN,
            (make_document(_SAYS, make_claim("cookies.third_party")),),
            ("geenrobot",),
        ),
        Example(
            "clauses on both",
            _SEEN,
            (
                make_document(
                    _SAYS, make_claim("cookies.third_party"), make_claim("storage.web_storage")
                ),
            ),
        ),
        Example("a text that names no CAPTCHA", _SEEN, (make_document(),)),
        Example(
            "one that stores nothing",
            make_inventory(
                captchas=(make_captcha_entry(),),
                services=(make_service("geenrobot", category=Category.UNCLASSIFIED),),
            ),
            (make_document(_SAYS),),
        ),
    ),
)
