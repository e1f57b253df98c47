"""What the finder script says of a document: what looks like a banner, and its controls."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal, TypeVar

from pydantic import Field, ValidationError

from scanner.browser.consent.worlds import ScriptFailedError, World
from scanner.models import Value

Label = Annotated[str, Field(max_length=120)]
Number = Annotated[int, Field(ge=0, le=10**9)]
V = TypeVar("V", bound=Value)

_PARTS = ("reading", "surfaces", "hand")  # of one script


class Control(Value):
    """Something in a surface that can be pressed."""

    id: Number
    label: Label  # its visible words, or else what it is called
    title: Label  # what it is called for those who do not see it
    kind: Literal["button", "link", "other"]
    # It opens another document: the same with another query, one of the same host, or another.
    leaves: Literal["", "here", "near", "away"]
    sends_else: bool  # it sends a form that is not the surface's own
    disabled: bool
    area: Number  # CSS pixels
    around: Label  # the sentence that a link stands in


class Switch(Value):
    """A box or switch in a surface."""

    id: Number
    name: Label
    row: Annotated[str, Field(max_length=200)]  # the text around it
    shown: bool
    folded: bool  # it is not shown, but what unfolds its part is
    on: bool
    locked: bool

    @property
    def is_offered(self) -> bool:
        """Tell whether a visitor can get at it."""
        return self.shown or self.folded


class Option(Value):
    """One of several things of which one at a time is chosen: a radio button, a list's entry."""

    id: Number
    group: Number
    name: Label


class Surface(Value):
    """A part of a document that may be a banner.

    ``place``: a window over the page, a block called after cookies, a block at the page's top or
    end, a whole frame; ``known`` was handed out before, ``new`` came up after a press.
    """

    id: Number
    place: Literal["window", "named", "edge", "frame", "known", "new"]
    named: bool
    text: Annotated[str, Field(max_length=12_000)]
    label: Label
    area: Number
    on_top: bool  # it begins at the upper edge of the window, as a site's own head does
    asks: Number  # fields for an address, a number, a password
    controls: Annotated[tuple[Control, ...], Field(max_length=80)]
    switches: Annotated[tuple[Switch, ...], Field(max_length=60)]
    options: Annotated[tuple[Option, ...], Field(max_length=60)]


class _Look(Value):
    surfaces: Annotated[tuple[Surface, ...], Field(max_length=12)]


class Click(Value):
    """A press that arrived in a document."""

    label: Label
    box: bool  # a box or switch, or the words beside it
    astray: bool  # it was aimed at something else


class _Clicks(Value):
    clicks: Annotated[tuple[Click, ...], Field(max_length=200)]


class _Point(Value):
    x: float
    y: float


@dataclass(frozen=True)
class Finder:
    """The finder script in one frame.

    Every question raises ChannelClosedError where the frame is gone or does not answer, and
    ScriptFailedError where the answer is not what it must be.
    """

    world: World

    async def look(
        self, pattern: str, *, later: bool = False, whole: bool = False
    ) -> tuple[Surface, ...]:
        """Return what may be a banner; ``pattern`` is what the text of one says.

        ``later``: something was pressed, and a window that is new since belongs to it; ``whole``:
        it was a link to another document, which may be a layer as it is.
        """
        await self.start()
        when = {"later": later, "whole": whole}
        return _parse(_Look, await self._ask("look", pattern, when)).surfaces

    async def start(self) -> None:
        """Put the script in place, where it is not yet."""
        await self.world.run(f"void (globalThis.finder ??= {_script()})")

    async def listen(self) -> None:
        """Note every press from now on."""
        await self._ask("listen")

    async def heard(self) -> tuple[Click, ...]:
        """Return the presses since the last question."""
        return _parse(_Clicks, {"clicks": await self._ask("heard")}).clicks

    async def aim(self, element: int) -> tuple[float, float] | None:
        """Bring an element into view and return where to press it; None: something covers it."""
        raw = await self._ask("aim", element)
        if raw is None:
            return None
        point = _parse(_Point, raw)
        return point.x, point.y

    async def press(self, element: int) -> None:
        """Press without a pointer."""
        await self._ask("press", element)

    async def is_set(self, element: int, *, on: bool) -> bool:
        """Tell whether a box or option is on or off as it should be, or gone."""
        return await self._ask("is", element, on) is True

    async def is_visible(self, element: int) -> bool:
        """Tell whether an element is seen."""
        return await self._ask("visible", element) is True

    async def read_on(self, element: int) -> None:
        """Scroll to the end of whatever can be scrolled in a surface."""
        await self._ask("readOn", element)

    async def know(self, element: int) -> None:
        """Take a surface for a banner from now on, whatever its later layers say."""
        await self._ask("know", element)

    async def _ask(self, method: str, *given: object) -> object:
        arguments = ", ".join(map(json.dumps, given))
        return await self.world.run(f"globalThis.finder.{method}({arguments})")


def _parse(kind: type[V], raw: object) -> V:
    try:
        return kind.model_validate(raw)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, fault["loc"]))
        raise ScriptFailedError(f"the finder's answer: {where}: {fault['msg']}") from error


@cache
def _script() -> str:
    parts = (files(__package__).joinpath(f"{name}.js").read_text("utf-8") for name in _PARTS)
    return "(() => {\n" + "\n".join(parts) + "})()"
