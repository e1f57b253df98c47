"""The values that pass between the stages, in the order in which a scan makes them.

``Site`` -> ``Observation`` -> ``Inventory``; ``Document`` -> ``Claim``; both -> ``Discrepancy``
-> ``Report``. Every value is frozen and refuses fields it does not know; lists are tuples.
Times named ``*_ms`` count from the navigation of their page, times ``*_at`` are UTC.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, model_validator

from scanner.taxonomy import claim_types, param_error
from scanner.words import (
    Category,
    ChangeKind,
    ClaimParty,
    Condition,
    ConsentChoice,
    ConsentOutcome,
    ConsentProof,
    DocumentSource,
    FindingKind,
    FoundBy,
    LinkPlace,
    Modality,
    PageReason,
    Party,
    Phase,
    Polarity,
    PolicyKind,
    PolicyStatus,
    SetVia,
    Severity,
    Stability,
    StorageKind,
    Trend,
    Trigger,
    Verdict,
    VisitOutcome,
)

SCHEMA_VERSION = 1
_LEAST_CONFIDENCE = 0.5  # of a claim that decides something


_given: dict[frozenset[str], set[str]] = {}  # which fields a value was given: one set for all alike


class Value(BaseModel):
    """Base of every value: frozen, and a field it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="constants")

    def model_post_init(self, context: object, /) -> None:
        """Share the set of given fields, which pydantic keeps with each value and nothing changes.

        It was over half the memory of a report (measured 2026-11-22: 257 of 455 kB a site).
        """
        given = self.__pydantic_fields_set__
        shared = _given.setdefault(frozenset(given), given)
        object.__setattr__(self, "__pydantic_fields_set__", shared)


# -- what is scanned -----------------------------------------------------------------------------


class Site(Value):
    """One site to visit, as ``sites.toml`` lists it."""

    domain: str  # the registrable domain or host the report names it by
    start_urls: tuple[str, ...]  # the first is visited; the rest are tried when it does not answer
    own_domains: tuple[str, ...] = ()  # other domains of the same owner: first party as well
    enabled: bool = True
    why_not: str | None = None  # why it is disabled
    why_not_nl: str | None = None  # the same in Dutch, as every ``*_nl``; None: English alone


# -- what was observed -----------------------------------------------------------------------------


class ValuePart(Value):
    """One identifier-like part of a value, so that it is found again elsewhere."""

    length: int
    sha256: str  # keyed with the installation's key
    identifying: bool = False  # it is no word, date or time: it could be somebody's identifier


class HashedValue(Value):
    """A stored value, never in clear."""

    length: int  # characters
    sha256: str  # keyed with the installation's key
    parts: tuple[ValuePart, ...] = ()


class Setter(Value):
    """Who stored something: a response, or a script."""

    via: SetVia
    api: str | None = None  # document.cookie, cookieStore.set, localStorage.setItem
    url: str | None = None  # of the response or script, without query values
    host: str | None = None
    party: Party | None = None
    initiators: tuple[str, ...] = ()  # what loaded it, outermost last


class Cookie(Value):
    """One cookie a visit saw being stored; or, in ``refused``, being offered and not stored."""

    name: str
    domain: str  # without a leading dot
    host_only: bool  # True: not sent to subdomains
    path: str
    secure: bool
    http_only: bool
    same_site: Literal["Strict", "Lax", "None"] | None  # None: not given
    partition_key: str | None  # the top-level site it is partitioned by
    session: bool
    lifetime_s: float | None  # as the browser keeps it; None: a session cookie
    declared_lifetime_s: float | None  # as the setter asked; None: a session cookie, or not known
    party: Party
    set_by: Setter
    page: str  # where it was first seen, without query values
    at_ms: int
    trigger: Trigger
    phase: Phase
    choice: ConsentChoice
    in_jar_at_end: bool
    value: HashedValue
    blocked: tuple[str, ...] | None = None  # the browser's reasons; None: it was stored


