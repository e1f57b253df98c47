"""Write each observation and each policy to the run's folder the moment it is there."""

from __future__ import annotations

import logging
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider

from scanner.models import Document, Observation, Unfinished
from scanner.report.wording import counted
from scanner.results import RunFolder
from scanner.words import USABLE_OUTCOMES, PolicyStatus
from spiders.policies import LivePolicy, SearchEnded
from spiders.sites import SitesSpider

logger = logging.getLogger(__name__)

Item = Observation | LivePolicy | SearchEnded


class SavingPipeline:
    """Saves observations and live policies, and counts them."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the pipeline of a crawl."""
        return cls(crawler)

    def process_item(self, item: Item) -> Item:
        """Write what came; a run that cannot write ends."""
        spider = self._crawler.spider
        if not isinstance(spider, SitesSpider) or spider.folder is None:
            return item
        try:
            self._write(item, spider, spider.folder)
        except OSError as error:
            spider.failure = error
            raise CloseSpider("unwritable") from error
        return item

    def _write(self, item: Item, spider: SitesSpider, folder: RunFolder) -> None:
        if isinstance(item, SearchEnded):
            folder.finish(item.site)
        elif isinstance(item, LivePolicy):
            folder.add_document(item.site, item.document, item.text)
            self._count_policy(item.site, item.document)
        else:
            if spider.config.live_policies:  # first: a visit that is there is not made again
                links = spider.links_of(item.domain)
                folder.write_unfinished(item.domain, Unfinished(links=links))
            folder.write_observation(item)
            self._count(item)

    def _count_policy(self, site: str, document: Document) -> None:
        stats = self._crawler.stats
        stats.inc_value("scan/policies")
        stats.inc_value(f"scan/policy/{document.status}")
        level = logging.INFO if document.status is PolicyStatus.READ else logging.WARNING
        logger.log(
            level,
            "%s policy: %s%s, %s%s",
            site,
            document.status,
            f" ({document.reason})" if document.reason else "",
            counted(len(document.claims), "claim"),
            f", {document.url}" if document.url else "",
        )

    def _count(self, item: Observation) -> None:
        stats = self._crawler.stats
        stats.inc_value("scan/visits")
        stats.inc_value(f"scan/outcome/{item.outcome}")
        stats.inc_value("scan/cookies", len(item.cookies))
        level = logging.INFO if item.outcome in USABLE_OUTCOMES else logging.ERROR
        logger.log(
            level,
            "%s %s: %s%s, %s, %s, %s, %s, %.1f s",
            item.domain,
            item.choice,
            item.outcome,
            f" ({item.reason})" if item.reason else "",
            counted(len(item.pages), "page"),
            counted(len(item.cookies), "cookie"),
            counted(len(item.storage), "stored item"),
            counted(len(item.requests), "request"),
            item.duration_s,
        )
