import json
import os
from pathlib import Path

import pytest

from scanner.browser.options import LaunchOptions, make_launch_options, split_arguments
from scanner.errors import BrowserError

OWN = (
    "--disable-quic",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--block-new-web-contents",
)
RULES = "--host-resolver-rules=MAP * 127.0.0.1:1"


def test_switches_in_a_string_are_divided_only_before_a_switch() -> None:
    assert split_arguments("--host-resolver-rules=MAP a b, EXCLUDE c, --mute,--x=1,2") == (
        "--host-resolver-rules=MAP a b, EXCLUDE c",
        "--mute",
        "--x=1,2",
    )


def test_switches_in_a_list_are_taken_as_they_are() -> None:
    assert split_arguments(["--x=1,--y", "--z"]) == ("--x=1,--y", "--z")


@pytest.mark.parametrize("nothing", [None, "", []])
def test_no_switches_are_an_empty_tuple(nothing: str | list[str] | None) -> None:
    assert split_arguments(nothing) == ()


def test_a_word_that_is_no_switch_is_named() -> None:
    with pytest.raises(BrowserError, match=r"SCAN_BROWSER_ARGS: .* found 'headless'"):
        split_arguments("headless,--mute")


def test_resolver_rules_become_one_switch_that_leaves_loopback_alone() -> None:
    options = make_launch_options(Path("b"), [RULES, "--mute", "--host-resolver-rules=MAP a b"])
    assert options.arguments == (
        *OWN,
        "--mute",
        f"{RULES}, MAP a b, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    )


@pytest.mark.parametrize(
    ("user", "arguments", "sandbox"),
    [(0, [], False), (1000, [], True), (1000, ["--no-sandbox"], False)],
)
def test_the_sandbox_is_off_only_for_root_or_on_demand(
    monkeypatch: pytest.MonkeyPatch, user: int, arguments: list[str], sandbox: bool
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user)
    assert make_launch_options(Path("b"), arguments).sandbox is sandbox


def test_ignoring_tls_errors_is_a_switch_so_that_it_reaches_service_workers() -> None:
    options = make_launch_options(Path("b"), ignore_tls_errors=True)
    assert options.arguments == (*OWN, "--ignore-certificate-errors")


def test_options_survive_being_a_setting() -> None:
    options = make_launch_options(Path("b"), ["--mute"], ignore_tls_errors=True)
    setting = json.loads(json.dumps(options.as_setting()))
    assert LaunchOptions.from_setting(setting) == options