class StoredItem(Value):
    """One item a visit saw in a store of the browser other than the cookie jar."""

    kind: StorageKind
    origin: str
    key: str  # of a database: its name and an object store's, with a slash between
    party: Party
    value: HashedValue | None  # None: a database or cache, which holds more than one
    set_by: Setter
    page: str
    at_ms: int
    phase: Phase


class Synced(Value):
    """One stored identifier of a third party that a request handed to another third party."""

    origin: str  # registrable domain it came from; both may still have one owner
    cookie: str | None  # the name of the cookie that holds it; None: an item of a store
    length: int  # characters


class Request(Value):
    """One request a visit made."""

    url: str  # without query values
    host: str
    domain: str  # registrable
    party: Party
    resource_type: str
    method: str
    page: str
    at_ms: int
    phase: Phase
    initiators: tuple[str, ...] = ()  # what asked for it, outermost last
    redirected_from: str | None = None
    cookies_sent: tuple[str, ...] = ()  # names
    alias_of: str | None = None  # a first-party host's CNAME outside the site's domains
    synced: tuple[Synced, ...] = ()
    bounce: bool = False  # a page load passed through here, a third party, which saw its cookie
    consent_mode: str | None = (
        None  # Google Consent Mode: its gcs and gcd values, as "gcs=... gcd=..."
    )
    status: int | None = None  # None: no answer came
    remote_address: str | None = None


class CaptchaCall(Value):
    """A CAPTCHA a page called."""

    vendor: str  # the id of its signature
    variant: str | None
    page: str
    urls: tuple[str, ...]
    form_on_page: bool


class ApiUse(Value):
    """How often a script used an interface that can tell devices apart."""

    api: str
    count: int
    script: str
    page: str


class Settled(Value):
    """By which rule a page was taken to be finished."""

    rule: str
    stopped: Literal["quiet", "cap"]
    seconds: float


class Page(Value):
    """One page of a visit."""

    url: str
    why: PageReason
    phase: Phase = Phase.BEFORE
    status: int | None
    title: str | None
    has_form: bool
    settled: Settled | None  # None: it never finished loading

    @property
    def loaded(self) -> bool:
        """Whether it was seen: it answered well and came to rest."""
        return self.status is not None and self.status < 400 and self.settled is not None


class BannerCategory(Value):
    """One box or switch of a banner, as it stood before anything was pressed."""

    name: str  # in the banner's own words
    on: bool
    locked: bool  # the visitor cannot change it


class Banner(Value):
    """What a consent banner says and promises, before anything was pressed."""

    text: str  # of all its layers that were seen, cut to 4,000 characters
    language: str | None
    categories: tuple[BannerCategory, ...] = ()
    purposes: tuple[Category, ...] = ()  # those its text speaks of
    vendors: tuple[str, ...] = ()  # services it names
    lifetime: str | None = None  # of the choice, as it names one: ISO 8601
    accept_steps: int | None = None  # presses to accept all; None: no way was found
    reject_steps: int | None = None  # presses to refuse all; None: no way was found


class Consent(Value):
    """What was done about a consent banner, and how it is known to have taken effect."""

    outcome: ConsentOutcome  # of a ``none`` visit: done where a banner was seen and left alone
    tool: str | None = None  # which consent tool it is; None: not known
    banner: Banner | None = None  # None: none was seen
    pressed: tuple[str, ...] = ()  # the words of the controls, in order
    steps: int = 0
    proofs: tuple[ConsentProof, ...] = ()  # what confirms the choice
    why: str | None = None  # what went wrong, where it failed or is not confirmed


class PolicyLink(Value):
    """A link to a privacy or cookie page, as a page of the site shows it."""

    url: str
    text: str
    kind: PolicyKind
    page: str
    place: LinkPlace = LinkPlace.TEXT
    declared: bool = False  # its rel says that it leads to the policy

    @property
    def prominent(self) -> bool:
        """Whether the site offers it as its own: it declares it, or it stands on every page."""
        return self.declared or self.place is not LinkPlace.TEXT


