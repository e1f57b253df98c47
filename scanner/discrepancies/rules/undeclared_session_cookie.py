"""A session cookie of the site itself that no clause covers."""

from scanner.discrepancies.cover import covers_kind
from scanner.discrepancies.examples import (
    DAY_S,
    make_claim,
    make_cookie_entry,
    make_document,
    make_inventory,
)
from scanner.discrepancies.guards import is_third_party
from scanner.discrepancies.rule import Example, Rule
from scanner.discrepancies.undeclared import Undeclared
from scanner.models import CookieEntry, Sentence
from scanner.words import FindingKind, Party, Polarity, Severity, Verdict


# Third parties' cookies have rules of their own.
def _is_own_session_cookie(cookie: CookieEntry) -> bool:
    return cookie.session and not is_third_party(cookie)


_SEEN = make_inventory(cookies=(make_cookie_entry("sid"),))

RULE = Rule(
    id="undeclared-session-cookie",
    question=Sentence(
        en="Does the site store a session cookie that no clause covers?",
        nl="Plaatst de site een sessiecookie die geen bepaling dekt?",
    ),
    severity=Severity.MEDIUM,
    kind=FindingKind.FACT,
    verdict=Verdict.UNDISCLOSED,
    about=("ePrivacy Directive art. 5(3)", "CJEU C-673/17 Planet49"),
    source="CJEU C-673/17: the visitor is told how long each cookie works",
    per="document",
    rests_on=frozenset({"cookie"}),
    check=Undeclared(
        what=Sentence(en="session cookies", nl="sessiecookies"),
        is_meant=_is_own_session_cookie,
        covers=covers_kind,
        denials=("cookies.used", "cookies.session", "cookies.first_party"),
    ),
    examples=(
        Example("a text that says nothing", _SEEN, (make_document(),), ("session cookies",)),
        Example(
            "a text that knows persistent cookies only",
            _SEEN,
            (make_document(make_claim("cookies.persistent")),),
            ("session cookies",),
        ),
        Example(
            "a text that says there are none",
            _SEEN,
            (make_document(make_claim("cookies.used", Polarity.DENIES)),),
            ("session cookies",),
        ),
        Example(
            "a clause on cookies in general", _SEEN, (make_document(make_claim("cookies.used")),)
        ),
        Example("a clause on the kind", _SEEN, (make_document(make_claim("cookies.session")),)),
        Example(
            "the cookie by name",
            _SEEN,
            (make_document(make_claim("cookies.named", params={"name": "s*"})),),
        ),
        Example(
            "only a persistent and a third-party cookie",
            make_inventory(
                cookies=(
                    make_cookie_entry("id", lifetime_s=DAY_S),
                    make_cookie_entry("x", domain="cdn.example", party=Party.THIRD),
                )
            ),
            (make_document(),),
        ),
    ),
)
