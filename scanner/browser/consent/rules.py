"""Autoconsent, which knows several hundred consent tools by their markup, in one frame.

Its script runs in our own world and is spoken to there: it lays its messages in a box that is
emptied from here, and asks for what only the page's own world can tell (``eval``). It hides
nothing: prehiding and rules that only hide a banner are off, and so is its guessing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, compress
from typing import Annotated, Any, Literal

from duckduckgo_autoconsent import bundle, rules_json
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from scanner.browser.consent.worlds import ScriptFailedError, World
from scanner.words import ConsentChoice

Pause = Callable[[float], Awaitable[None]]  # lets the page go on for some seconds of its clock
Rule = dict[str, Any]  # Any: as the package's file gives it, for its own script

_STEP_S = 0.1
_LOOK_S = 0.8  # of the page's clock: to start when idle, and to see whether a banner is open
_MOST_MESSAGES = 300
_CONFIG = {
    "enabled": True,
    "autoAction": None,
    "enablePrehide": False,
    "enableCosmeticRules": False,
    "enableGeneratedRules": True,
    "heuristicMode": "off",
    "detectRetries": 0,
    # Each by name: what is missing counts as true, and every step would be logged in the page.
    "logs": dict.fromkeys(
        (
            "lifecycle",
            "rulesteps",
            "detectionsteps",
            "evals",
            "errors",
            "messages",
            "waits",
        ),
        False,
    ),
}
_BOX = f"""
globalThis.said = [];
globalThis.autoconsentSendMessage = (message) => {{
  if (said.length < {_MOST_MESSAGES}) said.push(message.type === "report"
    ? {{ type: "report", lifecycle: message.state.lifecycle }}
    : message);
}};
"""
_IS_ONE_THERE = """(signs) => {
  const isThere = (sign) => sign.startsWith("xpath/")
    ? document.evaluate(sign.slice(6), document, null, XPathResult.BOOLEAN_TYPE).booleanValue
    : document.querySelector(sign) !== null;
  try { return signs === null || signs.some(isThere); } catch { return true; }
}"""
# What the tools show or load that the script knows by code of its own, in the page itself.
BUILT_IN = {
    "TrustArcTop": ("#truste-show-consent", "#truste-consent-track"),
    "Cookiebot": ("#CybotCookiebotDialog", "script[src*=cookiebot i]"),
    "SourcePoint": (),  # is in a frame
    "ConsentManager": ("#cmpbox", "script[src*=consentmanager i]"),
    "Evidon": ("#_evidon_banner",),
    "Onetrust": ("#onetrust-banner-sdk", "#onetrust-pc-sdk"),
    "Klaro": (".klaro",),
    "Uniconsent": (".unic",),
    "Conversant": (".cmp-root",),
    "Tiktok": ("tiktok-cookie-banner",),
    "Admiral": ("[class*=Pills__StyledPill]",),
}
_REMARKS = frozenset({"comment", "check"})  # what a step says beside the selector
_ANSWERS = {ConsentChoice.ACCEPT: "optIn", ConsentChoice.REJECT: "optOut"}


class _Message(BaseModel):
    """What is read of a message; the rest of it is left."""

    type: Annotated[str, Field(max_length=40)]
    cmp: Annotated[str, Field(max_length=200)] | None = None
    lifecycle: Annotated[str, Field(max_length=40)] | None = None
    id: Annotated[str, Field(max_length=100)] | None = None
    code: Annotated[str, Field(max_length=10_000)] | None = None
    result: bool | None = None


_MESSAGES: TypeAdapter[list[_Message]] = TypeAdapter(
    Annotated[list[_Message], Field(max_length=_MOST_MESSAGES)]
)
_FLAGS: TypeAdapter[list[bool]] = TypeAdapter(list[bool])


@dataclass
class Autoconsent:
    """Autoconsent in one frame, from its first look on."""

    world: World
    pause: Pause
    tool: str | None = None  # the name of the rule that knows the page's tool
    is_open: bool = False  # its banner is there to be answered
    _ended: set[str] = field(default_factory=set)
    _result: bool | None = None

    async def look(self) -> None:
        """See which tool it is, and whether its banner is open.

        Raises:
            ChannelClosedError: the frame is gone or does not answer.
            ScriptFailedError: the script failed.
        """
        href = await self.world.run("location.href")
        rules = await self._fitting(rules_for(str(href), is_top=self.world.is_top))
        if rules is None:
            return
        await self.world.run(_BOX + bundle())
        message = {"type": "initResp", "config": _CONFIG, "rules": {"autoconsent": rules}}
        await self._tell(message)
        await self._listen(_LOOK_S, lambda: self.is_open or "nothingDetected" in self._ended)

    async def choose(self, choice: ConsentChoice, limit_s: float) -> bool:
        """Have it opt in or out; tell whether its rule came to its end. Raises as ``look``.

        ``limit_s`` is of the page's clock.
        """
        self._result = None
        await self._tell({"type": _ANSWERS[choice]})
        await self._listen(limit_s, lambda: self._result is not None)
        return self._result is True

    async def _fitting(self, rules: list[Rule]) -> list[Rule] | None:
        """Return the rules a sign of which is there: to try hundreds step by step takes long.

        None: nothing of what the script knows is there, and it is not needed.
        """
        built_in = [*chain(*BUILT_IN.values())] if self.world.is_top else None
        signs = json.dumps([built_in, *map(signs_of, rules)])
        answer = await self.world.run(f"{signs}.map({_IS_ONE_THERE})")
        try:
            is_built_in, *fits = _FLAGS.validate_python(answer)
        except ValueError as error:
            raise ScriptFailedError("the signs of the rules were not looked for") from error
        fitting = list(compress(rules, fits))
        return fitting if fitting or is_built_in else None

    async def _tell(self, message: object) -> None:
        await self.world.run(f"void globalThis.autoconsentReceiveMessage({json.dumps(message)})")

    async def _listen(self, limit_s: float, is_enough: Callable[[], bool]) -> None:
        """Take its messages until it is enough or the page's clock has gone on for so long."""
        passed = 0.0
        while not is_enough():
            asked = await self._take()
            if is_enough() or passed > limit_s:
                return
            if not asked:  # an answer may have brought further questions, in no time
                await self.pause(_STEP_S)
                passed += _STEP_S

    async def _take(self) -> bool:
        """Take the messages that are there; tell whether one was a question."""
        try:
            messages = _MESSAGES.validate_python(await self.world.run("globalThis.said.splice(0)"))
        except ValidationError as error:
            raise ScriptFailedError("autoconsent said something unknown") from error
        for each in messages:
            await self._on_message(each)
        return any(each.type == "eval" for each in messages)

    async def _on_message(self, message: _Message) -> None:
        match message.type:
            case "eval":
                answer = await self._ask_page(message.code or "false")
                await self._tell({"type": "evalResp", "id": message.id, "result": answer})
            case "cmpDetected":
                self.tool = message.cmp
            case "popupFound":
                self.tool, self.is_open = message.cmp, True
            case "optInResult" | "optOutResult":
                self._result = message.result is True
            case "report" if message.lifecycle:
                self._ended.add(message.lifecycle)

    async def _ask_page(self, code: str) -> bool:
        try:
            return await self.world.run_outside(f"return Boolean({code});") is True
        except ScriptFailedError:
            return False


