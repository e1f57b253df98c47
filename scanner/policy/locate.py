"""Where a site's policies are: what its links say, its sitemap, and addresses that many sites use.

Each way gives candidates, the likeliest first; whoever opens them decides when enough is found.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml import etree

from scanner.languages import says
from scanner.models import PolicyLink, Site
from scanner.urls import host_of, page_key, party_of
from scanner.words import FoundBy, LinkPlace, Party, PolicyKind

MOST_SITEMAPS = 5  # that are read of one site
MOST_SITEMAP_BYTES = 5_000_000  # unpacked; what comes after is not read
_MOST_LINKED = 3  # documents of one kind
_MOST_LISTED = 2  # of one kind, from a sitemap
_MOST_WORDS = 3  # of a linked address's last part, for it to be the policy's name
_LEAST_NAMED = 3  # times that a page found by guessing must say what it is about
_PATHS = {
    PolicyKind.PRIVACY: (
        *("/privacy", "/privacyverklaring", "/privacybeleid", "/privacy-policy"),
        *("/privacystatement", "/privacy-statement", "/privacy-verklaring"),
    ),
    PolicyKind.COOKIES: (
        *("/cookies", "/cookiebeleid", "/cookie-policy", "/cookieverklaring", "/cookie-beleid"),
    ),
}
_PLACES = (LinkPlace.FOOTER, LinkPlace.MENU, LinkPlace.TEXT)


@dataclass(frozen=True)
class Candidate:
    """An address that may be one of a site's policies."""

    url: str
    kind: PolicyKind
    found_by: FoundBy


@dataclass(frozen=True)
class Sitemap:
    """What a sitemap lists."""

    pages: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()  # the likeliest to hold a policy first


def from_links(
    links: Iterable[PolicyLink], site: Site, is_service: Callable[[str], bool]
) -> tuple[Candidate, ...]:
    """Return what the site's pages link as its policies: privacy first, each page once.

    A policy that lies elsewhere counts where the site offers it as its own: from a footer, a menu
    or a declared link. ``is_service`` tells addresses of services, whose policies are their own.
    """
    ranked: dict[str, tuple[tuple[object, ...], PolicyLink]] = {}
    for number, link in enumerate(links):
        own = _is_own(link.url, site)
        if not _may_be_policy(link) or not (own or (link.prominent and not is_service(link.url))):
            continue
        rank = (not link.declared, not own, not _is_named(link), _PLACES.index(link.place), number)
        known = ranked.get(page_key(link.url))
        if known is None or rank < known[0]:
            ranked[page_key(link.url)] = (rank, link)
    best = [link for _, link in sorted(ranked.values(), key=lambda pair: pair[0])]
    return tuple(
        Candidate(link.url, kind, FoundBy.LINK)
        for kind in PolicyKind
        for link in [each for each in best if each.kind is kind][:_MOST_LINKED]
    )


def from_sitemap(pages: Iterable[str], kind: PolicyKind) -> tuple[Candidate, ...]:
    """Return the pages of a sitemap whose address names a policy, the shortest address first."""
    fitting = {
        page_key(url): url
        for url in sorted(pages, key=lambda url: (len(url), url), reverse=True)
        if _names_policy(_last_part(url), kind)
    }
    shortest = sorted(fitting.values(), key=lambda url: (len(url), url))
    return tuple(Candidate(url, kind, FoundBy.SITEMAP) for url in shortest[:_MOST_LISTED])


def well_known(home: str, kind: PolicyKind) -> tuple[Candidate, ...]:
    """Return the addresses on a site's home host at which many sites keep their policy."""
    return tuple(Candidate(urljoin(home, path), kind, FoundBy.WELL_KNOWN) for path in _PATHS[kind])


def sitemaps_of(robots: str, home: str, site: Site) -> tuple[str, ...]:
    """Return the sitemaps that a robots.txt names, else the usual address."""
    lines = (line.partition(":") for line in robots.splitlines())
    named = [
        urljoin(home, value.strip()) for key, _, value in lines if key.strip().lower() == "sitemap"
    ]
    own = [url for url in dict.fromkeys(named) if _is_own(url, site)]
    return tuple(own[:MOST_SITEMAPS]) or (urljoin(home, "/sitemap.xml"),)


def read_sitemap(data: bytes, site: Site) -> Sitemap:
    """Return what a sitemap lists of the site's own; of a cut or faulty one, what can be read.

    Nothing is read of a file with a document type: entities could make anything of it.
    """
    if data.startswith(b"\x1f\x8b"):
        data = _unpacked(data)
    data = data[:MOST_SITEMAP_BYTES]
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        return Sitemap()
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return Sitemap()
    if root is None:
        return Sitemap()
    listed = ((each.text or "").strip() for each in root.iter("{*}loc"))
    own = tuple(url for url in listed if _is_own(url, site))
    if etree.QName(root).localname == "sitemapindex":
        return Sitemap(sitemaps=tuple(sorted(own, key=lambda url: "page" not in url)))
    return Sitemap(pages=own)


def is_policy(kind: PolicyKind, found_by: FoundBy, title: str | None, text: str) -> bool:
    """Tell whether a page that was read is a policy; one found by guessing must say so more often.

    A site that answers every address with some page of its own would else have every policy.
    """
    words = says(kind)
    if title and words.search(title):
        return True
    count = sum(1 for _ in words.finditer(text))
    return count >= (1 if found_by is FoundBy.LINK else _LEAST_NAMED)


def _is_own(url: str, site: Site) -> bool:
    host = host_of(url)
    return bool(host) and party_of(host, site.domain, site.own_domains) is Party.FIRST


def _may_be_policy(link: PolicyLink) -> bool:
    """Tell whether a link on privacy or cookies is more than settings, news or a form.

    In running text only the name of a policy tells: there anything may be said of cookies.
    """
    if link.declared or _is_named(link):
        return True
    return link.prominent and not any(
        says("elsewhere").search(part) for part in (link.text, _last_part(link.url))
    )


def _is_named(link: PolicyLink) -> bool:
    return bool(
        says("document").search(link.text) or _names_policy(_last_part(link.url), link.kind)
    )


def _names_policy(name: str, kind: PolicyKind) -> bool:
    """Tell whether the last part of an address is the name of a policy, and no headline."""
    if not says(kind).search(name):
        return False
    if says("document").search(name):
        return len(name.split()) <= 2 * _MOST_WORDS
    return len(name.split()) <= _MOST_WORDS and not says("elsewhere").search(name)


def _last_part(url: str) -> str:
    """Return the last part of an address as words: ``privacy verklaring``."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return ""
    name = path.rstrip("/").rpartition("/")[2]
    stem, dot, suffix = name.rpartition(".")
    if dot and len(suffix) <= 5:
        name = stem
    return " ".join(name.replace("-", " ").replace("_", " ").split())


def _unpacked(data: bytes) -> bytes:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data, MOST_SITEMAP_BYTES)
    except zlib.error:
        return b""
