"""What stands behind a piece of evidence: when it came, whose it is, and tables over sites."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from scanner.models import (
    CaptchaEntry,
    CookieEntry,
    Evidence,
    FingerprintingEntry,
    Inventory,
    Report,
    Service,
    SiteReport,
    StorageEntry,
    SyncEntry,
    TrackerEntry,
    Visit,
    VisitEvent,
)
from scanner.urls import host_of, registrable_domain
from scanner.words import ConsentChoice, Phase, Severity

_PICTURE = re.compile(r"evidence/[A-Za-z0-9][A-Za-z0-9._-]*\.png")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_SEVERITIES = tuple(Severity)

Entry = CookieEntry | StorageEntry | TrackerEntry | CaptchaEntry | FingerprintingEntry | SyncEntry


@dataclass(frozen=True)
class Cell:
    """What one rule found at one site."""

    number: int
    worst: Severity


@dataclass(frozen=True)
class Seen:
    """What a visit saw on one side of its consent choice."""

    cookies: int
    third_parties: int


def find_event(evidence: Evidence, inventory: Inventory) -> VisitEvent | None:
    """Return the event that a piece of evidence is; None: it is none, or has no moment."""
    subject = _subject_of(evidence)
    events = (
        event
        for visit in inventory.visits
        if visit.choice is evidence.choice
        for event in visit.events
        if event.phase is evidence.phase and event.page == evidence.page
    )
    return next((event for event in events if _subject(event) == subject), None)


def find_entry(evidence: Evidence, inventory: Inventory) -> Entry | None:
    """Return the entry of the inventory that a piece of evidence is; None: it is none."""
    match evidence.kind:
        case "cookie":
            named = [c for c in inventory.cookies if f"{c.name} ({c.domain})" == evidence.subject]
            # One name may have several setters.
            return next((c for c in named if _names(evidence, c)), next(iter(named), None))
        case "storage":
            items = inventory.storage
            return next((s for s in items if f"{s.key} ({s.origin})" == evidence.subject), None)
        case "captcha":
            called = inventory.captchas
            return next((c for c in called if evidence.subject in c.urls), None)
        case "request":
            return _find_request(evidence, inventory)
    return None


def find_owner(evidence: Evidence, inventory: Inventory) -> Service | str | None:
    """Return whose a cookie, item or third party is; a name where no service is known."""
    entry = find_entry(evidence, inventory)
    if entry is None or isinstance(entry, SyncEntry):
        return None
    owner = None if isinstance(entry, CaptchaEntry) else entry.owner
    return find_service(entry.service, inventory) or owner


def find_service(service: str | None, inventory: Inventory) -> Service | None:
    """Return a service by its id; None: there is none."""
    return next((known for known in inventory.services if known.id == service), None)


def find_picture(file: str) -> str | None:
    """Return the relative link to a picture of the run; None where the name is no such link."""
    return file if _PICTURE.fullmatch(file) else None


def find_language(language: str | None) -> str | None:
    """Return a language as HTML names it; None where it is none."""
    return language if language and _LANGUAGE.fullmatch(language) else None


def path_of(url: str) -> str:
    """Return the path of a web address, which is short; an ellipsis for anything else."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "…"
    return parts.path or "/" if parts.scheme in ("http", "https") else "…"


def seen_by(visit: Visit, *, after: bool) -> Seen:
    """Return how many cookies and third parties a visit first saw before or after the choice."""
    events = [event for event in visit.events if (event.phase is not Phase.BEFORE) is after]
    return Seen(
        cookies=len({(e.name, e.domain) for e in events if e.kind == "cookie"}),
        third_parties=len({e.domain for e in events if e.kind == "request"}),
    )


def has_choice(visit: Visit) -> bool:
    """Tell whether a visit pressed something, so that there is a before and an after."""
    pressed = visit.consent is not None and bool(visit.consent.pressed)
    return visit.choice is not ConsentChoice.NONE and pressed


def rules_that_found(report: Report) -> list[str]:
    """Return the rules that found something anywhere, worst first."""
    worst: dict[str, int] = {}
    for site in report.sites:
        for found in site.discrepancies:
            rank = _SEVERITIES.index(found.severity)
            worst[found.rule] = min(rank, worst.get(found.rule, rank))
    return sorted(worst, key=lambda rule: (worst[rule], rule))


def row_of(site: SiteReport, rules: Iterable[str]) -> list[Cell | None]:
    """Return what each rule found at a site; None: nothing."""
    cells: list[Cell | None] = []
    for rule in rules:
        found = [each.severity for each in site.discrepancies if each.rule == rule]
        cells.append(Cell(len(found), min(found, key=_SEVERITIES.index)) if found else None)
    return cells


def _subject(event: VisitEvent) -> tuple[str, str]:
    if event.kind == "request":
        return event.kind, event.domain
    return event.kind, f"{event.name} ({event.domain})"


def _subject_of(evidence: Evidence) -> tuple[str, str]:
    if evidence.kind == "request":
        return evidence.kind, registrable_domain(host_of(evidence.subject))
    return evidence.kind, evidence.subject


def _names(evidence: Evidence, cookie: CookieEntry) -> bool:
    return f"set by {cookie.set_by.host} ({cookie.set_by.via})" in evidence.detail


def _find_request(evidence: Evidence, inventory: Inventory) -> Entry | None:
    """Return what a request shows: an identifier handed on, a script, or a third party called."""
    url = evidence.subject
    for sync in inventory.syncs:
        # The same request may also be evidence that a third party was called.
        if url in sync.examples and f"from {sync.origin} to {sync.receiver}" in evidence.detail:
            return sync
    if evidence.phase is None:
        return next((each for each in inventory.fingerprinting if each.script == url), None)
    for tracker in inventory.trackers:
        if url in (*tracker.examples, *tracker.images, *tracker.auctions):
            return tracker
    return None