class Unfinished(Value):
    """What a cut-off run needs to look for a site's policies; gone once that is done."""

    links: tuple[PolicyLink, ...]  # with the values of their queries, which a record leaves out


class Screenshot(Value):
    """A picture of a page."""

    file: str  # below the run's folder
    page: str
    phase: Phase = Phase.BEFORE  # seen from the consent choice of its visit


class Incomplete(Value):
    """Something that could not be seen, and why."""

    what: str
    why: str


class Observation(Value):
    """Everything one visit saw: one site, one consent choice. It knows nothing of policies."""

    schema_version: int = SCHEMA_VERSION
    domain: str
    choice: ConsentChoice
    outcome: VisitOutcome
    reason: str | None  # dns, refused, tls, reset, an HTTP status ...; None when all went well
    started_at: datetime
    duration_s: float
    pages: tuple[Page, ...] = ()
    consent: Consent | None = None  # None: the banner was not looked for
    cookies: tuple[Cookie, ...] = ()
    refused: tuple[Cookie, ...] = ()
    storage: tuple[StoredItem, ...] = ()
    requests: tuple[Request, ...] = ()
    captchas: tuple[CaptchaCall, ...] = ()
    apis: tuple[ApiUse, ...] = ()
    policy_links: tuple[PolicyLink, ...] = ()
    screenshots: tuple[Screenshot, ...] = ()
    incomplete: tuple[Incomplete, ...] = ()


# -- what the policy says --------------------------------------------------------------------------

ParamValue = bool | int | str | tuple[str, ...] | None


class ClaimScope(Value):
    """Of whose doing a claim speaks, and where."""

    party: ClaimParty = ClaimParty.FIRST
    service: str | None = None
    site: str | None = None


class Claim(Value):
    """One thing a policy says about the site's own practice, or does not say (silent)."""

    id: str  # unique in its document
    type: str  # one of taxonomy.toml
    polarity: Polarity
    modality: Modality | None = None  # None when silent
    condition: Condition | None = None
    scope: ClaimScope = ClaimScope()
    params: dict[str, ParamValue] = {}
    section: str | None = None
    statement: str | None = None  # what it says, in our words
    statement_nl: str | None = None
    quote: str | None = None  # what it says, verbatim; None for a pinned claim or a silence
    start: int | None = None  # of the quote in the document's text
    end: int | None = None
    confidence: float = 1.0
    readings: tuple[str, ...] = ()  # more than one: the clause can be read so; a person decides

    @property
    def sure(self) -> bool:
        """Whether it was read with enough confidence to decide something."""
        return self.confidence >= _LEAST_CONFIDENCE

    @model_validator(mode="after")
    def _as_the_taxonomy_says(self) -> Claim:
        if self.type not in claim_types():
            raise ValueError(f"unknown claim type {self.type!r}")
        if (self.polarity is Polarity.SILENT) != (self.modality is None):
            raise ValueError(f"{self.id}: a silent claim has no modality, every other has one")
        errors = (param_error(self.type, name, value) for name, value in self.params.items())
        if error := next(filter(None, errors), None):
            raise ValueError(error)
        return self


class Document(Value):
    """One policy: whom it governs, whether it could be read, and its claims."""

    id: str
    title: str
    title_nl: str | None = None  # of a pinned one
    organisation: str
    source: DocumentSource
    status: PolicyStatus
    governs: tuple[str, ...]  # domains of the sites it is compared with
    language: str | None
    url: str | None = None
    date: str | None = None  # as it states it: YYYY, YYYY-MM or YYYY-MM-DD
    sha256: str | None = None  # of the text its claims were read from
    reason: str | None = None  # why it is not read, or not whole
    kind: PolicyKind | None = None  # of a live one: what its link or address says it is about
    found_by: FoundBy | None = None  # of a live one
    file: str | None = None  # of a live one: its text, below the run's folder; quotes count in it
    other_controllers: dict[
        str, str
    ] = {}  # host -> whose it is, where the text says it is not ours
    notes: tuple[str, ...] = ()
    notes_nl: tuple[str, ...] = ()  # as many as there are notes; empty: English alone
    claims: tuple[Claim, ...] = ()


