"""Cookies: what was offered, by whom and when, joined with what the browser's jar then held.

The events are the source: each response header and each script's write, in order of time. The
jar confirms that an offer was kept and with which attributes. A cookie of the jar that no event
explains has the setter ``unknown``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from math import inf
from typing import Any, Literal, cast

from scanner.browser.collector import Collector
from scanner.browser.exchange import Exchange
from scanner.browser.offering import Offering, Place, make_offerings
from scanner.browser.record import JarCookie, JarRead, Record, ScriptWrite
from scanner.browser.setcookie import Offer, parse_line, parse_options
from scanner.browser.setter import response_setter
from scanner.models import Cookie, Setter
from scanner.words import SetVia

LONGEST_LIFETIME_S = 400 * 86_400.0  # Chrome's cap since version 104
_CROWDED = 150  # Chromium keeps about 180 cookies a domain; beyond, early ones make room
_SLACK_S = 0.5  # a reading of the jar may be stamped a little before the event it confirms
_UNHEARD = frozenset({"websocket", "ping", "fetch", "script", "other"})
_SAME_LIFETIME_S = 10.0

_SCRIPT = """
    if (globalThis.Document) {
      const cookie = getOwnPropertyDescriptor(Document.prototype, "cookie");
      afterCall(Document.prototype, "cookie", (self, [text]) => {
        const name = `${text}`.split(/[=;]/, 1)[0].trim();
        const kept = `; ${apply(cookie.get, self, [])}`.includes(`; ${name}=`);
        report("cookie", { text: `${text}`.slice(0, 5000), kept });
      });
    }
    const store = globalThis.CookieStore && CookieStore.prototype;
    afterCall(store, "set", (self, [given, value]) => {
      const asked = typeof given === "object" ? { ...given } : { name: `${given}`, value };
      if (typeof asked.expires === "object" && asked.expires) asked.expires = +asked.expires;
      report("cookieStore", { asked });
    });
    afterCall(store, "delete", (self, [given]) => {
      const asked = typeof given === "object" ? { ...given } : { name: `${given}` };
      report("cookieStoreDelete", { asked: { ...asked, value: "", expires: 0 } });
    });
"""
_DELETE = "cookieStore.delete"


SameSite = Literal["Strict", "Lax", "None"]
_State = tuple[JarRead, JarCookie]  # a cookie as one reading of the jar shows it


def collect(record: Record) -> dict[str, tuple[Cookie, ...]]:
    """Return the cookies stored and those refused, each in order of time."""
    seen = _states(record.jar)
    held: dict[Place, list[_State]] = defaultdict(list)
    for states in seen.values():
        held[_place(states[0][1])] += states
    offered: dict[Place, list[Offering]] = defaultdict(list)
    for each in make_offerings(record):
        offered[each.place].append(_judged(each, held[each.place]))
    refused: dict[object, Cookie] = {}
    stored = [
        _from_jar(record, states, offered.get(_place(states[0][1]), [])) for states in seen.values()
    ]
    for place, group in offered.items():
        passing = next((each for each in group if _was_stored(record, each, group)), None)
        if passing and not held[place]:
            stored.append(_from_offer(record, passing))
        for each in group:
            reasons = each.reasons
            if not reasons and not held[place] and not passing:
                reasons = ("Expired",) if each.removes else (each.likely_reason,)
            if reasons and each.setter.api != _DELETE:
                cookie = _from_offer(record, each, blocked=reasons)
                refused.setdefault((place, reasons, each.setter.url), cookie)
    return {"cookies": _in_order(stored), "refused": _in_order(refused.values())}


def _in_order(cookies: Iterable[Cookie]) -> tuple[Cookie, ...]:
    return tuple(sorted(cookies, key=lambda each: (each.at_ms, each.name, each.domain, each.path)))


def _place(cookie: JarCookie) -> Place:
    return (cookie.name, cookie.domain, cookie.host_only, cookie.path)


def _judged(offering: Offering, states: list[_State]) -> Offering:
    """Return an offer; a script's in vain, with the reason, over a cookie that is HttpOnly."""
    if offering.setter.api != "document.cookie" or offering.kept or offering.removes:
        return offering
    closed = next((cookie.http_only for read, cookie in states if read.at >= offering.at), False)
    return replace(offering, reasons=(offering.likely_reason,)) if closed else offering


def _states(reads: list[JarRead]) -> dict[object, list[_State]]:
    """Return every reading of each cookie, by what makes it one, in order of time."""
    states: dict[object, list[_State]] = defaultdict(list)
    for read in reads:
        for cookie in read.cookies:
            states[cookie.key].append((read, cookie))
    return states


def _was_stored(record: Record, offering: Offering, group: list[Offering]) -> bool:
    """Tell whether an offer was stored though no reading of the jar shows it.

    A script that could read it back is proof; one that wrote to the cookie store cannot at once. A
    response's offer was stored when the browser gave no reason against it and something explains
    why the next reading lacks it: it was removed in between, the jar of its domain was full, or
    there was no next reading. (A response to a request without credentials is offered in vain, and
    no reason is given.)
    """
    if offering.reasons or offering.removes:
        return False
    read = next((each for each in record.jar if each.at > offering.at), None)
    until = read.at if read else inf
    removed = any(each.removes and offering.at <= each.at <= until for each in group)
    if offering.setter.via is SetVia.SCRIPT:
        return offering.kept or (removed and offering.setter.api == "cookieStore.set")
    if removed or read is None:
        return True
    return sum(each.domain == offering.place[1] for each in read.cookies) >= _CROWDED


