import asyncio
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from playwright.async_api import Browser, async_playwright

from scanner.browser import launch as launch_module
from scanner.browser import proof
from scanner.browser.launch import (
    LaunchOptions,
    ScanBrowserProvider,
    check_browser,
    close_browser,
    find_browser,
    kill_browser,
    launch,
    make_launch_options,
)
from scanner.errors import BrowserError

OWN = (
    "--disable-quic",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--block-new-web-contents",
)
RULES = "--host-resolver-rules=MAP * 127.0.0.1:1"


@pytest.fixture
def profiles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which the profiles of started browsers come to lie."""
    folder = tmp_path / "profiles"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def installed(*arguments: str) -> LaunchOptions:
    return make_launch_options(find_browser(os.environ.get("SCAN_BROWSER")), arguments)


def fake(folder: Path, script: str) -> LaunchOptions:
    program = folder / "fake-browser"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return make_launch_options(program)


def start_error(options: LaunchOptions) -> str:
    with pytest.raises(BrowserError) as raised:
        asyncio.run(check_browser(options))
    return str(raised.value)


async def disconnected(browser: Browser) -> None:
    gone = asyncio.Event()
    browser.on("disconnected", lambda _: gone.set())
    if browser.is_connected():
        await asyncio.wait_for(gone.wait(), 10)


def running(group: int) -> list[int]:
    """Return the processes of a group, without those that only wait to be reaped."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it ended meanwhile
            state, _, its_group = (process / "stat").read_text().rpartition(")")[2].split()[:3]
            if int(its_group) == group and state != "Z":
                found.append(int(process.name))
    return found


def test_a_browser_gets_our_switches_and_not_the_one_that_lets_a_page_starve_the_jar(
    tmp_path: Path,
) -> None:
    options = fake(tmp_path, f'echo "$@" > {tmp_path}/arguments')
    start_error(options)
    passed = (tmp_path / "arguments").read_text().split()
    assert {argument: argument in passed for argument in OWN} == dict.fromkeys(OWN, True)
    assert "--disable-ipc-flooding-protection" not in passed
    assert "--remote-debugging-pipe" in passed


@pytest.mark.parametrize("sandbox", [True, False])
def test_the_sandbox_is_as_the_options_say(tmp_path: Path, sandbox: bool) -> None:
    options = fake(tmp_path, f'echo "$@" > {tmp_path}/arguments')
    start_error(replace(options, sandbox=sandbox))
    passed = (tmp_path / "arguments").read_text().split()
    assert ("--no-sandbox" not in passed) is sandbox


def test_a_browser_that_ends_at_once_is_told_in_its_own_words(tmp_path: Path) -> None:
    options = fake(tmp_path, "echo 'error while loading libnss3.so' >&2; exit 127")
    assert start_error(options).startswith(
        f"{options.executable} did not start: error while loading libnss3.so; install "
    )


def test_a_sandbox_that_does_not_work_is_told(tmp_path: Path) -> None:
    options = fake(tmp_path, "echo 'No usable sandbox!' >&2; exit 1")
    assert start_error(replace(options, sandbox=True)) == (
        f"{options.executable} did not start: its sandbox does not work here; allow user "
        "namespaces, or switch the sandbox off with SCAN_BROWSER_ARGS=--no-sandbox"
    )


def test_a_browser_that_never_answers_is_given_up(
    tmp_path: Path, profiles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launch_module, "START_LIMIT_S", 0.5)
    options = fake(tmp_path, "exec cat /dev/zero > /dev/null")
    assert "did not start: " in start_error(options)
    assert list(profiles.iterdir()) == []


@pytest.mark.browser
def test_the_browser_keeps_third_party_cookies_and_leaves_no_profile(profiles: Path) -> None:
    options = installed(RULES)
    info = asyncio.run(check_browser(options))
    assert info.proof.kept
    assert info.executable == Path(options.executable).name
    assert info.arguments == (*OWN, f"{RULES}, EXCLUDE localhost, EXCLUDE 127.0.0.1")
    assert info.sandbox is options.sandbox
    assert list(profiles.iterdir()) == []