# -- what the observations add up to ---------------------------------------------------------------


class Service(Value):
    """A service that sites embed, as the catalogue knows it."""

    id: str
    name: str
    owner: str  # "unknown": an imported list knows the service and not whose it is
    country: str  # ISO 3166-1 alpha-2, of the owner; ZZ: not known, or of no one country
    category: Category
    basis: str  # what the category rests on
    aliases: tuple[str, ...] = ()  # other names that policies call it by
    records_sessions: bool = False  # it can play back what a visitor did on a page


class Moment(Value):
    """In which phase of the visit for which choice something happened, and where."""

    choice: ConsentChoice
    phase: Phase
    page: str  # the first of that phase, in order of visit


class ConsentSignal(Moment):
    """What requests to Google said of the visitor's consent at a moment."""

    value: str  # its gcs and gcd values, as "gcs=... gcd=..."


class CookieEntry(Value):
    """One cookie over all visits of a site; names that fit one pattern are one cookie."""

    name: str  # the first of its names
    names: tuple[str, ...] = ()  # every name that was seen
    pattern: str | None = None  # of the catalogue, that its names fit; None: known otherwise
    purpose: str | None = None  # as the catalogue has it; None: not known
    usual_lifetime: str | None = None  # as the catalogue has it: ISO 8601 or session
    stability: Stability = Stability.UNKNOWN
    domain: str
    path: str  # the shortest
    host_only: bool
    party: Party
    session: bool
    secure: bool
    http_only: bool
    lifetime_s: float | None  # the longest seen
    declared_lifetime_s: float | None
    set_by: Setter
    service: str | None  # the id of a Service; None: unknown
    owner: str | None
    category: Category
    category_source: str
    choices: tuple[ConsentChoice, ...]
    phases: tuple[Phase, ...]
    moments: tuple[Moment, ...]  # when it was stored: once a phase and choice
    sent: tuple[Moment, ...]  # when a request carried it: once a phase and choice
    pages: tuple[str, ...]


class StorageEntry(Value):
    """One item of a store over all visits of a site."""

    kind: StorageKind
    origin: str
    key: str  # the first of its keys
    keys: tuple[str, ...] = ()  # every key that was seen
    pattern: str | None = None  # of the catalogue, that its keys fit; None: known otherwise
    stability: Stability = Stability.UNKNOWN
    party: Party
    set_by: Setter
    service: str | None
    owner: str | None = None
    category: Category
    category_source: str
    choices: tuple[ConsentChoice, ...]
    phases: tuple[Phase, ...]
    moments: tuple[Moment, ...]  # when it was stored: once a phase and choice
    pages: tuple[str, ...]


class TrackerEntry(Value):
    """One third party that a site called: a known service, or a domain nobody named yet."""

    service: str | None  # the id of a Service; None: the catalogue does not know the domain
    owner: str | None = None
    domain: str
    hosts: tuple[str, ...]
    category: Category
    category_source: str = "none"
    requests: int
    choices: tuple[ConsentChoice, ...]
    phases: tuple[Phase, ...]
    moments: tuple[Moment, ...]  # when it was called: once a phase and choice
    signals: tuple[ConsentSignal, ...]  # Google Consent Mode: each value once a phase and choice
    pages: tuple[str, ...]
    examples: tuple[str, ...]  # up to three URLs
    images: tuple[str, ...] = ()  # up to three URLs of pictures: a tracker's are pixels
    auctions: tuple[str, ...] = ()  # up to three URLs that ask for bids on advertising space


