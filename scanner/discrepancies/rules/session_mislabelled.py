"""A cookie that the text calls a session cookie is stored with an expiry, or the reverse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scanner.discrepancies.cover import covers_name, declared_here
from scanner.discrepancies.examples import (
    DAY_S,
    make_claim,
    make_cookie_entry,
    make_document,
    make_inventory,
)
from scanner.discrepancies.lifetimes import Group, flag_cookies, meant, stated
from scanner.discrepancies.rule import Case, Example, Flag, Rule
from scanner.models import Claim, CookieEntry, Sentence
from scanner.words import FindingKind, Modality, Severity, Verdict


def check(case: Case) -> Iterable[Flag]:
    """A row that names a cookie goes before a clause on all of them; any row that holds, holds."""
    return flag_cookies(_mislabelled(case), _sentence)


def _mislabelled(case: Case) -> Iterator[tuple[CookieEntry, Claim]]:
    said = [c for c in declared_here(case) if stated(c) and c.modality is not Modality.MAY]
    for cookie in case.inventory.cookies:
        rows = [claim for claim in said if covers_name(claim, cookie)]
        every = [c for c in said if c.type == "cookies.lifetime" and stated(c) == "session"]
        asked = rows or [claim for claim in every if cookie in meant(claim, case)]
        if asked and all((stated(claim) == "session") is not cookie.session for claim in asked):
            yield cookie, asked[0]


def _sentence(group: Group) -> Sentence:
    cookies = [cookie for cookie, _ in group]
    stay = ", ".join(cookie.name for cookie in cookies if not cookie.session)
    go = ", ".join(cookie.name for cookie in cookies if cookie.session)
    found = []
    if stay:
        found.append(
            (
                f"stored with an expiry although the policy says for the session: {stay}",
                f"opgeslagen met een vervaldatum, hoewel het beleid zegt voor de sessie: {stay}",
            )
        )
    if go:
        found.append(
            (
                f"stored for the session although the policy gives a lifetime: {go}",
                f"opgeslagen voor de sessie, hoewel het beleid een levensduur noemt: {go}",
            )
        )
    return Sentence(
        en=f"Cookies are {'; '.join(en for en, _ in found)}.",
        nl=f"Cookies zijn {'; '.join(nl for _, nl in found)}.",
    )


_STAYS = make_cookie_entry("sid", lifetime_s=30 * DAY_S)
_GOES = make_cookie_entry("sid")
_SESSION = make_claim("cookies.named", params={"name": "sid", "lifetime": "session"})
_MONTH = make_claim("cookies.named", params={"name": "sid", "lifetime": "P1M"}, id="month")

RULE = Rule(
    id="session-mislabelled",
    question=Sentence(
        en="Is a cookie that the text calls a session cookie none, or the reverse?",
        nl="Is een cookie die de tekst een sessiecookie noemt dat niet, of andersom?",
    ),
    severity=Severity.LOW,
    kind=FindingKind.FACT,
    verdict=Verdict.CONTRADICTED,
    about=("GDPR art. 5(1)(a)",),
    source="the policy's own statement",
    per="document",
    rests_on=frozenset({"cookie"}),
    check=check,
    examples=(
        Example(
            "a row says session, it stays for a month",
            make_inventory(cookies=(_STAYS,)),
            (make_document(_SESSION),),
            ("cookies",),
        ),
        Example(
            "a row says a month, it goes with the session",
            make_inventory(cookies=(_GOES,)),
            (make_document(_MONTH),),
            ("cookies",),
        ),
        Example(
            "all cookies are said to go with the session",
            make_inventory(cookies=(_STAYS, _GOES)),
            (make_document(make_claim("cookies.lifetime", params={"duration": "session"})),),
            ("cookies",),
        ),
        Example(
            "as the row says",
            make_inventory(cookies=(_GOES,)),
            (make_document(_SESSION),),
        ),
        Example(
            "one of two rows holds",
            make_inventory(cookies=(_STAYS,)),
            (make_document(_SESSION, _MONTH),),
        ),
        Example(
            "a lifetime of all cookies says nothing of a session cookie",
            make_inventory(cookies=(_GOES,)),
            (make_document(make_claim("cookies.lifetime", params={"duration": "P1M"})),),
        ),
        Example(
            "a row that says it may be so",
            make_inventory(cookies=(_STAYS,)),
            (make_document(_SESSION.model_copy(update={"modality": Modality.MAY})),),
        ),
        Example("no duration", make_inventory(cookies=(_STAYS,)), (make_document(),)),
    ),
)
