"""Who loaded whom: the third parties of a site, each below the one that asked for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from scanner.models import Inventory, TrackerEntry
from scanner.words import ConsentChoice, Phase


@dataclass(frozen=True)
class Node:
    """One third party, and how it came."""

    domain: str
    by: str | None  # the third party that asked for it; None: the site itself
    depth: int  # 0: the site itself asked for it
    tracker: TrackerEntry | None  # None: the inventory has no entry of its own for the domain
    before_choice: bool  # it was called before any choice, on some visit
    on_accept_only: bool
    cookies: tuple[str, ...]  # names of those that it stored, sorted


def make_graph(inventory: Inventory) -> tuple[Node, ...]:
    """Return the third parties of a site, each after the one that asked for it first.

    The visit without a choice counts first. Some that asked for each other stand at depth 0.
    """
    parents: dict[str, str | None] = {}
    for visit in inventory.visits:
        for event in visit.events:
            if event.kind == "request":
                parents.setdefault(event.domain, event.by)
    nodes: dict[str, Node] = {}
    for root in (*(domain for domain, by in parents.items() if by not in parents), *parents):
        waiting = [(root, 0)]
        while waiting:
            domain, depth = waiting.pop()
            if domain in nodes:
                continue
            by = parents[domain] if depth else None
            nodes[domain] = _node(domain, by, depth, inventory)
            children = [child for child, parent in parents.items() if parent == domain]
            waiting.extend((child, depth + 1) for child in reversed(children))
    return tuple(nodes.values())


def _node(domain: str, by: str | None, depth: int, inventory: Inventory) -> Node:
    events = [(visit.choice, event) for visit in inventory.visits for event in visit.events]
    calls = [each for each in events if each[1].kind == "request" and each[1].domain == domain]
    stored = (e for _, e in events if e.kind == "cookie" and e.by == domain)
    return Node(
        domain=domain,
        by=by,
        depth=depth,
        tracker=_find_tracker(domain, inventory.trackers),
        before_choice=any(event.phase is Phase.BEFORE for _, event in calls),
        on_accept_only=all(
            choice is ConsentChoice.ACCEPT and event.phase is not Phase.BEFORE
            for choice, event in calls
        ),
        cookies=tuple(sorted({event.name for event in stored})),
    )


def _find_tracker(domain: str, trackers: Iterable[TrackerEntry]) -> TrackerEntry | None:
    return next(
        (
            tracker
            for tracker in trackers
            if tracker.domain == domain
            or any(host == domain or host.endswith(f".{domain}") for host in tracker.hosts)
        ),
        None,
    )
