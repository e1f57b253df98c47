"""What a kind of evidence is: how it is observed, and how the record of a visit becomes it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import scanner.browser.collectors
from scanner.browser.channel import Channel
from scanner.browser.record import Record
from scanner.models import Value
from scanner.plugins import load_plugins

Params = dict[str, Any]  # Any: see channel.Params


Reader = Callable[[Record, Channel], Awaitable[None]]


@dataclass(frozen=True)
class Collector:
    """One kind of evidence.

    ``collect`` runs after the visit and returns fields of ``Observation``. ``commands`` are sent
    to the page and to every frame before they run; ``script`` runs there before any script of the
    site and may call ``report(kind, fields)``, which ends in ``on_report[kind]``. ``on_quiet`` is
    called for the page and every frame's target when the page is quiet, before its clock is run
    ahead; ``on_leave`` before the page is left.
    """

    id: str
    collect: Callable[[Record], Mapping[str, tuple[Value, ...]]]
    commands: tuple[tuple[str, Params], ...] = ()
    script: str = ""
    on_report: Mapping[str, Callable[[Record, Params], None]] = field(default_factory=dict)
    on_event: Mapping[str, Callable[[Record, Params], None]] = field(default_factory=dict)
    on_quiet: Reader | None = None
    on_leave: Reader | None = None


def load_collectors() -> tuple[Collector, ...]:
    """Return every collector of the folder, in order of name."""
    return load_plugins(scanner.browser.collectors, "COLLECTOR", Collector)
