"""Short ways to write the evidence of an example: what a call leaves out does not matter to it."""

from __future__ import annotations

from scanner.discrepancies.example_visits import DOMAIN, HOME, THIN_COVERAGE, make_visit
from scanner.models import (
    CaptchaEntry,
    Claim,
    ClaimScope,
    ConsentSignal,
    CookieEntry,
    Coverage,
    Document,
    FingerprintingEntry,
    Inventory,
    Moment,
    ParamValue,
    PolicyLink,
    Service,
    Setter,
    StorageEntry,
    SyncEntry,
    TrackerEntry,
    Visit,
)
from scanner.words import (
    Category,
    ClaimParty,
    Condition,
    ConsentChoice,
    DocumentSource,
    Modality,
    Party,
    Phase,
    Polarity,
    PolicyStatus,
    SetVia,
    Stability,
    StorageKind,
)

DAY_S = 86_400.0
BEFORE_CHOICE = (Moment(choice=ConsentChoice.NONE, phase=Phase.BEFORE, page=HOME),)
AFTER_ACCEPT = (Moment(choice=ConsentChoice.ACCEPT, phase=Phase.AFTER, page=HOME),)
AFTER_REJECT = (Moment(choice=ConsentChoice.REJECT, phase=Phase.AFTER, page=HOME),)


def make_cookie_entry(
    name: str = "sid",
    *,
    domain: str = DOMAIN,
    party: Party = Party.FIRST,
    lifetime_s: float | None = None,
    declared_lifetime_s: float | None = None,
    service: str | None = None,
    owner: str | None = None,
    category: Category = Category.UNCLASSIFIED,
    stability: Stability = Stability.UNKNOWN,
    moments: tuple[Moment, ...] = BEFORE_CHOICE,
    sent: tuple[Moment, ...] = (),
) -> CookieEntry:
    """Return a cookie: a session cookie of the site itself unless told otherwise."""
    return CookieEntry(
        name=name,
        names=(name,),
        stability=stability,
        domain=domain,
        path="/",
        host_only=True,
        party=party,
        session=lifetime_s is None,
        secure=True,
        http_only=False,
        lifetime_s=lifetime_s,
        declared_lifetime_s=declared_lifetime_s,
        set_by=Setter(via=SetVia.HTTP, host=domain, party=party),
        service=service,
        owner=owner,
        category=category,
        category_source=_source(category, name),
        choices=_choices(moments),
        phases=_phases(moments),
        moments=moments,
        sent=sent,
        pages=(HOME,),
    )


def make_storage_entry(
    key: str = "basket",
    *,
    kind: StorageKind = StorageKind.LOCAL,
    service: str | None = None,
    category: Category = Category.UNCLASSIFIED,
    moments: tuple[Moment, ...] = BEFORE_CHOICE,
) -> StorageEntry:
    """Return an item of the site itself, in localStorage unless told otherwise."""
    return StorageEntry(
        kind=kind,
        origin=HOME.rstrip("/"),
        key=key,
        keys=(key,),
        party=Party.FIRST,
        set_by=Setter(via=SetVia.SCRIPT, api="localStorage.setItem"),
        service=service,
        category=category,
        category_source=_source(category, key),
        choices=_choices(moments),
        phases=_phases(moments),
        moments=moments,
        pages=(HOME,),
    )


def make_tracker_entry(
    service: str | None = "meetlat",
    *,
    domain: str = "meetlat.example",
    category: Category = Category.ANALYTICS,
    moments: tuple[Moment, ...] = BEFORE_CHOICE,
    signals: tuple[ConsentSignal, ...] = (),
    images: tuple[str, ...] = (),
    auctions: tuple[str, ...] = (),
) -> TrackerEntry:
    """Return a third party that was called once: an analytics service unless told otherwise."""
    return TrackerEntry(
        service=service,
        domain=domain,
        hosts=(domain,),
        category=category if service else Category.UNCLASSIFIED,
        requests=1,
        choices=_choices(moments),
        phases=_phases(moments),
        moments=moments,
        signals=signals,
        pages=(HOME,),
        examples=(f"https://{domain}/c",),
        images=images,
        auctions=auctions,
    )