@pytest.mark.browser
def test_a_browser_that_drops_the_cookie_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "PROOF_COOKIE", "kept=1; Path=/; SameSite=Strict")
    options = installed()
    assert start_error(options).startswith(
        f"{options.executable} drops third-party cookies; install "
    )


@pytest.mark.browser
def test_no_udp_goes_round_a_proxy() -> None:
    gather = """async () => {
        const connection = new RTCPeerConnection();
        const found = [];
        const done = new Promise((resolve) => {
            connection.onicecandidate = (event) =>
                event.candidate ? found.push(event.candidate.candidate) : resolve();
        });
        connection.createDataChannel("x");
        await connection.setLocalDescription();
        await done;
        return found;
    }"""

    async def run() -> object:
        async with async_playwright() as playwright:
            browser = await launch(playwright, installed())
            page = await browser.new_page()
            found = await asyncio.wait_for(page.evaluate(gather), 10)
            await close_browser(browser)
            return found

    assert asyncio.run(run()) == []


@pytest.mark.browser
def test_a_browser_that_hangs_is_killed_whole_and_leaves_no_profile(profiles: Path) -> None:
    async def run() -> None:
        async with async_playwright() as playwright:
            browser = await launch(playwright, installed())
            group = launch_module._process_groups[browser]
            os.killpg(group, signal.SIGSTOP)
            kill_browser(browser)
            await disconnected(browser)
            async with asyncio.timeout(10):
                while running(group):
                    await asyncio.sleep(0)

    asyncio.run(run())
    assert list(profiles.iterdir()) == []


@pytest.mark.browser
def test_a_browser_that_does_not_close_in_time_is_killed(
    profiles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def run() -> None:
        async with async_playwright() as playwright:
            browser = await launch(playwright, installed())
            monkeypatch.setattr(launch_module, "CLOSE_LIMIT_S", 0.2)
            os.killpg(launch_module._process_groups[browser], signal.SIGSTOP)
            await close_browser(browser)
            await disconnected(browser)

    asyncio.run(run())
    assert list(profiles.iterdir()) == []


@pytest.mark.browser
def test_a_provider_gives_a_new_browser_after_a_crash_and_ends_it(profiles: Path) -> None:
    config = SimpleNamespace(launch_options=installed().as_setting())

    async def run() -> bool:
        provider = ScanBrowserProvider(config)
        await provider.start()
        first = await provider.launch_browser()
        kill_browser(first)
        await disconnected(first)
        second = await provider.launch_browser()
        kept = (await proof.prove(second)).kept
        await provider.close()
        return kept and not second.is_connected()

    assert asyncio.run(run())
    assert list(profiles.iterdir()) == []


def test_a_provider_gives_no_lasting_profile() -> None:
    config = SimpleNamespace(launch_options=make_launch_options(Path("b")).as_setting())
    with pytest.raises(BrowserError, match="every visit has a fresh context"):
        asyncio.run(ScanBrowserProvider(config).launch_persistent_context({}))


CTRL_C = """
import asyncio, os, signal
from playwright.async_api import async_playwright
from scanner.browser.launch import close_browser, find_browser, launch, make_launch_options

async def main():
    async with async_playwright() as playwright:
        options = make_launch_options(find_browser(os.environ.get("SCAN_BROWSER")))
        browser = await launch(playwright, options)
        page = await browser.new_page()
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        os.killpg(0, signal.SIGINT)
        print(await page.evaluate("6 * 7"))
        await close_browser(browser)

asyncio.run(main())
"""


@pytest.mark.browser
def test_ctrl_c_leaves_the_browser_to_the_visit_that_uses_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CTRL_C],
        capture_output=True,
        text=True,
        timeout=60,
        start_new_session=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "42\n", "")
