"""What the browser says of itself: an ordinary Chromium of its version.

Sites turn away, or serve otherwise, a browser that calls itself headless, in its user agent or in
its client hints. The version and the platform stay what they are.
"""

from __future__ import annotations

from typing import Any

Params = dict[str, Any]  # Any: see channel.Params


def make_identity(version: Params) -> Params:
    """Return the parameters of ``Emulation.setUserAgentOverride`` for a ``Browser.getVersion``."""
    number = version["product"].partition("/")[2]
    major = number.partition(".")[0]
    return {
        "userAgent": user_agent_of(number),
        "userAgentMetadata": {
            "brands": _brands(major, "99"),
            "fullVersionList": _brands(number, "99.0.0.0"),
            "platform": "Linux",
            "platformVersion": "",
            "architecture": "x86",
            "model": "",
            "mobile": False,
        },
    }


def user_agent_of(version: str) -> str:
    """Return what a Chrome of this version says of itself, whose minor numbers are always 0."""
    major = version.partition(".")[0]
    return (
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
        f"Chrome/{major}.0.0.0 Safari/537.36"
    )


def _brands(version: str, other: str) -> list[Params]:
    # The second is the placeholder by which browsers keep sites from relying on the list.
    return [
        {"brand": "Chromium", "version": version},
        {"brand": "Not:A-Brand", "version": other},
    ]
