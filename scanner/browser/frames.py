"""The frames of a visit: which document each shows, and which one stands around another."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Params = dict[str, Any]  # Any: see channel.Params


@dataclass
class FrameLog:
    """What the frames of a visit's pages show, by their ids."""

    main: set[str] = field(default_factory=set)  # ids of the pages' own frames
    _shown: dict[str, str] = field(default_factory=dict)  # URL of the document asked for last
    _pages: dict[float, str] = field(default_factory=dict)  # the same, by the start of a page
    _around: dict[str, str] = field(default_factory=dict)  # the id of the frame around a frame

    def on_attached(self, params: Params) -> None:
        """Take ``Page.frameAttached``."""
        self._around[params["frameId"]] = params["parentFrameId"]

    def open(self, frame: str, url: str, started: float) -> str:
        """Note the document that a frame asks for, and return the one that led to it.

        A frame that goes on by itself (a refresh, a form that it sends) was led there by what it
        showed; a page only by what it showed since the visit itself opened it, at ``started``.
        """
        before = self._pages.get(started, "") if frame in self.main else self._shown.get(frame, "")
        self._shown[frame] = url
        if frame in self.main:
            self._pages[started] = url
        return before

    def around(self, frame: str) -> str:
        """Return the URL of the document around a frame; empty where it is not known."""
        return self._shown.get(self._around.get(frame, ""), "")

    def place(self, frame: str, url: str) -> str:
        """Return the URL of a frame's document; of one without an address that around it."""
        while url.startswith("about:") and frame in self._around:
            frame = self._around[frame]
            url = self._shown.get(frame, url)
        return url


def is_of_a_tag(params: Params) -> bool:
    """Tell whether a document's request says that it was asked for by the tag of its frame."""
    initiator = params.get("initiator") or {}
    return params.get("type") == "Document" and initiator.get("type") == "parser"
