"""A cookie lives longer than the text says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scanner.discrepancies.cover import covers_name, declared_here
from scanner.discrepancies.examples import (
    DAY_S,
    make_claim,
    make_cookie_entry,
    make_document,
    make_inventory,
    make_service,
)
from scanner.discrepancies.lifetimes import (
    Group,
    find_unlike,
    flag_cookies,
    length_of,
    meant,
    stated,
)
from scanner.discrepancies.rule import Case, Example, Flag, Rule
from scanner.models import Claim, CookieEntry, Sentence
from scanner.words import FindingKind, Modality, Severity, Verdict


def check(case: Case) -> Iterable[Flag]:
    """A row that names a cookie goes before a clause on all of them; any row that holds, holds."""
    return flag_cookies(_too_long(case), _sentence)


def _too_long(case: Case) -> Iterator[tuple[CookieEntry, Claim]]:
    limits = [claim for claim in declared_here(case) if _is_limit(claim)]
    for cookie in case.inventory.cookies:
        rows = [claim for claim in limits if covers_name(claim, cookie)]
        asked = rows or [
            c for c in limits if c.type != "cookies.named" and cookie in meant(c, case)
        ]
        if asked and all(find_unlike(claim, (cookie,)) for claim in asked):
            yield cookie, asked[0]


def _is_limit(claim: Claim) -> bool:
    """Tell whether a clause says how long at most; ``session`` has a rule of its own."""
    said = stated(claim)
    plain = claim.modality is not Modality.MAY and claim.params.get("op") != "min"
    return plain and said is not None and said.startswith("P")


def _sentence(group: Group) -> Sentence:
    listed = [(c.name, f"{length_of(c) / DAY_S:.0f}", stated(claim)) for c, claim in group]
    en = ", ".join(f"{name} {days} days (stated: {said})" for name, days, said in listed)
    nl = ", ".join(f"{name} {days} dagen (genoemd: {said})" for name, days, said in listed)
    return Sentence(
        en=f"Cookies are kept longer than the policy says: {en}.",
        nl=f"Cookies blijven langer bewaard dan het beleid zegt: {nl}.",
    )


_ML_ID = make_cookie_entry("_ml_id", lifetime_s=395 * DAY_S, service="meetlat")
_LANG = make_cookie_entry("lang", lifetime_s=30 * DAY_S)
_SEEN = make_inventory(cookies=(_ML_ID, _LANG), services=(make_service("meetlat"),))
_ROW = make_claim("cookies.named", params={"name": "_ml_id", "lifetime": "P30D"})
_ONE_DAY = make_claim("cookies.lifetime", params={"duration": "P1D", "op": "max"})

RULE = Rule(
    id="lifetime-exceeds-policy",
    question=Sentence(
        en="Does a cookie live longer than the text says?",
        nl="Blijft een cookie langer bewaard dan de tekst zegt?",
    ),
    severity=Severity.MEDIUM,
    kind=FindingKind.FACT,
    verdict=Verdict.CONTRADICTED,
    about=("CJEU C-673/17 Planet49", "GDPR art. 5(1)(e)"),
    source="the policy's own statement; CJEU C-673/17 asks for it",
    per="document",
    rests_on=frozenset({"cookie"}),
    check=check,
    examples=(
        Example("a row says 30 days", _SEEN, (make_document(_ROW),), ("meetlat",)),
        Example(
            "a clause on all cookies",
            _SEEN,
            (make_document(_ONE_DAY),),
            ("cookies", "meetlat"),
        ),
        Example(
            "what the setter asked for is more than the browser keeps",
            make_inventory(
                cookies=(
                    make_cookie_entry(
                        "id", lifetime_s=400 * DAY_S, declared_lifetime_s=3650 * DAY_S
                    ),
                )
            ),
            (make_document(make_claim("cookies.lifetime", params={"duration": "P2Y"})),),
            ("cookies",),
        ),
        Example(
            "a row goes before a clause on all cookies",
            make_inventory(cookies=(_ML_ID,)),
            (
                make_document(
                    _ONE_DAY,
                    make_claim("cookies.named", params={"name": "_ml_*", "lifetime": "P13M"}),
                ),
            ),
        ),
        Example(
            "a clause that names the cookie and gives no lifetime",
            make_inventory(cookies=(_ML_ID,)),
            (
                make_document(
                    _ONE_DAY, make_claim("cookies.named", params={"name": "_ml_id"}, id="row")
                ),
            ),
        ),
        Example(
            "one of two rows holds",
            make_inventory(cookies=(_ML_ID,)),
            (
                make_document(
                    _ROW,
                    make_claim("cookies.named", params={"name": "_ml_id", "lifetime": "P2Y"}),
                ),
            ),
        ),
        Example(
            "within the tolerance",
            make_inventory(cookies=(_LANG,)),
            (make_document(make_claim("cookies.lifetime", params={"duration": "P29D"})),),
        ),
        Example(
            "kept as long as the browser allows, which is less than stated",
            make_inventory(cookies=(make_cookie_entry("id", lifetime_s=400 * DAY_S),)),
            (make_document(make_claim("cookies.lifetime", params={"duration": "P50M"})),),
        ),
        Example(
            "a clause that says at least",
            _SEEN,
            (
                make_document(
                    make_claim("cookies.lifetime", params={"duration": "P1D", "op": "min"})
                ),
            ),
        ),
        Example(
            "a clause that says it may be so long",
            _SEEN,
            (
                make_document(
                    make_claim(
                        "cookies.lifetime", modality=Modality.MAY, params={"duration": "P1D"}
                    )
                ),
            ),
        ),
        Example(
            "a clause on a category does not say which cookies it means",
            _SEEN,
            (
                make_document(
                    make_claim(
                        "cookies.lifetime", params={"duration": "P1D", "applies_to": "category"}
                    )
                ),
            ),
        ),
        Example("no duration", _SEEN, (make_document(make_claim("cookies.used")),)),
    ),
)
