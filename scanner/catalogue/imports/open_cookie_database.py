"""The Open Cookie Database, as CSV or JSON: cookies by name, most of them without a domain.

Its wildcards are starts of names, some so short that they fit names of anybody (measured on its
2,264 rows); such rows are refused where no domain is named.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping

from scanner.catalogue.imports import ListFormat
from scanner.catalogue.listed import NO_OWNER, ListContent, ListedCookie, ListedService
from scanner.catalogue.signature import is_meaningless
from scanner.errors import ListError
from scanner.words import Category, Party

_NAME, _DOMAIN = "Cookie / Data Key name", "Domain"
_COLUMNS = ("Platform", "Category", _NAME, _DOMAIN, "Wildcard match")
_OF_JSON = {
    "category": "Category",
    "cookie": _NAME,
    "domain": _DOMAIN,
    "description": "Description",
    "retentionPeriod": "Retention period",
    "dataController": "Data Controller",
    "wildcardMatch": "Wildcard match",
}
# Its README: functional is also known as strictly necessary, marketing as tracking or social media.
_CATEGORIES = {
    "functional": Category.NECESSARY,
    "security": Category.NECESSARY,
    "personalization": Category.PREFERENCES,
    "analytics": Category.ANALYTICS,
    "marketing": Category.ADVERTISING,
}
_HOST = re.compile(r"(?<![\w.-])\.?((?:[a-z0-9-]+\.)+[a-z]{2,})(?![\w.-])", re.IGNORECASE)
_SPAN = re.compile(r"(\d+) (year|month|week|day|hour|minute|second)s?", re.IGNORECASE)
_FEWEST_LETTERS = 4  # of a wildcard that may lie in any domain
_LONGEST_PURPOSE = 300


def recognise(text: str) -> bool:
    """Tell whether a file is the database."""
    return text.startswith("ID,Platform,") or (
        text.lstrip().startswith("{") and '"wildcardMatch"' in text
    )


def read(text: str, list_id: str) -> ListContent:
    """Return its cookies; a row that says too little, or what an earlier one said, is refused."""
    cookies: dict[tuple[str, Party, str | None], ListedCookie] = {}
    refused = 0
    for place, row in _rows(text):
        found = {(c.name, c.party, c.domain): c for c in _cookies_of(place, row, list_id)}
        new = {key: cookie for key, cookie in found.items() if key not in cookies}
        refused += not new
        cookies.update(new)
    return ListContent("Open Cookie Database", cookies=tuple(cookies.values()), refused=refused)


def _rows(text: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    if text.lstrip().startswith("{"):
        yield from _json_rows(text)
        return
    reader = csv.DictReader(io.StringIO(text))
    missing = sorted(set(_COLUMNS) - set(reader.fieldnames or ()))
    if missing:
        raise ListError(f"line 1: missing column {missing[0]!r}")
    for row in reader:
        if None in row.values():
            raise ListError(f"line {reader.line_num}: fewer columns than the first line names")
        yield f"line {reader.line_num}", row


def _json_rows(text: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    try:
        platforms = json.loads(text)
    except ValueError as error:
        raise ListError(f"not JSON, perhaps cut off: {error}") from error
    for platform, entries in platforms.items():
        if not isinstance(entries, list):
            raise ListError(f"{platform}: expected a list of cookies")
        for number, entry in enumerate(entries, start=1):
            place = f"{platform}, entry {number}"
            if not isinstance(entry, dict) or not {"cookie", "category"} <= entry.keys():
                raise ListError(f"{place}: expected an object with cookie and category")
            row = {name: str(entry.get(key) or "") for key, name in _OF_JSON.items()}
            yield place, {"Platform": platform, **row}


def _cookies_of(place: str, row: Mapping[str, str], list_id: str) -> Iterator[ListedCookie]:
    category = _CATEGORIES.get(row["Category"].strip().lower())
    if category is None:
        raise ListError(f"{place}: unknown category {row['Category']!r}")
    name = re.sub(r"\s*\[x\d+\]$|<[^>]*>.*", lambda m: "*" if m[0][0] == "<" else "", row[_NAME])
    name = name.strip() + ("*" if row["Wildcard match"] == "1" and "*" not in name else "")
    for party, domain in _places(row[_DOMAIN]):
        if _says_something(name, domain):
            yield ListedCookie(
                name=name,
                party=party,
                domain=domain,
                purpose=" ".join(row.get("Description", "").split())[:_LONGEST_PURPOSE] or None,
                lifetime=_lifetime(row.get("Retention period", "")),
                category=category,
                service=ListedService(
                    list_id=list_id,
                    name=row["Platform"].strip() or "unknown",
                    owner=row.get("Data Controller", "").strip() or NO_OWNER,
                    category=category,
                ),
            )


def _places(domain: str) -> Iterable[tuple[Party, str | None]]:
    """Yield where a cookie may lie: a row names the site itself, other domains, or nothing."""
    hosts = list(dict.fromkeys(host.lower() for host in _HOST.findall(domain)))
    yield from ((Party.THIRD, host) for host in hosts)
    if not hosts or "1st party" in domain.lower() or "website domain" in domain.lower():
        yield Party.FIRST, None


def _says_something(name: str, domain: str | None) -> bool:
    letters = len(re.sub(r"[^A-Za-z0-9]", "", name))
    if not letters or re.search(r"\s", name):
        return False
    if "*" in name and letters < (2 if domain else _FEWEST_LETTERS):
        return False
    return domain is not None or not is_meaningless(name)


def _lifetime(text: str) -> str | None:
    if "session" in text.lower():
        return "session"
    match = _SPAN.match(text.strip())
    if match is None:
        return None
    number, unit = int(match[1]), match[2].lower()
    if unit == "week":
        number, unit = 7 * number, "day"
    time = "T" if unit in ("hour", "minute", "second") else ""
    return f"P{time}{number}{unit[0].upper()}"


FORMAT = ListFormat(id="open-cookie-database", recognise=recognise, read=read)
