"""When is a page finished: it is quiet, and what it put off for later has been brought forward.

Two steps. First the page is left alone until its network is quiet and no new name has appeared
for a moment. Then its clock is run ahead (``Emulation.setVirtualTimePolicy``): timers of the next
seconds fire at once, in order, each waiting for the requests it makes. The figures behind the
defaults are in docs/measuring.md.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from scanner.browser.channel import ChannelClosedError
from scanner.browser.recorder import Recorder
from scanner.models import Settled

_TICK_S = 0.05
_LANDING_S = 1.0  # what the last timers asked for arrives within this


@dataclass(frozen=True)
class Patience:
    """How long a page is waited for, counted from when its document was there."""

    quiet_s: float = 0.5
    no_name_s: float = 0.5
    cap_s: float = 10.0
    virtual_s: float = 10.0  # how far the clock is run ahead; 0: not at all
    virtual_wall_s: float = 4.0  # the longest that may take

    @property
    def rule(self) -> str:
        """The rule in words, for the record."""
        quiet = f"quiet {self.quiet_s:g} s, no new name {self.no_name_s:g} s, cap {self.cap_s:g} s"
        if not self.virtual_s:
            return quiet
        return f"{quiet}, then {self.virtual_s:g} s of virtual time: timers early, dates ahead"


# Without touching the page's clock: finds 93% of what comes in ten seconds (docs/measuring.md).
REAL_TIME = Patience(quiet_s=1.0, no_name_s=2.5, virtual_s=0.0)


async def settle(recorder: Recorder, patience: Patience, budget_s: float) -> Settled:
    """Wait until the page is finished, the cap, or the end of the visit's budget."""
    now = recorder.record.now
    started = now()
    cap_s = min(patience.cap_s, budget_s)
    stopped = await _quiet(recorder, patience.quiet_s, patience.no_name_s, cap_s)
    if patience.virtual_s and recorder.has_clocks_of_their_own():
        # Timers of workers and of frames in other processes cannot be run ahead.
        stopped = await _quiet(recorder, cap_s, 0.0, cap_s - (now() - started))
        recorder.waited()
    await recorder.on_quiet()
    left_s = budget_s - (now() - started)
    if patience.virtual_s and left_s > 0:
        await run_ahead(recorder, patience.virtual_s, min(patience.virtual_wall_s, left_s))
    return Settled(rule=patience.rule, stopped=stopped, seconds=round(now() - started, 2))


async def run_ahead(recorder: Recorder, virtual_s: float, wall_s: float) -> None:
    """Run the page's clock ahead; afterwards it stands still, so the page is left for a new one.

    A request that never ends would stop the clock: past half of the wall clock's limit it is run
    on without waiting for requests.
    """
    try:
        if not await recorder.advance("pauseIfNetworkFetchesPending", virtual_s, wall_s / 2):
            await recorder.advance("advance", virtual_s, wall_s / 2)
    except ChannelClosedError:
        return  # a page that cannot be told is seen to be gone by what asks it next
    await _quiet(recorder, 2 * _TICK_S, 0.0, _LANDING_S)


async def react(recorder: Recorder, patience: Patience, virtual_s: float) -> None:
    """Let a page whose clock stands still answer to what was done to it."""
    if patience.virtual_s:
        await run_ahead(recorder, virtual_s, patience.virtual_wall_s)


async def let_go_on(recorder: Recorder, patience: Patience, seconds: float) -> None:
    """Let so many seconds of the page's clock pass, which stands still once it was run ahead."""
    if patience.virtual_s:
        with suppress(ChannelClosedError):  # what asks the page next sees that it is gone
            await recorder.advance("pauseIfNetworkFetchesPending", seconds, seconds)
        seconds = _TICK_S  # frames are drawn, and other processes answer, in real time
    await asyncio.sleep(seconds)


async def _quiet(
    recorder: Recorder, quiet_s: float, no_name_s: float, cap_s: float
) -> Literal["quiet", "cap"]:
    now = recorder.record.now
    started = last_traffic = now()
    while now() - started < cap_s:
        if recorder.is_loading():
            last_traffic = now()
        last_traffic = max(last_traffic, recorder.last_traffic)
        last_name = max(started, recorder.last_name)
        if now() - last_traffic >= quiet_s and now() - last_name >= no_name_s:
            return "quiet"
        await asyncio.sleep(_TICK_S)
    return "cap"