def _from_jar(record: Record, states: list[_State], group: list[Offering]) -> Cookie:
    """Return a cookie of the jar with the events that explain it."""
    (first_read, _), (last_read, cookie) = states[0], states[-1]
    made = [each for each in group if not each.reasons and not each.removes]
    made = [each for each in made if each.at <= first_read.at + _SLACK_S] or made
    first = made[0] if made else None
    latest = [each for each in group if each in made or each.at <= last_read.at]
    final = next(
        (each for each in reversed(latest) if not each.reasons and not each.removes), first
    )
    declared = final.offer.lifetime(final.base) if final else None
    unheard = None if first else _find_unheard(record, cookie, first_read)
    told = first or unheard
    moment = told.moment if told else first_read.moment
    return Cookie(
        name=cookie.name,
        domain=cookie.domain,
        host_only=cookie.host_only,
        path=cookie.path,
        secure=cookie.secure,
        http_only=cookie.http_only,
        same_site=cast("SameSite | None", cookie.same_site),  # the protocol knows these three
        partition_key=cookie.partition_key,
        session=cookie.expires is None,
        lifetime_s=_kept_lifetime(cookie.expires, declared, final, last_read),
        declared_lifetime_s=declared,
        party=record.party(cookie.domain),
        set_by=_setter(record, first, unheard),
        page=moment.page,
        at_ms=moment.ms(told.at if told else first_read.at),
        trigger=moment.trigger,
        phase=moment.phase,
        choice=record.choice,
        in_jar_at_end=last_read is record.jar[-1],
        value=cookie.value,
    )


def _setter(record: Record, first: Offering | None, unheard: Exchange | None) -> Setter:
    if first:
        return first.setter
    return response_setter(record, unheard) if unheard else Setter(via=SetVia.UNKNOWN)


def _find_unheard(record: Record, cookie: JarCookie, read: JarRead) -> Exchange | None:
    """Return the answer that set a cookie which no event explains.

    The browser keeps the headers of some answers to itself: those of a cross-site socket, of a
    shared worker, of a worklet's script and of a request that outlives its page. The last of these
    to the cookie's host set it.
    """
    fitting = [
        each
        for each in record.network.exchanges()
        if not each.heard
        and not each.from_store
        and each.resource_type in _UNHEARD
        and each.at <= read.at
        and (each.host == cookie.domain or not cookie.host_only)
        and f".{each.host}".endswith(f".{cookie.domain}")
    ]
    return fitting[-1] if fitting else None


def _kept_lifetime(
    expires: float | None, declared: float | None, setter: Offering | None, read: JarRead
) -> float | None:
    if expires is None:
        return None
    left = float(round(expires - (setter.at if setter else read.at)))
    if declared is not None:
        asked = min(declared, LONGEST_LIFETIME_S)
        if abs(asked - left) <= _SAME_LIFETIME_S:
            return asked  # the setter's own figure, without the way it took to us
    return left


def _from_offer(
    record: Record,
    offering: Offering,
    *,
    blocked: tuple[str, ...] | None = None,
) -> Cookie:
    """Return a cookie as it was offered: refused, or stored and soon gone."""
    offer, moment = offering.offer, offering.moment
    declared = offer.lifetime(offering.base)
    kept = None if declared is None else min(declared, LONGEST_LIFETIME_S)
    name, domain, host_only, path = offering.place
    return Cookie(
        name=name,
        domain=domain,
        host_only=host_only,
        path=path,
        secure=offer.secure,
        http_only=offer.http_only,
        same_site=cast("SameSite | None", offer.same_site),  # parsed to these three
        partition_key=None,
        session=declared is None,
        lifetime_s=kept,
        declared_lifetime_s=declared,
        party=record.party(domain),
        set_by=offering.setter,
        page=moment.page,
        at_ms=moment.ms(offering.at),
        trigger=moment.trigger,
        phase=moment.phase,
        choice=record.choice,
        in_jar_at_end=False,
        value=offer.value,
        blocked=blocked,
    )


def _on_cookie(record: Record, report: dict[str, Any]) -> None:  # Any: see channel.Params
    _write(
        record, report, "document.cookie", parse_line(str(report.get("text", "")), record.hasher)
    )


def _on_cookie_store(record: Record, report: dict[str, Any]) -> None:  # Any: see channel.Params
    asked = report.get("asked")
    if isinstance(asked, dict):
        _write(record, report, "cookieStore.set", parse_options(asked, record.hasher))


def _on_cookie_store_delete(
    record: Record, report: dict[str, Any]
) -> None:  # Any: see channel.Params
    asked = report.get("asked")
    if isinstance(asked, dict):
        _write(record, report, _DELETE, parse_options(asked, record.hasher))


def _write(record: Record, report: dict[str, Any], api: str, offer: Offer) -> None:
    record.script_writes.append(
        ScriptWrite(
            api=api,
            offer=offer,
            frame=report["frame"],
            stack=report["stack"],
            at=report["at"],
            kept=report.get("kept") is True,
            moment=record.moment,
        )
    )


COLLECTOR = Collector(
    id="cookies",
    collect=collect,
    script=_SCRIPT,
    on_report={
        "cookie": _on_cookie,
        "cookieStore": _on_cookie_store,
        "cookieStoreDelete": _on_cookie_store_delete,
    },
)
