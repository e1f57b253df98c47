"""A cookie stored by a third party, and no clause on third-party cookies.

Tw 11.7a(1) was not re-checked for this rule: the pointer needs a lawyer's eye.
"""

from scanner.discrepancies.cover import covers_third_party
from scanner.discrepancies.examples import (
    DAY_S,
    make_claim,
    make_cookie_entry,
    make_document,
    make_inventory,
    make_service,
    make_tracker_entry,
)
from scanner.discrepancies.guards import is_third_party
from scanner.discrepancies.rule import Example, Rule
from scanner.discrepancies.undeclared import Undeclared
from scanner.models import Sentence
from scanner.words import Category, ClaimParty, FindingKind, Party, Severity, Verdict

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
        make_cookie_entry("x", domain="cdn.example", party=Party.THIRD),
    ),
    services=(make_service("adbord", owner="Adbord Inc.", category=Category.ADVERTISING),),
)

RULE = Rule(
    id="undeclared-third-party-cookie",
    question=Sentence(
        en="Does a third party store a cookie while no clause speaks of third-party cookies?",
        nl="Plaatst een derde een cookie, en gaat geen bepaling over cookies van derden?",
    ),
    severity=Severity.HIGH,
    kind=FindingKind.FACT,
    verdict=Verdict.UNDISCLOSED,
    about=("Tw art. 11.7a(1) (paragraph not re-checked)", "CJEU C-673/17 Planet49"),
    source="CJEU C-673/17: the visitor is told whether third parties get access to cookies",
    per="document",
    rests_on=frozenset({"cookie"}),
    # A clause that names the service as a recipient does not yet say that it stores cookies.
    check=Undeclared(
        what=Sentence(en="third-party cookies", nl="cookies van derden"),
        is_meant=is_third_party,
        covers=covers_third_party,
        denials=("cookies.used", "cookies.third_party"),
    ),
    examples=(
        Example(
            "a text that speaks of cookies of its own only",
            _SEEN,
            (make_document(make_claim("cookies.used")),),
            ("adbord", "cdn.example"),
        ),
        Example(
            "a clause on advertisers' cookies covers the advertiser's",
            _SEEN,
            (make_document(make_claim("cookies.advertising", party=ClaimParty.ADVERTISER)),),
            ("cdn.example",),
        ),
        Example(
            "the service is named as a recipient, not as one that stores cookies",
            _SEEN,
            (make_document(make_claim("tracking.third_party", params={"service": "adbord"})),),
            ("adbord", "cdn.example"),
        ),
        Example(
            "a clause on third-party cookies",
            _SEEN,
            (make_document(make_claim("cookies.third_party", party=ClaimParty.THIRD)),),
        ),
        Example(
            "a third party that is called and stores nothing",
            make_inventory(trackers=(make_tracker_entry(),), services=(make_service(),)),
            (make_document(),),
        ),
        Example(
            "only a cookie of the site itself",
            make_inventory(cookies=(make_cookie_entry("sid"),)),
            (make_document(),),
        ),
    ),
)
