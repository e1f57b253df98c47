"""With which switches the browser is started: ours, and those the operator adds."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from scanner.errors import BrowserError

# What Playwright does not pass by itself: no UDP round a proxy, be it QUIC or WebRTC; and no
# popups, which a visitor's browser blocks as well and no observer would be quick enough for.
OWN_ARGUMENTS = (
    "--disable-quic",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--block-new-web-contents",
)
RESOLVER_SWITCH = "--host-resolver-rules="
PROOF_EXCLUSIONS = ("EXCLUDE localhost", "EXCLUDE 127.0.0.1")


@dataclass(frozen=True)
class LaunchOptions:
    """How the browser of a run is started."""

    executable: str
    arguments: tuple[str, ...]  # ours and the operator's; Playwright adds its own
    sandbox: bool
    ignore_tls_errors: bool

    def as_setting(self) -> dict[str, Any]:  # Any: the values differ in type
        """Return the options as plain values, for Scrapy's PLAYWRIGHT_LAUNCH_OPTIONS."""
        return asdict(self)

    @classmethod
    def from_setting(cls, setting: Mapping[str, Any]) -> LaunchOptions:
        """Return the options that ``as_setting`` wrote."""
        return cls(
            executable=str(setting["executable"]),
            arguments=tuple(setting["arguments"]),
            sandbox=bool(setting["sandbox"]),
            ignore_tls_errors=bool(setting["ignore_tls_errors"]),
        )


def split_arguments(value: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return the switches of SCAN_BROWSER_ARGS, a list or a string with commas between.

    Only a comma that stands before ``--`` divides: the values of switches hold commas too.

    Raises:
        BrowserError: a part is not a switch.
    """
    parts = re.split(r",(?=\s*--)", value) if isinstance(value, str) else list(value or ())
    arguments = tuple(part.strip() for part in parts if part.strip())
    for argument in arguments:
        if not argument.startswith("--"):
            raise BrowserError(f"SCAN_BROWSER_ARGS: expected a switch (--name), found {argument!r}")
    return arguments


def make_launch_options(
    browser: Path, arguments: Sequence[str] = (), *, ignore_tls_errors: bool = False
) -> LaunchOptions:
    """Return how to start the browser with the operator's extra switches.

    The sandbox is off only for root, for whom it does not work, or when a switch says so.
    """
    extra = [a for a in arguments if not a.startswith(RESOLVER_SWITCH)]
    rules = [a.removeprefix(RESOLVER_SWITCH) for a in arguments if a.startswith(RESOLVER_SWITCH)]
    if rules:  # the browser heeds the last switch only; the proof needs loopback as it is
        extra.append(RESOLVER_SWITCH + ", ".join([*rules, *PROOF_EXCLUSIONS]))
    if ignore_tls_errors:  # the context's own option does not reach service workers
        extra.append("--ignore-certificate-errors")
    return LaunchOptions(
        executable=str(browser),
        arguments=(*OWN_ARGUMENTS, *extra),
        sandbox=os.geteuid() != 0 and "--no-sandbox" not in extra,
        ignore_tls_errors=ignore_tls_errors,
    )
