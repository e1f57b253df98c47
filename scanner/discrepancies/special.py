"""Claims that the table alone cannot judge: lifetimes, moments, consent and encryption."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from scanner.discrepancies import evidence
from scanner.discrepancies.guards import (
    NON_ESSENTIAL,
    find_after_consent,
    find_before_choice,
    find_without_consent,
    is_non_essential,
    used,
)
from scanner.discrepancies.lifetimes import (
    DAY_S,
    find_unlike,
    length_of,
    meant,
    seconds_of,
    stated,
)
from scanner.discrepancies.observed import of_party, seen
from scanner.discrepancies.rule import Case
from scanner.discrepancies.verdict import UNTIMED, Judged
from scanner.dutch import in_both
from scanner.models import Claim, CookieEntry, Evidence, Inventory, Sentence, TrackerEntry
from scanner.words import (
    USABLE_OUTCOMES,
    Category,
    Condition,
    Modality,
    Party,
    Polarity,
    Verdict,
)

_MARKETING = frozenset({Category.ADVERTISING, Category.SOCIAL_MEDIA})
_NEED_CONSENT = {
    "analytics": frozenset({Category.ANALYTICS}),
    "advertising": frozenset({Category.ADVERTISING}),
    "marketing": _MARKETING,
    "all_non_necessary": NON_ESSENTIAL,
}


def judge_specially(claim: Claim, case: Case) -> Judged | None:
    """Return the verdict on a claim that has a judge of its own; None: the table's turn."""
    judge = _JUDGES.get(claim.type)
    special = judge is not None and claim.polarity is not Polarity.SILENT
    return judge(claim, case) if judge and special else None


# -- lifetimes -------------------------------------------------------------------------------------


def _lifetime(claim: Claim, case: Case) -> Judged | None:
    if claim.polarity is not Polarity.DECLARES:
        return None
    if claim.params.get("applies_to") == "category":
        return _open("which cookies it means is not seen", "welke cookies het zijn, blijkt niet")
    if seconds_of(stated(claim) or "") is None and stated(claim) != "session":
        return _open("the text gives no length", "de tekst geeft geen duur")
    return _compare(claim, meant(claim, case))


def _persistent_lifetime(claim: Claim, case: Case) -> Judged | None:
    return _lifetime(claim, case) if stated(claim) else None


def _named_lifetime(claim: Claim, case: Case) -> Judged | None:
    said, cookies = stated(claim), meant(claim, case)
    if claim.polarity is not Polarity.DECLARES or said is None or not cookies:
        return None
    if said != "session" and all(cookie.session for cookie in cookies):
        return None
    judged = _compare(claim, [c for c in cookies if not c.session] or cookies)
    kept = judged is not None and judged.verdict is Verdict.CONFIRMED
    # A row that holds for the lifetime may still break its condition: the table's turn.
    return None if kept and claim.condition is Condition.CONSENT else judged


def _compare(claim: Claim, cookies: Iterable[CookieEntry]) -> Judged | None:
    """Compare the longest lifetime with the one stated; None where nothing is there to compare."""
    found = tuple(cookies)
    wrong = find_unlike(claim, found)
    shown = wrong or found
    if not shown:
        return None
    if wrong and claim.modality is Modality.MAY:
        return _open("the text says only that it may be so", "de tekst zegt alleen dat het kan")
    longest = max(map(length_of, shown)) / DAY_S
    says_en = "against" if wrong else "within"
    says_nl = "tegen" if wrong else "binnen"
    said = in_both(stated(claim) or "")
    return Judged(
        Verdict.CONTRADICTED if wrong else Verdict.CONFIRMED,
        Sentence(
            en=f"Kept for up to {longest:.0f} days, {says_en} the {said.en} that the text states.",
            nl=f"Tot {longest:.0f} dagen bewaard, {says_nl} de {said.nl} die de tekst noemt.",
        ),
        tuple(map(evidence.of_cookie, shown)),
    )


# -- moments ---------------------------------------------------------------------------------------


def _issued_when(claim: Claim, case: Case) -> Judged | None:
    event, cookies = claim.params.get("event"), of_party(case.inventory.cookies, claim)
    early = [cookie for cookie in cookies if find_before_choice(cookie.moments)]
    if claim.polarity is not Polarity.DECLARES or event not in _EVENTS:
        return _open("no visit brings that event about", "geen bezoek brengt dat moment teweeg")
    if event == "after_consent":
        early = [cookie for cookie in early if is_non_essential(cookie)]
    items = tuple(map(evidence.of_cookie, early))
    if event == "sign_in" and not early:
        return _open("an anonymous visit never signs in", "een anoniem bezoek meldt zich nooit aan")
    if not early:
        return (
            None
            if event == "first_visit"
            else _open("nothing was seen before a choice", "voor een keuze is niets gezien")
        )
    if event == "first_visit":
        return Judged(Verdict.CONFIRMED, _BEFORE, items)
    if len(claim.readings) > 1:
        listed = in_both(" / ".join(claim.readings))
        reason = Sentence(
            en=f"{_BEFORE.en} The clause has two readings, and a person decides: {listed.en}.",
            nl=f"{_BEFORE.nl} De clausule heeft twee lezingen, een mens beslist: {listed.nl}.",
        )
        return Judged(Verdict.OPEN, reason, items)
    may = claim.modality is Modality.MAY
    return Judged(Verdict.OPEN if may else Verdict.CONTRADICTED, _BEFORE, items)


