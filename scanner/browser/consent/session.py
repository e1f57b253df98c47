"""What a page keeps for its tab only, taken along into the tabs in which a visit goes on.

A visitor stays in one tab; a visit opens each page in a fresh one, where sessionStorage is empty
and a choice that is kept there would be lost. The values stay in memory and go nowhere else.
"""

from __future__ import annotations

import json
import secrets
from typing import Annotated

from pydantic import Field, ValidationError

from scanner.browser.channel import Channel
from scanner.browser.consent.worlds import ScriptFailedError, World
from scanner.models import Value

_MOST_ITEMS = 200
_LONGEST = 20_000
_READ = f"""({{
  origin: location.origin,
  items: Object.entries(sessionStorage).slice(0, {_MOST_ITEMS})
    .filter(([, value]) => value.length <= {_LONGEST}),
}})"""
# Before any script of the page; frames have stores of their own.
_WRITE = """(({ origin, items }) => {
  try {
    if (window !== window.top || location.origin !== origin || sessionStorage.length) return;
    for (const [key, value] of items) sessionStorage.setItem(key, value);
  } catch { /* a document without stores */ }
})(%s)"""


class SessionItems(Value):
    """The items of a page's sessionStorage."""

    origin: str = ""
    items: Annotated[tuple[tuple[str, str], ...], Field(max_length=_MOST_ITEMS)] = ()


async def read_session(world: World) -> SessionItems:
    """Return what a page keeps for its tab at this moment.

    Raises:
        ChannelClosedError: the page is gone or does not answer.
    """
    try:
        return SessionItems.model_validate(await world.run(_READ))
    except (ScriptFailedError, ValidationError):
        return SessionItems()  # a document without stores


async def write_session(page: Channel, session: SessionItems) -> None:
    """Have every further document of a tab begin with these items, where it has none.

    Raises:
        ChannelClosedError: the tab is gone or does not answer.
    """
    if not session.items:
        return
    source = _WRITE % json.dumps(session.model_dump(mode="json"))
    world = {"source": source, "worldName": secrets.token_hex(8)}
    await page.send("Page.addScriptToEvaluateOnNewDocument", world)
