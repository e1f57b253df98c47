"""What a visitor does on a page without asking for anything: move, scroll, touch a field.

Many scripts load only then. Nothing is typed, pressed or submitted.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page

from scanner.browser.links import ROOTS

_LIMIT_S = 4.0
_WHEEL_LIMIT_S = 0.5
_WHEEL_PX = 100
_MOST_STEPS = 8
_MOST_FRAMES = 10
_MOST_FORMS = 5  # of a document
_STEP_S = 0.05  # long enough for a frame to be drawn, which observers of visibility wait for

# One step down, which is a window's height or what that many steps are to the end; tells whether
# there was one to take. In braces: scrollTo returns a promise, which a page whose clock stands
# still never keeps.
_DOWN = """(steps) => {
  const from = scrollY, share = document.documentElement.scrollHeight / steps;
  scrollTo({ top: from + Math.max(innerHeight, share), behavior: "instant" });
  return scrollY > from;
}"""
_HEIGHT = "() => document.documentElement.scrollHeight"
_TOP = "() => { scrollTo({ top: 0, behavior: 'instant' }); }"
_FOCUS = (
    "(most) => {"
    + ROOTS
    + """
  const isField = (each) => each.matches("input, textarea, select") && !each.disabled
    && each.type !== "hidden" && each.type !== "submit" && each.getClientRects().length > 0;
  const forms = roots.flatMap((root) => Array.from(root.querySelectorAll("form")));
  const fields = forms.map((form) => Array.from(form.elements).find(isField));
  for (const field of fields.filter(Boolean).slice(0, most)) field.focus({ preventScroll: true });
}"""
)


async def interact(page: Page, react: Callable[[], Awaitable[None]]) -> None:
    """Move the mouse, scroll to the end in steps and back, focus each form's first field.

    ``react`` lets the page answer to that; one that has grown of it is scrolled once more.
    """
    async with _limited():
        await page.mouse.move(200, 200)
        await _turn_wheel(page)
        await _scroll(page)
        for frame in page.frames[:_MOST_FRAMES]:  # many forms stand in a frame
            with suppress(PlaywrightError):  # it has gone
                await frame.evaluate(_FOCUS, _MOST_FORMS)
    height = await _height(page)
    await react()
    if height < await _height(page):
        async with _limited():
            await _scroll(page)
        await react()


@asynccontextmanager
async def _limited() -> AsyncIterator[None]:
    with suppress(TimeoutError, PlaywrightError):
        async with asyncio.timeout(_LIMIT_S):
            yield


async def _height(page: Page) -> float:
    """Return the page's height; 0.0 when it does not answer."""
    async with _limited():
        return float(await page.evaluate(_HEIGHT))
    return 0.0


async def _turn_wheel(page: Page) -> None:
    with suppress(TimeoutError):  # a page that does not draw does not answer
        async with asyncio.timeout(_WHEEL_LIMIT_S):
            await page.mouse.wheel(0, _WHEEL_PX)


async def _scroll(page: Page) -> None:
    """Scroll to the end and back; a page that grows meanwhile is followed for as many steps."""
    for _ in range(_MOST_STEPS):
        if not await page.evaluate(_DOWN, _MOST_STEPS):
            break
        await asyncio.sleep(_STEP_S)
    await page.evaluate(_TOP)
    await asyncio.sleep(_STEP_S)
