"""Cookies that the text lets begin at sign-in are stored on an anonymous visit."""

from collections.abc import Iterable

from scanner.discrepancies import evidence
from scanner.discrepancies.cover import speaks_of
from scanner.discrepancies.examples import (
    AFTER_ACCEPT,
    DAY_S,
    make_claim,
    make_cookie_entry,
    make_document,
    make_inventory,
)
from scanner.discrepancies.guards import find_before_choice, is_non_essential, is_third_party
from scanner.discrepancies.rule import Case, Example, Flag, Rule
from scanner.dutch import in_both
from scanner.models import Claim, Sentence
from scanner.words import Category, FindingKind, Polarity, Severity, Verdict


def check(case: Case) -> Iterable[Flag]:
    """Only the site's own cookies: a clause on its own system is not about others'.

    Where the clause can be read in more ways than one, the finding is left open and shows them.
    """
    found = [
        cookie
        for cookie in case.inventory.cookies
        if not is_third_party(cookie) and find_before_choice(cookie.moments)
    ]
    for claim in case.policy.claims:
        if not _is_about_sign_in(claim) or not speaks_of(claim, case.site) or not found:
            continue
        count, open_ = evidence.cookies(found), len(claim.readings) > 1
        one = len(found) == 1
        yield Flag(
            subject="cookies before sign-in",
            sentence=Sentence(
                en=f"The policy says that cookies are issued at sign-in, yet {count.en} "
                f"{'was' if one else 'were'} stored on a visit that never signed in.",
                nl=f"Het beleid zegt dat cookies bij het aanmelden worden uitgegeven, toch "
                f"{'werd' if one else 'werden'} {count.nl} opgeslagen bij een bezoek zonder "
                "aanmelding.",
            ),
            evidence=tuple(map(evidence.of_cookie, found)),
            claim=claim,
            severity=Severity.HIGH if any(map(is_non_essential, found)) else Severity.LOW,
            verdict=Verdict.OPEN if open_ else None,
            note=_note(claim) if open_ else None,
        )
        return


def _is_about_sign_in(claim: Claim) -> bool:
    return (
        claim.type == "cookies.issued_when"
        and claim.polarity is Polarity.DECLARES
        and claim.params.get("event") == "sign_in"
    )


def _note(claim: Claim) -> Sentence:
    ways, listed = len(claim.readings), in_both(" / ".join(claim.readings))
    return Sentence(
        en=f"The clause can be read in {ways} ways; a person decides: {listed.en}.",
        nl=f"De clausule is op {ways} manieren te lezen; een mens beslist: {listed.nl}.",
    )


_AT_SIGN_IN = make_claim("cookies.issued_when", params={"event": "sign_in"})
_TWO_READINGS = make_claim(
    "cookies.issued_when", params={"event": "sign_in"}, readings=("signs in", "arrives")
)
_SEEN = make_inventory(cookies=(make_cookie_entry("sid"),))

RULE = Rule(
    id="before-sign-in",
    question=Sentence(
        en="Is a cookie that the text lets begin at sign-in stored before it?",
        nl="Wordt een cookie die volgens de tekst bij het inloggen komt, eerder opgeslagen?",
    ),
    severity=Severity.LOW,
    kind=FindingKind.JUDGMENT,
    verdict=Verdict.CONTRADICTED,
    about=("GDPR art. 5(1)(a)",),
    source="the policy's own statement; the moment is a fact, the reading of the clause is not",
    per="document",
    rests_on=frozenset({"cookie"}),
    check=check,
    examples=(
        Example(
            "a cookie on the first visit",
            _SEEN,
            (make_document(_AT_SIGN_IN),),
            ("cookies before sign-in",),
        ),
        Example(
            "a clause with two readings, and an analytics cookie",
            make_inventory(
                cookies=(
                    make_cookie_entry("_ml_id", lifetime_s=DAY_S, category=Category.ANALYTICS),
                )
            ),
            (make_document(_TWO_READINGS),),
            ("cookies before sign-in",),
        ),
        Example("a clause on the first visit", _SEEN, (make_document(make_claim()),)),
        Example(
            "a cookie that came after a choice",
            make_inventory(cookies=(make_cookie_entry("sid", moments=AFTER_ACCEPT),)),
            (make_document(_AT_SIGN_IN),),
        ),
        Example("no cookie at all", make_inventory(), (make_document(_AT_SIGN_IN),)),
    ),
)
