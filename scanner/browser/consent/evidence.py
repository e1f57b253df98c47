"""What shows that a choice took effect: read before the choice, and again after a reload."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from scanner.browser.consent.stored import choice_in, said_in
from scanner.browser.consent.tcf import read_consent_string
from scanner.browser.consent.tools import read_state
from scanner.browser.consent.worlds import ScriptFailedError, World
from scanner.words import ConsentChoice, ConsentProof

_LONGEST = 20_000
_MOST_ITEMS = 500
_SHORTEST_STRING = 35  # characters of a consent string: its fields of fixed length
_ITEMS = f"""[localStorage, sessionStorage].flatMap((store) => Object.entries(store))
  .slice(0, {_MOST_ITEMS}).filter(([, value]) => value.length <= {_LONGEST})"""
# A tool that asks while its banner is open answers with a string that nobody has chosen.
_TCF = """
  let said = null;
  window.__tcfapi?.("getTCData", 2, (data, isThere) => {
    if (isThere && data.eventStatus !== "cmpuishown") said = data.tcString;
  });
  return said;"""
_PAIRS: TypeAdapter[list[tuple[str, str]]] = TypeAdapter(
    Annotated[list[tuple[str, str]], Field(max_length=_MOST_ITEMS)]
)


@dataclass(frozen=True)
class Evidence:
    """What a page says of the visitor's choice at a moment."""

    tool: ConsentChoice | None = None  # by the tool's own state
    stored: Mapping[str, str] = field(default_factory=dict)  # values by name; never kept
    tcf: str | None = None  # the consent string


async def read_evidence(world: World, tool: str | None) -> Evidence:
    """Return what a page says at this moment.

    Raises:
        ChannelClosedError: the page is gone or does not answer.
    """
    stored = {**await _items(world), **await _cookies(world)}
    return Evidence(
        tool=await read_state(world, tool) if tool else None,
        stored=stored,
        tcf=await _consent_string(world) or _stored_string(stored),
    )


def proofs_of(choice: ConsentChoice, before: Evidence, after: Evidence) -> tuple[ConsentProof, ...]:
    """Return what shows that a choice was taken in: only what has changed to match it."""
    proofs = []
    if after.tool is choice and before.tool is not choice:
        proofs.append(ConsentProof.TOOL_STATE)
    if any(_says(name, value, choice) for name, value in _changed(before, after)):
        proofs.append(ConsentProof.STORED)
    if after.tcf and after.tcf != before.tcf:
        said = read_consent_string(after.tcf)
        if said and said.says(choice):
            proofs.append(ConsentProof.TCF)
    return tuple(proofs)


def allows_something(before: Evidence, after: Evidence) -> bool:
    """Tell whether anything that has changed allows what needs consent, in whole or in part."""
    if after.tool is ConsentChoice.ACCEPT and before.tool is not after.tool:
        return True
    return any(True in said_in(name, value) for name, value in _changed(before, after))


def _changed(before: Evidence, after: Evidence) -> list[tuple[str, str]]:
    return [pair for pair in after.stored.items() if before.stored.get(pair[0]) != pair[1]]


def _says(name: str, value: str, choice: ConsentChoice) -> bool:
    string = read_consent_string(value) if _is_string(value) else None
    return string.says(choice) if string else choice_in(name, value) is choice


async def _items(world: World) -> dict[str, str]:
    try:
        return dict(_PAIRS.validate_python(await world.run(_ITEMS)))
    except (ScriptFailedError, ValidationError):
        return {}  # a document without stores of its own


async def _cookies(world: World) -> dict[str, str]:
    """Return the cookies that the page and its frames get."""
    answer = await world.channel.send("Network.getCookies")
    return {each["name"]: each["value"][:_LONGEST] for each in answer["cookies"]}


async def _consent_string(world: World) -> str | None:
    try:
        said = await world.run_outside(_TCF)
    except ScriptFailedError:
        return None
    return said if isinstance(said, str) else None


def _stored_string(stored: Mapping[str, str]) -> str | None:
    return next(filter(_is_string, stored.values()), None)


def _is_string(value: str) -> bool:
    is_likely = value.startswith("C") and len(value) >= _SHORTEST_STRING
    return is_likely and read_consent_string(value) is not None
