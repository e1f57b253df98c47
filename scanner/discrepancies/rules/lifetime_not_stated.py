"""Persistent cookies exist, and the text gives no duration anywhere."""

from collections.abc import Iterable

from scanner.discrepancies import evidence
from scanner.discrepancies.cover import declared, find_denial, unread_note
from scanner.discrepancies.examples import (
    DAY_S,
    make_claim,
    make_cookie_entry,
    make_document,
    make_inventory,
)
from scanner.discrepancies.lifetimes import stated
from scanner.discrepancies.rule import Case, Example, Flag, Rule
from scanner.models import Sentence
from scanner.words import FindingKind, Polarity, Severity, Verdict


def check(case: Case) -> Iterable[Flag]:
    """A text that denies cookies is not asked how long they last."""
    found = [cookie for cookie in case.inventory.cookies if not cookie.session]
    denied = find_denial(case, ("cookies.used", "cookies.persistent"))
    if not found or denied or any(map(stated, declared(case))):
        return
    count, longest = evidence.cookies(found), max(cookie.lifetime_s or 0.0 for cookie in found)
    note = unread_note(case)
    yield Flag(
        subject="persistent cookies",
        sentence=Sentence(
            en=f"The policy states no lifetime of any cookie, yet {count.en} outlived the session, "
            f"for up to {longest / DAY_S:.0f} days.",
            nl=f"Het beleid noemt van geen enkele cookie de levensduur, toch "
            f"{'bleef' if len(found) == 1 else 'bleven'} {count.nl} na de sessie staan, tot "
            f"{longest / DAY_S:.0f} dagen.",
        ),
        evidence=tuple(map(evidence.of_cookie, found)),
        kind=FindingKind.JUDGMENT if note else None,
        note=note,
    )


_SEEN = make_inventory(cookies=(make_cookie_entry("id", lifetime_s=30 * DAY_S),))

RULE = Rule(
    id="lifetime-not-stated",
    question=Sentence(
        en="Do persistent cookies exist while the text gives no duration?",
        nl="Zijn er blijvende cookies terwijl de tekst geen duur noemt?",
    ),
    severity=Severity.MEDIUM,
    kind=FindingKind.FACT,
    verdict=Verdict.UNDISCLOSED,
    about=("CJEU C-673/17 Planet49", "GDPR art. 13(2)(a)"),
    source="CJEU C-673/17: the visitor is told how long each cookie works",
    per="document",
    rests_on=frozenset({"cookie"}),
    check=check,
    examples=(
        Example(
            "cookies that stay, for how long is not said",
            _SEEN,
            (make_document(make_claim("cookies.persistent", params={"lifetime": "varies"})),),
            ("persistent cookies",),
        ),
        Example("a text that says nothing", _SEEN, (make_document(),), ("persistent cookies",)),
        Example(
            "a duration",
            _SEEN,
            (make_document(make_claim("cookies.lifetime", params={"duration": "P1Y"})),),
        ),
        Example(
            "a table with a duration",
            _SEEN,
            (make_document(make_claim("cookies.named", params={"name": "id", "lifetime": "P1M"})),),
        ),
        Example(
            "a text that denies cookies",
            _SEEN,
            (make_document(make_claim("cookies.used", Polarity.DENIES)),),
        ),
        Example(
            "only a session cookie",
            make_inventory(cookies=(make_cookie_entry("sid"),)),
            (make_document(),),
        ),
    ),
)
