"""A persistent cookie of the site itself that no clause covers."""

from scanner.discrepancies.cover import covers_kind
from scanner.discrepancies.examples import (
    DAY_S,
    make_claim,
    make_cookie_entry,
    make_document,
    make_inventory,
    make_service,
)
from scanner.discrepancies.guards import is_third_party
from scanner.discrepancies.rule import Example, Rule
from scanner.discrepancies.undeclared import Undeclared
from scanner.models import CookieEntry, Sentence
from scanner.words import Category, FindingKind, Severity, Verdict


# Third parties' cookies have rules of their own.
def _is_own_persistent_cookie(cookie: CookieEntry) -> bool:
    return not cookie.session and not is_third_party(cookie)


_SEEN = make_inventory(
    cookies=(
        make_cookie_entry("lang", lifetime_s=30 * DAY_S),
        make_cookie_entry(
            "_ml_id", lifetime_s=395 * DAY_S, service="meetlat", category=Category.ANALYTICS
        ),
    ),
    services=(make_service("meetlat"),),
)

RULE = Rule(
    id="undeclared-persistent-cookie",
    question=Sentence(
        en="Does the site store a persistent cookie that no clause covers?",
        nl="Plaatst de site een blijvende cookie die geen bepaling dekt?",
    ),
    severity=Severity.MEDIUM,
    kind=FindingKind.FACT,
    verdict=Verdict.UNDISCLOSED,
    about=("ePrivacy Directive art. 5(3)", "CJEU C-673/17 Planet49"),
    source="CJEU C-673/17: the visitor is told how long each cookie works",
    per="document",
    rests_on=frozenset({"cookie"}),
    check=Undeclared(
        what=Sentence(en="persistent cookies", nl="permanente cookies"),
        is_meant=_is_own_persistent_cookie,
        covers=covers_kind,
        denials=("cookies.used", "cookies.persistent", "cookies.first_party"),
    ),
    examples=(
        Example(
            "a text that says nothing: one flag a service, one for the site's own",
            _SEEN,
            (make_document(),),
            ("meetlat", "persistent cookies"),
        ),
        Example(
            "a clause on analytics cookies covers those alone",
            _SEEN,
            (make_document(make_claim("cookies.analytics")),),
            ("persistent cookies",),
        ),
        Example("a clause on the kind", _SEEN, (make_document(make_claim("cookies.persistent")),)),
        Example(
            "another document of the site declares them",
            _SEEN,
            (make_document(), make_document(make_claim("cookies.used"), id="cookie-policy")),
        ),
        Example(
            "only a session cookie",
            make_inventory(cookies=(make_cookie_entry("sid"),)),
            (make_document(),),
        ),
    ),
)
