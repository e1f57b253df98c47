"""A sign-in or session cookie lacks Secure or HttpOnly, and the text promises encryption."""

from __future__ import annotations

import re
from collections.abc import Iterable

from scanner.discrepancies import evidence
from scanner.discrepancies.cover import declared_here
from scanner.discrepancies.examples import (
    make_claim,
    make_cookie_entry,
    make_document,
    make_inventory,
)
from scanner.discrepancies.guards import is_non_essential, is_third_party
from scanner.discrepancies.rule import Case, Example, Flag, Rule
from scanner.models import CookieEntry, Sentence
from scanner.words import Category, FindingKind, Party, SetVia, Severity, Verdict

# By its name alone a cookie is told to keep a session or a sign-in. What guards against forged
# requests is meant to be read by the page.
_KEEPS_SESSION = re.compile(
    r"sess|(?:^|[._-])sid$|auth|login|signin|aanmeld|inlog|jwt|remember", re.I
)
_MEANT_TO_BE_READ = re.compile(r"csrf|xsrf", re.I)


def check(case: Case) -> Iterable[Flag]:
    """A script's cookie cannot be HttpOnly, so only those that came by HTTP are asked for it."""
    claim = next((c for c in declared_here(case) if c.type == "security.encryption"), None)
    if claim is None or claim.params.get("what") == "at_rest":
        return
    lacking = [(c, _lacks(c)) for c in case.inventory.cookies if _keeps_session(c)]
    found = [(cookie, flags) for cookie, flags in lacking if flags]
    if not found:
        return
    en = ", ".join(f"{cookie.name} without {' and '.join(flags)}" for cookie, flags in found)
    nl = ", ".join(f"{cookie.name} zonder {' en '.join(flags)}" for cookie, flags in found)
    yield Flag(
        subject="session cookies",
        sentence=Sentence(
            en=f"The policy promises encryption, yet the site stores {en}.",
            nl=f"Het beleid belooft versleuteling, toch slaat de site {nl} op.",
        ),
        evidence=tuple(evidence.of_cookie(cookie) for cookie, _ in found),
        claim=claim,
    )


def _keeps_session(cookie: CookieEntry) -> bool:
    named = _KEEPS_SESSION.search(cookie.name) and not _MEANT_TO_BE_READ.search(cookie.name)
    return bool(named) and not is_third_party(cookie) and not is_non_essential(cookie)


def _lacks(cookie: CookieEntry) -> list[str]:
    by_http = cookie.set_by.via is SetVia.HTTP
    secure = [] if cookie.secure else ["Secure"]
    return [*secure, *(["HttpOnly"] if by_http and not cookie.http_only else [])]


def _cookie(name: str = "PHPSESSID", *, secure: bool, http_only: bool) -> CookieEntry:
    flags = {"secure": secure, "http_only": http_only}
    return make_cookie_entry(name).model_copy(update=flags)


_PROMISE = make_claim("security.encryption", params={"what": "transport"})
_BARE = make_inventory(cookies=(_cookie(secure=False, http_only=False),))

RULE = Rule(
    id="cookie-flags",
    question=Sentence(
        en="Does a session cookie lack Secure or HttpOnly although encryption is promised?",
        nl="Mist een sessiecookie Secure of HttpOnly, hoewel versleuteling is beloofd?",
    ),
    severity=Severity.LOW,
    kind=FindingKind.FACT,
    verdict=Verdict.OPEN,
    about=("GDPR art. 32",),
    source="GDPR art. 32; RFC 6265 4.1.2.5 and 4.1.2.6 say what the two are for",
    per="document",
    rests_on=frozenset({"cookie"}),
    check=check,
    examples=(
        Example("neither", _BARE, (make_document(_PROMISE),), ("session cookies",)),
        Example(
            "Secure, and open to scripts",
            make_inventory(cookies=(_cookie("hh_sessie", secure=True, http_only=False),)),
            (make_document(_PROMISE),),
            ("session cookies",),
        ),
        Example(
            "both",
            make_inventory(cookies=(_cookie(secure=True, http_only=True),)),
            (make_document(_PROMISE),),
        ),
        Example("a text that promises nothing", _BARE, (make_document(),)),
        Example(
            "encryption of what is kept",
            _BARE,
            (make_document(make_claim("security.encryption", params={"what": "at_rest"})),),
        ),
        Example(
            "a cookie for the language, a token the page must read, and others' cookies",
            make_inventory(
                cookies=(
                    _cookie("taal", secure=False, http_only=False),
                    _cookie("XSRF-session", secure=False, http_only=False),
                    make_cookie_entry("sess", domain="cdn.example", party=Party.THIRD),
                    make_cookie_entry("ml_sess", category=Category.ANALYTICS),
                )
            ),
            (make_document(_PROMISE),),
        ),
    ),
)
