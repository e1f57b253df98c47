import io
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace

import pytest
from listings import COOKIES_CSV
from scrapy.settings import Settings

from scanner.catalogue.saved import import_list
from scanner.commands import doctor
from scanner.commands.doctor import Check, State

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def test_a_folder_that_can_be_made_is_writable(tmp_path: Path) -> None:
    results = tmp_path / "results"
    found = f"{results}: writable"
    assert doctor.check_writable(results) == Check(State.OK, "results folder", found)
    assert not results.exists()


def test_a_folder_below_a_file_is_not_writable(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert doctor.check_writable(tmp_path / "file" / "results") == Check(
        State.FAIL,
        "results folder",
        f"{tmp_path / 'file'}: Not a directory",
        "name another one with SCAN_RESULTS_DIR",
    )


@pytest.mark.parametrize(
    ("total", "free", "state"),
    [
        (10_000_000_000, 1_000_000_000, State.OK),
        (10_000_000_000, 999_999_999, State.FAIL),
        (100_000_000_000, 4_000_000_000, State.FAIL),
    ],
)
def test_a_disk_needs_a_gigabyte_and_a_twentieth_free(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, total: int, free: int, state: State
) -> None:
    disk = SimpleNamespace(total=total, free=free)
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _: disk)
    assert doctor.check_space(tmp_path).state is state


def test_the_newest_run_is_told_with_its_age(tmp_path: Path) -> None:
    for name in ("20261101T000000Z", "20261121T090000Z", "notes"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "run.json").touch()
    assert doctor.check_newest_run(tmp_path, NOW) == Check(
        State.OK, "newest run", "2026-11-21 09:00 UTC, 3 hours old"
    )


def test_no_run_yet_is_only_a_note(tmp_path: Path) -> None:
    assert doctor.check_newest_run(tmp_path / "none", NOW) == Check(
        State.NOTE, "newest run", "none yet", "start one with scrapy crawl sites"
    )


def test_packages_are_compared_with_the_lock(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.txt"
    lock.write_text(
        f"# a comment\nscrapy=={version('scrapy')} \\\n    --hash=sha256:00\n"
        "pytest==0.1 \\\n    --hash=sha256:00\n"
        "no-such-package==1 \\\n    --hash=sha256:00\n"
        "colorama==0.4.6 ; sys_platform == 'win32' \\\n    --hash=sha256:00\n"
    )
    assert doctor.check_packages(lock) == Check(
        State.NOTE,
        "packages",
        f"not as requirements.txt pins them: pytest {version('pytest')}, no-such-package missing",
        "run make setup",
    )


def test_packages_as_pinned_are_ok(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.txt"
    lock.write_text(f"scrapy=={version('scrapy')} \\\n    --hash=sha256:00\n")
    assert doctor.check_packages(lock) == Check(
        State.OK, "packages", "all 1 as requirements.txt pins them"
    )


def _import(tmp_path: Path, text: str = COOKIES_CSV, licence: str | None = "MIT") -> str:
    file = tmp_path / "koekjes.csv"
    file.write_text(text)
    os.utime(file, (1_795_000_000, 1_795_000_000))  # 18 November 2026
    import_list(file, tmp_path / "catalogue", NOW, licence)
    return str(tmp_path / "catalogue")


@pytest.mark.parametrize(
    ("licence", "today", "state", "remedy"),
    [
        ("MIT", date(2026, 11, 22), State.OK, None),
        ("MIT", date(2028, 1, 1), State.NOTE, "over a year old: import a newer one"),
        (None, date(2026, 11, 22), State.NOTE, "find out its licence, import with --licence"),
    ],
)
def test_an_imported_list_is_told_with_its_age_and_licence(
    tmp_path: Path, licence: str | None, today: date, state: State, remedy: str | None
) -> None:
    (check,) = doctor.check_lists(_import(tmp_path, licence=licence), today)
    assert (check.state, check.subject, check.remedy) == (state, "list koekjes", remedy)
    assert check.found.startswith("Open Cookie Database of 2026-11-18, licence ")


def test_a_broken_imported_list_fails(tmp_path: Path) -> None:
    folder = _import(tmp_path)
    (tmp_path / "catalogue" / "koekjes.list").write_text("x")
    (check,) = doctor.check_lists(folder, NOW.date())
    assert (check.state, check.remedy) == (State.FAIL, "import it again")


def test_without_imported_lists_there_is_nothing_to_check(tmp_path: Path) -> None:
    assert doctor.check_lists("", NOW.date()) == ()


def test_a_browser_that_is_not_there_fails_with_what_to_do() -> None:
    (check,) = doctor.check_scan_browser(Settings({"SCAN_BROWSER": "nothing"}))
    assert (check.state, check.subject, check.found) == (
        State.FAIL,
        "browser",
        "SCAN_BROWSER: no program 'nothing'",
    )
    assert check.remedy.startswith("install Debian's package chromium-headless-shell")


@pytest.mark.browser
def test_a_good_browser_is_named_with_its_proof() -> None:
    checks = doctor.check_scan_browser(Settings({"SCAN_BROWSER": os.environ.get("SCAN_BROWSER")}))
    assert [check.subject for check in checks] == ["browser", "third-party cookies", "sandbox"]
    assert State.FAIL not in [check.state for check in checks]


def test_off_a_terminal_a_check_is_a_plain_line() -> None:
    out = io.StringIO()
    checks = (
        Check(State.OK, "disk", "[1] GB free"),
        Check(State.FAIL, "browser", "none", "install one"),
    )
    doctor._print(checks, doctor.Console(file=out))
    assert out.getvalue().splitlines() == [
        "state  checked  found        what to do",
        "ok     disk     [1] GB free  -",
        "fail   browser  none         install one",
    ]


def test_on_a_terminal_the_checks_are_a_table() -> None:
    out = io.StringIO()
    console = doctor.Console(file=out, force_terminal=True, color_system=None, width=60)
    doctor._print((Check(State.FAIL, "disk", "[1] GB free", "free some"),), console)
    assert "│ fail  │ disk    │ [1] GB free │ free some  │" in out.getvalue()


@pytest.mark.browser
def test_the_exit_code_is_1_when_a_scan_could_not_be_trusted() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "doctor", "-s", f"SCAN_RESULTS_DIR={__file__}/results"],
        cwd=Path(doctor.__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    failed = [line.split() for line in done.stdout.splitlines() if line.startswith("fail")]
    why = f"{__file__}: Not a directory name another one with SCAN_RESULTS_DIR"
    assert (done.returncode, done.stderr, failed) == (
        1,
        "",
        [["fail", "results", "folder", *why.split()]],
    )
