"""The links of a page: which lead to a policy, and which pages a visit goes to next."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urldefrag, urlsplit

from scanner.languages import says
from scanner.models import PolicyLink, Site
from scanner.urls import host_of, page_key, party_of, without_values
from scanner.words import LinkPlace, PageReason, Party, PolicyKind

MOST_LINKS = 2_000
_LONGEST = 2_000

# The document and the open shadow roots in it, which hold the menus and forms of many sites.
ROOTS = """
  const rootsIn = (root) => [root, ...Array.from(root.querySelectorAll("*"))
    .filter((each) => each.shadowRoot).flatMap((each) => rootsIn(each.shadowRoot))];
  const roots = rootsIn(document);
"""

# Of each link: address, text, rel, and where it stands. A footer is known by its element, its role
# or the name that its makers gave it.
LINKS_SCRIPT = (
    "() => {"
    + ROOTS
    + """
  const links = roots.flatMap((root) => Array.from(root.querySelectorAll("a[href], area[href]")));
  return links.slice(0, 2000).map((link) => {
    const said = [link.textContent, link.ariaLabel, link.title, link.querySelector("img")?.alt];
    const text = said.map((each) => (each || "").trim()).find(Boolean) || "";
    const within = (names, each = link) =>
      Boolean(each && (each.closest(names) || within(names, each.getRootNode().host || null)));
    const footer = "footer, [role=contentinfo], [id*=footer i], [class*=footer i]";
    const menu = "nav, header, [role=navigation], [role=banner]";
    const place = within(footer) ? "footer" : within(menu) ? "menu" : "text";
    return [link.href, text.slice(0, 200), (link.rel || "").slice(0, 200), place];
  });
}"""
)

FORM_SCRIPT = (
    "() => {"
    + ROOTS
    + """
  const forms = roots.flatMap((root) => Array.from(root.querySelectorAll("form")));
  return forms.some((form) =>
    form.getAttribute("role") !== "search" && !form.querySelector("input[type=search]") &&
    Array.from(form.elements).some((field) => field.matches("textarea, input") &&
      !field.matches("[type=hidden], [type=submit], [type=button], [type=image]")));
}"""
)

_NO_PAGE = re.compile(
    r"\.(?:pdf|zip|gz|exe|dmg|docx?|xlsx?|pptx?|jpe?g|png|gif|svg|webp|mp[34]|ics|vcf|xml|json)$",
    re.IGNORECASE,
)
_DECLARED = "privacy-policy"  # RFC 6903, section 4


@dataclass(frozen=True)
class Link:
    """One link as a page shows it."""

    url: str
    text: str
    rel: str = ""
    place: LinkPlace = LinkPlace.TEXT

    @property
    def declared(self) -> bool:
        """Whether its rel says that it leads to the policy."""
        return _DECLARED in self.rel.lower().split()

    @property
    def policy_kind(self) -> PolicyKind | None:
        """Which kind of policy it seems to lead to; None: it does not."""
        path = urlsplit(self.url).path
        for words in (self.text, path):
            if says("privacy").search(words):
                return PolicyKind.PRIVACY
            if says("cookies").search(words):
                return PolicyKind.COOKIES
        return PolicyKind.PRIVACY if self.declared else None


def parse_links(raw: object) -> tuple[Link, ...]:
    """Return a page's http(s) links in order; what is not of the expected shape is dropped."""
    if not isinstance(raw, list):
        return ()
    links = []
    for entry in raw[:MOST_LINKS]:
        match entry:
            case [str(url), str(text), str(rel), str(place)]:
                if _is_address(url) and place in tuple(LinkPlace):
                    short = " ".join(text.split())[:200]
                    links.append(Link(urldefrag(url).url, short, rel[:200], LinkPlace(place)))
    return tuple(dict.fromkeys(links))


def policy_links(links: Iterable[Link], page: str) -> tuple[PolicyLink, ...]:
    """Return the links that lead to a privacy or cookie policy, each address once, values and all.

    A link to the page it stands on opens a window or jumps to a place: it leads to no policy.
    """
    found: dict[str, PolicyLink] = {}
    for link in links:
        kind = link.policy_kind
        if kind and page_key(without_values(link.url)) != page_key(page):
            known = found.get(link.url)
            if known is None or not known.prominent:
                found[link.url] = PolicyLink(
                    url=link.url,
                    text=link.text,
                    kind=kind,
                    page=page,
                    place=link.place,
                    declared=link.declared,
                )
    return tuple(found.values())


def recorded(link: PolicyLink) -> PolicyLink:
    """Return a link as a record keeps it: without the values of its query."""
    return link.model_copy(update={"url": without_values(link.url)})


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
        and not _NO_PAGE.search(urlsplit(link.url).path)
        and not says("sign_out").search(urlsplit(link.url).path)
    ]
    chosen: dict[str, PageReason] = {}
    taken = {_same_page(home)}
    for reason, wanted in _WISHES:
        if reason is PageReason.FORM and reason in chosen.values():
            continue
        fitting = [link for link in usable if _same_page(link.url) not in taken and wanted(link)]
        for link in fitting if reason is PageReason.LINK else fitting[:1]:
            if len(chosen) < most and _same_page(link.url) not in taken:
                taken.add(_same_page(link.url))
                chosen[link.url] = reason
    return tuple(chosen.items())


def _speaks(use: str, link: Link) -> bool:
    words = says(use)
    return bool(words.search(link.text) or words.search(urlsplit(link.url).path))


_WISHES: tuple[tuple[PageReason, Callable[[Link], object]], ...] = (
    (PageReason.POLICY, lambda link: link.policy_kind is PolicyKind.PRIVACY),
    (PageReason.FORM, lambda link: not link.policy_kind and _speaks("form", link)),
    (PageReason.FORM, lambda link: not link.policy_kind and _speaks("perhaps_form", link)),
    (PageReason.LOGIN, lambda link: not link.policy_kind and _speaks("sign_in", link)),
    (PageReason.LINK, lambda link: True),
)


def _is_address(url: str) -> bool:
    return url.startswith(("http://", "https://")) and len(url) <= _LONGEST and bool(host_of(url))


def _same_page(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.hostname}{parts.path.rstrip('/') or '/'}?{parts.query}"
