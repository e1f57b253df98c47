"""What the script in a page reports of its calls, each with the scripts that made the call."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress

from scanner.browser.channel import Channel, ChannelClosedError, Params
from scanner.browser.hook import Report, parse_report
from scanner.browser.record import Record

Taker = Callable[[Record, Report], None]


class Reports:
    """Takes each report in two halves: what was called by a binding, from where by the console."""

    def __init__(
        self, record: Record, token: str, takers: Mapping[str, Taker], stored: asyncio.Event
    ) -> None:
        """Make it for one visit; ``stored`` is set whenever a report was taken."""
        self._record = record
        self._token = token  # what tells our reports from the site's own words
        self._takers = takers
        self._stored = stored
        self._unplaced: dict[tuple[int, int, int], Report] = {}  # they wait for a stack
        self._tasks: set[asyncio.Task[None]] = set()

    def on_report(self, channel: Channel, params: Params) -> None:
        """Take ``Runtime.bindingCalled``."""
        if params["name"] == self._token and (report := parse_report(params["payload"])):
            self._unplaced[id(channel), params["executionContextId"], report["id"]] = report

    def on_console(self, channel: Channel, params: Params) -> None:
        """Take ``Runtime.consoleAPICalled``."""
        arguments = params["args"]
        if len(arguments) != 2 or arguments[0].get("value") != self._token:
            return  # the site's own
        key = (id(channel), params["executionContextId"], arguments[1].get("value"))
        report = self._unplaced.pop(key, None)
        if report is None or not (take := self._takers.get(report["kind"])):
            return
        stack = params.get("stackTrace") or {}
        report["stack"] = self._record.scripts.urls(id(channel), stack)
        if not report["stack"] and "parentId" in stack:
            # Code given as a string: who gave it stands in a stack that must be asked for.
            self._run(self._ask_for_stack(channel, stack["parentId"], report, take))
        else:
            self._place(report, take)

    def place_rest(self) -> None:
        """Take the reports whose stack never came: those of a page's last moment."""
        for report in self._unplaced.values():
            if take := self._takers.get(report["kind"]):
                self._place({**report, "stack": ()}, take)
        self._unplaced.clear()

    async def _ask_for_stack(
        self, channel: Channel, stack_id: Params, report: Report, take: Taker
    ) -> None:
        with suppress(ChannelClosedError):
            answer = await channel.send("Debugger.getStackTrace", {"stackTraceId": stack_id})
            report["stack"] = self._record.scripts.urls(id(channel), answer["stackTrace"])
        self._place(report, take)

    def _place(self, report: Report, take: Taker) -> None:
        # The page's clock is believed only between its navigation and the report's arrival.
        now = self._record.now()
        if not self._record.moment.started <= report["at"] <= now:
            report["at"] = now
        take(self._record, report)
        self._stored.set()

    def _run(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
