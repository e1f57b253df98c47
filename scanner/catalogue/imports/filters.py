"""Filter lists as EasyPrivacy's: rules that tell trackers' URLs, and not whose they are."""

from __future__ import annotations

import re
from datetime import date, datetime

from scanner.catalogue.imports import ListFormat
from scanner.catalogue.listed import ListContent

_HEADER = re.compile(r"^! ?(Title|Licen[cs]e|Last modified|Version): *(.+?) *$", re.MULTILINE)
_COSMETIC = re.compile(r"#[@?$]?#")
_BARE = re.compile(r"[^A-Za-z0-9]")
_FEWEST_LETTERS = 4  # of a rule: a shorter one fits addresses of anybody


def recognise(text: str) -> bool:
    """Tell whether a file is a filter list."""
    return text.startswith("[Adblock") or (text.startswith("!") and "! Title:" in text)


def read(text: str, list_id: str) -> ListContent:
    """Return its rules about requests; those about what a page shows are left out uncounted."""
    headers = {name.lower().replace("license", "licence"): v for name, v in _HEADER.findall(text)}
    lines = [line.strip() for line in text.splitlines()]
    rules = [
        line
        for line in lines
        if line and not line.startswith(("!", "[")) and not _COSMETIC.search(line)
    ]
    kept = tuple(rule for rule in rules if _says_something(rule))
    return ListContent(
        title=headers.get("title", list_id),
        licence=headers.get("licence"),
        dated=_day(headers.get("last modified", "")) or _day(headers.get("version", "")),
        rules=kept,
        refused=len(rules) - len(kept),
    )


def _says_something(rule: str) -> bool:
    pattern = rule.removeprefix("@@").partition("$")[0]
    return len(_BARE.sub("", pattern)) >= _FEWEST_LETTERS


def _day(text: str) -> date | None:
    """Return the day of "21 Nov 2026 10:00 UTC", "2026-11-21" or the version 202611211000."""
    for pattern, form in (
        (r"\d{1,2} [A-Z][a-z]{2} \d{4}", "%d %b %Y"),
        (r"\d{4}-\d{2}-\d{2}", "%Y-%m-%d"),
        (r"(?<!\d)20\d{6}(?=\d{4}(?!\d)|(?!\d))", "%Y%m%d"),
    ):
        if match := re.search(pattern, text):
            try:
                return datetime.strptime(match[0], form).date()
            except ValueError:
                continue
    return None


FORMAT = ListFormat(id="filters", recognise=recognise, read=read)