def rules_for(href: str, *, is_top: bool) -> list[Rule]:
    """Return the rules that may apply to a document: 1,010 in all are too many to carry there."""
    place: Literal["main", "frame"] = "main" if is_top else "frame"
    return [each for each in _all_rules() if _applies(each, href, place)]


def signs_of(rule: Rule) -> list[str] | None:
    """Return the selectors without one of which a rule does not know a page, or not its banner.

    None: it looks otherwise.
    """
    steps = [*(rule.get("detectCmp") or ())[:1], *(rule.get("detectPopup") or ())[:1]]
    return next(filter(None, map(_signs_of_step, steps)), None)


def _signs_of_step(step: Rule) -> list[str] | None:
    if len(step.keys() - _REMARKS) != 1:
        return None
    match step:
        case {"any": [*either]}:
            signs = [_signs_of_step(each) for each in either]
            return None if None in signs else [*chain(*filter(None, signs))]
        # A list is a way through shadow roots: its first is in the document itself.
        case {"exists": str(sign) | [str(sign), *_]} | {"visible": str(sign) | [str(sign), *_]}:
            return [sign]
    return None


def _applies(rule: Rule, href: str, place: str) -> bool:
    context = {"main": True, "frame": False, **(rule.get("runContext") or {})}
    pattern = context.get("urlPattern")
    return bool(context[place]) and (not pattern or bool(_compiled(pattern).search(href)))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@cache
def _all_rules() -> tuple[Rule, ...]:
    """Return every rule that does more than hide a banner, and whose pattern Python knows."""
    return tuple(each for each in json.loads(rules_json()) if not each.get("cosmetic"))
