"""Short ways to write the evidence of an example: what a call leaves out does not matter to it."""

from __future__ import annotations

from datetime import UTC, datetime

from scanner.models import (
    CaptchaEntry,
    Claim,
    ClaimScope,
    Consent,
    CookieEntry,
    Coverage,
    Document,
    Inventory,
    Moment,
    Page,
    ParamValue,
    PolicyLink,
    Service,
    Setter,
    Settled,
    StorageEntry,
    TrackerEntry,
    Visit,
)
from scanner.words import (
    Category,
    ClaimParty,
    Condition,
    ConsentChoice,
    ConsentOutcome,
    DocumentSource,
    Modality,
    PageReason,
    Party,
    Phase,
    Polarity,
    PolicyStatus,
    SetVia,
    StorageKind,
    VisitOutcome,
)

DOMAIN = "winkel.example"
HOME = f"https://www.{DOMAIN}/"
DAY_S = 86_400.0
BEFORE_CHOICE = (Moment(choice=ConsentChoice.NONE, phase=Phase.BEFORE),)
AFTER_ACCEPT = (Moment(choice=ConsentChoice.ACCEPT, phase=Phase.AFTER),)
AFTER_REJECT = (Moment(choice=ConsentChoice.REJECT, phase=Phase.AFTER),)
FULL_COVERAGE = Coverage(
    choices=tuple(ConsentChoice), pages=5, form_page=True, full=True, missing=()
)
THIN_COVERAGE = Coverage(
    choices=(ConsentChoice.NONE,),
    pages=1,
    form_page=False,
    full=False,
    missing=("choice accept: not visited", "choice reject: not visited"),
)


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
    moments: tuple[Moment, ...] = BEFORE_CHOICE,
) -> CookieEntry:
    """Return a cookie: a session cookie of the site itself unless told otherwise."""
    return CookieEntry(
        name=name,
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
        category_source="none" if category is Category.UNCLASSIFIED else f"catalogue: {name}",
        choices=_choices(moments),
        phases=_phases(moments),
        moments=moments,
        pages=(HOME,),
    )


def make_storage_entry(
    key: str = "basket", *, kind: StorageKind = StorageKind.LOCAL
) -> StorageEntry:
    """Return an item of the site itself, in localStorage unless told otherwise."""
    return StorageEntry(
        kind=kind,
        origin=HOME.rstrip("/"),
        key=key,
        party=Party.FIRST,
        set_by=Setter(via=SetVia.SCRIPT, api="localStorage.setItem"),
        service=None,
        category=Category.UNCLASSIFIED,
        choices=_choices(BEFORE_CHOICE),
        phases=_phases(BEFORE_CHOICE),
        moments=BEFORE_CHOICE,
        pages=(HOME,),
    )


def make_tracker_entry(
    service: str | None = "meetlat",
    *,
    domain: str = "meetlat.example",
    category: Category = Category.ANALYTICS,
    moments: tuple[Moment, ...] = BEFORE_CHOICE,
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
        pages=(HOME,),
        examples=(f"https://{domain}/c",),
    )


def make_captcha_entry(
    service: str = "geenrobot",
    *,
    cookies: tuple[str, ...] = (),
) -> CaptchaEntry:
    """Return a CAPTCHA that was called on the contact page."""
    return CaptchaEntry(
        service=service,
        variants=(),
        choices=(ConsentChoice.NONE,),
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
    )


def make_page(
    url: str = HOME,
    *,
    why: PageReason = PageReason.HOME,
    status: int | None = 200,
    has_form: bool = False,
) -> Page:
    """Return a page that loaded and came to rest."""
    return Page(
        url=url,
        why=why,
        status=status,
        title="Winkel",
        has_form=has_form,
        settled=None if status is None else Settled(rule="quiet", stopped="quiet", seconds=1.0),
    )


def make_visit(
    choice: ConsentChoice = ConsentChoice.NONE,
    *,
    outcome: VisitOutcome = VisitOutcome.OK,
    reason: str | None = None,
    pages: tuple[Page, ...] | None = None,
    consent: ConsentOutcome | None = None,
) -> Visit:
    """Return how a visit went: well, on the home page, unless told otherwise."""
    return Visit(
        choice=choice,
        outcome=outcome,
        reason=reason,
        started_at=datetime(2026, 11, 21, 3, tzinfo=UTC),
        duration_s=4.0,
        pages=(make_page(),) if pages is None else pages,
        consent=None if consent is None else Consent(outcome=consent),
        incomplete=(),
        screenshots=(),
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
