"""Inputs for tests: what a call leaves out does not matter to the test."""

from datetime import UTC, datetime

from scanner.discrepancies.example_visits import (
    DOMAIN,
    FULL_COVERAGE,
    HOME,
    THIN_COVERAGE,
    make_page,
    make_visit,
)
from scanner.discrepancies.examples import (
    AFTER_ACCEPT,
    AFTER_REJECT,
    BEFORE_CHOICE,
    DAY_S,
    make_captcha_entry,
    make_claim,
    make_cookie_entry,
    make_document,
    make_inventory,
    make_service,
    make_storage_entry,
    make_tracker_entry,
)
from scanner.models import (
    BrowserInfo,
    BrowserProof,
    CaptchaCall,
    Consent,
    Cookie,
    HashedValue,
    Observation,
    Request,
    RunInfo,
    Setter,
    Site,
    StoredItem,
    VisitEvent,
)
from scanner.urls import host_of, party_of, registrable_domain, without_values
from scanner.words import (
    ConsentChoice,
    ConsentOutcome,
    PageReason,
    Party,
    Phase,
    SetVia,
    StorageKind,
    Trigger,
    VisitOutcome,
)

__all__ = [
    "AFTER_ACCEPT",
    "AFTER_REJECT",
    "BEFORE_CHOICE",
    "DAY_S",
    "DOMAIN",
    "FULL_COVERAGE",
    "HOME",
    "STARTED_AT",
    "THIN_COVERAGE",
    "make_browser_info",
    "make_captcha_call",
    "make_captcha_entry",
    "make_claim",
    "make_cookie",
    "make_cookie_entry",
    "make_document",
    "make_full_observations",
    "make_full_pages",
    "make_inventory",
    "make_observation",
    "make_page",
    "make_request",
    "make_run",
    "make_service",
    "make_site",
    "make_storage_entry",
    "make_stored_item",
    "make_tracker_entry",
    "make_value",
    "make_visit",
]

STARTED_AT = datetime(2026, 11, 21, 3, tzinfo=UTC)


def make_site(domain=DOMAIN, **fields):
    return Site(**{"domain": domain, "start_urls": (f"https://www.{domain}/",), **fields})


def make_value(length=20):
    return HashedValue(length=length, sha256="0" * 64)


def make_cookie(name="sid", domain=DOMAIN, *, site=DOMAIN, lifetime_s=None, **fields):
    """A session cookie by HTTP; ``lifetime_s`` makes it persistent, the domain gives the party."""
    party = party_of(domain, site)
    return Cookie(
        **{
            "name": name,
            "domain": domain,
            "host_only": True,
            "path": "/",
            "secure": True,
            "http_only": False,
            "same_site": "Lax" if party is Party.FIRST else "None",
            "partition_key": None,
            "session": lifetime_s is None,
            "lifetime_s": lifetime_s,
            "declared_lifetime_s": lifetime_s,
            "party": party,
            "set_by": Setter(via=SetVia.HTTP, url=f"https://{domain}/", host=domain, party=party),
            "page": f"https://www.{site}/",
            "at_ms": 100,
            "trigger": Trigger.LOAD,
            "phase": Phase.BEFORE,
            "choice": ConsentChoice.NONE,
            "in_jar_at_end": True,
            "value": make_value(),
            **fields,
        }
    )


def make_stored_item(key="basket", *, site=DOMAIN, **fields):
    """An item in localStorage of the site itself."""
    return StoredItem(
        **{
            "kind": StorageKind.LOCAL,
            "origin": f"https://www.{site}",
            "key": key,
            "party": Party.FIRST,
            "value": make_value(),
            "set_by": Setter(via=SetVia.SCRIPT, api="localStorage.setItem"),
            "page": f"https://www.{site}/",
            "at_ms": 100,
            "phase": Phase.BEFORE,
            **fields,
        }
    )


def make_request(url="https://cdn.example/lib.js", *, site=DOMAIN, **fields):
    """A script that a page of the site asked for; the URL gives host, domain and party."""
    host = host_of(url)
    return Request(
        **{
            "url": without_values(url),
            "host": host,
            "domain": registrable_domain(host),
            "party": party_of(host, site),
            "resource_type": "script",
            "method": "GET",
            "page": f"https://www.{site}/",
            "at_ms": 50,
            "phase": Phase.BEFORE,
            "status": 200,
            **fields,
        }
    )


def make_event(name="sid", **fields):
    """A visit's first sight of a cookie of the site itself, in the first phase of its home page."""
    return VisitEvent(
        **{
            "kind": "cookie",
            "name": name,
            "domain": DOMAIN,
            "party": Party.FIRST,
            "page": HOME,
            "phase": Phase.BEFORE,
            "at_ms": 12,
            "by": None,
            **fields,
        }
    )


def make_captcha_call(vendor="geenrobot", *, site=DOMAIN, **fields):
    return CaptchaCall(
        **{
            "vendor": vendor,
            "variant": None,
            "page": f"https://www.{site}/contact",
            "urls": ("https://www.geenrobot.example/api.js",),
            "form_on_page": True,
            **fields,
        }
    )


def make_observation(domain=DOMAIN, **fields):
    """A visit that went well and saw one page and nothing else."""
    return Observation(
        **{
            "domain": domain,
            "choice": ConsentChoice.NONE,
            "outcome": VisitOutcome.OK,
            "reason": None,
            "started_at": STARTED_AT,
            "duration_s": 4.0,
            "pages": (make_page(f"https://www.{domain}/"),),
            **fields,
        }
    )


def make_full_pages(domain=DOMAIN):
    """Five pages that all loaded, one of which holds a form."""
    home = f"https://www.{domain}/"
    return (
        make_page(home),
        make_page(f"{home}privacy", why=PageReason.POLICY),
        make_page(f"{home}contact", why=PageReason.FORM, has_form=True),
        make_page(f"{home}over-ons", why=PageReason.LINK),
        make_page(f"{home}nieuws", why=PageReason.LINK),
    )


def make_full_observations(domain=DOMAIN, **fields):
    """The three visits of full coverage, none of which found a banner."""
    return tuple(
        make_observation(
            domain,
            **{
                "choice": choice,
                "pages": make_full_pages(domain),
                "consent": Consent(outcome=ConsentOutcome.NO_BANNER),
                **fields,
            },
        )
        for choice in ConsentChoice
    )


def make_browser_info(**fields):
    return BrowserInfo(
        **{
            "name": "chromium",
            "version": "156.0",
            "executable": "chromium-headless-shell",
            "arguments": (),
            "sandbox": True,
            "proof": BrowserProof(kept=True, method="loopback page", seconds=0.5),
            **fields,
        }
    )


def make_run(sites=(), **fields):
    """A run that ended in order and visited each site once, leaving the banner alone."""
    return RunInfo(
        **{
            "id": "20261121T030000Z",
            "scanner_version": "0.1.0",
            "versions": {"scrapy": "2.19.0"},
            "settings": {"SCAN_PAGES": 5},
            "browser": make_browser_info(),
            "started_at": STARTED_AT,
            "ended_at": datetime(2026, 11, 21, 3, 5, tzinfo=UTC),
            "finished": "finished",
            "sites": tuple(sites) or (make_site(),),
            "choices": (ConsentChoice.NONE,),
            **fields,
        }
    )
