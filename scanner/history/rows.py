"""A site's digest as rows of the history, and back: exactly as it went in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from scanner.digests import ItemDigest, RunDigest, SiteDigest
from scanner.strict_json import from_json, to_json

Row = Mapping[str, object]

KINDS = {  # in the table -> the field of a site
    "finding": "findings",
    "cookie": "cookies",
    "service": "services",
    "document": "documents",
}
KEY_LETTERS = 300  # PostgreSQL indexes no more than 2,700 bytes


def utc_text(moment: datetime) -> str:
    """Return a time as the history keeps it: UTC, and in the order of time as text.

    Raises:
        ValueError: it carries no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError(f"{moment}: carries no time zone")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def sum_of_digest(digest: RunDigest) -> str:
    """Return the SHA-256 of a run's ``history.json``."""
    return hashlib.sha256(to_json(digest)).hexdigest()


def run_row(digest: RunDigest) -> dict[str, object]:
    """Return the row of a run that is not complete yet.

    Raises:
        ValueError: a time in it carries no zone, or a site is of another run.
    """
    for site in digest.sites:
        utc_text(site.started_at)
        if site.run != digest.run:
            raise ValueError(f"{site.domain}: of run {site.run}, expected {digest.run}")
    return {
        "id": digest.run,
        "started_at": utc_text(digest.started_at),
        "finished": digest.finished,
        "digest": sum_of_digest(digest),
        "complete": False,
        "gone": False,
    }


def site_row(site: SiteDigest) -> dict[str, object]:
    """Return the row of a site; its items have rows of their own."""
    return {
        "run": site.run,
        "domain": site.domain,
        "started_at": utc_text(site.started_at),
        "scanner_version": site.scanner_version,
        "measured": site.measured,
        "pages": site.pages,
        "data": _compact(site.model_dump(mode="json", exclude=set(KINDS.values()))),
    }


def item_rows(site: SiteDigest) -> Iterator[dict[str, object]]:
    """Yield a row for each finding, cookie, service and document of a site."""
    for kind, field in KINDS.items():
        for position, item in enumerate(getattr(site, field)):
            yield {
                "run": site.run,
                "domain": site.domain,
                "kind": kind,
                "position": position,
                "key": short_key(item.key if isinstance(item, ItemDigest) else item.id),
                "data": _compact(item.model_dump(mode="json")),
            }


def site_of(row: Row, items: Iterable[Row]) -> SiteDigest:
    """Return the site of a row and of the rows of its items, which are in their order.

    Raises:
        RunError, ValueError: they are not as this version of the scanner knows them.
    """
    lists: dict[str, list[object]] = {field: [] for field in KINDS.values()}
    for item in items:
        lists[KINDS[str(item["kind"])]].append(json.loads(str(item["data"])))
    whole = {**json.loads(str(row["data"])), **lists}
    place = Path(f"{row['domain']} in run {row['run']}")
    return from_json(place, json.dumps(whole).encode(), SiteDigest)


def short_key(key: str) -> str:
    """Return a key as the index takes it: a long or odd one cut, with a sum that tells it apart."""
    if len(key) <= KEY_LETTERS and key.isprintable():
        return key
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    plain = "".join(letter if letter.isprintable() else "?" for letter in key[:KEY_LETTERS])
    return f"{plain}#{digest}"


def _compact(value: object) -> str:
    """Return JSON of ASCII letters only, which every database keeps as they are."""
    return json.dumps(value, separators=(",", ":"), allow_nan=False)
