"""The links of a page: which lead to a policy, and which pages a visit goes to next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urldefrag, urlsplit

from scanner.models import PolicyLink, Site
from scanner.urls import host_of, party_of, without_values
from scanner.words import PageReason, Party

MOST_LINKS = 2_000
_LONGEST = 2_000

LINKS_SCRIPT = """() => Array.from(document.links).slice(0, 2000).map((link) => {
  const text = link.textContent || link.title || link.ariaLabel || "";
  return [link.href, text.trim().slice(0, 200)];
})"""

FORM_SCRIPT = """() => Array.from(document.forms).some((form) =>
  form.getAttribute("role") !== "search" && !form.querySelector("input[type=search]") &&
  Array.from(form.elements).some((field) => field.matches("textarea, input") &&
    !field.matches("[type=hidden], [type=submit], [type=button], [type=image]")))"""

_PRIVACY = re.compile(
    r"privacy|gegevensbescherming|persoonsgegevens|datenschutz|confidentialit|dataprotection"
    r"|data-protection|\bavg\b|\bgdpr\b",
    re.IGNORECASE,
)
_COOKIES = re.compile(r"cookie", re.IGNORECASE)
_FORM = re.compile(
    r"contact|offerte|aanvra(?:ag|gen)|formulier|reageer|reactie|kontakt|enquiry|quote"
    r"|aanmelden-nieuwsbrief|nieuwsbrief|newsletter",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    r"log-?in\b|inlog|aanmelden|sign-?in|mijn-?(?:account|omgeving)|klantenportaal|portal"
    r"|anmelden|connexion",
    re.IGNORECASE,
)
# Pages that would end a session or are no pages.
_NEVER = re.compile(
    r"log-?out|uitloggen|afmelden|sign-?out|abmelden"
    r"|\.(?:pdf|zip|gz|exe|dmg|docx?|xlsx?|pptx?|jpe?g|png|gif|svg|webp|mp[34]|ics|vcf|xml|json)$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Link:
    """One link as a page shows it."""

    url: str
    text: str

    @property
    def policy_kind(self) -> Literal["privacy", "cookies"] | None:
        """Which kind of policy it seems to lead to; None: it does not."""
        path = urlsplit(self.url).path
        for words in (self.text, path):
            if _COOKIES.search(words) and not _PRIVACY.search(words):
                return "cookies"
            if _PRIVACY.search(words):
                return "privacy"
        return None


def parse_links(raw: object) -> tuple[Link, ...]:
    """Return a page's http(s) links in order; what is not of the expected shape is dropped."""
    if not isinstance(raw, list):
        return ()
    links = []
    for entry in raw[:MOST_LINKS]:
        match entry:
            case [str(url), str(text)] if url.startswith(("http://", "https://")):
                if len(url) <= _LONGEST and host_of(url):
                    links.append(Link(urldefrag(url).url, " ".join(text.split())[:200]))
    return tuple(dict.fromkeys(links))


def policy_links(links: Iterable[Link], page: str) -> tuple[PolicyLink, ...]:
    """Return the links that lead to a privacy or cookie policy, each URL once."""
    found: dict[str, PolicyLink] = {}
    for link in links:
        if kind := link.policy_kind:
            url = without_values(link.url)
            found.setdefault(url, PolicyLink(url=url, text=link.text, kind=kind, page=page))
    return tuple(found.values())


def choose_pages(
    links: Sequence[Link], home: str, site: Site, landing: str, most: int
) -> tuple[tuple[str, PageReason], ...]:
    """Return up to ``most`` pages of the site to visit after its home page, each with the reason.

    One policy, one page that seems to hold a form, one that seems to sign in, then the others in
    document order: the same page gives the same choice.
    """
    own = (*site.own_domains, landing)
    usable = [
        link
        for link in links
        if party_of(host_of(link.url), site.domain, own) is Party.FIRST
        and not _NEVER.search(urlsplit(link.url).path)
    ]
    chosen: dict[str, PageReason] = {}
    taken = {_same_page(home)}
    for reason, wanted in _WISHES:
        fitting = [link for link in usable if _same_page(link.url) not in taken and wanted(link)]
        for link in fitting if reason is PageReason.LINK else fitting[:1]:
            if len(chosen) < most and _same_page(link.url) not in taken:
                taken.add(_same_page(link.url))
                chosen[link.url] = reason
    return tuple(chosen.items())


def _says(words: re.Pattern[str], link: Link) -> bool:
    return bool(words.search(link.text) or words.search(urlsplit(link.url).path))


_WISHES = (
    (PageReason.POLICY, lambda link: link.policy_kind == "privacy"),
    (PageReason.FORM, lambda link: not link.policy_kind and _says(_FORM, link)),
    (PageReason.LOGIN, lambda link: not link.policy_kind and _says(_LOGIN, link)),
    (PageReason.LINK, lambda link: True),
)


def _same_page(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.hostname}{parts.path.rstrip('/') or '/'}?{parts.query}"
