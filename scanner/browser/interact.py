"""What a visitor does on a page without asking for anything: move, scroll, touch a field.

Many scripts load only then. Nothing is typed, pressed or submitted.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page

_LIMIT_S = 4.0
_MOST_STEPS = 8
_STEP_S = 0.05  # long enough for a frame to be drawn, which observers of visibility wait for

_HEIGHTS = "() => [document.documentElement.scrollHeight, window.innerHeight]"
# In braces: scrollTo returns a promise, which a page whose clock stands still never keeps.
_SCROLL = "(top) => { window.scrollTo({ top, behavior: 'instant' }); }"
_FOCUS = """() => {
  const fields = document.querySelectorAll("form input, form textarea, form select");
  const field = Array.from(fields).find((each) => !each.disabled && each.type !== "hidden"
    && each.type !== "submit" && each.getClientRects().length > 0);
  if (field) field.focus({ preventScroll: true });
}"""


async def interact(page: Page) -> None:
    """Move the mouse, scroll to the end in steps and back, focus a form's first field."""
    with suppress(TimeoutError, PlaywrightError):
        async with asyncio.timeout(_LIMIT_S):
            await page.mouse.move(200, 200)
            await _scroll(page)
            await page.evaluate(_FOCUS)


async def _scroll(page: Page) -> None:
    height, window = map(float, await page.evaluate(_HEIGHTS))
    steps = min(_MOST_STEPS, int(height // max(window, 1)))
    for step in range(1, steps + 1):
        await page.evaluate(_SCROLL, height * step / steps)
        await asyncio.sleep(_STEP_S)
    if steps:
        await page.evaluate(_SCROLL, 0)
        await asyncio.sleep(_STEP_S)
