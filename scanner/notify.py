"""Tell whoever wants to know what changed: a command, or an address that takes JSON."""

from __future__ import annotations

import shlex
import subprocess
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from scanner.errors import NotifyError
from scanner.models import FindingChange, ItemChange, Report, SiteChanges, Value
from scanner.strict_json import to_json

LIMIT_S = 60.0


class SiteNotice(Value):
    """What changed on one site; what is the same is left out."""

    domain: str
    measured: bool
    changes: SiteChanges


class Notice(Value):
    """What changed since the last run: what a hook is called with."""

    schema_version: int = 1
    run: str
    started_at: datetime
    sites: tuple[SiteNotice, ...]


@dataclass(frozen=True)
class Hook:
    """Where notices go: a command that reads one, or an address that it is sent to."""

    command: tuple[str, ...] = ()
    url: str = ""

    def __str__(self) -> str:
        """Name it without what may be secret: a command's arguments, an address's path."""
        if self.command:
            return f"command {self.command[0]}"
        return f"address at {urlsplit(self.url).hostname}"


def find_hooks(command: str, url: str) -> tuple[Hook, ...]:
    """Return the hooks that two settings name; an empty one names none.

    Raises:
        NotifyError: a command that cannot be split into words, an address that is not http(s).
    """
    try:
        words = tuple(shlex.split(command))
    except ValueError as error:
        raise NotifyError(f"SCAN_NOTIFY_COMMAND: {error}") from error
    if "\0" in command:
        raise NotifyError("SCAN_NOTIFY_COMMAND: holds a zero byte")
    if url and not _is_address(url):
        raise NotifyError("SCAN_NOTIFY_URL: expected an address that starts with https://")
    commands = (Hook(command=words),) if words else ()
    return (*commands, Hook(url=url)) if url else commands


def make_notice(report: Report) -> Notice | None:
    """Return what changed since the last run; None: nothing did."""
    sites = tuple(_changed(report))
    if not sites:
        return None
    return Notice(run=report.run.id, started_at=report.run.started_at, sites=sites)


def notify(hook: Hook, notice: Notice) -> None:
    """Hand a notice to a hook, within a minute.

    Raises:
        NotifyError: it did not take it; one line that holds no secret.
    """
    data = to_json(notice)
    try:
        if hook.command:
            _call(hook.command, data)
        else:
            _send(hook.url, data)
    except (OSError, subprocess.SubprocessError, HTTPException) as error:
        raise NotifyError(f"notify: the {hook} did not take it: {_why(error)}") from error


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # a port that is no number, half an IPv6 address
        return False
    return bool(known) and url.isprintable() and " " not in url


def _changed(report: Report) -> Iterator[SiteNotice]:
    for site in report.sites:
        if site.since_last_run is None:
            continue
        told = _news_of(site.since_last_run)
        if any((told.findings, told.cookies, told.services, told.documents)) or not site.measured:
            yield SiteNotice(domain=site.domain, measured=site.measured, changes=told)


def _news_of(changes: SiteChanges) -> SiteChanges:
    """Return what is not as it was in the last run: what was told then is not told again."""
    return changes.model_copy(
        update={
            "findings": tuple(filter(_is_news, changes.findings)),
            "cookies": tuple(filter(_is_news, changes.cookies)),
            "services": tuple(filter(_is_news, changes.services)),
        }
    )


def _is_news(change: FindingChange | ItemChange) -> bool:
    return change.seen[-1] is not change.seen[-2]


def _call(command: tuple[str, ...], data: bytes) -> None:
    # The operator's own command, from the settings; nothing from a site becomes an argument.
    subprocess.run(command, input=data, timeout=LIMIT_S, check=True)  # noqa: S603


def _send(url: str, data: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(url, data, headers)  # noqa: S310  # http(s): find_hooks
    try:
        with urllib.request.urlopen(request, timeout=LIMIT_S):  # noqa: S310
            pass
    except HTTPError as error:
        error.close()  # it is the answer too, and holds the connection
        raise


def _why(error: Exception) -> str:
    if isinstance(error, subprocess.CalledProcessError):
        return f"it ended with {error.returncode}"
    if isinstance(error, subprocess.TimeoutExpired | TimeoutError):
        return f"it took longer than {LIMIT_S:.0f} s"
    if isinstance(error, URLError):
        return str(error.reason)
    return str(error.strerror) if isinstance(error, OSError) else type(error).__name__
