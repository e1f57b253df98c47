"""Who asked for a request whose own event does not say it: the calls that scripts made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from scanner.browser.exchange import Exchange, Told

_SLACK_S = 0.5  # a call may be stamped a little after what it asked for
_SURE = frozenset({"fetch", "script"})  # what is sent once its call came back


@dataclass
class CallLog:
    """The calls of a visit that ask for something, as the page's own call told them."""

    _asked: dict[str, Told] = field(default_factory=dict)  # URL -> the call that first asked for it
    _loads: list[Told] = field(default_factory=list)

    def on_asked(self, told: Told) -> None:
        """Take a call that asks for something whose own event does not say who asked."""
        self._asked.setdefault(told.url, told)

    def on_load(self, told: Told) -> None:
        """Take a call that has an element load something; its event may not say who asked."""
        self._loads.append(told)

    def name_askers(
        self,
        order: Sequence[Exchange],
        is_page: Callable[[Exchange], bool],
        add: Callable[[Told], Exchange],
    ) -> None:
        """Give what a call asked for that call's scripts, and add what no event told."""
        for told in self._asked.values():
            hops = [hop for hop in order if _is_asked_by(hop, told, is_page)]
            if not hops and told.resource_type in _SURE:
                hops = [add(told)]
            for hop in hops:
                hop.stack, hop.document = told.stack, told.document
                if hop.moment.started == told.moment.started:
                    hop.at = min(hop.at, told.at)  # its own event may have been late
        _name_leave(order)
        nameless = defaultdict(list)
        for hop in order:
            if not hop.previous and set(hop.stack) <= {hop.document}:
                nameless[hop.url].append(hop)
        for told in self._loads:
            later = [hop for hop in nameless[told.url] if hop.at >= told.at - _SLACK_S]
            if later:
                later[0].stack = told.stack
                nameless[told.url].remove(later[0])


def _name_leave(order: Sequence[Exchange]) -> None:
    """Give a preflight the scripts of the request that it asks leave for."""
    asked = {hop.request_id: hop for hop in reversed(order)}  # of each request its first hop
    for hop in order:
        if asking := asked.get(hop.leave_for):
            hop.stack, hop.document = asking.stack, asking.document


def _is_asked_by(hop: Exchange, told: Told, is_page: Callable[[Exchange], bool]) -> bool:
    if hop.previous or hop.method != told.method:
        return False
    if told.resource_type != "document":
        return hop.url == told.url
    # A form gives its address another query, and a page's own document has that address too.
    framed = hop.resource_type == "document" and not is_page(hop)
    return framed and hop.url.partition("?")[0] == told.url.partition("?")[0]
