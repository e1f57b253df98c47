"""CAPTCHA calls: requests that match a CAPTCHA's signature, by vendor and page."""

from __future__ import annotations

from collections import defaultdict

from scanner.browser.collector import Collector
from scanner.browser.record import Record
from scanner.models import CaptchaCall
from scanner.urls import without_values


def collect(record: Record) -> dict[str, tuple[CaptchaCall, ...]]:
    """Return one call for each vendor and page, with every URL it asked for."""
    forms = {page.url for page in record.pages if page.has_form}
    urls: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    variants: dict[tuple[str, str], str | None] = defaultdict(lambda: None)
    for exchange in record.network.exchanges():
        found = record.captcha_of(exchange.url) if exchange.is_sent else None
        if found:
            vendor, variant = found
            key = (vendor, exchange.moment.page)
            urls[key].setdefault(without_values(exchange.url))
            variants[key] = variants[key] or variant
    calls = (
        CaptchaCall(
            vendor=vendor,
            variant=variants[vendor, page],
            page=page,
            urls=tuple(found),
            form_on_page=page in forms,
        )
        for (vendor, page), found in urls.items()
    )
    return {"captchas": tuple(calls)}


COLLECTOR = Collector(id="captchas", collect=collect)