# -- consent ---------------------------------------------------------------------------------------


def _consent_required(claim: Claim, case: Case) -> Judged:
    cookies, trackers = _asked_for(claim, case)
    early = _evidence_without_consent(cookies, trackers, case.inventory)
    every = seen(_BEFORE, cookies, trackers=trackers)
    if early and claim.polarity is Polarity.DENIES:
        return Judged(Verdict.CONSISTENT, _BEFORE, early)
    if early:
        may = claim.modality is Modality.MAY or claim.condition is not None
        return Judged(Verdict.OPEN if may else Verdict.CONTRADICTED, _BEFORE, early)
    if not every.evidence:
        return _open("nothing that needs consent was seen", "niets gezien wat toestemming vraagt")
    if find_after_consent(every.moments, case.inventory):
        after = Sentence(
            en="Seen only after consent was given.",
            nl="Alleen gezien na toestemming.",
        )
        confirmed = claim.polarity is Polarity.DECLARES and claim.modality is not Modality.MAY
        return Judged(Verdict.CONFIRMED if confirmed else Verdict.OPEN, after, every.evidence)
    return Judged(Verdict.OPEN, UNTIMED, every.evidence)


def _evidence_without_consent(
    cookies: Iterable[CookieEntry], trackers: Iterable[TrackerEntry], inventory: Inventory
) -> tuple[Evidence, ...]:
    """Return those of some entries that were seen without consent, each at such a moment."""
    stored = ((c, find_without_consent(used(c), inventory)) for c in cookies)
    called = ((t, find_without_consent(t.moments, inventory)) for t in trackers)
    return (
        *(evidence.of_cookie(cookie, moment) for cookie, moment in stored if moment),
        *(evidence.of_tracker(tracker, moment) for tracker, moment in called if moment),
    )


def _asked_for(
    claim: Claim, case: Case
) -> tuple[tuple[CookieEntry, ...], tuple[TrackerEntry, ...]]:
    """Return what, as the claim says, needs consent; a third party's cookie where it says so."""
    categories, third = asked_categories(claim), "third_party" in _asked_words(claim)
    cookies = (
        cookie
        for cookie in case.inventory.cookies
        if cookie.category in categories or (third and cookie.party is Party.THIRD)
    )
    trackers = (t for t in case.inventory.trackers if t.category in categories)
    return tuple(cookies), tuple(trackers)


def asked_categories(claim: Claim) -> frozenset[Category]:
    """Return the kinds of cookies and services that, as the claim says, need consent."""
    found = (_NEED_CONSENT.get(word, frozenset()) for word in _asked_words(claim))
    return frozenset[Category]().union(*found)


def _asked_words(claim: Claim) -> tuple[str, ...]:
    given = claim.params.get("categories")
    return given if isinstance(given, tuple) and given else ("all_non_necessary",)


# -- encryption ------------------------------------------------------------------------------------


def _encryption(claim: Claim, case: Case) -> Judged:
    """Pages by https only indicate it; what a text calls encryption may be something else."""
    if claim.params.get("what") == "at_rest":
        return _open("what lies on a disk is not seen", "wat op een schijf ligt, is niet te zien")
    pages = [
        (page, visit)
        for visit in case.inventory.visits
        if visit.outcome in USABLE_OUTCOMES
        for page in visit.pages
    ]
    plain = [(page, visit) for page, visit in pages if not page.url.startswith("https://")]
    items = tuple(evidence.of_page(page, visit) for page, visit in plain or pages)
    if plain or not pages or claim.polarity is not Polarity.DECLARES:
        reason = _open("not every page came by https", "niet elke pagina kwam via https").reason
        return Judged(Verdict.OPEN, reason if plain else _NOT_SEEN, items)
    reason = Sentence(
        en=f"All {len(pages)} pages came by https, which agrees with the text.",
        nl=f"Alle {len(pages)} pagina's kwamen via https, wat met de tekst strookt.",
    )
    return Judged(Verdict.CONSISTENT, reason, items)


def _open(en: str, nl: str) -> Judged:
    return Judged(Verdict.OPEN, Sentence(en=f"Not decided: {en}.", nl=f"Niet beslist: {nl}."))


_NOT_SEEN = Sentence(
    en="A visit from outside cannot decide it.", nl="Een bezoek van buiten kan het niet beslissen."
)
_BEFORE = Sentence(
    en="Seen on an anonymous visit, without consent.",
    nl="Gezien bij een anoniem bezoek, zonder toestemming.",
)
_EVENTS = frozenset({"first_visit", "sign_in", "after_consent"})
_JUDGES: dict[str, Callable[[Claim, Case], Judged | None]] = {
    "cookies.lifetime": _lifetime,
    "cookies.persistent": _persistent_lifetime,
    "cookies.named": _named_lifetime,
    "cookies.issued_when": _issued_when,
    "consent.required": _consent_required,
    "security.encryption": _encryption,
}
