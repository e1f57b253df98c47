"""Find the browser to use. Light to import: the set-up asks it before anything else is there."""

from __future__ import annotations

import json
import os
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

from scanner.errors import BrowserError

# In order of preference. Debian's full chromium comes last: it keeps third-party cookies only on
# the profile that launch.py makes.
COMMANDS = ("chromium-headless-shell", "google-chrome", "google-chrome-stable", "chromium")
ADVICE = (
    "install Debian's package chromium-headless-shell, run `playwright install "
    "chromium-headless-shell`, or name another browser with SCAN_BROWSER"
)


def find_browser(setting: str | None) -> Path:
    """Return the browser to use: the one the setting names, else the first that is installed.

    Raises:
        BrowserError: there is none, or the one that the setting names is not there.
    """
    if setting:
        named = shutil.which(Path(setting).expanduser())
        if named is None:
            raise BrowserError(f"SCAN_BROWSER: no program {setting!r}; {ADVICE}")
        return Path(named)
    own = find_playwright_shell()
    if own is not None:
        return own
    for command in COMMANDS:
        found = shutil.which(command)
        if found is not None:
            return Path(found)
    raise BrowserError(f"no browser found; {ADVICE}")


def find_playwright_shell() -> Path | None:
    """Return the headless shell that Playwright downloaded for this version; None when absent."""
    spec = find_spec("playwright")
    if spec is None or spec.origin is None:
        return None
    package = Path(spec.origin).parent / "driver" / "package"
    listed = json.loads((package / "browsers.json").read_text(encoding="utf-8"))["browsers"]
    revision = next(b["revision"] for b in listed if b["name"] == "chromium-headless-shell")
    folder = _playwright_folder(package) / f"chromium_headless_shell-{revision}"
    # An interrupted download lacks the marker.
    if not (folder / "INSTALLATION_COMPLETE").is_file():
        return None
    shells = (p for p in folder.glob("*/chrome-headless-shell") if os.access(p, os.X_OK))
    return next(shells, None)


def _playwright_folder(package: Path) -> Path:
    """Return where Playwright keeps its browsers."""
    setting = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    if setting == "0":
        return package / ".local-browsers"
    if setting:
        return Path(setting)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "ms-playwright"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "ms-playwright"
