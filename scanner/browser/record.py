"""What a visit takes down while it runs: raw events in order, values already hashed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from scanner.browser.network import NetworkLog
from scanner.browser.scripts import ScriptLog
from scanner.browser.secrets import Hasher
from scanner.browser.setcookie import Offer
from scanner.models import HashedValue, Incomplete, Page, PolicyLink, Screenshot, Site
from scanner.urls import party_of
from scanner.words import ConsentChoice, Party, Phase, StorageKind, Trigger

# From a URL to the id of a CAPTCHA service and its variant; None for any other URL.
CaptchaMatcher = Callable[[str], tuple[str, str | None] | None]


@dataclass(eq=False)
class Moment:
    """Where a visit was when something happened."""

    page: str  # URL without query values; after a redirect the one it ended on
    started: float  # of the page's navigation, seconds since 1970
    trigger: Trigger
    phase: Phase

    def ms(self, at: float) -> int:
        """Return the milliseconds from the page's navigation to a time in seconds since 1970."""
        return max(0, round((at - self.started) * 1000))


@dataclass(frozen=True)
class ScriptWrite:
    """One write to ``document.cookie`` or ``cookieStore``, as the page's own call showed it."""

    api: str
    offer: Offer
    frame: str  # URL of the frame
    stack: tuple[str, ...]  # URLs of the scripts on the stack, innermost first
    at: float
    kept: bool  # it could be read back at once
    moment: Moment


@dataclass(frozen=True)
class StoreWrite:
    """One item that appeared or changed in a store, and who wrote it where that is known."""

    kind: StorageKind
    origin: str
    key: str
    value: HashedValue | None  # None: not a single value
    api: str | None  # None: seen by the browser only
    frame: str
    stack: tuple[str, ...]
    at: float
    moment: Moment


@dataclass(frozen=True)
class JarCookie:
    """One cookie of one reading of the browser's jar."""

    name: str
    domain: str
    host_only: bool
    path: str
    secure: bool
    http_only: bool
    same_site: str | None
    partition_key: str | None
    expires: float | None  # seconds since 1970; None: a session cookie
    value: HashedValue

    @property
    def key(self) -> tuple[str, str, str, str | None]:
        """What makes two cookies of one context the same."""
        return (self.name, self.domain, self.path, self.partition_key)


@dataclass(frozen=True)
class JarRead:
    """One reading of the jar."""

    at: float
    moment: Moment
    cookies: tuple[JarCookie, ...]


@dataclass
class Record:
    """Everything one visit took down; the collectors turn it into evidence afterwards."""

    site: Site
    choice: ConsentChoice
    hasher: Hasher
    moment: Moment
    now: Callable[[], float]  # seconds since 1970
    captcha_of: CaptchaMatcher
    network: NetworkLog = field(default_factory=NetworkLog)
    scripts: ScriptLog = field(default_factory=ScriptLog)
    script_writes: list[ScriptWrite] = field(default_factory=list)
    store_writes: list[StoreWrite] = field(default_factory=list)
    # By page, stack, URL of the frame, and interface.
    api_calls: Counter[tuple[str, tuple[str, ...], str, str]] = field(default_factory=Counter)
    documents: dict[float, str] = field(default_factory=dict)  # a page's own, by its start; cut
    jar: list[JarRead] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    policy_links: list[PolicyLink] = field(default_factory=list)
    screenshots: list[Screenshot] = field(default_factory=list)
    incomplete: list[Incomplete] = field(default_factory=list)
    service_workers: list[str] = field(default_factory=list)  # URLs of their scripts
    aliases: dict[str, str] = field(default_factory=dict)  # first-party host -> whose it really is
    landing: str | None = None  # the host the home page ended on
    started: float = field(init=False)

    def __post_init__(self) -> None:
        """Begin at the first moment."""
        self.started = self.moment.started

    def party(self, host: str) -> Party:
        """Return whose a host is. A site that sends its visitors elsewhere is at home there."""
        own = (*self.site.own_domains, *((self.landing,) if self.landing else ()))
        return party_of(host, self.site.domain, own)

    def miss(self, what: str, why: str) -> None:
        """Note, once, what could not be seen."""
        entry = Incomplete(what=what, why=why)
        if entry not in self.incomplete:
            self.incomplete.append(entry)
