"""Short rows for what a visit recorded, so that a table can say it whole."""

from scanner.models import Cookie, Observation

SHOP = "https://www.winkel.example"


def cookie(
    name, lifetime_s=None, *, by, api="Set-Cookie", chain=(), third=False, declared=None,
    at_end=True, http_only=False, same_site=None,
):  # fmt: skip
    """Return the row of a cookie of the shop, or of the host of ``by`` for a third party's."""
    setter = _whole(by)
    host = setter.split("/")[2]
    return {
        "name": name,
        "domain": host if third else "www.winkel.example",
        "lifetime_s": lifetime_s,
        "declared_lifetime_s": declared or lifetime_s,
        "party": "third" if third else "first",
        "set_by": (api, setter, host, "first" if setter.startswith(SHOP) else "third"),
        "initiators": tuple(map(_whole, chain)),
        "in_jar_at_end": at_end,
        "http_only": http_only,
        "same_site": "None" if third else same_site,
    }


def cookies_of(seen: Observation) -> list[dict]:
    return [_row(each) for each in seen.cookies]


def refused_of(seen: Observation) -> list[tuple]:
    return [(each.name, each.blocked) for each in seen.refused]


def stored_of(seen: Observation) -> list[tuple]:
    return [(each.kind, each.origin, each.key, each.set_by.url) for each in seen.storage]


def _row(each: Cookie) -> dict:
    setter = each.set_by
    return {
        "name": each.name,
        "domain": each.domain,
        "lifetime_s": each.lifetime_s,
        "declared_lifetime_s": each.declared_lifetime_s,
        "party": each.party,
        "set_by": (setter.api, setter.url, setter.host, setter.party),
        "initiators": setter.initiators,
        "in_jar_at_end": each.in_jar_at_end,
        "http_only": each.http_only,
        "same_site": each.same_site,
    }


def _whole(url: str) -> str:
    return SHOP + url if url.startswith("/") else url
