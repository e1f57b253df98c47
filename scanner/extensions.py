"""What happens around a crawl: its beginning and end on disk, its progress, and its signals."""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from scanner.beginning import FINISHED
from scanner.ending import end_run
from scanner.errors import ScannerError
from scanner.history.database import History
from scanner.models import Observation, Site
from scanner.report.wording import inert, plain
from spiders.sites import SitesSpider

logger = logging.getLogger(__name__)

Handler = Callable[[int, FrameType | None], object] | int | None


class RunRecorder:
    """Ends a run: records visits that were never made, closes ``run.json``, writes the report."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension, listening to the crawl."""
        extension = cls(crawler)
        crawler.signals.connect(extension.engine_started, signals.engine_started)
        crawler.signals.connect(extension.spider_closed, signals.spider_closed)
        return extension

    def engine_started(self) -> None:
        """Note which signal ends the run, then let Scrapy end it."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._noting(signal.getsignal(number)))

    def spider_closed(self, spider: Spider, reason: str) -> None:
        """Write what remains to be written; a failure is kept for the exit code."""
        if not isinstance(spider, SitesSpider) or spider.history is None:
            return
        with spider.history as history:
            self._end(spider, reason, history)

    def _end(self, spider: SitesSpider, reason: str, history: History) -> None:
        folder, run = spider.folder, spider.run
        if folder is None or run is None:
            return
        try:
            for site in spider.config.enabled:
                for choice in spider.config.choices:
                    if not folder.has_observation(site.domain, choice):
                        folder.write_observation(spider.not_visited(site, choice))
                if reason == FINISHED:
                    folder.finish(site.domain)
            ended = run.model_copy(update={"ended_at": spider.now(), "finished": reason})
            spider.report = end_run(folder, ended, history, spider.config, spider.now())
        except (ScannerError, OSError) as error:
            spider.failure = error

    def _noting(self, before: Handler) -> Callable[[int, FrameType | None], None]:
        def handle(number: int, frame: FrameType | None) -> None:
            if isinstance(self._crawler.spider, SitesSpider):
                self._crawler.spider.ended_by = number
            if callable(before):
                before(number, frame)

        return handle


class ProgressBar:
    """Shows how many sites and visits are done on a terminal; elsewhere each has a line."""

    def __init__(self, crawler: Crawler, console: Console) -> None:
        self._crawler = crawler
        self._done: set[str] | None = None  # sites of which every visit is made; None: not known
        self._progress = Progress(
            TextColumn("[progress.description]{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
        )

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension.

        Raises:
            NotConfigured: standard error is no terminal, or a log file is written instead.
        """
        if not sys.stderr.isatty() or crawler.settings["LOG_FILE"]:
            raise NotConfigured
        logging.getLogger("scanner").setLevel(logging.WARNING)
        extension = cls(crawler, Console(stderr=True))
        crawler.signals.connect(extension.spider_opened, signals.spider_opened)
        crawler.signals.connect(extension.item_scraped, signals.item_scraped)
        crawler.signals.connect(extension.spider_closed, signals.spider_closed)
        return extension

    def spider_opened(self, spider: Spider) -> None:
        """Start the bars."""
        if isinstance(spider, SitesSpider):
            sites = len(spider.config.enabled)
            self._sites = self._progress.add_task("sites", total=sites)
            self._visits = self._progress.add_task(
                "visits", total=sites * len(spider.config.choices)
            )
            self._progress.start()

    def item_scraped(self, item: object, spider: Spider) -> None:
        """Move the bars by one visit, which is on the disk by now."""
        if not isinstance(item, Observation) or not isinstance(spider, SitesSpider):
            return
        if self._done is None:  # with those that were made before the run was cut off
            self._done = {site.domain for site in spider.config.enabled if _is_done(site, spider)}
            self._progress.update(self._visits, completed=spider.taken_up)
        else:
            sites = (site for site in spider.config.enabled if site.domain == item.domain)
            self._done |= {site.domain for site in sites if _is_done(site, spider)}
        now = f"visits: {inert(item.domain)} {item.choice}, {plain(item.outcome)}"
        self._progress.update(self._visits, advance=1, description=now)
        self._progress.update(self._sites, completed=len(self._done))

    def spider_closed(self) -> None:
        """Take the bars away."""
        self._progress.stop()


def _is_done(site: Site, spider: SitesSpider) -> bool:
    folder, choices = spider.folder, spider.config.choices
    return folder is not None and all(folder.has_observation(site.domain, one) for one in choices)
