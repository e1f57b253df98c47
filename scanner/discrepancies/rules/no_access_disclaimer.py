"""The text disclaims third parties' cookies, and a page of the site itself loads who sets them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from scanner.discrepancies import evidence
from scanner.discrepancies.cover import declared_here, is_own
from scanner.discrepancies.example_visits import HOME
from scanner.discrepancies.examples import (
    make_claim,
    make_cookie_entry,
    make_document,
    make_inventory,
    make_service,
)
from scanner.discrepancies.guards import is_non_essential, is_third_party
from scanner.discrepancies.rule import Case, Example, Flag, Rule
from scanner.models import CookieEntry, Inventory, Sentence, Setter
from scanner.urls import host_of
from scanner.words import Category, FindingKind, Modality, Party, SetVia, Severity, Verdict


def check(case: Case) -> Iterable[Flag]:
    """That the page loads it is a fact; who answers for it is not for a program to say."""
    claim = next((c for c in declared_here(case) if c.type == "third_party.no_control"), None)
    if claim is None:
        return
    groups: dict[str, list[CookieEntry]] = defaultdict(list)
    for cookie in case.inventory.cookies:
        if _is_loaded_by_site(cookie, case) or _lies_with_site(cookie):
            groups[cookie.service or cookie.domain].append(cookie)
    for subject in sorted(groups):
        yield Flag(
            subject=subject,
            sentence=_sentence(subject, groups[subject], case.inventory),
            evidence=tuple(map(evidence.of_cookie, groups[subject])),
            claim=claim,
            verdict=Verdict.OPEN if claim.modality is Modality.MAY else None,
        )


def _is_loaded_by_site(cookie: CookieEntry, case: Case) -> bool:
    """Tell whether the chain that led to a third party's cookie begins at a page of the site."""
    outermost = cookie.set_by.initiators[-1:]
    return is_third_party(cookie) and any(is_own(host_of(url), case.site) for url in outermost)


def _lies_with_site(cookie: CookieEntry) -> bool:
    """Tell whether a third party's script put its cookie on the domain of the site."""
    by_other = cookie.set_by.party is Party.THIRD
    return not is_third_party(cookie) and by_other and is_non_essential(cookie)


def _sentence(subject: str, group: list[CookieEntry], inventory: Inventory) -> Sentence:
    whose = evidence.label_of(subject, inventory)
    own = ", ".join(cookie.name for cookie in group if not is_third_party(cookie))
    other = ", ".join(cookie.name for cookie in group if is_third_party(cookie))
    en, nl = [], []
    if other:
        en.append(f"the site's own pages load what sets {other}")
        nl.append(f"laden eigen pagina's van de site wat {other} plaatst")
    if own:
        en.append(f"{own} stands on the site's own domain")
        nl.append(f"staat {own} op het eigen domein van de site")
    return Sentence(
        en=f"The policy says that the site has no access to or control over third parties' "
        f"cookies, yet of {whose} {' and '.join(en)}.",
        nl=f"Het beleid zegt dat de site geen toegang tot of zeggenschap over cookies van derden "
        f"heeft, toch {' en '.join(nl)} ({whose}).",
    )


def _set_by(cookie: CookieEntry, *initiators: str, party: Party = Party.THIRD) -> CookieEntry:
    setter = Setter(via=SetVia.HTTP, host=cookie.domain, party=party, initiators=initiators)
    return cookie.model_copy(update={"set_by": setter})


_SAYS = make_claim("third_party.no_control")
_ABID = make_cookie_entry(
    "abid",
    domain="adbord.example",
    party=Party.THIRD,
    service="adbord",
    category=Category.ADVERTISING,
)
_LOADED = _set_by(_ABID, "https://cdn.tagbeheer.example/tm.js", HOME)
_ML_ID = _set_by(make_cookie_entry("_ml_id", service="meetlat", category=Category.ANALYTICS))

RULE = Rule(
    id="no-access-disclaimer",
    question=Sentence(
        en="Does the site itself load what sets the third parties' cookies that it disclaims?",
        nl="Laadt de site zelf wat cookies van derden plaatst waar zij niet over zegt te gaan?",
    ),
    severity=Severity.HIGH,
    kind=FindingKind.FACT,
    verdict=Verdict.CONTRADICTED,
    about=("CJEU C-40/17 Fashion ID",),
    source="CJEU C-40/17: who embeds a third party's content decides on that collection with it",
    per="document",
    rests_on=frozenset({"cookie"}),
    check=check,
    examples=(
        Example(
            "a page loads a tag manager, which loads the advertiser's pixel",
            make_inventory(
                cookies=(_LOADED,), services=(make_service("adbord", owner="Adbord Inc."),)
            ),
            (make_document(_SAYS),),
            ("adbord",),
        ),
        Example(
            "an analytics cookie on the domain of the site",
            make_inventory(cookies=(_ML_ID,)),
            (make_document(_SAYS),),
            ("meetlat",),
        ),
        Example(
            "what led to it is not known",
            make_inventory(cookies=(_set_by(_ABID),)),
            (make_document(_SAYS),),
        ),
        Example(
            "a cookie of the site itself",
            make_inventory(cookies=(_set_by(make_cookie_entry("sid"), HOME, party=Party.FIRST),)),
            (make_document(_SAYS),),
        ),
        Example(
            "a text that disclaims nothing",
            make_inventory(cookies=(_LOADED, _ML_ID)),
            (make_document(make_claim("cookies.third_party")),),
        ),
    ),
)
