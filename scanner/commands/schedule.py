"""``scrapy schedule``: writes, shows and removes the job that scans every week."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings
from scrapy.utils.conf import closest_scrapy_cfg

from scanner.report.terminal import print_line, print_table
from scanner.schedule.cron import Crontab
from scanner.schedule.github import Workflow
from scanner.schedule.job import NAME, Job, Kind, State, make_job
from scanner.schedule.slot import ScheduleError, Slot
from scanner.schedule.systemd import SystemdTimer

_KINDS = ("systemd", "cron", "github")
_ACTIONS = ("show", "write", "remove")


class Command(ScrapyCommand):
    """Does one of three things with the job of one kind; shows all kinds where none is named."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Return what comes after the command's name."""
        return "show | write --for KIND | remove --for KIND"

    def short_desc(self) -> str:
        """Return the line that ``scrapy -h`` shows."""
        return "Have the scan started every week: by systemd, cron or GitHub Actions"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add what the job is written for."""
        super().add_options(parser)
        parser.add_argument("--for", dest="kind", choices=_KINDS, help="what starts the scan")
        parser.add_argument("--project", metavar="DIR", help="the project; else the one you are in")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do what was asked, and set the exit code."""
        if len(args) != 1 or args[0] not in _ACTIONS:
            raise UsageError(f"expected one of {', '.join(_ACTIONS)}")
        if args[0] != "show" and opts.kind is None:
            raise UsageError(f"expected --for with one of {', '.join(_KINDS)}")
        if self.settings is None:
            raise RuntimeError("Scrapy sets the settings before it runs a command")
        console = Console(highlight=False, soft_wrap=True)
        try:
            job = _job(self.settings, Path(opts.project or Path(closest_scrapy_cfg()).parent))
            kinds = _kinds(job.project, os.environ)
            if args[0] == "show":
                _show(
                    {name: kinds[name] for name in _KINDS if opts.kind in (name, None)},
                    job,
                    console,
                )
                return
            kind = kinds[opts.kind]
            for line in kind.write(job) if args[0] == "write" else kind.remove():
                print_line(console, line)
        except ScheduleError as error:
            print(f"error: {error}", file=sys.stderr)
            self.exitcode = 1


def _job(settings: BaseSettings, project: Path) -> Job:
    """Return the job that would be written now, with the settings that were given by -s."""
    slot = Slot.parse(settings["SCAN_WEEKLY"], settings["SCAN_TIMEZONE"])
    own = project.absolute() / ".venv" / "bin" / "python"
    by_hand = SETTINGS_PRIORITIES["cmdline"]
    given = {
        name: str(settings[name])
        for name in settings
        if name.startswith("SCAN_") and settings.getpriority(name) == by_hand
    }
    python = own if own.exists() else Path(sys.executable)
    return make_job(project.absolute(), python, slot, given)


def _kinds(project: Path, environment: Mapping[str, str]) -> dict[str, Kind]:
    named = environment.get("XDG_CONFIG_HOME", "")
    # The XDG base directory specification: a relative one is to be disregarded.
    config = Path(named) if named.startswith("/") else Path.home() / ".config"
    return {
        "systemd": SystemdTimer(config / "systemd" / "user"),
        "cron": Crontab(config / NAME / "environment"),
        "github": Workflow(project),
    }


def _show(kinds: Mapping[str, Kind], job: Job, console: Console) -> None:
    following = job.slot.next_slot(datetime.now(UTC)).astimezone(job.slot.zone)
    rows = []
    for name, kind in kinds.items():
        try:
            state = kind.look(job)
        except ScheduleError as error:
            rows.append((name, str(error), ""))
            continue
        there = state in (State.CURRENT, State.OTHER)
        rows.append((name, str(state), f"{following:%Y-%m-%d %H:%M %Z}" if there else ""))
    print_table(console, ("by", "what is there", "next scan"), rows, title=f"weekly: {job.slot}")
