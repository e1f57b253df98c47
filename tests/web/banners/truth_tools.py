"""The truth of the sites whose banner is that of a consent tool, or that use Consent Mode."""

from dataclasses import replace

from web.banners import google, tools
from web.banners.truth import (
    NOTHING,
    BannerCase,
    Expected,
    Phases,
    Stage,
    calls,
    cookies,
    items,
    necessary,
    trackers,
    wide,
)
from web.banners.truth_plain import heeded

from scanner.words import ConsentProof

_OWN = frozenset({ConsentProof.TOOL_STATE, ConsentProof.STORED, ConsentProof.GONE})
_TCF = frozenset({ConsentProof.TCF, ConsentProof.STORED, ConsentProof.GONE})


def _of_tool(
    case: BannerCase,
    tool: str | None,
    rule: str | None,
    *,
    proofs: frozenset[ConsentProof] = _OWN,
    by_interface: str = "",
) -> BannerCase:
    """Return a case with its tool; ``by_interface`` names the choices its rule makes unpressed."""
    accept, reject = (
        replace(each, proofs=proofs, by_interface=choice in by_interface.split())
        for choice, each in (("accept", case.accept), ("reject", case.reject))
    )
    return replace(case, accept=accept, reject=reject, tool=tool, rule=rule)


def _cookiebot(name: str, reject: str, ticked: tuple[str, ...] = ()) -> BannerCase:
    case = heeded(
        name,
        accept=("Alle cookies toestaan",),
        reject=(reject,),
        ticked=ticked,
        keeps=cookies(name, "CookieConsent"),
        each_load=calls(tools.COOKIEBOT),
    )
    return _of_tool(case, "Cookiebot", "Cybotcookiebot", by_interface="reject")


def _onetrust(name: str, reject: tuple[str, ...], ticked: tuple[str, ...] = ()) -> BannerCase:
    case = heeded(
        name,
        accept=("Alle cookies accepteren",),
        reject=reject,
        ticked=ticked,
        keeps=wide(name, "OptanonAlertBoxClosed"),
        at_once=necessary(name) | wide(name, "OptanonConsent"),
        each_load=calls(tools.ONETRUST),
    )
    return _of_tool(case, "OneTrust", "Onetrust")


def _usercentrics(name: str, host: str, reject: str, *kept: str) -> BannerCase:
    case = heeded(
        name,
        reject=(reject,),
        keeps=NOTHING,
        at_once=necessary(name) | items(name, *kept),
        each_load=calls(host),
    )
    return _of_tool(case, "Usercentrics", "usercentrics-api", by_interface="accept")


def _didomi() -> BannerCase:
    case = heeded(
        "didomi",
        accept=("Akkoord en sluiten",),
        reject=("Niet akkoord",),
        keeps=wide("didomi", "didomi_token", "euconsent-v2"),
        each_load=calls(tools.DIDOMI),
    )
    return _of_tool(case, "Didomi", "didomi", proofs=_OWN | _TCF)


def _cookieyes() -> BannerCase:
    case = heeded(
        "cookieyes",
        reject=("Alles afwijzen",),
        keeps=NOTHING,
        at_once=necessary("cookieyes") | cookies("cookieyes", "cookieyes-consent"),
        each_load=calls(tools.COOKIEYES),
    )
    return _of_tool(case, "CookieYes", "cookieyes")


def _complianz() -> BannerCase:
    kept = ("policy_id", "functional", "preferences", "statistics", "marketing", "banner-status")
    case = heeded(
        "complianz",
        accept=("Accepteren",),
        reject=("Weigeren",),
        keeps=cookies("complianz", *(f"cmplz_{each}" for each in kept)),
    )
    return _of_tool(case, "Complianz", "Complianz banner")


def _klaro() -> BannerCase:
    case = heeded(
        "klaro", accept=("Dat is goed",), reject=("Ik weiger",), keeps=cookies("klaro", "klaro")
    )
    return _of_tool(case, "Klaro", "Klaro", by_interface="reject")


def _tcf() -> BannerCase:
    case = heeded(
        "tcf",
        reject=("Alles afwijzen",),
        keeps=cookies("tcf", "euconsent-v2"),
        each_load=calls(tools.TCF),
    )
    return _of_tool(case, None, None, proofs=_TCF)


def _consent_mode() -> BannerCase:
    """Google is called on every load; what the calls say changes with the choice."""
    name = "consentmode"
    case = heeded(name)
    tags, collects = calls(google.TAGMANAGER), calls(google.COLLECTOR)
    asked, granted, refused = (
        Stage(modes=frozenset({f"gcs={gcs} gcd={gcd}"})) | collects
        for gcs, gcd in (
            ("G100", "13p3p3p2p5"),
            ("G111", "13r3r3r2r5"),
            ("G100", "13q3q3q2q5"),
        )
    )
    first, kept = necessary(name) | tags | asked, cookies(name, "toestemming")
    tracked = trackers(name)
    accepted = Phases(
        first, kept | tracked | wide(name, "_ga") | granted, tracked.called | tags | granted
    )
    return replace(
        case,
        none=Expected(case.none.outcomes, (), Phases(first)),
        accept=replace(case.accept, seen=accepted),
        reject=replace(case.reject, seen=Phases(first, kept | refused, tags | refused)),
    )


TOOL_CASES = (
    _cookiebot("cookiebot", "Weigeren"),
    _cookiebot("cookiebotvakjes", "Selectie toestaan", ("Voorkeuren", "Statistieken", "Marketing")),
    _onetrust("onetrust", ("Alles afwijzen",)),
    _onetrust(
        "onetrustinstellingen",
        ("Cookie-instellingen", "Mijn keuzes bevestigen"),
        ("Prestatiecookies", "Doelgroepgerichte cookies"),
    ),
    _usercentrics(
        "usercentrics",
        tools.USERCENTRICS,
        "Weigeren",
        "uc_settings",
        "uc_user_interaction",
        "uc_ui_version",
    ),
    _usercentrics("usercentrics3", tools.USERCENTRICS_3, "Alles weigeren", "ucData"),
    _didomi(),
    _cookieyes(),
    _complianz(),
    _klaro(),
    _tcf(),
    _consent_mode(),
)
