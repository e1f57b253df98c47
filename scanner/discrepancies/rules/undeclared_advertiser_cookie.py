"""An advertiser's cookie, and no clause on advertising cookies.

Tw 11.7a(1) was not re-checked for this rule: the pointer needs a lawyer's eye.
"""

from collections.abc import Iterable

from scanner.discrepancies.cover import covers_advertiser, declared
from scanner.discrepancies.evidence import find_service
from scanner.discrepancies.examples import (
    DAY_S,
    make_claim,
    make_cookie_entry,
    make_document,
    make_inventory,
    make_service,
)
from scanner.discrepancies.rule import Case, Example, Flag, Rule
from scanner.discrepancies.undeclared import flag_cookies
from scanner.models import Sentence
from scanner.words import Category, ClaimParty, FindingKind, Party, Severity, Verdict


def check(case: Case) -> Iterable[Flag]:
    """The category comes from the catalogue, and the evidence says so."""
    clauses, inventory = declared(case), case.inventory
    found = [
        cookie
        for cookie in inventory.cookies
        if cookie.category is Category.ADVERTISING
        and not any(
            covers_advertiser(clause, cookie, find_service(cookie.service, inventory))
            for clause in clauses
        )
    ]
    what = Sentence(en="advertising cookies", nl="advertentiecookies")
    denials = ("cookies.used", "cookies.advertising")
    return flag_cookies(case, found, "advertising cookies", what, denials)


_SEEN = make_inventory(
    cookies=(
        make_cookie_entry(
            "abid",
            domain="pixel.adbord.example",
            party=Party.THIRD,
            lifetime_s=400 * DAY_S,
            service="adbord",
            category=Category.ADVERTISING,
        ),
    ),
    services=(make_service("adbord", owner="Adbord Inc.", category=Category.ADVERTISING),),
)

RULE = Rule(
    id="undeclared-advertiser-cookie",
    question="Does an advertiser store a cookie while no clause speaks of advertising cookies?",
    severity=Severity.HIGH,
    kind=FindingKind.FACT,
    verdict=Verdict.UNDISCLOSED,
    about=("Tw art. 11.7a(1) (paragraph not re-checked)", "CJEU C-673/17 Planet49"),
    source="CJEU C-673/17: the visitor is told what cookies are for and who gets at them",
    per="document",
    rests_on=frozenset({"cookie"}),
    check=check,
    examples=(
        Example(
            "a text that knows cookies of third parties, not what they are for",
            _SEEN,
            (make_document(make_claim("cookies.third_party", party=ClaimParty.THIRD)),),
            ("adbord",),
        ),
        Example(
            "a clause on advertising cookies",
            _SEEN,
            (make_document(make_claim("cookies.advertising")),),
        ),
        Example(
            "a clause on advertisements that others serve",
            _SEEN,
            (make_document(make_claim("advertising.third_party_served", party=ClaimParty.THIRD)),),
        ),
        Example(
            "a clause on third-party cookies that names the advertiser",
            _SEEN,
            (make_document(make_claim("cookies.third_party", params={"parties": ("Adbord",)})),),
        ),
        Example(
            "an unknown third party is no advertiser",
            make_inventory(
                cookies=(make_cookie_entry("x", domain="cdn.example", party=Party.THIRD),)
            ),
            (make_document(),),
        ),
    ),
)