class CaptchaEntry(Value):
    """One CAPTCHA vendor over all visits of a site."""

    service: str
    variants: tuple[str, ...]
    choices: tuple[ConsentChoice, ...]
    moments: tuple[Moment, ...]  # when a request to it was made: once a phase and choice
    pages: tuple[str, ...]
    pages_without_form: tuple[str, ...]
    cookies: tuple[str, ...]  # names of those its hosts stored
    urls: tuple[str, ...]


class ApiCount(Value):
    """How often an interface was used, over all visits."""

    api: str
    count: int


class FingerprintingEntry(Value):
    """What one script asked of interfaces that can tell devices apart; what for is not said."""

    script: str  # its URL, or that of the page it stands in; empty: not known
    party: Party | None  # None: the script is not known
    service: str | None
    owner: str | None
    apis: tuple[ApiCount, ...]
    choices: tuple[ConsentChoice, ...]
    pages: tuple[str, ...]


class SyncEntry(Value):
    """Identifiers of one third party that were handed to another, of another owner."""

    origin: str  # registrable domain the identifier came from
    origin_service: str | None
    receiver: str  # registrable domain it was handed to
    receiver_service: str | None
    cookies: tuple[str, ...]  # names of those that hold it; empty: items of a store
    length: int  # characters of the longest
    requests: int
    choices: tuple[ConsentChoice, ...]
    phases: tuple[Phase, ...]
    moments: tuple[Moment, ...]  # when it was handed over: once a phase and choice
    pages: tuple[str, ...]
    examples: tuple[str, ...]  # up to three URLs


class BounceEntry(Value):
    """One third party that page loads passed through and that saw or stored its cookie there."""

    domain: str
    service: str | None
    owner: str | None
    choices: tuple[ConsentChoice, ...]
    phases: tuple[Phase, ...]
    moments: tuple[Moment, ...]
    pages: tuple[str, ...]
    examples: tuple[str, ...]  # up to three URLs


class AliasEntry(Value):
    """One host of the site's own domains that is another name of somebody else's host."""

    host: str
    alias_of: str
    service: str | None
    owner: str | None
    category: Category
    category_source: str
    requests: int
    choices: tuple[ConsentChoice, ...]
    phases: tuple[Phase, ...]
    moments: tuple[Moment, ...]
    pages: tuple[str, ...]


class Coverage(Value):
    """How much was looked at; nothing is claimed absent without it."""

    choices: tuple[ConsentChoice, ...]  # with a usable visit
    pages: int  # different pages loaded
    form_page: bool
    full: bool  # home page, four more of which one holds a form, all three choices, nothing missed
    missing: tuple[str, ...]  # what full coverage lacks, in plain words


class VisitEvent(Value):
    """Something a visit saw for the first time in a phase: stored, or a third party called."""

    kind: Literal["cookie", "storage", "request"]
    name: str  # the cookie's name, the item's key, the third party's registrable domain
    domain: str  # the cookie's, the item's origin, or again the third party's
    party: Party
    page: str
    phase: Phase
    at_ms: int  # since that page's navigation
    by: str | None  # the third party (registrable domain) behind it; None: the site itself


class Visit(Value):
    """How one visit went."""

    choice: ConsentChoice
    outcome: VisitOutcome
    reason: str | None
    started_at: datetime
    duration_s: float
    pages: tuple[Page, ...]
    consent: Consent | None
    incomplete: tuple[Incomplete, ...]
    screenshots: tuple[Screenshot, ...]
    events: tuple[VisitEvent, ...] = ()  # in order of pages and time; empty: an unusable visit


class Inventory(Value):
    """What a site does, over all its visits."""

    domain: str
    usable: bool  # at least one visit saw the site
    visits: tuple[Visit, ...]
    coverage: Coverage
    cookies: tuple[CookieEntry, ...]
    refused: tuple[Cookie, ...]
    storage: tuple[StorageEntry, ...]
    trackers: tuple[TrackerEntry, ...]
    captchas: tuple[CaptchaEntry, ...]
    fingerprinting: tuple[FingerprintingEntry, ...] = ()
    syncs: tuple[SyncEntry, ...] = ()
    bounces: tuple[BounceEntry, ...] = ()
    aliases: tuple[AliasEntry, ...] = ()
    services: tuple[Service, ...]  # those named above
    policy_links: tuple[PolicyLink, ...]


