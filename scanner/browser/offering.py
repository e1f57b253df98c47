"""Who offered which cookie: every response header and every script's write, in order of time."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from scanner.browser.exchange import Exchange
from scanner.browser.record import Moment, Record, ScriptWrite
from scanner.browser.setcookie import Offer
from scanner.browser.setter import response_setter, script_setter
from scanner.models import Setter
from scanner.urls import host_of, registrable_domain

Place = tuple[str, str, bool, str]  # name, domain, host only, path


@dataclass(frozen=True)
class Offering:
    """One offer of a cookie."""

    offer: Offer
    host: str
    default_path: str
    secure_origin: bool
    setter: Setter
    at: float
    base: float  # the time its expiry counts from: the server's own where it says one
    moment: Moment
    kept: bool  # a script could read it back
    reasons: tuple[str, ...] = ()  # why the browser refused it, where it said so

    @property
    def place(self) -> Place:
        """What would make the cookie the same as another."""
        offer = self.offer
        return (
            offer.name,
            offer.domain or self.host,
            offer.domain is None,
            offer.path or self.default_path,
        )

    @property
    def removes(self) -> bool:
        """Whether it asks the browser to forget the cookie."""
        lifetime = self.offer.lifetime(self.base)
        return lifetime is not None and lifetime <= 0

    @property
    def likely_reason(self) -> str:
        """Why a script's write was in vain, in the protocol's words; the browser does not say."""
        offer = self.offer
        if offer.same_site == "None" and not offer.secure:
            return "SameSiteNoneInsecure"
        if offer.secure and not self.secure_origin:
            return "SecureOnly"
        if offer.domain and not _may_name(self.host, offer.domain):
            return "InvalidDomain"
        if offer.name.lower().startswith("__host-") and (offer.domain or offer.path != "/"):
            return "InvalidPrefix"
        if offer.name.lower().startswith(("__host-", "__secure-")) and not offer.secure:
            return "InvalidPrefix"
        return "NotStored"


def make_offerings(record: Record) -> list[Offering]:
    """Return every offer of a visit in order of time."""
    made = [
        _from_response(record, exchange, offer)
        for exchange in record.network.exchanges()
        for offer in exchange.offers
    ]
    made += [_from_script(record, write) for write in record.script_writes]
    return sorted(made, key=lambda each: each.at)


def _from_response(record: Record, exchange: Exchange, offer: Offer) -> Offering:
    reasons = (each.reasons for each in exchange.refusals if each.line_hash == offer.line_hash)
    at = exchange.answered_at or exchange.at
    return Offering(
        offer=offer,
        host=exchange.host,
        default_path=_default_path(exchange.url),
        secure_origin=exchange.url.startswith(("https:", "wss:")),
        setter=response_setter(record, exchange),
        at=at,
        base=exchange.server_time or at,
        moment=exchange.moment,
        kept=False,
        reasons=next(reasons, ()),
    )


def _from_script(record: Record, write: ScriptWrite) -> Offering:
    return Offering(
        offer=write.offer,
        host=host_of(write.frame),
        default_path=_default_path(write.frame),
        secure_origin=write.frame.startswith("https:"),
        setter=script_setter(record, write.api, write.stack, write.frame, write.moment.page),
        at=write.at,
        base=write.at,
        moment=write.moment,
        kept=write.kept,
    )


def _may_name(host: str, domain: str) -> bool:
    """Tell whether a host may set a cookie for a domain: its own or one above, no public suffix."""
    below = f"x.{domain}"
    is_suffix = registrable_domain(below) == below
    return host == domain or (host.endswith(f".{domain}") and not is_suffix)


def _default_path(url: str) -> str:
    """Return the path of a cookie that names none (RFC 6265, 5.1.4)."""
    path = urlsplit(url).path
    return path.rpartition("/")[0] or "/" if path.startswith("/") else "/"
