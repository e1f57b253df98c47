"""The policies of one site: found, opened, read, each as a document of its own."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import time
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass

from scanner.browser.documents import Documents, Fetched
from scanner.models import Claim, Document, PolicyLink, Sentence, Site
from scanner.policy.locate import (
    MOST_SITEMAPS,
    Candidate,
    from_links,
    from_sitemap,
    is_policy,
    read_sitemap,
    sitemaps_of,
    well_known,
)
from scanner.reading import PolicyReading, read_policy
from scanner.urls import file_name, page_key, without_values
from scanner.words import DocumentSource, FoundBy, Polarity, PolicyKind, PolicyStatus

logger = logging.getLogger(__name__)

_READABLE = (PolicyStatus.READ, PolicyStatus.PARTIAL)
_SITE_LIMITS = 3  # times the limit of one document: for the whole search of a site


@dataclass(frozen=True)
class LivePolicy:
    """A policy as a site has it now, and the text that its quotes are taken from."""

    site: str
    document: Document
    text: str | None  # None: there is none to read


@dataclass(frozen=True)
class SearchEnded:
    """That the search for a site's policies came to its end: they are all there."""

    site: str


@dataclass(frozen=True)
class SearchPlan:
    """What the search for a site's policies starts from."""

    site: Site
    home: str  # the address its home page was found at
    links: tuple[PolicyLink, ...]  # to policies, as its pages have them
    is_service: Callable[[str], bool]  # by URL: policies there are the service's own
    limit_s: float  # for one document
    should_stop: Callable[[], bool]


class PolicySearch:
    """Looks for the policies of a site: linked, else in its sitemap, else where many sites have it.

    The cookie page is looked for in all three ways before a policy is left to be silent.
    """

    def __init__(self, plan: SearchPlan, documents: Documents) -> None:
        self._plan = plan
        self._documents = documents
        self._deadline = time.monotonic() + _SITE_LIMITS * plan.limit_s
        self._found: list[LivePolicy] = []
        self._listed: tuple[str, ...] | None = None  # the pages of the sitemap; None: not asked

    async def run(self) -> AsyncIterator[LivePolicy]:
        """Yield each document as soon as it is read; one that says that there is none, if so."""
        plan = self._plan
        for candidate in from_links(plan.links, plan.site, plan.is_service):
            if plan.should_stop():
                return
            yield self._keep(await self._take(candidate))
        for kind, needed in ((PolicyKind.PRIVACY, self._lacks), (PolicyKind.COOKIES, self._silent)):
            if needed() and (guessed := await self._guess(kind)):
                yield self._keep(guessed)
        if self._lacks() and not self._found and not plan.should_stop():
            yield self._keep(_nowhere(plan))

    def _keep(self, policy: LivePolicy) -> LivePolicy:
        self._found.append(policy)
        return policy

    def _lacks(self) -> bool:
        """Tell whether no privacy policy was found that a visitor can read."""
        gone = (PolicyStatus.NOT_FOUND, PolicyStatus.UNREACHABLE)
        return all(
            each.document.status in gone or each.document.kind is not PolicyKind.PRIVACY
            for each in self._found
        )

    def _silent(self) -> bool:
        """Tell whether what was read says nothing of cookies, and no cookie page was found."""
        if any(each.document.kind is PolicyKind.COOKIES for each in self._found):
            return False
        return not any(map(_is_on_cookies, (c for p in self._found for c in p.document.claims)))

    async def _guess(self, kind: PolicyKind) -> LivePolicy | None:
        """Return the first page of the sitemap or at a usual address that is a policy."""
        listed = await self._sitemap_pages()
        tried = {page_key(each.document.url or "") for each in self._found}
        for candidate in (*from_sitemap(listed, kind), *well_known(self._plan.home, kind)):
            if page_key(candidate.url) in tried:
                continue
            if self._plan.should_stop() or self._left_s() <= 0:
                return None
            policy = await self._take(candidate)
            title = policy.document.title if policy.text is not None else None
            if policy.document.status in _READABLE and is_policy(
                kind, candidate.found_by, title, policy.text or ""
            ):
                return policy
        return None

    async def _sitemap_pages(self) -> tuple[str, ...]:
        if self._listed is None:
            self._listed = await self._read_sitemaps()
        return self._listed

    async def _read_sitemaps(self) -> tuple[str, ...]:
        plan = self._plan
        robots = await self._documents.load(_at(plan.home, "/robots.txt"), self._left_s())
        text = robots.data.decode("utf-8", "replace") if robots.status in _READABLE else ""
        queue = list(sitemaps_of(text, plan.home, plan.site))
        pages: list[str] = []
        asked: list[str] = []
        while queue and len(asked) < MOST_SITEMAPS and self._left_s() > 0:
            asked.append(queue.pop(0))
            fetched = await self._documents.load(asked[-1], self._left_s())
            if fetched.data:
                sitemap = await asyncio.to_thread(read_sitemap, fetched.data, plan.site)
                pages += sitemap.pages
                queue += (url for url in sitemap.sitemaps if url not in asked)
        return tuple(pages)

    async def _take(self, candidate: Candidate) -> LivePolicy:
        """Open a candidate and read it."""
        left_s = self._left_s()
        if left_s <= 0:
            late = Fetched(PolicyStatus.UNREACHABLE, "no time was left", candidate.url)
            return _make(self._plan.site, candidate, late, None)
        fetched = await self._documents.open(candidate.url, left_s)
        reading = None
        if fetched.status in _READABLE:
            # In a thread: a long policy would keep the visits waiting.
            reading = await asyncio.to_thread(
                read_policy, fetched.data, fetched.url, fetched.media_type
            )
        return _make(self._plan.site, candidate, fetched, reading)

    def _left_s(self) -> float:
        return min(self._plan.limit_s, self._deadline - time.monotonic())


