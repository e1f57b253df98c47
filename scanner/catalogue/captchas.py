"""Which CAPTCHAs a site calls: where, in which variant, and what their hosts stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from scanner.catalogue.load import Catalogue
from scanner.catalogue.merge import moments_of
from scanner.catalogue.signature import Variant
from scanner.models import CaptchaEntry, CookieEntry, Observation, Request
from scanner.words import ConsentChoice


@dataclass(frozen=True)
class _Call:
    """One call to a CAPTCHA: from the requests, or as a visit recognised it."""

    service: str
    url: str
    page: str
    choice: ConsentChoice
    variant: str | None
    form_on_page: bool | None  # None: not known
    request: Request | None = None  # None: recognised without one, so that its phase is not known


def make_captchas(
    visits: list[Observation], cookies: tuple[CookieEntry, ...], catalogue: Catalogue
) -> tuple[CaptchaEntry, ...]:
    """Return every CAPTCHA that was called, by vendor.

    Calls come from the requests, matched by signature, and from what the visits recognised.
    """
    groups: dict[str, list[_Call]] = defaultdict(list)
    for visit in visits:
        for call in (*_called(visit, catalogue), *_recognised(visit)):
            groups[call.service].append(call)
    return tuple(_captcha_entry(groups[name], cookies, catalogue) for name in sorted(groups))


def _called(visit: Observation, catalogue: Catalogue) -> Iterable[_Call]:
    has_form = {page.url: page.has_form for page in visit.pages}
    for request in visit.requests:
        if found := catalogue.find_captcha(request.url):
            service, variant = found
            yield _Call(
                service=service,
                url=request.url,
                page=request.page,
                choice=visit.choice,
                variant=variant,
                form_on_page=has_form.get(request.page),
                request=request,
            )


def _recognised(visit: Observation) -> Iterable[_Call]:
    for call in visit.captchas:
        for url in call.urls:
            yield _Call(
                service=call.vendor.replace("_", "-"),
                url=url,
                page=call.page,
                choice=visit.choice,
                variant=call.variant,
                form_on_page=call.form_on_page,
            )


def _captcha_entry(
    calls: list[_Call], cookies: tuple[CookieEntry, ...], catalogue: Catalogue
) -> CaptchaEntry:
    service = calls[0].service
    signature = catalogue.by_id.get(service)
    variants = {call.variant for call in calls if call.variant}
    with_form = {call.page for call in calls if call.form_on_page}
    without_form = {call.page for call in calls if call.form_on_page is False}
    return CaptchaEntry(
        service=service,
        variants=_told_apart(variants, signature.variants if signature else ()),
        choices=tuple(c for c in ConsentChoice if any(call.choice is c for call in calls)),
        moments=moments_of([(call.choice, call.request) for call in calls if call.request]),
        pages=tuple(sorted({call.page for call in calls})),
        pages_without_form=tuple(sorted(without_form - with_form)),
        cookies=tuple(sorted({name for c in cookies if c.service == service for name in c.names})),
        urls=tuple(sorted({call.url for call in calls})),
    )


def _told_apart(seen: set[str], variants: tuple[Variant, ...]) -> tuple[str, ...]:
    hidden = {variant.name for variant in variants if variant.unless in seen}
    return tuple(sorted(seen - hidden))
