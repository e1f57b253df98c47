"""What a piece of evidence is, told in the language of the page.

``Evidence.detail`` says it in English. The page says it again from the entry of the inventory that
the evidence was made of; where that cannot be told, the page shows the English words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from scanner.models import (
    CaptchaEntry,
    CookieEntry,
    Evidence,
    FingerprintingEntry,
    Inventory,
    Moment,
    SiteReport,
    StorageEntry,
    SyncEntry,
    TrackerEntry,
)
from scanner.report.page.facts import find_entry
from scanner.report.page.phrases import Phrases
from scanner.words import Party

_GCS = re.compile(r"gcs=G1([01])([01])(?: |$)")


@dataclass(frozen=True)
class Details:
    """What pieces of evidence are, in one language."""

    phrases: Phrases

    def subject(self, item: Evidence) -> str:
        """Return what a piece of evidence is about: a visit is named by its choice."""
        if item.kind == "visit" and item.choice:
            return self._text("choice", choice=self.phrases.labels.word(item.choice))
        return item.subject

    def told(self, item: Evidence, site: SiteReport) -> tuple[str, str, str]:
        """Return what kind of evidence it is, what it is about, and what it is, all as text."""
        labels = self.phrases.labels
        if labels.language == "en":
            return item.kind, item.subject, item.detail
        detail = self.detail(item, site) or self.phrases.told(item.detail)
        return labels.word(item.kind, "Evidence"), self.subject(item), detail

    def detail(self, item: Evidence, site: SiteReport) -> str | None:
        """Return what a piece of evidence is; None: only its English words tell."""
        match item.kind:
            case "visit":
                return self._visit(item, site.inventory)
            case "page":
                return self._page(item, site.inventory)
            case "picture":
                return self._text("detail_picture")
            case "document":
                return self._document(item, site)
        return self._of_entry(item, site.inventory)

    def _of_entry(self, item: Evidence, inventory: Inventory) -> str | None:
        match find_entry(item, inventory):
            case CookieEntry() as cookie:
                return self._cookie(cookie, item)
            case StorageEntry() as stored:
                return self._storage(stored, item)
            case TrackerEntry() as tracker:
                return self._tracker(tracker, item)
            case SyncEntry() as sync:
                return self._sync(sync, item)
            case FingerprintingEntry() as script:
                return self._script(script)
            case CaptchaEntry() as captcha:
                return self._captcha(captcha)
        return None

    def _cookie(self, cookie: CookieEntry, item: Evidence) -> str:
        life = "detail_session" if cookie.lifetime_s is None else "detail_kept"
        carried = not any(_is(item, moment) for moment in cookie.moments)
        return self._joined(
            self._text(
                "detail_cookie",
                party=self._party(cookie.party),
                life=self._text(life, time=self.phrases.duration(cookie.lifetime_s)),
                setter=self.phrases.setter(cookie.set_by),
            ),
            self._category(cookie),
            self._also(cookie.moments, item),
            self._text("detail_carried") if carried else "",
        )

    def _storage(self, stored: StorageEntry, item: Evidence) -> str:
        party, kind = self._party(stored.party), self.phrases.labels.word(stored.kind)
        return self._joined(
            self._text("detail_storage", party=party, kind=kind),
            self._category(stored),
            self._also(stored.moments, item),
        )

    def _tracker(self, tracker: TrackerEntry, item: Evidence) -> str:
        signals = (signal.value for signal in tracker.signals if _is(item, signal))
        return self._joined(
            self._text("detail_auction") if item.subject in tracker.auctions else "",
            self._text(
                "detail_requests",
                requests=self.phrases.labels.counted("request", tracker.requests),
                hosts=", ".join(tracker.hosts),
            ),
            self._category(tracker),
            self._also(tracker.moments, item),
            *(self._text("detail_google", value=self._signal(value)) for value in signals),
        )

    def _sync(self, sync: SyncEntry, item: Evidence) -> str:
        return self._joined(
            self._text(
                "detail_sync",
                requests=self.phrases.labels.counted("request", sync.requests),
                held=", ".join(sync.cookies) or self._text("item_of_store"),
                length=sync.length,
                origin=sync.origin,
                receiver=sync.receiver,
            ),
            self._also(sync.moments, item),
        )

    def _script(self, script: FingerprintingEntry) -> str:
        counted = self.phrases.labels.counted
        used = ", ".join(f"{each.api} {counted('time', each.count)}" for each in script.apis)
        return self._text("detail_script", used=used)

    def _captcha(self, captcha: CaptchaEntry) -> str:
        pages = self.phrases.labels.counted("page", len(captcha.pages))
        names = ", ".join(captcha.cookies)
        return self._joined(
            self._text("detail_captcha", name=captcha.service, pages=pages),
            ", ".join(captcha.variants),
            self._text("and_cookies", names=names) if names else "",
        )

    def _visit(self, item: Evidence, inventory: Inventory) -> str | None:
        visit = next((each for each in inventory.visits if each.choice is item.choice), None)
        if visit is None:
            return None if inventory.visits else self._text("no_visit")
        told = [self.phrases.outcome(visit)]
        if consent := visit.consent:
            banner = self.phrases.consent(visit)
            proofs = ", ".join(map(self.phrases.labels.word, consent.proofs))
            told += [
                self._text("detail_banner", banner=banner),
                self._text("detail_pressed", words=", ".join(consent.pressed))
                if consent.pressed
                else "",
                self._text("detail_proofs", proofs=proofs) if proofs else "",
                self.phrases.told(consent.why or ""),
            ]
        return self._joined(*told)

    def _page(self, item: Evidence, inventory: Inventory) -> str | None:
        visits = (visit for visit in inventory.visits if visit.choice is item.choice)
        pages = (page for visit in visits for page in visit.pages if page.url == item.subject)
        page = next(pages, None)
        if page is None:
            return None
        status = self._text("no_answer" if page.status is None else "detail_status", n=page.status)
        return self._joined(status, "" if page.settled else self._text("detail_unfinished"))

    def _document(self, item: Evidence, site: SiteReport) -> str | None:
        found = next((each for each in site.documents if each.id == item.subject), None)
        if found is None:
            return None
        date = f", {found.date}" if found.date else ""
        return f"{self.phrases.title(found)}{date}: {self.phrases.labels.word(found.status)}"

    def _category(self, entry: CookieEntry | StorageEntry | TrackerEntry) -> str:
        source = self.phrases.source(entry.category_source)
        return f"{self.phrases.labels.word(entry.category)} ({source})"

    def _party(self, party: Party) -> str:
        return self.phrases.labels.word(party, "PartyOf")

    def _also(self, moments: Iterable[Moment], item: Evidence) -> str:
        others = self.phrases.moments(moment for moment in moments if not _is(item, moment))
        return self._text("detail_also", moments="; ".join(others)) if others else ""

    def _signal(self, value: str) -> str:
        found = _GCS.match(value)
        if found is None:
            return value
        words = (self._text("granted" if state == "1" else "denied") for state in found.groups())
        return self._text("detail_signal", value=value, advertising=next(words), rest=next(words))

    def _joined(self, *parts: str) -> str:
        return "; ".join(filter(None, parts))

    def _text(self, key: str, **values: object) -> str:
        return self.phrases.labels.text(key, **values)


def _is(item: Evidence, moment: Moment) -> bool:
    return (moment.choice, moment.phase) == (item.choice, item.phase)