def make_captcha_entry(
    service: str = "geenrobot",
    *,
    cookies: tuple[str, ...] = (),
    moments: tuple[Moment, ...] = BEFORE_CHOICE,
) -> CaptchaEntry:
    """Return a CAPTCHA that was called on the contact page."""
    return CaptchaEntry(
        service=service,
        variants=(),
        choices=_choices(moments),
        moments=moments,
        pages=(f"{HOME}contact",),
        pages_without_form=(),
        cookies=cookies,
        urls=("https://www.geenrobot.example/api.js",),
    )


def make_service(
    id: str = "meetlat",
    *,
    name: str | None = None,
    owner: str = "Meetlat Analytics GmbH",
    country: str = "DE",
    category: Category = Category.ANALYTICS,
    aliases: tuple[str, ...] = (),
    records_sessions: bool = False,
) -> Service:
    """Return a service of the catalogue: an analytics service unless told otherwise."""
    return Service(
        id=id,
        name=name or id.replace("-", " ").title(),
        owner=owner,
        country=country,
        category=category,
        basis="made up",
        aliases=aliases,
        records_sessions=records_sessions,
    )


def make_inventory(
    domain: str = DOMAIN,
    *,
    usable: bool = True,
    visits: tuple[Visit, ...] | None = None,
    coverage: Coverage = THIN_COVERAGE,
    cookies: tuple[CookieEntry, ...] = (),
    storage: tuple[StorageEntry, ...] = (),
    trackers: tuple[TrackerEntry, ...] = (),
    captchas: tuple[CaptchaEntry, ...] = (),
    fingerprinting: tuple[FingerprintingEntry, ...] = (),
    syncs: tuple[SyncEntry, ...] = (),
    services: tuple[Service, ...] = (),
    policy_links: tuple[PolicyLink, ...] = (),
) -> Inventory:
    """Return what a site does: nothing at all, seen on one page, unless told otherwise."""
    return Inventory(
        domain=domain,
        usable=usable,
        visits=(make_visit(),) if visits is None else visits,
        coverage=coverage,
        cookies=cookies,
        refused=(),
        storage=storage,
        trackers=trackers,
        captchas=captchas,
        fingerprinting=fingerprinting,
        syncs=syncs,
        services=services,
        policy_links=policy_links,
    )


def make_claim(
    type: str = "cookies.used",
    polarity: Polarity = Polarity.DECLARES,
    *,
    id: str | None = None,
    modality: Modality = Modality.UNCONDITIONAL,
    condition: Condition | None = None,
    party: ClaimParty = ClaimParty.FIRST,
    service: str | None = None,
    site: str | None = None,
    params: dict[str, ParamValue] | None = None,
    readings: tuple[str, ...] = (),
) -> Claim:
    """Return a claim; a silent one has no modality, whatever is given."""
    return Claim(
        id=id or f"{type}-{polarity}",
        type=type,
        polarity=polarity,
        modality=None if polarity is Polarity.SILENT else modality,
        condition=condition,
        scope=ClaimScope(party=party, service=service, site=site),
        params=params or {},
        section=None if polarity is Polarity.SILENT else "1",
        statement=None if polarity is Polarity.SILENT else f"About {type}.",
        readings=readings,
    )


def make_document(
    *claims: Claim,
    id: str = "winkel-policy",
    status: PolicyStatus = PolicyStatus.READ,
    governs: tuple[str, ...] = (DOMAIN,),
    other_controllers: dict[str, str] | None = None,
) -> Document:
    """Return a policy that was read whole and says what the claims say."""
    return Document(
        id=id,
        title="Privacyverklaring",
        organisation="Winkel B.V.",
        source=DocumentSource.PINNED,
        status=status,
        governs=governs,
        language="nl",
        other_controllers=other_controllers or {},
        claims=claims,
    )


def _choices(moments: tuple[Moment, ...]) -> tuple[ConsentChoice, ...]:
    seen = {moment.choice for moment in moments}
    return tuple(choice for choice in ConsentChoice if choice in seen)


def _phases(moments: tuple[Moment, ...]) -> tuple[Phase, ...]:
    seen = {moment.phase for moment in moments}
    return tuple(phase for phase in Phase if phase in seen)


def _source(category: Category, name: str) -> str:
    return "none" if category is Category.UNCLASSIFIED else f"catalogue: {name}"
