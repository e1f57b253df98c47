"""What a scan shows while it runs: bars on a terminal, a line a visit elsewhere."""

import os
import pty
import re
import subprocess

import pytest
from commands.scans import PROJECT, command

pytestmark = pytest.mark.browser
NOWHERE = "--host-resolver-rules=MAP * ~NOTFOUND"
SCAN = ("crawl", "sites", "-a", "only=rely.nl", "-a", "choices=none,accept")
SETTINGS = ("-s", f"SCAN_BROWSER_ARGS={NOWHERE}", "-s", "SCAN_LIVE_POLICIES=False")


def test_on_a_terminal_sites_and_visits_are_counted_as_they_are_done(tmp_path):
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100", "LINES": "40"}
    with subprocess.Popen(
        command(*SCAN, *SETTINGS, results=tmp_path / "results"),
        cwd=PROJECT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    ) as scan:
        os.close(theirs)
        shown = _read_all(ours)
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown)
    counted = re.findall(r"(sites|visits: rely.nl \w+, \w+) [━╸╺ ]+ (\d/\d)", plain)
    assert scan.returncode == 3
    assert {("sites", "0/1"), ("sites", "1/1")} <= set(counted)
    assert {count for what, count in counted if what.startswith("visits")} == {"1/2", "2/2"}
    assert "INFO rely.nl" not in plain


def _read_all(descriptor):
    parts = []
    while True:
        try:
            part = os.read(descriptor, 65_536)
        except OSError:  # the other end is closed
            break
        parts.append(part)
    os.close(descriptor)
    return b"".join(parts).decode("utf-8", "replace")
