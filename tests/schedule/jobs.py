"""Jobs for tests, of a project whose path holds what systemd, cron and shells read otherwise."""

import os
import sys
from pathlib import Path

from scanner.schedule.job import make_job
from scanner.schedule.slot import Slot

AWKWARD = """een "map" van 100%d, 'n $HOME & #1"""


def make_project(tmp_path, name=AWKWARD):
    """A project whose interpreter writes its folder, one variable and its words to a file."""
    project = tmp_path / name
    (project / "results").mkdir(parents=True)
    (project / "scrapy.cfg").touch()
    program(
        project / "python",
        f'{{ pwd; echo "$SCAN_NOTIFY_URL"; printf "%s\\\\n" "$@"; }} > "{tmp_path}/called"\n',
    )
    return project


def make_weekly(project, *, slot="mon 03:30", zone="Europe/Amsterdam", **settings):
    return make_job(project, project / "python", Slot.parse(slot, zone), settings)


def program(path: Path, script: str):
    """A program of a few lines of shell."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}")
    path.chmod(0o755)


def put_on_path(monkeypatch, folder):
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


# Keeps a crontab in a file beside itself, and takes what cron would take.
CRONTAB = f"""
here=$(dirname "$0")
case "$1" in
  -l) cat "$here/tab" 2> /dev/null || {{ echo "no crontab for tester" >&2; exit 1; }} ;;
  -) [ ! -e "$here/refuses" ] || {{ echo '"-":3: bad minute' >&2; exit 1; }}
     exec "{sys.executable}" -c 'import sys
open(sys.argv[1], "wb").write(sys.stdin.buffer.read())' "$here/tab" ;;
esac
"""
