"""What was stored that is known to be neither needed nor asked for, by whose it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from scanner.discrepancies import evidence
from scanner.discrepancies.guards import is_non_essential, used
from scanner.discrepancies.rule import Case
from scanner.models import CookieEntry, Evidence, Inventory, Moment, Sentence, StorageEntry
from scanner.urls import host_of
from scanner.words import Category

Find: TypeAlias = Callable[[Iterable[Moment]], Moment | None]

PURPOSE = {
    Category.ADVERTISING: Sentence(en="advertising", nl="advertenties"),
    Category.SOCIAL_MEDIA: Sentence(en="social media", nl="sociale media"),
    Category.ANALYTICS: Sentence(en="analytics", nl="analyse"),
}
_RECORDING = Sentence(en="recording visits", nl="het opnemen van bezoeken")
_EXEMPTION = Sentence(
    en=" Analytics with little effect on privacy are exempt from consent; whether these are, a "
    "person judges.",
    nl=" Analyse met weinig gevolgen voor de privacy is van toestemming vrijgesteld; of dat hier "
    "geldt, beoordeelt een mens.",
)


@dataclass(frozen=True)
class Stored:
    """What one service stored, each with the moment that counts."""

    subject: str  # the service's id; else the domain
    cookies: tuple[tuple[CookieEntry, Moment], ...]
    items: tuple[tuple[StorageEntry, Moment], ...]
    records_sessions: bool = False  # the service can play back what a visitor did

    @property
    def categories(self) -> frozenset[Category]:
        """What it is for."""
        cookies, items = (cookie for cookie, _ in self.cookies), (item for item, _ in self.items)
        return frozenset((*(each.category for each in cookies), *(each.category for each in items)))

    @property
    def may_be_exempt(self) -> bool:
        """Tell whether an exemption may hold: it serves analytics, and plays no visit back."""
        return self.categories == {Category.ANALYTICS} and not self.records_sessions

    @property
    def is_worst(self) -> bool:
        """Tell whether it serves advertising or plays visits back."""
        return Category.ADVERTISING in self.categories or self.records_sessions

    @property
    def purpose(self) -> Sentence:
        """What it is for, in a word or two."""
        found = [words for category, words in PURPOSE.items() if category in self.categories]
        if self.records_sessions:
            found = [_RECORDING]
        return Sentence(
            en=" and ".join(words.en for words in found),
            nl=" en ".join(words.nl for words in found),
        )

    @property
    def names(self) -> str:
        """The names of the cookies and items, with commas between."""
        return ", ".join(
            (*(cookie.name for cookie, _ in self.cookies), *(item.key for item, _ in self.items))
        )

    @property
    def exemption(self) -> Sentence:
        """What a reader must know of analytics, as a sentence to add; empty for anything else."""
        return _EXEMPTION if self.may_be_exempt else Sentence(en="", nl="")

    @property
    def were(self) -> Sentence:
        """The verb for what was stored: ``was`` for a single cookie or item, else ``were``."""
        return evidence.were(len(self.cookies) + len(self.items))

    @property
    def counted(self) -> Sentence:
        """How many cookies and items: ``2 cookies and 1 stored item``."""
        cookies = evidence.cookies([cookie for cookie, _ in self.cookies])
        items = evidence.number(
            len(self.items),
            Sentence(en="stored item", nl="opgeslagen item"),
            Sentence(en="stored items", nl="opgeslagen items"),
        )
        if not self.items:
            return cookies
        if not self.cookies:
            return items
        return Sentence(en=f"{cookies.en} and {items.en}", nl=f"{cookies.nl} en {items.nl}")

    def evidence(self, find: Find, inventory: Inventory) -> tuple[Evidence, ...]:
        """Return it as evidence, and the requests to the same service at such a moment."""
        called = (
            (tracker, find(tracker.moments))
            for tracker in inventory.trackers
            if tracker.service == self.subject
        )
        return (
            *(evidence.of_cookie(cookie, moment) for cookie, moment in self.cookies),
            *(evidence.of_storage(item, moment) for item, moment in self.items),
            *(evidence.of_tracker(tracker, moment) for tracker, moment in called if moment),
        )


def find_stored(case: Case, find: Find) -> tuple[Stored, ...]:
    """Return what was stored, or sent, at a moment that counts, by service in order of name."""
    cookies: dict[str, list[tuple[CookieEntry, Moment]]] = defaultdict(list)
    items: dict[str, list[tuple[StorageEntry, Moment]]] = defaultdict(list)
    for cookie in filter(is_non_essential, case.inventory.cookies):
        if moment := find(used(cookie)):
            cookies[cookie.service or cookie.domain].append((cookie, moment))
    for item in filter(is_non_essential, case.inventory.storage):
        if moment := find(item.moments):
            items[item.service or host_of(item.origin)].append((item, moment))
    return tuple(
        Stored(
            subject,
            tuple(cookies[subject]),
            tuple(items[subject]),
            _records(subject, case.inventory),
        )
        for subject in sorted({*cookies, *items})
    )


def together(stored: Iterable[Stored]) -> Stored:
    """Return what several services stored as one."""
    kept = tuple(stored)
    return Stored(
        subject=", ".join(each.subject for each in kept),
        cookies=tuple(pair for each in kept for pair in each.cookies),
        items=tuple(pair for each in kept for pair in each.items),
        records_sessions=any(each.records_sessions for each in kept),
    )


def _records(service: str, inventory: Inventory) -> bool:
    known = evidence.find_service(service, inventory)
    return known is not None and known.records_sessions
