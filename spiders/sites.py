"""The spider that visits sites: one request, one fresh context and one observation a visit.

Once a site's last visit has ended, one more request reads its policies, in a context of its own.
"""

from __future__ import annotations

import logging
import time
from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from scanner.beginning import begin_run
from scanner.browser.aliases import find_resolve
from scanner.browser.collector import load_collectors
from scanner.browser.documents import Documents
from scanner.browser.identity import user_agent_of
from scanner.browser.launch import check_browser
from scanner.browser.plan import VisitPlan
from scanner.browser.secrets import Hasher
from scanner.browser.tab import close_context
from scanner.browser.visit import visit
from scanner.errors import ScannerError
from scanner.history.database import History
from scanner.key import installation_key
from scanner.models import BrowserInfo, Observation, PolicyLink, Report, RunInfo, Site
from scanner.results import RunFolder
from scanner.scan import ScanConfig, make_config
from scanner.urls import file_name
from scanner.words import STOPPED, USABLE_OUTCOMES, ConsentChoice, PageReason, VisitOutcome
from spiders.policies import LivePolicy, PolicySearch, SearchEnded, SearchPlan, unreached

if TYPE_CHECKING:
    from playwright.async_api import Page

logger = logging.getLogger(__name__)


class SitesSpider(Spider):
    """Visits every enabled site once for every consent choice."""

    name = "sites"

    def __init__(self, config: ScanConfig, started_at: datetime) -> None:
        super().__init__()
        self.config = config
        self._started = (started_at, time.monotonic())
        self.folder: RunFolder | None = None  # None until the browser is proven
        self.run: RunInfo | None = None
        self.history: History | None = None
        self.taken_up = 0  # visits that a run made before it was cut off
        self.failure: Exception | None = None  # what kept the run from being done
        self.ended_by: int | None = None  # the signal that ended the run
        self.report: tuple[Report, tuple[Path, ...]] | None = None  # written at the end
        self._ended: dict[str, list[Observation]] = {}  # visits of a site that have ended
        self._searched: set[str] = set()  # sites whose policies a run had before it was cut off
        self._links: dict[str, dict[str, PolicyLink]] = {}  # to policies, by site and address

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: object, **kwargs: str) -> Self:
        """Return the spider, its configuration read once from settings and ``-a`` arguments."""
        config = make_config(crawler.settings, kwargs)
        crawler.settings.set(
            "PLAYWRIGHT_LAUNCH_OPTIONS", config.launch.as_setting(), priority="spider"
        )
        spider = cls(config, datetime.now(UTC))
        spider._set_crawler(crawler)
        return spider

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Let as many visits run side by side as the setting says, and no more."""
        super().update_settings(settings)
        visits = max(1, settings.getint("SCAN_CONCURRENT_VISITS"))
        for name in (
            "PLAYWRIGHT_MAX_CONTEXTS",
            "CONCURRENT_REQUESTS",
            "CONCURRENT_REQUESTS_PER_DOMAIN",
        ):
            settings.set(name, visits, priority="spider")

    async def start(self) -> AsyncIterator[Request]:
        """Prove the browser, open the run's folder, then ask for one page a visit."""
        try:
            browser = await check_browser(self.config.launch)
            self._begin(browser)
        except (ScannerError, OSError) as error:
            self.failure = error
            return
        for site in self.config.enabled:
            for request in self._next(site):
                yield request

    async def observe(self, response: Response) -> AsyncIterator[Observation | Request]:
        """Make one visit on the page that came, and close its context."""
        page: Page = response.meta["playwright_page"]
        site, choice = response.meta["site"], response.meta["choice"]
        try:
            if self.stopping:
                seen = self.not_visited(site, choice)
            else:
                seen = await visit(page, self._plan(site, choice))
        finally:
            await close_context(page)
        yield seen
        for request in self._after(seen, site):
            yield request

    def give_up(self, failure: Failure) -> Iterator[Observation | Request]:
        """Give the observation of a visit that got no page from the browser."""
        meta = failure.request.meta  # type: ignore[attr-defined]  # Scrapy adds the request
        logger.error("%s: no page: %s", meta["site"].domain, failure.getErrorMessage())
        unseen = self._unseen(meta["site"], meta["choice"], VisitOutcome.CRASHED, "browser")
        yield unseen
        yield from self._after(unseen, meta["site"])

    async def read_policies(self, response: Response) -> AsyncIterator[LivePolicy | SearchEnded]:
        """Find and read a site's policies from the page that came, and close its context."""
        page: Page = response.meta["playwright_page"]
        site, home = response.meta["site"], response.meta["home"]
        documents = Documents(page, site, self._hasher, self.config.patience)
        plan = SearchPlan(
            site=site,
            home=home,
            links=self.links_of(site.domain),
            is_service=lambda url: self._catalogue.find_signature(url) is not None,
            limit_s=self.config.policy_timeout_s,
            should_stop=lambda: self.stopping,
        )
        try:
            async for policy in PolicySearch(plan, documents).run():
                yield policy
            if not self.stopping:
                yield SearchEnded(site.domain)
        finally:
            await documents.close()
            await close_context(page)

    def give_up_policies(self, failure: Failure) -> Iterator[LivePolicy]:
        """Give the document that says that the browser gave no page to look for policies."""
        meta = failure.request.meta  # type: ignore[attr-defined]  # Scrapy adds the request
        logger.error("%s: no page: %s", meta["site"].domain, failure.getErrorMessage())
        yield unreached(meta["site"], meta["home"], "the browser gave no page")

    @property
    def stopping(self) -> bool:
        """Whether the run was told to end."""
        return not self.crawler.crawling

    def not_visited(self, site: Site, choice: ConsentChoice) -> Observation:
        """Return the observation of a visit that was never made."""
        return self._unseen(site, choice, VisitOutcome.SKIPPED, STOPPED)

    def links_of(self, domain: str) -> tuple[PolicyLink, ...]:
        """Return the links to policies that the visits of a site found, values and all."""
        return tuple(self._links.get(domain, {}).values())

    def now(self) -> datetime:
        """Return the time, which never runs back while the run lasts."""
        started_at, counted_from = self._started
        return started_at + timedelta(seconds=time.monotonic() - counted_from)

    def _begin(self, browser: BrowserInfo) -> None:
        config = self.config
        self.history = History.open(config.history, config.results_dir, self.now())
        for note in self.history.notes:
            logger.warning("%s", note)
        begun = begin_run(config, browser, self.now(), self.history.notes)
        self._hasher = Hasher(installation_key(config.results_dir))
        self._collectors = load_collectors()
        self._catalogue = config.catalogue
        self._user_agent = user_agent_of(browser.version)
        self._ended = {domain: list(made) for domain, made in begun.made.items()}
        self.taken_up = sum(map(len, begun.made.values()))
        self.run = begun.run
        self.folder = begun.folder
        for site in config.enabled:
            if unfinished := begun.folder.find_unfinished(site.domain):
                self._note(site, unfinished.links)
                begun.folder.remove_live_documents(site.domain)
            elif self._ended.get(site.domain):
                self._searched.add(site.domain)

    def _request(self, site: Site, choice: ConsentChoice) -> Request:
        meta = {"site": site, "choice": choice, **self._context(f"{site.domain} {choice}")}
        return Request(
            "about:blank", self.observe, errback=self.give_up, dont_filter=True, meta=meta
        )

    def _after(self, seen: Observation, site: Site) -> Iterator[Request]:
        self._ended.setdefault(site.domain, []).append(seen)
        if not self.stopping:
            yield from self._next(site)

    def _next(self, site: Site) -> Iterator[Request]:
        """Yield what comes next: a site is visited by one at a time (reliability.md S14).

        The next choice; after the last, the site's policies, where one of its visits was of use.
        """
        ended = self._ended.get(site.domain, [])
        home = _home_of(ended)
        if left := self.config.choices[len(ended) :]:
            yield self._request(site, left[0])
        elif home and self.config.live_policies and site.domain not in self._searched:
            meta = {"site": site, "home": home, **self._context(f"{site.domain} policies")}
            yield Request(
                "about:blank",
                self.read_policies,
                errback=self.give_up_policies,
                dont_filter=True,
                meta=meta,
            )

    def _context(self, name: str) -> dict[str, object]:
        """Return what makes scrapy-playwright open a page in a fresh context of that name."""
        config = self.config
        return {
            "playwright": True,
            "playwright_include_page": True,
            "playwright_context": name,
            "playwright_context_kwargs": {
                "locale": config.locale,
                "timezone_id": config.timezone,
                "ignore_https_errors": config.ignore_tls_errors,
                "accept_downloads": False,
                "user_agent": self._user_agent,
            },
        }

    def _note(self, site: Site, links: Iterable[PolicyLink]) -> None:
        """Keep links to policies as they are, values and all: only the search sees them."""
        known = self._links.setdefault(site.domain, {})
        for link in links:
            if link.url not in known or (link.prominent and not known[link.url].prominent):
                known[link.url] = link

    def _plan(self, site: Site, choice: ConsentChoice) -> VisitPlan:
        folder = self.folder
        if folder is None:
            raise RuntimeError("a visit was asked for before the run began")
        stem = f"{file_name(site.domain)}/{choice}"
        return VisitPlan(
            site=site,
            choice=choice,
            most_pages=self.config.pages,
            timeout_s=self.config.timeout_s,
            patience=self.config.patience,
            hasher=self._hasher,
            captcha_of=self._catalogue.find_captcha,
            services=self._catalogue.names,
            collectors=self._collectors,
            save_picture=lambda name, data: folder.write_evidence(f"{stem}-{name}.png", data),
            should_stop=lambda: self.stopping,
            resolve=find_resolve(self.config.launch.arguments),
            note_policies=lambda links: self._note(site, links),
        )

    def _unseen(
        self, site: Site, choice: ConsentChoice, outcome: VisitOutcome, reason: str
    ) -> Observation:
        return Observation(
            domain=site.domain,
            choice=choice,
            outcome=outcome,
            reason=reason,
            started_at=self.now(),
            duration_s=0.0,
        )


def _home_of(visits: Iterable[Observation]) -> str | None:
    """Return where a site's home page was found; None where no visit was of use."""
    order = list(ConsentChoice)
    pages = (
        page.url
        for seen in sorted(visits, key=lambda seen: order.index(seen.choice))
        if seen.outcome in USABLE_OUTCOMES
        for page in seen.pages
        if page.why is PageReason.HOME
    )
    return next(pages, None)
