"""Whose code is on a stack: also where it was made at run time and has no URL of its own.

A script that was written by another (eval, new Function, an inserted inline script, a timer with
a string) is told by ``Debugger.scriptParsed`` with the stack that made it. Its code counts as
that of whoever made it. Inline scripts in markup that a script wrote may run when it is done: they
are known by their text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

Params = dict[str, Any]  # Any: see channel.Params

_DEEPEST = 5  # code that makes code that makes code ...
_MOST_SCRIPTS = 20_000
_INLINE = re.compile(r"<script\b[^>]*>(.*?)</script", re.IGNORECASE | re.DOTALL)


@dataclass
class ScriptLog:
    """The scripts that were made at run time, by target and id, with the stack of their maker."""

    _named: dict[tuple[int, str], str] = field(
        default_factory=dict
    )  # data: URLs, which no stack has
    documents: set[str] = field(default_factory=set)  # URLs of documents
    _makers: dict[tuple[int, str], Params] = field(default_factory=dict)

    # Hash of an inline script that was written, and of a script that is one: who wrote it.
    _written: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _writers: dict[tuple[int, str], tuple[str, ...]] = field(default_factory=dict)

    def on_written(self, markup: str, stack: tuple[str, ...]) -> None:
        """Take markup that a script wrote into a document; ``stack``: innermost first."""
        for text in filter(None, _INLINE.findall(markup)):
            if len(self._written) < _MOST_SCRIPTS:
                self._written.setdefault(sha256(text.encode()).hexdigest(), stack)

    def on_parsed(self, target: int, params: Params) -> None:
        """Take ``Debugger.scriptParsed``."""
        maker = params.get("stackTrace")
        writer = self._written.get(params.get("hash", ""))
        if writer and maker is None and len(self._writers) < _MOST_SCRIPTS:
            self._writers[target, params["scriptId"]] = writer
        if params.get("url", "").startswith("data:") and len(self._named) < _MOST_SCRIPTS:
            self._named[target, params["scriptId"]] = params["url"]
        # Code given as a string (a timer's, an attribute's) bears its document's URL but stands
        # at the very beginning, where a document has no script. Who gave it may be on the stack.
        given = not params.get("startLine") and not params.get("startColumn")
        if maker is None and given and params.get("url") in self.documents:
            maker = {"callFrames": []}
        if maker is not None and len(self._makers) < _MOST_SCRIPTS:
            self._makers[target, params["scriptId"]] = maker

    def urls(self, target: int, stack: Params | None) -> tuple[str, ...]:
        """Return the URLs of the scripts on a stack, innermost first, async parents included."""
        return tuple(dict.fromkeys(self._walk(target, stack, _DEEPEST)))

    def _walk(self, target: int, stack: Params | None, depth: int) -> Iterator[str]:
        while stack:
            for frame in stack.get("callFrames", ()):
                script = (target, frame.get("scriptId", ""))
                url = frame.get("url") or self._named.get(script)
                if writer := self._writers.get(script):
                    yield from writer
                elif (maker := self._makers.get(script)) and depth:
                    yield from self._walk(target, maker, depth - 1)
                elif url and not url.startswith("about:"):
                    yield url
            stack = stack.get("parent")
