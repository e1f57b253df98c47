"""``scrapy demo``: serve the fictional web on loopback and scan it like any other."""

from __future__ import annotations

import argparse
import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from scanner.browser.options import split_arguments
from scanner.commands.crawl import Command as CrawlCommand
from scanner.commands.crawl import fail
from scanner.errors import UsageError

if TYPE_CHECKING:
    from scanner.demo.server import LocalWeb

_START_LIMIT_S = 30.0


class Command(CrawlCommand):
    """The scan of the demo web."""

    def syntax(self) -> str:
        """Return the usage after the command's name."""
        return "[options]"

    def short_desc(self) -> str:
        """Return the line of Scrapy's list of commands."""
        return "Scan a small fictional web that this command serves itself"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Serve the demo web in a thread of its own and scan it."""
        from scanner.demo.web import DEMO_SEEDS

        if self.crawler_process is None:
            raise RuntimeError("Scrapy gave no crawler process")
        settings = self.crawler_process.settings
        arguments = dict(opts.spargs)
        try:
            week = _week(arguments.pop("week", "1"))
        except UsageError as error:
            self.exitcode = fail(error)
            return
        with _demo_web(week) as web:
            settings.set("SCAN_SITES", str(DEMO_SEEDS / "sites.toml"), "cmdline")
            settings.set("SCAN_POLICIES", str(DEMO_SEEDS / "policies"), "cmdline")
            settings.set("SCAN_CATALOGUE_DIR", "", "cmdline")  # a demo is the same everywhere
            switches = (
                *split_arguments(settings["SCAN_BROWSER_ARGS"]),
                f"--host-resolver-rules={web.resolver_rules}",
                f"--ignore-certificate-errors-spki-list={web.spki}",
            )
            settings.set("SCAN_BROWSER_ARGS", list(switches), "cmdline")
            self.exitcode = self.scan(arguments)


def _week(word: str) -> int:
    if word not in ("1", "2", "3"):
        raise UsageError(f"-a week={word}: expected 1, 2 or 3")
    return int(word)


@contextmanager
def _demo_web(week: int) -> Iterator[LocalWeb]:
    """Serve the demo web beside the scan, whose event loop Scrapy owns."""
    from scanner.demo.server import serve
    from scanner.demo.web import demo_hosts

    started = threading.Event()
    loop = asyncio.new_event_loop()
    served: list[LocalWeb] = []
    done = asyncio.Event()

    async def run() -> None:
        async with serve(demo_hosts(week)) as web:
            served.append(web)
            started.set()
            await done.wait()

    def work() -> None:
        try:
            loop.run_until_complete(run())
        finally:
            loop.close()
            started.set()

    thread = threading.Thread(target=work, name="demo web")
    thread.start()
    try:
        if not started.wait(_START_LIMIT_S) or not served:
            raise RuntimeError("the demo web did not start")
        yield served[0]
    finally:
        if not loop.is_closed():
            loop.call_soon_threadsafe(done.set)
        thread.join()
