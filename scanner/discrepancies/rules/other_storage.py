"""The text speaks of cookies alone; other storage, pixels or fingerprinting were seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scanner.discrepancies import evidence
from scanner.discrepancies.cover import covers_item, declared, find_denial, names, unread_note
from scanner.discrepancies.example_traffic import make_fingerprinting_entry
from scanner.discrepancies.examples import (
    make_claim,
    make_cookie_entry,
    make_document,
    make_inventory,
    make_service,
    make_storage_entry,
    make_tracker_entry,
)
from scanner.discrepancies.guards import NON_ESSENTIAL
from scanner.discrepancies.rule import Case, Example, Flag, Rule
from scanner.models import Claim, Evidence, FingerprintingEntry, Sentence
from scanner.urls import host_of
from scanner.words import Category, FindingKind, Party, Polarity, Severity, Verdict

_OWN = "storage of the site itself"
# Pages use one of these for drawing, sound or calls; a script that uses two tells devices apart.
_FAMILIES = 2
_STORED = Sentence(en="items in other stores", nl="items in andere opslag")
_PIXEL = Sentence(en="a pixel", nl="een pixel")
_FINGERPRINT = Sentence(
    en="interfaces that tell devices apart", nl="functies die apparaten herkennen"
)


@dataclass(frozen=True)
class _Seen:
    """One use of a technique, and by which service or whose host."""

    subject: str
    what: Sentence
    name: str
    item: Evidence


def check(case: Case) -> Iterable[Flag]:
    """A text that says nothing of cookies either has a rule of its own."""
    denial = find_denial(case, ("storage.web_storage", "tracking.pixel", "tracking.fingerprinting"))
    if not any(map(_is_on_cookies, case.policy.claims)) and not denial:
        return
    note = unread_note(case)
    groups: dict[str, list[_Seen]] = defaultdict(list)
    for seen in (*_stores(case), *_pixels(case), *_scripts(case)):
        groups[seen.subject].append(seen)
    for subject in sorted(groups):
        yield Flag(
            subject=subject,
            sentence=_sentence(subject, groups[subject], case),
            evidence=tuple(seen.item for seen in groups[subject]),
            claim=denial,
            verdict=Verdict.CONTRADICTED if denial else None,
            kind=FindingKind.JUDGMENT if note else None,
            note=note,
        )


def _is_on_cookies(claim: Claim) -> bool:
    return claim.type.startswith("cookies.") and claim.polarity is not Polarity.SILENT


def _stores(case: Case) -> Iterator[_Seen]:
    clauses = declared(case)
    for item in case.inventory.storage:
        if any(covers_item(clause, item) for clause in clauses):
            continue
        own = _OWN if item.party is Party.FIRST else host_of(item.origin)
        yield _Seen(item.service or own, _STORED, item.key, evidence.of_storage(item))


def _pixels(case: Case) -> Iterator[_Seen]:
    """A text that names a service need not say that it is called by a pixel."""
    clauses = declared(case)
    for tracker in case.inventory.trackers:
        service = evidence.find_service(tracker.service, case.inventory)
        if service is None or tracker.category not in NON_ESSENTIAL or not tracker.images:
            continue
        if not any(c.type == "tracking.pixel" or names(c, service) for c in clauses):
            yield _Seen(service.id, _PIXEL, tracker.images[0], evidence.of_pixel(tracker))


def _scripts(case: Case) -> Iterator[_Seen]:
    if any(clause.type == "tracking.fingerprinting" for clause in declared(case)):
        return
    for script in case.inventory.fingerprinting:
        families = _families(script)
        if script.party is Party.THIRD and len(families) >= _FAMILIES:
            subject = script.service or host_of(script.script)
            yield _Seen(subject, _FINGERPRINT, ", ".join(families), evidence.of_script(script))


def _families(script: FingerprintingEntry) -> list[str]:
    return sorted({each.api.partition(".")[0] for each in script.apis})


def _sentence(subject: str, found: list[_Seen], case: Case) -> Sentence:
    listed = {what: _names(what, found) for what in (_STORED, _PIXEL, _FINGERPRINT)}
    en = "; ".join(f"{what.en} ({names})" for what, names in listed.items() if names)
    nl = "; ".join(f"{what.nl} ({names})" for what, names in listed.items() if names)
    label = evidence.label_of(subject, case.inventory)
    by_en, by_nl = ("", "") if subject == _OWN else (f" by {label}", f" door {label}")
    return Sentence(
        en=f"The policy speaks of cookies and not of other techniques, yet these were used{by_en}: "
        f"{en}.",
        nl=f"Het beleid spreekt over cookies en niet over andere technieken, toch zijn deze "
        f"gebruikt{by_nl}: {nl}.",
    )


def _names(what: Sentence, found: list[_Seen]) -> str:
    return ", ".join(dict.fromkeys(seen.name for seen in found if seen.what is what))


_COOKIES = make_claim("cookies.session")
_PIXEL_SEEN = make_inventory(
    trackers=(
        make_tracker_entry(
            "adbord",
            domain="adbord.example",
            category=Category.ADVERTISING,
            images=("https://adbord.example/p.gif",),
        ),
    ),
    services=(make_service("adbord", category=Category.ADVERTISING),),
)
_BASKET = make_inventory(storage=(make_storage_entry(),))

RULE = Rule(
    id="other-storage",
    question=Sentence(
        en="Are other techniques than cookies used while the text speaks of cookies alone?",
        nl="Worden andere technieken dan cookies gebruikt, en noemt de tekst alleen cookies?",
    ),
    severity=Severity.MEDIUM,
    kind=FindingKind.FACT,
    verdict=Verdict.UNDISCLOSED,
    about=("ePrivacy Directive art. 5(3)", "EDPB Guidelines 2/2023"),
    source="ePrivacy Directive art. 5(3) is about any storing and reading, not about cookies alone",
    per="document",
    rests_on=frozenset({"storage", "request"}),
    check=check,
    examples=(
        Example("an item in localStorage", _BASKET, (make_document(_COOKIES),), (_OWN,)),
        Example("an advertiser's pixel", _PIXEL_SEEN, (make_document(_COOKIES),), ("adbord",)),
        Example(
            "a script that uses two kinds of interfaces",
            make_inventory(
                fingerprinting=(make_fingerprinting_entry("canvas.toDataURL", "webgl.readPixels"),)
            ),
            (make_document(_COOKIES),),
            ("adbord",),
        ),
        Example(
            "the text denies storage",
            _BASKET,
            (make_document(make_claim("storage.web_storage", Polarity.DENIES)),),
            (_OWN,),
        ),
        Example(
            "a clause on storage",
            _BASKET,
            (make_document(_COOKIES, make_claim("storage.web_storage")),),
        ),
        Example(
            "the table lists the item",
            _BASKET,
            (make_document(make_claim("cookies.named", params={"name": "bas*"})),),
        ),
        Example(
            "the text names the service that sends the pixel",
            _PIXEL_SEEN,
            (
                make_document(
                    _COOKIES, make_claim("tracking.third_party", params={"service": "adbord"})
                ),
            ),
        ),
        Example(
            "a clause on pixels",
            _PIXEL_SEEN,
            (make_document(_COOKIES, make_claim("tracking.pixel")),),
        ),
        Example(
            "one kind of interface, and a script of the site itself",
            make_inventory(
                fingerprinting=(
                    make_fingerprinting_entry("canvas.toDataURL", "canvas.measureText"),
                    make_fingerprinting_entry(
                        "canvas.toDataURL", "webgl.readPixels", service=None, party=Party.FIRST
                    ),
                )
            ),
            (make_document(_COOKIES),),
        ),
        Example(
            "a picture of an unknown third party",
            make_inventory(
                trackers=(
                    make_tracker_entry(
                        None, domain="cdn.example", images=("https://cdn.example/a.png",)
                    ),
                )
            ),
            (make_document(_COOKIES),),
        ),
        Example("a text that says nothing of cookies", _BASKET, (make_document(),)),
        Example(
            "only cookies",
            make_inventory(cookies=(make_cookie_entry(),)),
            (make_document(_COOKIES),),
        ),
    ),
)
