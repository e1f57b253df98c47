"""Write each observation and each policy to the run's folder the moment it is there."""

from __future__ import annotations

import logging
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider

from scanner.models import Document, Observation
from scanner.report.wording import counted
from scanner.words import USABLE_OUTCOMES, PolicyStatus
from spiders.policies import LivePolicy
from spiders.sites import SitesSpider

logger = logging.getLogger(__name__)


class SavingPipeline:
    """Saves observations and live policies, and counts them."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the pipeline of a crawl."""
        return cls(crawler)

    def process_item(self, item: Observation | LivePolicy) -> Observation | LivePolicy:
        """Write what came; a run that cannot write ends."""
        spider = self._crawler.spider
        if not isinstance(spider, SitesSpider) or spider.folder is None:
            return item
        try:
            if isinstance(item, LivePolicy):
                spider.folder.add_document(item.site, item.document, item.text)
            else:
                spider.folder.write_observation(item)
        except OSError as error:
            spider.failure = error
            raise CloseSpider("unwritable") from error
        if isinstance(item, LivePolicy):
            self._count_policy(item.site, item.document)
        else:
            self._count(item)
        return item

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
