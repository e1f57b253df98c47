"""The finder in every frame of a page: what looks like a banner now, and what was pressed."""

from __future__ import annotations

from contextlib import suppress

from scanner.browser.channel import ChannelClosedError
from scanner.browser.consent.closed import open_closed
from scanner.browser.consent.scoring import Seen, find_banner
from scanner.browser.consent.surface import Click, Finder
from scanner.browser.consent.wording import banner_pattern
from scanner.browser.consent.worlds import ScriptFailedError, World, Worlds

_ANYTHING = "."


class Watch:
    """Looks at a page as often as it is asked to."""

    def __init__(self, worlds: Worlds) -> None:
        self._worlds = worlds
        self._finders: dict[tuple[int, int], Finder] = {}
        self._opens = False  # the page's own closed shadow roots are looked into

    async def worlds(self) -> list[World]:
        """Return the worlds of the frames, the page's own first.

        Raises:
            ChannelClosedError: the page is gone or does not answer.
        """
        return await self._worlds.all()

    async def look_into_closed(self) -> list[Seen]:
        """Look into closed shadow roots as well, now and from now on. Raises as ``look``."""
        self._opens = True
        return await self.look()

    async def look(
        self, *, later: bool = False, whole: bool = False, pattern: str | None = None
    ) -> list[Seen]:
        """Return what may be a banner, in whatever frame.

        ``later``: after a press, when a new window is a further layer, or, ``whole``, the page
        itself; ``pattern``: what its text says, where it is not a banner's words.
        A frame that does not answer is passed by.

        Raises:
            ChannelClosedError: the page itself is gone or does not answer.
            ScriptFailedError: the page's own document could not be read.
        """
        found: list[Seen] = []
        for world in await self._worlds.all():
            finder = self._finder(world)
            try:
                if self._opens and world.is_top:
                    await open_closed(finder)
                surfaces = await finder.look(
                    pattern or banner_pattern(), later=later, whole=whole and world.is_top
                )
            except (ChannelClosedError, ScriptFailedError):
                if world.is_top:
                    raise
                continue
            found += [Seen(finder, surface) for surface in surfaces]
        return found

    async def look_for_anything(self) -> Seen | None:
        """Return the window that is likeliest a banner in a language there are no words of.

        Raises as ``look``.
        """
        seen = await self.look(pattern=_ANYTHING)
        windows = [
            each for each in seen if each.surface.place == "window" and not each.surface.asks
        ]
        named = [each for each in windows if each.surface.named and each.surface.controls]
        return max(named, key=lambda each: len(each.surface.controls), default=None)

    async def is_gone(self, banner: Seen) -> bool:
        """Tell whether a banner is no longer seen; also where its document was left for another.

        Raises as ``look``.
        """
        try:
            return not await banner.finder.is_visible(banner.surface.id)
        except (ChannelClosedError, ScriptFailedError):
            return find_banner(await self.look()) is None

    async def listen(self) -> None:
        """Note presses in every frame from now on."""
        for finder in self._finders.values():
            with suppress(ChannelClosedError, ScriptFailedError):
                await finder.listen()

    async def heard(self) -> list[Click]:
        """Return the presses since the last question."""
        found: list[Click] = []
        for finder in self._finders.values():
            with suppress(ChannelClosedError, ScriptFailedError):
                found += await finder.heard()
        return found

    def _finder(self, world: World) -> Finder:
        return self._finders.setdefault((id(world.channel), world.context), Finder(world))