# -- what comes of comparing the two ---------------------------------------------------------------


class Sentence(Value):
    """One plain sentence in both languages of the report."""

    en: str
    nl: str


class Evidence(Value):
    """One observation that a finding or verdict rests on."""

    kind: Literal["cookie", "storage", "request", "captcha", "page", "visit", "picture", "document"]
    subject: str  # the cookie's name and domain, the URL, the file ...
    detail: str
    choice: ConsentChoice | None = None
    phase: Phase | None = None
    page: str | None = None


class ClaimVerdict(Value):
    """One claim of one document against what was observed."""

    document: str
    claim: Claim
    verdict: Verdict
    reason: Sentence
    evidence: tuple[Evidence, ...] = ()


class Discrepancy(Value):
    """One finding: the clause on one side, the observations on the other."""

    id: str  # of rule, site, document and subject: the same week after week
    rule: str
    severity: Severity
    kind: FindingKind
    verdict: Verdict
    site: str
    document: str | None  # None: it rests on no document, but on what was seen or could not be
    claim: str | None  # the id of the claim; None: the document as a whole
    section: str | None
    quote: str | None
    statement: str | None
    statement_nl: str | None = None
    subject: str
    evidence: tuple[Evidence, ...]
    coverage: Coverage
    sentence: Sentence
    about: tuple[str, ...]  # provisions it is about: a pointer for a lawyer, never a conclusion
    note: Sentence | None = None  # what a reader should know before acting on it


# -- the report ------------------------------------------------------------------------------------


class BrowserProof(Value):
    """That the browser keeps third-party cookies, shown before the first visit."""

    kept: bool
    method: str
    seconds: float


class BrowserInfo(Value):
    """The browser a run used."""

    name: str
    version: str
    executable: str  # its file name, without the folder
    arguments: tuple[str, ...]
    sandbox: bool
    proof: BrowserProof


class ImportedList(Value):
    """A list of services, cookies or filters that the operator imported; none is shipped."""

    id: str  # of its file
    format: str  # open-cookie-database, third-party-web, trackerdb, filters
    title: str
    licence: str | None  # as it states it, or as the operator did; None: not stated
    dated: date | None  # the day it states, or else that of its file; None: not known
    imported_at: datetime
    sha256: str  # of the file
    entries: int  # that are used
    refused: int  # that say too little, and are not
    category: Category | None = None  # of a filter list: what it is against


class RunInfo(Value):
    """What shaped a run: read beside every result."""

    schema_version: int = SCHEMA_VERSION
    id: str  # its UTC start, 20261121T030000Z
    scanner_version: str
    versions: dict[str, str]  # of the libraries that matter
    settings: dict[str, bool | int | float | str | tuple[str, ...] | None]
    browser: BrowserInfo | None  # None: it stopped before one was started
    started_at: datetime
    resumed_at: tuple[datetime, ...] = ()  # when it was taken up again after it was cut off
    ended_at: datetime | None
    finished: str | None  # Scrapy's reason: finished, shutdown ...; None: it was cut off
    sites: tuple[Site, ...]
    choices: tuple[ConsentChoice, ...]
    lists: tuple[ImportedList, ...] = ()  # what beside our own signatures named services
    notes: tuple[str, ...] = ()  # what had to be mended before it could begin


class DocumentSummary(Value):
    """A document in the report; its claims stand in the verdicts."""

    id: str
    title: str
    title_nl: str | None = None
    organisation: str
    source: DocumentSource
    status: PolicyStatus
    language: str | None
    url: str | None
    date: str | None
    sha256: str | None
    reason: str | None = None
    kind: PolicyKind | None = None
    found_by: FoundBy | None = None
    file: str | None = None
    claims: int
    notes: tuple[str, ...]
    notes_nl: tuple[str, ...] = ()


