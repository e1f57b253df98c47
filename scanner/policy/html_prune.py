"""Take out of a page what is not its policy: menus, footers, banners, what nobody can see."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from scanner.policy.html_table import Element

_NEVER = frozenset(
    """
    script style template noscript svg math iframe object embed canvas video audio map
    head select textarea input datalist dialog
    """.split()  # noqa: SIM905
)
_FRAME = frozenset(
    {"nav", "footer", "aside", "form"}
)  # of the page, when they stand outside the text
_FRAME_ROLES = frozenset(
    {"navigation", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar"}
)
_BANNER = re.compile(
    r"cookie-?_?(?:banner|bar|consent|notice|popup|modal|wall|law|balk|melding|overlay)|cookiebanner"
    r"|consent-?_?(?:banner|bar|popup|modal|dialog|manager)|cybotcookiebotdialog|onetrust-(?:banner|consent|pc)"
    r"|cky-(?:consent|modal|overlay)|cmplz-cookiebanner|cmplz-manage|cc-window|cc-banner|didomi-|usercentrics-root"
    r"|truste?-?consent|gdpr-?_?(?:banner|bar|popup)|iubenda-cs",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:breadcrumbs?|side-?bar|site-?nav|menu|skip-?link|share|social-?links)(?:$|[\s_-])",
    re.IGNORECASE,
)
_FOLDS = re.compile(
    r"accordion|collaps|panel|toggle|faq|tab-?(?:content|pane|body)|expand|details|dropdown|uitklap|fold|drawer"
    r"|answer|disclosure",
    re.IGNORECASE,
)
_UNSEEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
# Shown to no eye. A policy is what a visitor can see.
_FOR_READERS = re.compile(r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-text)(?:$|\s)")
_CONTROLS = (
    "aria-controls",
    "data-target",
    "data-bs-target",
    "data-toggle-target",
    "aria-owns",
    "href",
)
# Which elements are looked at at all; lxml finds them many times faster than a loop does.
_MAY_CONTROL = etree.XPath(
    f"descendant-or-self::*[{' or '.join(f'@{name}' for name in _CONTROLS)}]"
)
_MAY_HIDE = etree.XPath("descendant-or-self::*[@class or @hidden or @style or @aria-hidden]")
_MAY_FRAME = etree.XPath(
    "descendant-or-self::*[@id or @class or @role or "
    + " or ".join(f"self::{tag}" for tag in sorted(_FRAME))
    + "]"
)
_MOST = 0.5  # of the page's letters: what holds more is the page itself


def prune(root: Element) -> None:
    """Take out of a tree what is not the policy; what folds open stays."""
    _drop(list(root.iter(*_NEVER, etree.Comment, etree.ProcessingInstruction)))
    controlled = _controlled(root)
    _drop([element for element in _found(root, _MAY_HIDE) if _hidden(element, controlled)])
    if framing := _found(root, _MAY_FRAME):
        sizes = text_sizes(root)
        _drop([element for element in framing if _beside(element, sizes, sizes[root])])


def text_sizes(root: Element) -> dict[Element, int]:
    """Return how many letters each element holds, blanks apart."""
    sizes: dict[Element, int] = {}
    for element in reversed(list(root.iter())):
        sizes[element] = size = sizes.get(element, 0) + len((element.text or "").strip())
        around = element.getparent()
        if around is not None:
            size += len((element.tail or "").strip())
            sizes[around] = sizes.get(around, 0) + size
    return sizes


def _found(root: Element, path: etree.XPath) -> list[Element]:
    found = path(root)
    return found if isinstance(found, list) else []


def _drop(elements: list[Element]) -> None:
    """Empty elements; they stay in the tree, so that what stands around them stays apart."""
    for element in elements:
        element.clear(keep_tail=True)


def _controlled(root: Element) -> set[str]:
    """Return the ids of what some control of the page shows or hides."""
    return {
        name.lstrip("#")
        for element in _found(root, _MAY_CONTROL)
        for attribute in _CONTROLS
        if (attribute != "href" or _is_control(element))
        for name in (element.get(attribute) or "").split()
    }


def _is_control(element: Element) -> bool:
    keys = element.keys()
    return any(
        key.startswith("aria-expanded") or key in ("data-toggle", "data-bs-toggle") for key in keys
    )


def _hidden(element: Element, controlled: set[str]) -> bool:
    if _FOR_READERS.search(element.get("class") or ""):
        return True
    hidden = element.get("hidden") is not None and element.get("hidden") != "until-found"
    unseen = _UNSEEN.search(element.get("style") or "") or element.get("aria-hidden") == "true"
    if not (hidden or unseen) or element.tag in ("body", "html"):
        return False
    if element.get("id") in controlled or element.get("role") in ("region", "tabpanel"):
        return False
    return not any(_FOLDS.search(one.get("class") or "") for one in _near(element))


def _near(element: Element) -> Iterator[Element]:
    """Yield an element and the two around it."""
    near: Element | None = element
    for _ in range(3):
        if near is None or near.tag in ("body", "main", "html"):
            return
        yield near
        near = near.getparent()


def _beside(element: Element, sizes: dict[Element, int], whole: int) -> bool:
    """Tell whether an element is the page's frame or a banner, and not most of the page."""
    if element.tag in ("html", "body", "main") or sizes.get(element, 0) > _MOST * whole:
        return False
    names = f"{element.get('id') or ''} {element.get('class') or ''}"
    if _BANNER.search(names) or element.get("role") in _FRAME_ROLES or element.tag == "nav":
        return True
    if element.tag not in _FRAME and not _BESIDE.search(names):
        return False
    return not any(one.tag in ("main", "article") for one in element.iterancestors())
