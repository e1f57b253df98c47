"""Read a page: what it shows of the policy, or why that cannot be known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from scanner.policy.compose import compose, visible
from scanner.policy.html_blocks import Walk
from scanner.policy.html_prune import prune, text_sizes
from scanner.policy.html_table import Element
from scanner.policy.lines import MOST_LINES
from scanner.policy.plain import make_drafts
from scanner.policy.text import PolicyText

_ABOUT = re.compile(
    r"privacy|cookie|persoonsgegevens|gegevensbescherming|personal data|data protection|datenschutz"
    r"|confidentialit|données personnelles",
    re.IGNORECASE,
)
_DECLARATION = re.compile(
    r"consent\.cookiebot\.\w+/[^\s\"']*/cd\.js|id=[\"']CookieDeclaration[\"']|cookie-?declaration[\w./-]*\.js",
    re.IGNORECASE,
)
_HEADINGS = ("h1", "h2", "h3")
_OF_HEAD = ("title", "meta", "link", "base", "style", "script", "noscript", "template")
_LEAST_SHOWN = (
    200  # letters; a page that shows fewer and brings a script with more shows nothing yet
)
_LEAST_SCRIPT = 400
_MOST_TAGS = 100_000  # that open; a table of 10,000 cookies has half of them
_TOO_MANY = f"it has more than {_MOST_TAGS:,} tags; the part before was read"
_TAG = re.compile(r"<[a-zA-Z]")
_MAIN_SHARE, _TITLED_SHARE = 0.5, 0.2  # of the page's letters, for its main part to be the policy
_MOST_ABOVE = 500  # letters of a title with what is said around it, such as a date
_FRAMED = re.compile(
    r"<(?:iframe|frame|embed|object)\b[^>]{0,1000}?\b(?:src|data)\s*=", re.IGNORECASE
)


@dataclass(frozen=True)
class HtmlPage:
    """What a page shows of the policy."""

    text: PolicyText | None
    title: str | None = None
    reason: str | None = None  # why it cannot be read
    missing: str | None = None  # what part of it comes only in a browser


def read_html(source: str) -> HtmlPage:
    """Return what a page shows of the policy, without its menus, footers and banners."""
    cut = _end_of_tags(source)
    root = _parse(source[:cut])
    if root is None:
        return HtmlPage(None, reason="there is no page in it")
    scripts = sum(len(script.text or "") for script in root.iter("script"))
    sourced = any(script.get("src") for script in root.iter("script"))
    title = _title(root)
    prune(root)
    walk = Walk()
    shown = walk.run(_with_title(root, _scope(root)))
    if sum(map(str.isalpha, shown)) < _LEAST_SHOWN:
        if scripts > _LEAST_SCRIPT or (sourced and not shown.strip()):
            return HtmlPage(None, title, "its text stands in a script: it shows only in a browser")
        if _FRAMED.search(source):
            return HtmlPage(None, title, "its text stands in a frame: open what the frame shows")
    whole = len(walk.paragraphs) <= MOST_LINES
    text = compose(shown, make_drafts(walk.paragraphs[:MOST_LINES]), whole=whole)
    declared = any(block.table is not None for block in text.blocks)
    missing = _TOO_MANY if cut is not None else None
    if missing is None and not declared and _DECLARATION.search(source):
        missing = "the consent tool's list of cookies comes by a script"
    return HtmlPage(text, _heading(text) or title, None, missing)


def _end_of_tags(source: str) -> int | None:
    """Return where the first tag stands that is too many; None: there is none."""
    if source.count("<") <= _MOST_TAGS:
        return None
    too_many = next(islice(_TAG.finditer(source), _MOST_TAGS, None), None)
    return too_many.start() if too_many else None


def _parse(source: str) -> Element | None:
    """Return the tree of a page; None when there is nothing in it."""
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    data = source.replace("\x00", "").encode("utf-8", "replace")
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None
    if root is not None:
        _mend_head(root)
    return root


def _mend_head(root: Element) -> None:
    """Move to the body what shows of a page; the parser takes sections into an unclosed head."""
    head, body = root.find("head"), root.find("body")
    first = (
        next((one for one in head if one.tag not in _OF_HEAD), None) if head is not None else None
    )
    if head is None or first is None:
        return
    if body is None:
        body = etree.SubElement(root, "body")
    strays = head[head.index(first) :]
    strays[-1].tail = (strays[-1].tail or "") + (body.text or "")
    body.text = None
    body[:0] = strays


def _title(root: Element) -> str | None:
    found = next(root.iter("title"), None)
    text = visible("".join(found.itertext())) if found is not None else ""
    return text or None


def _heading(text: PolicyText) -> str | None:
    """Return the page's first heading of the first level."""
    return next((text.text[one.start : one.end] for one in text.blocks if one.level == 1), None)


def _scope(root: Element) -> Element:
    """Return the part of a page that is the policy: its main part if that surely holds it."""
    body = next(root.iter("body"), root)
    parts = [one for one in body.iter("main", "article", "div", "section") if _is_main(one)]
    if not parts:
        return body
    sizes = text_sizes(body)
    whole = sizes[body]
    for part in sorted(parts, key=lambda one: -sizes[one]):
        share = sizes[part] / whole if whole else 0.0
        if share >= _MAIN_SHARE or (
            share >= _TITLED_SHARE and _is_titled(part) and not _elsewhere(body, part)
        ):
            return part
    return body


def _with_title(root: Element, part: Element) -> Element:
    """Return a part of a page with the title that stands before it, when it has none itself."""
    if part.tag == "body" or next(part.iter("h1"), None) is not None:
        return part
    around = set(part.iterancestors())
    title = next((h1 for h1 in root.iter("h1") if _ABOUT.search("".join(h1.itertext()))), None)
    while title is not None and title.getparent() not in around:
        title = title.getparent()
    if title is None or text_sizes(title)[title] > _MOST_ABOVE:
        return part
    whole = etree.Element("div")
    whole.extend([title, part])
    return whole


def _is_main(element: Element) -> bool:
    return element.tag in ("main", "article") or element.get("role") == "main"


def _is_titled(element: Element) -> bool:
    return any(_ABOUT.search("".join(title.itertext())) for title in element.iter(*_HEADINGS))


def _elsewhere(body: Element, part: Element) -> bool:
    """Tell whether a heading about privacy or cookies stands outside a part."""
    inside = set(part.iter(*_HEADINGS))
    return any(
        title not in inside and _ABOUT.search("".join(title.itertext()))
        for title in body.iter(*_HEADINGS)
    )