class UnsureClaim(Value):
    """A claim that was read with too little confidence to decide anything: a person should."""

    document: str
    claim: Claim


class ClaimChange(Value):
    """One claim that reads otherwise in a text than in an earlier one."""

    kind: ChangeKind
    type: str
    before: Claim | None  # as the earlier text, or the pinned document, has it; None: it appeared
    after: Claim | None  # as the later text, or the site's, has it; None: it is gone


class PolicyChange(Value):
    """How a site's own text differs from the pinned document that it comes nearest to."""

    pinned: str
    live: str
    dated_before: str | None  # as each states it
    dated_after: str | None
    changes: tuple[ClaimChange, ...]
    unread: tuple[
        str, ...
    ] = ()  # live texts that were not read whole: what seems gone may be there


class FindingChange(Value):
    """One finding beside the earlier runs of its site."""

    trend: Trend
    id: str  # of the Discrepancy
    rule: str
    severity: Severity
    document: str | None
    subject: str
    sentence: Sentence
    seen: tuple[bool | None, ...]  # in each of ``SiteChanges.runs``; None: it could not be seen
    reason: Sentence | None = None  # why the trend is not known


class ItemChange(Value):
    """One cookie or service beside the earlier runs of its site."""

    trend: Trend
    key: str  # what makes it the same in every run
    name: str
    domain: str | None  # of a cookie
    service: str | None  # the id of a Service; None: unknown
    category: Category
    seen: tuple[bool | None, ...]  # as in FindingChange
    reason: Sentence | None = None  # why the trend is not known


class DocumentChange(Value):
    """One policy document beside the last run of its site, where it is not as it was."""

    trend: Trend
    id: str
    title: str
    url: str | None
    status_before: PolicyStatus | None  # None: it was not there
    status_after: PolicyStatus | None  # None: it is not there
    dated_before: str | None  # as each states it
    dated_after: str | None
    changes: tuple[ClaimChange, ...]  # since the last of the runs compared that read it


class SiteChanges(Value):
    """What is not as it was in earlier runs of a site; what is the same is listed for findings."""

    since: str  # the id of the last run that measured the site
    runs: tuple[str, ...]  # the runs compared, oldest first, this one last
    findings: tuple[FindingChange, ...]
    cookies: tuple[ItemChange, ...]
    services: tuple[ItemChange, ...]
    documents: tuple[DocumentChange, ...]
    notes: tuple[Sentence, ...] = ()  # what makes the comparison weaker than it looks


class SiteReport(Value):
    """Everything about one site."""

    domain: str
    enabled: bool
    why_not: str | None
    why_not_nl: str | None = None
    measured: bool
    inventory: Inventory
    documents: tuple[DocumentSummary, ...]
    verdicts: tuple[ClaimVerdict, ...]
    discrepancies: tuple[Discrepancy, ...]
    changes: tuple[PolicyChange, ...] = ()  # of the policy, since it was pinned
    since_last_run: SiteChanges | None = None  # None: no earlier run measured the site
    unsure: tuple[UnsureClaim, ...] = ()  # clauses that a person should read


class RuleSummary(Value):
    """A question that was asked of every site, or of every document of every site."""

    id: str
    question: str
    question_nl: str | None = None
    severity: Severity  # unless a finding says otherwise
    kind: FindingKind
    verdict: Verdict
    per: Literal["document", "site"]
    about: tuple[str, ...]  # provisions: a pointer for a lawyer, never a conclusion
    source: str  # why it is asked


class Totals(Value):
    """Counts over all sites."""

    sites: int
    measured: int
    verdicts: dict[Verdict, int]
    discrepancies: dict[Severity, int]


class Report(Value):
    """The whole report of a run."""

    schema_version: int = SCHEMA_VERSION
    run: RunInfo
    totals: Totals
    rules: tuple[RuleSummary, ...] = ()  # those asked, whether or not anything was found
    sites: tuple[SiteReport, ...]
