"""What follows from a claim: a reader who also says that is not wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from scanner.models import ParamValue
from scanner.words import Polarity

Said = tuple[str, Polarity, Mapping[str, ParamValue]]  # type, polarity, parameters

# A declaration of the one declares the others too.
_DECLARED = {
    "advertising.targeted": ("profiling.performed", "cookies.advertising"),
    "cookies.analytics": ("usage_data.collected",),
    "cookies.named": ("cookies.list",),
    "consent.required": ("cookies.issued_when",),
    "consent.withdrawable": ("consent.mechanism",),
    "ip_address.anonymised": ("ip_address.collected",),
    "tracking.email_open": ("tracking.pixel",),
}
_BY_ROLE = {
    "analytics": ("usage_data.collected", "cookies.analytics"),
    "advertising": ("cookies.advertising", "advertising.targeted", "cookies.social_media"),
    "social": ("cookies.advertising", "advertising.targeted", "cookies.social_media"),
}
# A denial of the one denies the others too.
_DENIED = {
    "cookies.used": (
        "cookies.session",
        "cookies.persistent",
        "cookies.first_party",
        "cookies.third_party",
        "cookies.necessary",
        "cookies.preferences",
        "cookies.analytics",
        "cookies.advertising",
        "cookies.social_media",
        "storage.web_storage",
    ),
    "sharing.third_party": ("sharing.sale",),
    "tracking.third_party": ("cookies.third_party",),
}


def entailed(said: Iterable[Said]) -> frozenset[tuple[str, Polarity]]:
    """Return the types, with their polarity, that follow from claims."""
    found: set[tuple[str, Polarity]] = set()
    for kind, polarity, params in said:
        if polarity is Polarity.DECLARES:
            found.update((other, polarity) for other in _declared(kind, params))
        elif polarity is Polarity.DENIES:
            found.update((other, polarity) for other in _DENIED.get(kind, ()))
    return frozenset(found)


def _declared(kind: str, params: Mapping[str, ParamValue]) -> Iterator[str]:
    yield from _DECLARED.get(kind, ())
    if not kind.startswith("cookies."):
        yield from _BY_ROLE.get(str(params.get("role")), ())
        return
    yield "cookies.used"
    if kind == "cookies.named":
        yield f"cookies.{params.get('purpose')}"
        yield "cookies.third_party" if params.get("party") == "third" else "cookies.first_party"
    lifetime = params.get("lifetime") or params.get("duration")
    if lifetime == "session":
        yield "cookies.session"
    elif lifetime and str(lifetime).startswith("P"):
        yield "cookies.persistent"
    if lifetime and lifetime != "varies":
        yield "cookies.lifetime"
    if params.get("event") == "after_consent":
        yield "consent.required"
