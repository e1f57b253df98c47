"""The consent tools that are known by name, and what they themselves say was chosen."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from pydantic import ValidationError

from scanner.browser.consent.worlds import ScriptFailedError, World
from scanner.errors import PluginError
from scanner.models import Value
from scanner.words import ConsentChoice

_MOST_KINDS = 500
_NO_STATE = "return null;"


class Tool(Value):
    """One consent tool, as ``tools.toml`` describes it."""

    rules: tuple[str, ...]
    there: str
    state: str = _NO_STATE


@cache
def load_tools() -> dict[str, Tool]:
    """Return the tools by their names.

    Raises:
        PluginError: the file is not as it must be.
    """
    text = files(__package__).joinpath("tools.toml").read_text(encoding="utf-8")
    try:
        return {name: Tool.model_validate(entry) for name, entry in tomllib.loads(text).items()}
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise PluginError(f"tools.toml: {error}") from error


def tool_of_rule(rule: str) -> str | None:
    """Return the tool that a rule of autoconsent is for; None: it has no name here."""
    for name, tool in load_tools().items():
        if rule.lower().startswith(tuple(each.lower() for each in tool.rules)):
            return name
    return None


async def find_tool(world: World) -> str | None:
    """Return the tool that runs in a document, by the page's own word; None: none that is known.

    Raises:
        ChannelClosedError: the page is gone or does not answer.
    """
    tests = ", ".join(f"{name!r}: () => {tool.there}" for name, tool in load_tools().items())
    body = f"""
    for (const [name, test] of Object.entries({{{tests}}})) {{
      try {{ if (test()) return name; }} catch {{}}
    }}
    return null;"""
    try:
        found = await world.run_outside(body)
    except ScriptFailedError:
        return None
    return found if isinstance(found, str) and found in load_tools() else None


async def read_state(world: World, tool: str) -> ConsentChoice | None:
    """Return what a tool says was chosen: all or nothing; None: neither, or not yet.

    Raises:
        ChannelClosedError: the page is gone or does not answer.
    """
    try:
        said = await world.run_outside(load_tools()[tool].state)
    except ScriptFailedError:
        return None
    if not isinstance(said, dict) or len(said) > _MOST_KINDS:
        return None
    kinds = set(said.values()) if all(isinstance(each, bool) for each in said.values()) else set()
    if len(kinds) != 1:
        return None
    return ConsentChoice.ACCEPT if kinds.pop() else ConsentChoice.REJECT
