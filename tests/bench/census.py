"""What a scan holds while it runs: memory of its processes, and what its browser keeps open.

An extension of Scrapy and a browser provider, put into a scan by settings (``scans.py``).
"""

import json
import os
from pathlib import Path
from typing import Self

import psutil
from bench.processes import rss_mb
from playwright.async_api import Browser
from scrapy import signals
from scrapy.crawler import Crawler

from scanner.browser.launch import ScanBrowserProvider
from scanner.models import Observation

FILE = "BENCH_CENSUS"  # the environment variable that names the file to write


class WatchedBrowserProvider(ScanBrowserProvider):
    """The scan's own provider, which remembers the browser."""

    browser: Browser

    async def launch_browser(self) -> Browser:
        """Return a started browser."""
        WatchedBrowserProvider.browser = await super().launch_browser()
        return WatchedBrowserProvider.browser


class Census:
    """Writes the scanner's memory after each visit, and what is left after the last."""

    def __init__(self) -> None:
        self._own = psutil.Process()
        self._rss_mb: list[float] = []

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension, listening to the crawl."""
        extension = cls()
        crawler.signals.connect(extension.item_scraped, signals.item_scraped)
        crawler.signals.connect(extension.spider_closed, signals.spider_closed)
        return extension

    def item_scraped(self, item: object) -> None:
        """Take the memory after a visit; other items are of what follows the visits."""
        if isinstance(item, Observation):
            self._rss_mb.append(rss_mb(self._own))

    async def spider_closed(self) -> None:
        """Ask the browser what is still open."""
        browser = WatchedBrowserProvider.browser
        session = await browser.new_browser_cdp_session()
        targets = (await session.send("Target.getTargets"))["targetInfos"]
        drivers = [each for each in self._own.children() if each.name() == "node"]
        census = {
            "rss_mb": self._rss_mb,
            "driver_mb": [rss_mb(each) for each in drivers],
            # The profile's own context is there from the start, with one empty page.
            "contexts": len(browser.contexts),
            "pages": sum(len(context.pages) for context in browser.contexts),
            "targets": sum(target["type"] == "page" for target in targets),
        }
        Path(os.environ[FILE]).write_text(json.dumps(census), encoding="utf-8")
