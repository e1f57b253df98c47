"""Make sure that a browser is there: ``python -m scanner.browser.install``.

One that is installed is used. Otherwise Playwright downloads its headless shell; where it cannot,
Debian's package is installed if apt-get is there and may be used.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from scanner.browser.find import ADVICE, find_browser, find_playwright_shell
from scanner.errors import BrowserError

PLAYWRIGHT = (sys.executable, "-m", "playwright")
SHELL = "chromium-headless-shell"  # both for Playwright and for Debian
DOWNLOAD_LIMIT_S = 300.0
APT_LIMIT_S = 600.0
RUN_LIMIT_S = 30.0


def main() -> int:
    """Return the exit code: 0 when a browser is there, 1 after a line that says what to do."""
    setting = os.environ.get("SCAN_BROWSER")
    try:
        find_browser(setting)
        return 0
    except BrowserError as error:
        if setting:  # the operator's own choice is never replaced
            return _fail(str(error))
    _say(f"no browser found; downloading Playwright's {SHELL}")
    reason = _download()
    if reason is None:
        return 0
    root = _root_prefix()
    if root is None or shutil.which("apt-get") is None:
        return _fail(f"no browser: {reason}; {ADVICE}")
    _say(f"{reason}; installing Debian's package {SHELL}")
    reason = _install_package(root)
    return 0 if reason is None else _fail(f"no browser: {reason}; {ADVICE}")


def _download() -> str | None:
    """Download Playwright's headless shell; return why that failed, None when it runs."""
    reason = _run((*PLAYWRIGHT, "install", SHELL), DOWNLOAD_LIMIT_S)
    if reason is not None:
        return f"the download failed ({reason})"
    shell = find_playwright_shell()
    if shell is None:
        return "the download left no browser"
    if _starts(shell):
        return None
    root = _root_prefix()
    if root is None:
        return "the downloaded browser lacks system libraries (`playwright install-deps`)"
    _say("installing the system libraries that the browser needs")
    reason = _run((*root, *PLAYWRIGHT, "install-deps", SHELL), APT_LIMIT_S)
    if reason is None and _starts(shell):
        return None
    # It would be found before any other browser, and never start.
    shutil.rmtree(shell.parent.parent)
    return f"the downloaded browser does not start ({reason or 'no reason given'})"


def _install_package(root: Sequence[str]) -> str | None:
    """Install Debian's package; return why that failed, None when the browser is there."""
    apt = (*root, "apt-get", "-o", "DPkg::Lock::Timeout=120")
    for arguments in (("update",), ("install", "-y", "--no-install-recommends", SHELL)):
        reason = _run((*apt, *arguments), APT_LIMIT_S, {"DEBIAN_FRONTEND": "noninteractive"})
        if reason is not None:
            return f"apt-get {arguments[0]} failed ({reason})"
    if shutil.which(SHELL) is None:
        return f"the package {SHELL} brought no program {SHELL}"
    return None


def _root_prefix() -> tuple[str, ...] | None:
    """Return what makes a command run as root without a question; None when nothing does."""
    if os.geteuid() == 0:
        return ()
    sudo = ("sudo", "-n")
    if shutil.which("sudo") and _run((*sudo, "true"), RUN_LIMIT_S) is None:
        return sudo
    return None


def _starts(program: Path) -> bool:
    """Tell whether the program runs at all."""
    return _run((str(program), "--version"), RUN_LIMIT_S) is None


def _run(
    command: Sequence[str], limit_s: float, variables: Mapping[str, str] | None = None
) -> str | None:
    """Run a command; return the line that says why it failed, None when it did not."""
    try:
        done = subprocess.run(  # noqa: S603 - fixed commands, no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, **(variables or {})},
            timeout=limit_s,
            check=False,
            text=True,
            errors="replace",
        )
    except subprocess.TimeoutExpired:
        return f"no end after {limit_s:.0f} s"
    except OSError as error:
        return str(error)
    if done.returncode == 0:
        return None
    lines = [line.strip() for line in done.stdout.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith(("error", "e:"))]
    return next(iter([*errors, *reversed(lines)]), f"exit code {done.returncode}")


def _say(line: str) -> None:
    """Tell on standard error how far the set-up is."""
    print(f"setup: {line}", file=sys.stderr, flush=True)


def _fail(line: str) -> int:
    """Say why there is no browser, and return the exit code."""
    _say(line)
    return 1


if __name__ == "__main__":
    sys.exit(main())
