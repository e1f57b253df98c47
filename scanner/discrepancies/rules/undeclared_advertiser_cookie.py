"""An advertiser's cookie, and no clause on advertising cookies.

Tw 11.7a(1) was not re-checked for this rule: the pointer needs a lawyer's eye.
"""

from scanner.discrepancies.cover import covers_advertiser
from scanner.discrepancies.examples import (
    DAY_S,
    make_claim,
    make_cookie_entry,
    make_document,
    make_inventory,
    make_service,
)
from scanner.discrepancies.rule import Example, Rule
from scanner.discrepancies.undeclared import Undeclared
from scanner.models import CookieEntry, Sentence
from scanner.words import Category, ClaimParty, FindingKind, Party, Severity, Verdict


# The category comes from the catalogue, and the evidence says so.
def _is_advertisers(cookie: CookieEntry) -> bool:
    return cookie.category is Category.ADVERTISING


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
    question=Sentence(
        en="Does an advertiser store a cookie while no clause speaks of advertising cookies?",
        nl="Plaatst een adverteerder een cookie, en gaat geen bepaling over reclamecookies?",
    ),
    severity=Severity.HIGH,
    kind=FindingKind.FACT,
    verdict=Verdict.UNDISCLOSED,
    about=("Tw art. 11.7a(1) (paragraph not re-checked)", "CJEU C-673/17 Planet49"),
    source="CJEU C-673/17: the visitor is told what cookies are for and who gets at them",
    per="document",
    rests_on=frozenset({"cookie"}),
    check=Undeclared(
        what=Sentence(en="advertising cookies", nl="advertentiecookies"),
        is_meant=_is_advertisers,
        covers=covers_advertiser,
        denials=("cookies.used", "cookies.advertising"),
    ),
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
