"""Observations as evidence, and counts as words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from scanner.dutch import in_both
from scanner.models import (
    CaptchaEntry,
    Consent,
    CookieEntry,
    Document,
    Evidence,
    FingerprintingEntry,
    Inventory,
    Moment,
    Page,
    Sentence,
    Service,
    StorageEntry,
    SyncEntry,
    TrackerEntry,
    Visit,
)

_DAY_S = 86_400
_GCS = re.compile(r"gcs=G1([01])([01])(?: |$)")
_STATE = {"0": "denied", "1": "granted"}


def of_cookie(cookie: CookieEntry, moment: Moment | None = None) -> Evidence:
    """Return a cookie as evidence: what it is, who stored it, and what its category rests on.

    The moment is one at which it was stored or sent; None: the first at which it was stored.
    """
    shown = moment or cookie.moments[0]
    life = "session cookie"
    if cookie.lifetime_s is not None:
        life = f"persistent cookie, kept {cookie.lifetime_s / _DAY_S:.0f} days"
    setter = cookie.set_by.host or "unknown"
    return Evidence(
        kind="cookie",
        subject=f"{cookie.name} ({cookie.domain})",
        detail=(
            f"{cookie.party}-party {life}, set by {setter} ({cookie.set_by.via}); "
            f"{cookie.category} ({cookie.category_source})"
            f"{_also(cookie.moments, shown)}"
            f"{'' if shown in cookie.moments else '; a request carried it'}"
        ),
        choice=shown.choice,
        phase=shown.phase,
        page=shown.page,
    )


def of_storage(item: StorageEntry, moment: Moment | None = None) -> Evidence:
    """Return an item of a store as evidence; None: at the first moment."""
    shown = moment or item.moments[0]
    return Evidence(
        kind="storage",
        subject=f"{item.key} ({item.origin})",
        detail=(
            f"{item.party}-party {item.kind} storage; {item.category} ({item.category_source})"
            f"{_also(item.moments, shown)}"
        ),
        choice=shown.choice,
        phase=shown.phase,
        page=shown.page,
    )


def of_tracker(tracker: TrackerEntry, moment: Moment | None = None) -> Evidence:
    """Return a third party that was called as evidence; None: at the first moment."""
    shown = moment or tracker.moments[0]
    source = f" (catalogue: {tracker.service})" if tracker.service else ""
    return Evidence(
        kind="request",
        subject=tracker.examples[0],
        detail=(
            f"{tracker.requests} request{'s' * (tracker.requests != 1)} to "
            f"{', '.join(tracker.hosts)}; {tracker.category}{source}"
            f"{_also(tracker.moments, shown)}{_said_of_consent(tracker, shown)}"
        ),
        choice=shown.choice,
        phase=shown.phase,
        page=shown.page,
    )


def of_pixel(tracker: TrackerEntry) -> Evidence:
    """Return the pictures of a third party that was called as evidence."""
    return of_tracker(tracker).model_copy(update={"subject": tracker.images[0]})


def of_auction(tracker: TrackerEntry) -> Evidence:
    """Return a call for bids to a third party as evidence."""
    called = of_tracker(tracker)
    detail = f"a call for bids on advertising space; {called.detail}"
    return called.model_copy(update={"subject": tracker.auctions[0], "detail": detail})


def of_script(script: FingerprintingEntry) -> Evidence:
    """Return what a script asked of interfaces that can tell devices apart as evidence."""
    counts = ", ".join(f"{each.api} {each.count} times" for each in script.apis)
    return Evidence(
        kind="request",
        subject=script.script,
        detail=f"a script that used interfaces that can tell devices apart: {counts}",
        choice=script.choices[0],
        page=script.pages[0],
    )


def of_sync(sync: SyncEntry) -> Evidence:
    """Return as evidence that one third party's identifier was handed to another."""
    held = f" of {', '.join(sync.cookies)}" if sync.cookies else ""
    first = sync.moments[0]
    return Evidence(
        kind="request",
        subject=sync.examples[0],
        detail=f"{sync.requests} request{'s' * (sync.requests != 1)} handed an identifier{held}, "
        f"{sync.length} characters long, from {sync.origin} to {sync.receiver}"
        f"{_also(sync.moments, first)}",
        choice=first.choice,
        phase=first.phase,
        page=first.page,
    )


def of_captcha(captcha: CaptchaEntry) -> Evidence:
    """Return a CAPTCHA that was called as evidence."""
    variants = f" ({', '.join(captcha.variants)})" if captcha.variants else ""
    stored = f"; stored {', '.join(captcha.cookies)}" if captcha.cookies else ""
    first = next(iter(captcha.moments), None)
    return Evidence(
        kind="captcha",
        subject=captcha.urls[0],
        detail=f"{captcha.service}{variants} on {len(captcha.pages)} pages{stored}",
        choice=first.choice if first else captcha.choices[0],
        phase=first.phase if first else None,
        page=first.page if first else captcha.pages[0],
    )


