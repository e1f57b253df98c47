"""Go through a banner: press what makes the choice, at most three presses deep.

What a visitor sees is pressed as a visitor does, with the mouse: the control that makes the choice
at once, or else the settings, where every box that may be is switched off before that is saved.
Where no words are understood, or they lead nowhere, and the tool is known to autoconsent, its rule
is followed: it presses by script, also what nobody sees, or calls the tool's own interface, so the
presses, steps and layers of a banner are better told by hand.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from scanner.browser.consent.press import Mouse
from scanner.browser.consent.rules import Autoconsent, Pause
from scanner.browser.consent.scoring import Seen, objects, rank
from scanner.browser.consent.surface import Click, Control, Finder, Option, Switch
from scanner.browser.consent.watch import Watch
from scanner.browser.consent.wording import Wording, wording_of, words_of
from scanner.words import ConsentChoice

_MOST_PRESSES = 3
_GONE_S = 2.0  # of the page's clock: a banner that fades out
_LAYER_S = 3.0  # of the page's clock: settings that are fetched
_RULE_S = 6.0  # of the page's clock
_STEP_S = 0.1


@dataclass
class Chooser:
    """Makes one choice on one page; what it did is there to be read at any time."""

    choice: ConsentChoice
    watch: Watch
    mouse: Mouse
    rules: list[Autoconsent]  # those whose banner is open
    pause: Pause
    on_press: Callable[[], None]  # called before the first press
    pressed: list[str] = field(default_factory=list)
    layers: list[Seen] = field(default_factory=list)  # the banner's, as they came up
    is_made: bool = False  # the control that makes the choice was pressed, or the rule did it
    has_filled_in: bool = False  # boxes and options were set, as far as they were seen
    why: str | None = None
    _has_begun: bool = False
    _went: bool = False  # the last press was a link to another page of the site
    _has_left: bool = False  # one of the presses was; a second one is not followed
    _done: set[tuple[Finder, int]] = field(default_factory=set)
    _stood: dict[tuple[Finder, int], str] = field(default_factory=dict)  # said before a press

    async def choose(self) -> None:
        """Make the choice, if there is a way; ``layers`` holds the first layer.

        Raises:
            ChannelClosedError: the page is gone or does not answer.
            ScriptFailedError: an answer of the page is not what it must be.
        """
        await self.watch.listen()
        self._stood = {_key(each): each.surface.text for each in await self.watch.look()}
        banner = self.layers[0]
        if banner.words and await self._by_hand():
            return
        if self._may_follow_rule(banner):
            await self._by_rule()
        if not self.is_made:
            self.why = self.why or self._no_way()

    def _may_follow_rule(self, banner: Seen) -> bool:
        """Tell whether there is a rule, and a way that a visitor has as well.

        Rules take closing a notice that only says "OK" for a refusal.
        """
        ways = banner.words - {Wording.ACCEPT, Wording.NEVER}
        unread = not banner.words
        return bool(self.rules) and (unread or bool(ways) or self.choice is ConsentChoice.ACCEPT)

    # -- by hand -------------------------------------------------------------------------------

    async def _by_hand(self) -> bool:
        """Press control after control; tell whether that is the end: the banner went."""
        for _ in range(_MOST_PRESSES):
            step = await self._next()
            if step is None and await self._enable():
                step = await self._next()
            if step is None:
                break
            seen, control, wording = step
            if wording is Wording.SAVE and not await self._fill_in(seen):
                return False
            before = await self._offered()
            if not await self._press(seen.finder, control):
                self.is_made, self.why = False, "the press came down on something else"
                return True  # what was done cannot be undone: nothing more is pressed
            if wording is not Wording.SETTINGS:
                self.is_made = True
                if await self._wait_until_gone():
                    return True
            if not (self.is_made and await self._can_save()):
                await self._wait_for_layer(before)
        still = "the banner was still there after the last press"
        self.why = self.why or (still if self.is_made or step else self._no_way())
        return False

    async def _next(self) -> tuple[Seen, Control, Wording] | None:
        """Return what to press next, in which layer; None: there is nothing."""
        for seen in await self._banners():
            for wording in self._wanted(seen):
                fresh = (c for c in self._controls(seen, wording) if self._is_new(seen, c))
                if control := next(fresh, None):
                    self._note_layer(seen)
                    return seen, control, wording
        return None

    def _controls(self, seen: Seen, wording: Wording) -> list[Control]:
        is_choice = wording in (Wording.ACCEPT, Wording.REJECT)
        if self.is_made and is_choice and seen.asks_again:
            return seen.confirming(self.choice)
        return seen.controls(wording)

    async def _enable(self) -> bool:
        """Do what controls that are disabled wait for: set what is to be set, read to the end."""
        for seen in await self._banners():
            wanted = self._wanted(seen)
            if not seen.has_disabled(wanted):
                continue
            self._note_layer(seen)
            self._begin()
            if Wording.SAVE in wanted and not await self._fill_in(seen):
                return False
            await seen.finder.read_on(seen.surface.id)  # last: a press may scroll back
            return await self._wait(_GONE_S, self._has_next)
        return False

    async def _has_next(self) -> bool:
        return await self._next() is not None

    async def _can_save(self) -> bool:
        step = await self._next()
        return step is not None and step[2] is Wording.SAVE

    def _is_new(self, seen: Seen, control: Control) -> bool:
        is_done = (seen.finder, control.id) in self._done
        return not is_done and not (control.leaves and self._has_left)

    def _wanted(self, seen: Seen) -> tuple[Wording, ...]:
        """Return what would make the choice in a layer, the shortest way first."""
        at_once = Wording.ACCEPT if self.choice is ConsentChoice.ACCEPT else Wording.REJECT
        # "All off" may only set the boxes, whose state is still to be saved. What says that the
        # choice was made also tells where it can be changed: that is not opened.
        if self.is_made:
            return (at_once, Wording.SAVE)
        if seen.can_be_set(self.choice):
            return (at_once, Wording.SAVE, Wording.SETTINGS)
        return (at_once, Wording.SETTINGS)

    async def _banners(self) -> list[Seen]:
        """Return the layers that are open, those that came up last first."""
        looked = await self.watch.look(later=self._has_begun, whole=self._went)
        seen = [each for each in looked if each.is_banner and not self._stands_apart(each)]
        for each in seen:
            if each.surface.place == "new":
                await each.finder.know(each.surface.id)
        return sorted(seen, key=rank, reverse=True)

    def _stands_apart(self, seen: Seen) -> bool:
        """Tell whether a window beside the banner is as it was before the first press."""
        is_own = seen.surface.place in ("known", "new")
        return (
            bool(self.pressed) and not is_own and self._stood.get(_key(seen)) == seen.surface.text
        )

    async def _press(self, finder: Finder, control: Control) -> bool:
        self._begin()
        self.pressed.append(words_of(control.label))
        self._done.add((finder, control.id))
        self._went = control.leaves in ("here", "near")
        self._has_left |= control.leaves == "near"
        return await self.mouse.press(finder, control.id)

    async def _fill_in(self, seen: Seen) -> bool:
        """Set boxes and options as the choice has them; tell whether all of them are so now."""
        self._begin()
        self.has_filled_in = True
        allows = self.choice is ConsentChoice.ACCEPT
        for box in seen.switches:
            on = allows is not objects(box)
            is_meant = box.on is not on and not box.locked and (box.is_offered or not on)
            if is_meant and not await self._set(seen.finder, box, on=on):
                return False
        for option in seen.options(self.choice):
            if not await self._set(seen.finder, option, on=True):
                return False
        return True

    async def _set(self, finder: Finder, field: Switch | Option, *, on: bool) -> bool:
        """Set a box or option, with the mouse if that does it; tell whether it is so now."""
        is_seen = not isinstance(field, Switch) or field.shown
        if await finder.is_set(field.id, on=on):
            return True
        if is_seen:
            await self.mouse.press(finder, field.id)
        if not await finder.is_set(field.id, on=on):
            await finder.press(field.id)
        if await finder.is_set(field.id, on=on):
            return True
        self.why = f"a box could not be switched {'on' if on else 'off'}: {field.name}"
        return False

    async def _wait_until_gone(self) -> bool:
        return await self._wait(_GONE_S, self._is_gone)

    async def _is_gone(self) -> bool:
        return await self.watch.is_gone(self.layers[0])

    async def _wait_for_layer(self, before: set[tuple[Finder, int]]) -> None:
        """Wait until something is there to be pressed that was not before, be it disabled."""

        async def is_there() -> bool:
            return bool(await self._offered() - before)

        await self._wait(_LAYER_S, is_there)

    async def _offered(self) -> set[tuple[Finder, int]]:
        return {
            (seen.finder, control.id)
            for seen in await self._banners()
            for wording in (Wording.REJECT, Wording.SAVE, Wording.ACCEPT, Wording.SETTINGS)
            for control in seen.meant(wording)
        }

    async def _wait(self, limit_s: float, is_so: Callable[[], Awaitable[bool]]) -> bool:
        passed = 0.0
        while not await is_so():
            if passed >= limit_s:
                return False
            await self.pause(_STEP_S)
            passed += _STEP_S
        return True

    def _no_way(self) -> str:
        offers = frozenset(word for each in self.layers for word in each.words)
        if self.choice is ConsentChoice.REJECT and Wording.NEVER in offers:
            return "no way to refuse but to pay, to subscribe or to sign in"
        done = " after the settings were opened" if self.pressed else ""
        way = "refuse" if self.choice is ConsentChoice.REJECT else "accept"
        return f"no way to {way} was found{done}"

    def _note_layer(self, seen: Seen) -> None:
        if seen.surface.text not in {each.surface.text for each in self.layers}:
            self.layers.append(seen)

    def _begin(self) -> None:
        if not self._has_begun:
            self._has_begun = True
            self.on_press()

    # -- by rule -------------------------------------------------------------------------------

    async def _by_rule(self) -> None:
        """Follow autoconsent's rule, which makes the choice when the banner goes."""
        self._begin()
        for each in self.rules:
            ended = await each.choose(self.choice, _RULE_S)
            clicks = [click for click in await self.watch.heard() if not click.box]
            self.pressed += [words_of(click.label) for click in clicks if click.label]
            if self.choice is ConsentChoice.REJECT and _accepted(clicks):
                self.is_made, self.why = False, "the tool's rule pressed what accepts"
                return  # what was done cannot be undone: nothing more is pressed
            if ended and await self._wait_until_gone():
                self.is_made, self.why = True, None
                return


def _key(seen: Seen) -> tuple[Finder, int]:
    return seen.finder, seen.surface.id


def _accepted(clicks: list[Click]) -> bool:
    words = {wording_of(each.label) for each in clicks}
    return Wording.ACCEPT in words and not words & {Wording.REJECT, Wording.SAVE}
