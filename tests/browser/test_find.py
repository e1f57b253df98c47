import json
from importlib.util import find_spec
from pathlib import Path

import pytest

from scanner.browser.find import find_browser
from scanner.errors import BrowserError


@pytest.fixture
def commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the only folder on the search path; Playwright has downloaded nothing."""
    folder = tmp_path / "commands"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "playwright"))
    return folder


def program(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def playwright_shell(folder: Path, *, complete: bool = True) -> Path:
    origin = find_spec("playwright").origin
    listed = json.loads((Path(origin).parent / "driver/package/browsers.json").read_text())
    revision = {b["name"]: b["revision"] for b in listed["browsers"]}["chromium-headless-shell"]
    home = folder / f"chromium_headless_shell-{revision}"
    shell = program(home / "chrome-headless-shell-linux64" / "chrome-headless-shell")
    if complete:
        (home / "INSTALLATION_COMPLETE").touch()
    return shell


def test_playwrights_own_shell_is_preferred(commands: Path) -> None:
    program(commands / "chromium-headless-shell")
    shell = playwright_shell(commands.parent / "playwright")
    assert find_browser(None) == shell


def test_an_interrupted_download_is_passed_over(commands: Path) -> None:
    playwright_shell(commands.parent / "playwright", complete=False)
    assert program(commands / "chromium-headless-shell") == find_browser(None)


def test_full_chromium_comes_last(commands: Path) -> None:
    names = ("chromium", "google-chrome-stable", "google-chrome", "chromium-headless-shell")
    assert [program(commands / name) == find_browser(None) for name in names] == [True] * 4


@pytest.mark.parametrize("setting", ["named", "{folder}/named"])
def test_the_setting_names_a_command_or_a_file(commands: Path, setting: str) -> None:
    program(commands / "chromium-headless-shell")
    named = program(commands / "named")
    assert find_browser(setting.format(folder=commands)) == named


def test_a_setting_that_names_nothing_is_never_replaced(commands: Path) -> None:
    program(commands / "chromium-headless-shell")
    with pytest.raises(BrowserError, match="SCAN_BROWSER: no program 'nothing'; install "):
        find_browser("nothing")


@pytest.mark.usefixtures("commands")
def test_no_browser_is_one_line_that_says_what_to_install() -> None:
    with pytest.raises(BrowserError) as raised:
        find_browser(None)
    assert str(raised.value) == (
        "no browser found; install Debian's package chromium-headless-shell, run `playwright "
        "install chromium-headless-shell`, or name another browser with SCAN_BROWSER"
    )