def of_visit(visit: Visit) -> Evidence:
    """Return how a visit went as evidence."""
    return Evidence(
        kind="visit",
        subject=f"choice {visit.choice}",
        detail=how_it_went(visit).en,
        choice=visit.choice,
    )


def how_it_went(visit: Visit) -> Sentence:
    """Return how a visit went: its outcome, why, and what became of the consent choice."""
    went = in_both(f"{visit.outcome} ({visit.reason})" if visit.reason else visit.outcome)
    if visit.consent is None:
        return went
    became = _of_consent(visit.consent)
    return Sentence(en=f"{went.en}, consent {became.en}", nl=f"{went.nl}, toestemming {became.nl}")


def of_pictures(visit: Visit) -> tuple[Evidence, ...]:
    """Return the pictures of a visit as evidence of what its pages showed."""
    return tuple(
        Evidence(
            kind="picture",
            subject=picture.file,
            detail="what the page showed",
            choice=visit.choice,
            phase=picture.phase,
            page=picture.page,
        )
        for picture in visit.screenshots
    )


def of_no_visit(domain: str) -> Evidence:
    """Return as evidence that a site was not visited at all."""
    return Evidence(kind="visit", subject=domain, detail="no visit was made")


def of_page(page: Page, visit: Visit) -> Evidence:
    """Return how a page was loaded as evidence."""
    status = "no answer" if page.status is None else f"status {page.status}"
    rest = "" if page.settled else ", never finished loading"
    return Evidence(
        kind="page",
        subject=page.url,
        detail=f"{status}{rest}",
        choice=visit.choice,
        page=page.url,
    )


def of_document(document: Document) -> Evidence:
    """Return a document as evidence: which it is, and that it could be read or not."""
    date = f", {document.date}" if document.date else ""
    return Evidence(
        kind="document", subject=document.id, detail=f"{document.title}{date}: {document.status}"
    )


def title_of(document: Document) -> Sentence:
    """Return what a document is called; its own title is the same in both languages."""
    return Sentence(en=document.title, nl=document.title_nl or document.title)


def status_of(document: Document) -> Sentence:
    """Return how much of a document could be read, and why not all of it."""
    why = f": {document.reason}" if document.reason else ""
    return in_both(f"{document.status}{why}")


def find_service(name: str | None, inventory: Inventory) -> Service | None:
    """Return a service of the inventory by its id."""
    return next((service for service in inventory.services if service.id == name), None)


def label_of(name: str | None, inventory: Inventory) -> str | None:
    """Return how a sentence calls a service: ``Meetlat (Meetlat Analytics GmbH)``."""
    service = find_service(name, inventory)
    return f"{service.name} ({service.owner})" if service else name


def number(count: int, one: Sentence, more: Sentence) -> Sentence:
    """Return a count and what is counted: ``1 cookie``, ``3 cookies``."""
    word = one if count == 1 else more
    return Sentence(en=f"{count} {word.en}", nl=f"{count} {word.nl}")


def were(count: int) -> Sentence:
    """Return the verb that goes with so many things."""
    return Sentence(en="was", nl="werd") if count == 1 else Sentence(en="were", nl="werden")


def cookies(entries: Sequence[CookieEntry]) -> Sentence:
    """Return how many cookies there are."""
    return number(
        len(entries), Sentence(en="cookie", nl="cookie"), Sentence(en="cookies", nl="cookies")
    )


def _of_consent(consent: Consent) -> Sentence:
    parts = [in_both(consent.outcome)]
    if consent.pressed:
        words = ", ".join(consent.pressed)
        parts.append(Sentence(en=f"pressed {words}", nl=f"ingedrukt: {words}"))
    if consent.proofs:
        proofs = list(map(in_both, consent.proofs))
        en, nl = (", ".join(said) for said in zip(*((p.en, p.nl) for p in proofs), strict=True))
        parts.append(Sentence(en=f"shown by {en}", nl=f"blijkt uit {nl}"))
    if consent.why:
        parts.append(in_both(consent.why))
    return Sentence(en="; ".join(p.en for p in parts), nl="; ".join(p.nl for p in parts))


def _also(moments: Iterable[Moment], shown: Moment) -> str:
    others = ", ".join(f"{m.choice}/{m.phase}" for m in moments if m != shown)
    return f"; also {others}" if others else ""


def _said_of_consent(tracker: TrackerEntry, shown: Moment) -> str:
    """Return what its requests told Google of the visitor's consent at that moment."""
    when = (shown.choice, shown.phase)
    values = [each.value for each in tracker.signals if (each.choice, each.phase) == when]
    return "".join(f"; Google Consent Mode {value}{_in_words(value)}" for value in values)


def _in_words(signal: str) -> str:
    found = _GCS.match(signal)
    if found is None:
        return ""
    advertising, analytics = (_STATE[state] for state in found.groups())
    return f" (advertising {advertising}, analytics {analytics})"
