"""What a visitor does on a page without asking for anything: move, scroll, touch a field.

Many scripts load only then. Nothing is typed, pressed or submitted.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page

_LIMIT_S = 4.0
_WHEEL_LIMIT_S = 0.5
_WHEEL_PX = 100
_MOST_STEPS = 8
_MOST_FRAMES = 10
_MOST_FORMS = 5  # of a document
_STEP_S = 0.05  # long enough for a frame to be drawn, which observers of visibility wait for

_HEIGHTS = "() => [document.documentElement.scrollHeight, window.innerHeight]"
# In braces: scrollTo returns a promise, which a page whose clock stands still never keeps.
_SCROLL = "(top) => { window.scrollTo({ top, behavior: 'instant' }); }"
_FOCUS = """(most) => {
  const isField = (each) => each.matches("input, textarea, select") && !each.disabled
    && each.type !== "hidden" && each.type !== "submit" && each.getClientRects().length > 0;
  const fields = Array.from(document.forms, (form) => Array.from(form.elements).find(isField));
  for (const field of fields.filter(Boolean).slice(0, most)) field.focus({ preventScroll: true });
}"""


async def interact(page: Page) -> None:
    """Move the mouse, scroll to the end in steps and back, focus each form's first field."""
    with suppress(TimeoutError, PlaywrightError):
        async with asyncio.timeout(_LIMIT_S):
            await page.mouse.move(200, 200)
            await _turn_wheel(page)
            await _scroll(page)
            for frame in page.frames[:_MOST_FRAMES]:  # many forms stand in a frame
                with suppress(PlaywrightError):  # it has gone
                    await frame.evaluate(_FOCUS, _MOST_FORMS)


async def _turn_wheel(page: Page) -> None:
    with suppress(TimeoutError):  # a page that does not draw does not answer
        async with asyncio.timeout(_WHEEL_LIMIT_S):
            await page.mouse.wheel(0, _WHEEL_PX)


async def _scroll(page: Page) -> None:
    height, window = map(float, await page.evaluate(_HEIGHTS))
    steps = min(_MOST_STEPS, int(height // max(window, 1)))
    for step in range(1, steps + 1):
        await page.evaluate(_SCROLL, height * step / steps)
        await asyncio.sleep(_STEP_S)
    if steps:
        await page.evaluate(_SCROLL, 0)
        await asyncio.sleep(_STEP_S)
