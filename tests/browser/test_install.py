import json
import os
from importlib.util import find_spec
from pathlib import Path

import pytest

from scanner.browser import install
from scanner.browser.find import ADVICE

SHELL = "chromium-headless-shell"


class Machine:
    """A machine whose only commands are those that a test gives it; each writes down its use."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "commands"
        self.folder.mkdir()
        self.log = folder / "log"
        self.log.touch()

    def give(self, name: str, script: str = "") -> None:
        program = self.folder / name
        program.write_text(f'#!/bin/sh\necho "{name} $*" >> {self.log}\n{script}\n')
        program.chmod(0o755)

    def used(self) -> list[str]:
        return self.log.read_text().splitlines()


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    machine = Machine(tmp_path)
    monkeypatch.setenv("PATH", str(machine.folder))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "playwright"))
    monkeypatch.delenv("SCAN_BROWSER", raising=False)
    monkeypatch.setattr(install, "PLAYWRIGHT", (str(machine.folder / "playwright"),))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    machine.give("playwright", "echo 'Error: no such host'; exit 1")
    return machine


def downloads(tmp_path: Path, then: str) -> str:
    """Return a script that lays a browser where Playwright does, one that runs ``then``."""
    home = tmp_path / "playwright" / f"chromium_headless_shell-{_revision()}"
    shell = home / "x" / "chrome-headless-shell"
    return (
        "PATH=/usr/bin:/bin\n"
        f"mkdir -p {shell.parent}; touch {home}/INSTALLATION_COMPLETE\n"
        f"printf '#!/bin/sh\\n{then}\\n' > {shell}; chmod +x {shell}"
    )


def _revision() -> str:
    listed = Path(find_spec("playwright").origin).parent / "driver/package/browsers.json"
    browsers = json.loads(listed.read_text())["browsers"]
    return next(b["revision"] for b in browsers if b["name"] == SHELL)


def test_a_browser_that_is_there_is_used(machine: Machine) -> None:
    machine.give("chromium")
    assert (install.main(), machine.used()) == (0, [])


def test_a_browser_that_the_setting_names_is_never_replaced(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SCAN_BROWSER", "mine")
    assert (install.main(), machine.used()) == (1, [])
    assert capsys.readouterr().err == f"setup: SCAN_BROWSER: no program 'mine'; {ADVICE}\n"


def test_playwright_downloads_its_shell(machine: Machine, tmp_path: Path) -> None:
    machine.give("playwright", downloads(tmp_path, "exit 0"))
    assert (install.main(), machine.used()) == (0, [f"playwright install {SHELL}"])


def test_a_downloaded_shell_that_lacks_libraries_gets_them(
    machine: Machine, tmp_path: Path
) -> None:
    run = f"grep -q install-deps {machine.log}"
    machine.give("playwright", downloads(tmp_path, f"PATH=/usr/bin:/bin {run}"))
    assert install.main() == 0
    assert machine.used() == [f"playwright install {SHELL}", f"playwright install-deps {SHELL}"]


def test_debians_package_follows_a_download_that_fails(machine: Machine) -> None:
    brought = machine.folder / SHELL
    machine.give("apt-get", f'case "$*" in *" install "*) /bin/cp "$0" {brought};; esac')
    assert install.main() == 0
    assert machine.used() == [
        f"playwright install {SHELL}",
        "apt-get -o DPkg::Lock::Timeout=120 update",
        f"apt-get -o DPkg::Lock::Timeout=120 install -y --no-install-recommends {SHELL}",
    ]


def test_a_downloaded_shell_that_never_starts_makes_way_for_debians(
    machine: Machine, tmp_path: Path
) -> None:
    machine.give("playwright", downloads(tmp_path, "exit 127"))
    machine.give("apt-get", f'/bin/cp "$0" {machine.folder / SHELL}')
    assert install.main() == 0
    assert list((tmp_path / "playwright").iterdir()) == []


def test_without_root_a_password_is_never_asked_for(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    machine.give("apt-get")
    machine.give("sudo", "exit 1")
    assert install.main() == 1
    assert machine.used() == [f"playwright install {SHELL}", "sudo -n true"]
    assert capsys.readouterr().err.splitlines()[-1] == (
        f"setup: no browser: the download failed (Error: no such host); {ADVICE}"
    )


def test_sudo_without_a_password_installs_the_package(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    machine.give("apt-get", f'/bin/cp "$0" {machine.folder / SHELL}')
    machine.give("sudo", 'shift; case "$1" in true) exit 0;; esac; exec "$@"')
    assert install.main() == 0


def test_a_package_that_is_not_to_be_had_ends_in_one_line(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.give(
        "apt-get", 'case "$*" in *" install "*) echo "E: Unable to locate"; exit 100;; esac'
    )
    assert install.main() == 1
    assert capsys.readouterr().err.splitlines()[-1] == (
        f"setup: no browser: apt-get install failed (E: Unable to locate); {ADVICE}"
    )


def test_a_download_that_hangs_is_given_up(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(install, "DOWNLOAD_LIMIT_S", 0.2)
    machine.give("playwright", "exec /bin/cat /dev/zero > /dev/null")
    assert install.main() == 1
    assert capsys.readouterr().err.splitlines()[-1] == (
        f"setup: no browser: the download failed (no end after 0 s); {ADVICE}"
    )
