"""The consent choice on one visit: find the banner, choose, prove, and say how it went.

    agent = ConsentAgent(choice, channels, pause)
    if await agent.find():           # once the page is finished; touches nothing
        if await agent.choose():     # then: wait until the page is quiet, reload, let it finish
            await agent.confirm()    # in the tab that go_on() was called for, once it was opened
    consent = agent.consent()        # at any time

No call raises for what a page does: what went wrong is the outcome.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterable

from scanner.browser.channel import ChannelClosedError
from scanner.browser.consent.chooser import Chooser
from scanner.browser.consent.evidence import Evidence, allows_something, proofs_of, read_evidence
from scanner.browser.consent.press import Mouse
from scanner.browser.consent.promise import make_banner
from scanner.browser.consent.rules import Autoconsent, Pause
from scanner.browser.consent.scoring import Seen, find_banner
from scanner.browser.consent.session import SessionItems, read_session, write_session
from scanner.browser.consent.tools import find_tool, tool_of_rule
from scanner.browser.consent.watch import Watch
from scanner.browser.consent.worlds import Channels, ScriptFailedError, World, Worlds
from scanner.models import Banner, Consent
from scanner.words import ConsentChoice, ConsentOutcome, ConsentProof

logger = logging.getLogger(__name__)

LIMIT_S = 8.0  # to find and press, all in all
_CONFIRM_S = 6.0
_MOST_RULE_FRAMES = 5


class ConsentAgent:
    """Finds, chooses and proves on one visit; what it knows is there to be asked at any time."""

    def __init__(
        self,
        choice: ConsentChoice,
        channels: Channels,
        pause: Pause,
        *,
        services: Iterable[str] = (),
        on_press: Callable[[], None] = lambda: None,
    ) -> None:
        """Make the agent of a visit.

        ``channels`` gives those of the visit's page as it is now, its own first; ``pause`` lets
        the page's clock go on for so many seconds; ``services`` are names to look for in the
        banner's text; ``on_press`` is called right before something is pressed for the first time.
        """
        self._choice = choice
        self._pause = pause
        self._services = tuple(services)
        self._on_press = on_press
        self._worlds = Worlds(channels)
        self._watch = Watch(self._worlds)
        self._rules: list[Autoconsent] = []
        self._banner: Seen | None = None
        self._beside: frozenset[str] = frozenset()  # what windows beside the banner say
        self._chooser: Chooser | None = None
        self._tool: str | None = None
        self._before = Evidence()
        self._session = SessionItems()
        self._proofs: tuple[ConsentProof, ...] = ()
        self._has_looked: bool | None = None  # on the first page it was asked on
        self._why: str | None = None
        self._left_s = LIMIT_S

    async def find(self) -> bool:
        """Look for a banner on a page that is finished; tell whether there is one.

        It may be asked again on another page as long as none was found.
        """
        self._watch, self._rules, self._left_s = Watch(self._worlds), [], LIMIT_S
        came_to_end = await self._within(self._find(), "looking for a banner")
        if self._has_looked is None:
            self._has_looked = came_to_end
        return self._banner is not None

    async def choose(self) -> bool:
        """Make the choice on the banner that was found; tell whether it was made."""
        if self._banner is None or self._choice is ConsentChoice.NONE:
            return False
        self._chooser = Chooser(
            self._choice,
            self._watch,
            Mouse(self._worlds),
            [each for each in self._rules if each.is_open],
            self._pause,
            self._on_press,
            layers=[self._banner],
        )
        await self._within(self._chooser.choose(), "choosing")
        return self._chooser.is_made

    async def go_on(self) -> None:
        """Take along into an empty tab what the choice left for the tab it was made in.

        Raises:
            ChannelClosedError: the tab is gone or does not answer.
        """
        await write_session(self._worlds.channels()[0], self._session)

    async def keep(self) -> None:
        """Remember what a choice that was made has left for its tab, once the page is quiet."""
        self._left_s = _CONFIRM_S
        await self._within(self._keep(), "reading what the choice left")

    async def confirm(self) -> None:
        """Look for what proves the choice, on the page as it is after a reload."""
        self._left_s = _CONFIRM_S
        await self._within(self._confirm(), "looking for proof")

    def consent(self) -> Consent:
        """Return how the choice went, as far as it has come."""
        chooser = self._chooser
        pressed = tuple(chooser.pressed) if chooser else ()
        outcome, why = self._outcome()
        return Consent(
            outcome=outcome,
            tool=self._tool,
            banner=self._promise(),
            pressed=pressed,
            steps=len(pressed),
            proofs=self._proofs,
            why=why,
        )

    # -- finding -------------------------------------------------------------------------------

    async def _find(self) -> None:
        seen = await self._watch.look()
        worlds = await self._watch.worlds()
        if (banner := self._likeliest(seen)) is None:
            seen = await self._watch.look_into_closed()
            banner = self._likeliest(seen)
        if banner is not None or self._has_looked is None:  # its script is dear: once without one
            await self._ask_rules(worlds, seen if banner is None else [])
        if banner is None and any(each.is_open for each in self._rules):
            banner = await self._watch.look_for_anything()
        if banner is None:
            return
        await banner.finder.know(banner.surface.id)
        self._tool = await self._name_tool(worlds[0])
        if self._choice is not ConsentChoice.NONE:
            self._before = await read_evidence(worlds[0], self._tool)
        self._banner = banner
        own = banner.surface.text
        texts = (each.surface.text for each in seen)
        self._beside = frozenset(each for each in texts if own not in each and each not in own)

    def _likeliest(self, seen: list[Seen]) -> Seen | None:
        """Return the banner; a block that is on a further page only is that page's own part."""
        if self._has_looked is None:
            return find_banner(seen)
        return find_banner(each for each in seen if each.surface.place not in ("named", "edge"))

    async def _ask_rules(self, worlds: list[World], seen: list[Seen]) -> None:
        """See what autoconsent knows: in the page, then in the frames that speak of cookies."""
        spoken = {each.finder.world for each in seen}
        asked = worlds[:1] + [each for each in worlds[1:] if each in spoken]
        for world in asked[:_MOST_RULE_FRAMES]:
            rules = Autoconsent(world, self._pause)
            try:
                await rules.look()
            except (ChannelClosedError, ScriptFailedError) as error:
                logger.debug("autoconsent: %s", error)
                continue
            self._rules.append(rules)
            if rules.is_open:
                return

    async def _name_tool(self, world: World) -> str | None:
        named = (tool_of_rule(each.tool) for each in self._rules if each.tool)
        return next(filter(None, named), None) or await find_tool(world)

    async def _keep(self) -> None:
        self._session = await read_session((await self._watch.worlds())[0])

    # -- proving -------------------------------------------------------------------------------

    async def _confirm(self) -> None:
        was_known = any(each.is_open for each in self._rules)
        self._rules = []
        worlds = await self._watch.worlds()
        after = await read_evidence(worlds[0], self._tool)
        proofs = proofs_of(self._choice, self._before, after)
        if await self._is_gone(worlds, was_known) and not self._was_misread(after):
            proofs = (*proofs, ConsentProof.GONE)
        self._proofs = proofs

    def _was_misread(self, after: Evidence) -> bool:
        """Tell whether a refusal by boxes left something allowed: one of them was not seen."""
        by_boxes = self._chooser is not None and self._chooser.has_filled_in
        is_refusal = self._choice is ConsentChoice.REJECT
        return by_boxes and is_refusal and allows_something(self._before, after)

    async def _is_gone(self, worlds: list[World], was_known: bool) -> bool:
        """Tell whether no banner is found again, by whoever found the first one."""
        seen = await self._watch.look()
        if find_banner(each for each in seen if each.surface.text not in self._beside):
            return False
        if was_known:
            await self._ask_rules(worlds, seen)
        return not any(each.is_open for each in self._rules)

    # -- saying --------------------------------------------------------------------------------

    def _outcome(self) -> tuple[ConsentOutcome, str | None]:
        if self._banner is None:
            if self._has_looked:
                return ConsentOutcome.NO_BANNER, None
            return ConsentOutcome.FAILED, self._why or "the banner was not looked for"
        if self._choice is ConsentChoice.NONE:
            return ConsentOutcome.DONE, None
        chooser = self._chooser
        if chooser is None or not chooser.is_made:
            why = self._why or (chooser.why if chooser else "nothing was tried")
            return ConsentOutcome.FAILED, why
        if self._proofs:
            return ConsentOutcome.DONE, None
        return ConsentOutcome.UNCONFIRMED, self._why or chooser.why or "nothing proves the choice"

    def _promise(self) -> Banner | None:
        if self._banner is None:
            return None
        layers = self._chooser.layers if self._chooser else [self._banner]
        return make_banner(layers, self._services, self._steps())

    def _steps(self) -> tuple[int | None, int | None]:
        """Return the presses to accept and to refuse: as made, else as the first layer shows."""
        steps = {
            ConsentChoice.ACCEPT: 1 if self._first(ConsentChoice.ACCEPT) else None,
            ConsentChoice.REJECT: 1 if self._first(ConsentChoice.REJECT) else None,
        }
        if self._chooser and self._chooser.is_made and self._chooser.pressed:
            steps[self._choice] = len(self._chooser.pressed)
        return steps[ConsentChoice.ACCEPT], steps[ConsentChoice.REJECT]

    def _first(self, choice: ConsentChoice) -> bool:
        return self._banner is not None and self._banner.makes_at_once(choice)

    async def _within(self, work: Awaitable[None], what: str) -> bool:
        """Do work within the time that is left; tell whether it came to its end."""
        started = time.monotonic()
        try:
            async with asyncio.timeout(max(0.0, self._left_s)):
                await work
        except TimeoutError:
            self._why = f"{what}: no time was left"
        except (ChannelClosedError, ScriptFailedError) as error:
            self._why = f"{what}: {error}"
        else:
            return True
        finally:
            self._left_s -= time.monotonic() - started
        return False