def unreached(site: Site, home: str, reason: str) -> LivePolicy:
    """Return the document that says that nothing could be looked for."""
    candidate = Candidate(home, PolicyKind.PRIVACY, FoundBy.WELL_KNOWN)
    fetched = Fetched(PolicyStatus.UNREACHABLE, reason, home)
    return _make(site, candidate, fetched, None)


def _nowhere(plan: SearchPlan) -> LivePolicy:
    document = Document(
        id=f"live-{file_name(plan.site.domain)}",
        title=_NAMES[PolicyKind.PRIVACY].en,
        title_nl=_NAMES[PolicyKind.PRIVACY].nl,
        organisation=plan.site.domain,
        source=DocumentSource.LIVE,
        status=PolicyStatus.NOT_FOUND,
        reason="no page links it, and neither the sitemap nor the usual addresses have it",
        governs=(plan.site.domain,),
        language=None,
        kind=PolicyKind.PRIVACY,
    )
    return LivePolicy(plan.site.domain, document, None)


def _make(
    site: Site, candidate: Candidate, fetched: Fetched, reading: PolicyReading | None
) -> LivePolicy:
    """Return what came of a candidate as a document."""
    status, reason = fetched.status, fetched.reason
    claims: tuple[Claim, ...] = ()
    text = title = language = None
    if reading is not None:
        text = reading.document.text.source if reading.document.text else None
        title, language = reading.document.title, reading.language
        status, reason, claims = _as_read(candidate, fetched, reading)
    url = without_values(candidate.url)
    document = Document(
        id=_id(candidate.url),
        title=(title or _NAMES[candidate.kind].en)[:300],
        title_nl=None if title else _NAMES[candidate.kind].nl,
        organisation=_organisation(claims) or site.domain,
        source=DocumentSource.LIVE,
        status=status,
        reason=reason,
        governs=(site.domain,),
        language=language,
        url=url,
        date=_date(claims),
        sha256=hashlib.sha256(_encoded(text)).hexdigest() if text else None,
        kind=candidate.kind,
        found_by=candidate.found_by,
        notes=_moved(url, fetched),
        claims=claims,
    )
    return LivePolicy(site.domain, document, text)


def _as_read(
    candidate: Candidate, fetched: Fetched, reading: PolicyReading
) -> tuple[PolicyStatus, str | None, tuple[Claim, ...]]:
    """Return status, reason and claims; a page that came in part is not said to be silent."""
    text = reading.document.text.source if reading.document.text else ""
    if (
        reading.status in _READABLE
        and candidate.found_by is FoundBy.LINK
        and not is_policy(candidate.kind, FoundBy.LINK, reading.document.title, text)
    ):
        return PolicyStatus.UNREADABLE, f"the page says nothing of {candidate.kind}", ()
    if reading.status is PolicyStatus.READ and fetched.status is PolicyStatus.PARTIAL:
        said = tuple(each for each in reading.claims if each.polarity is not Polarity.SILENT)
        return PolicyStatus.PARTIAL, fetched.reason, said
    return reading.status, reading.reason, reading.claims


def _id(url: str) -> str:
    """Return the id of the document at an address: the same week after week, without values."""
    bare = without_values(url).partition("://")[2].rstrip("/")
    values = "-" + hashlib.sha256(url.encode()).hexdigest()[:10] if "?" in url else ""
    return f"live-{file_name(bare)}{values}"


def _is_on_cookies(claim: Claim) -> bool:
    return claim.type.startswith("cookies.") and claim.polarity is not Polarity.SILENT


def _organisation(claims: Iterable[Claim]) -> str | None:
    names = (claim.params.get("name") for claim in claims if claim.type == "policy.controller")
    return next((name for name in names if isinstance(name, str)), None)


def _date(claims: Iterable[Claim]) -> str | None:
    dates = (claim.params.get("date") for claim in claims if claim.type == "policy.last_changed")
    return max((date for date in dates if isinstance(date, str)), default=None)


def _moved(url: str, fetched: Fetched) -> tuple[str, ...]:
    found = without_values(fetched.url)
    return (f"redirected to {found}",) if found and found != url else ()


def _at(home: str, path: str) -> str:
    scheme = home.partition("://")[0]
    return f"{scheme}://{home.partition('://')[2].partition('/')[0]}{path}"


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


_NAMES = {
    PolicyKind.PRIVACY: Sentence(en="Privacy policy", nl="Privacybeleid"),
    PolicyKind.COOKIES: Sentence(en="Cookie policy", nl="Cookiebeleid"),
}
