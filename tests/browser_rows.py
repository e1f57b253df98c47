"""Short rows for what a visit recorded, so that a table can say it whole."""

from scanner.models import Cookie, Observation

SHOP = "https://www.winkel.example"

_LONG = {"declared": "declared_lifetime_s", "at_end": "in_jar_at_end"}


def cookie(
    name, lifetime_s=None, *, by, api="Set-Cookie", chain=(), third=False, **other
):  # fmt: skip
    """Return the row of a cookie of the shop, or of the host of ``by`` for a third party's.

    ``other`` says what is not as it mostly is; its names are those of the row, two of them short.
    """
    setter = _whole(by)
    host = setter.split("/")[2]
    row = {
        "name": name,
        "domain": host if third else "www.winkel.example",
        "host_only": True,
        "path": "/",
        "secure": True,
        "http_only": False,
        "same_site": "None" if third else None,
        "partition_key": None,
        "lifetime_s": lifetime_s,
        "declared_lifetime_s": lifetime_s,
        "party": "third" if third else "first",
        "set_by": (api, setter, host, _party(host)),
        "initiators": tuple(map(_whole, chain)),
        "trigger": "load",
        "in_jar_at_end": True,
        "length": 2,
        "blocked": None,
    }
    given = {_LONG.get(key, key): value for key, value in other.items()}
    if unknown := given.keys() - row.keys():
        raise TypeError(f"no such field of a row: {unknown}")
    return row | given


def written(name, *, by, **other):
    """Return the row of a cookie that a script set with ``document.cookie``."""
    return cookie(name, by=by, api="document.cookie", **other)


def refused(name, *reasons, by, **other):
    """Return the row of a cookie that the browser did not store."""
    return cookie(name, by=by, at_end=False, blocked=reasons, **other)


def item(kind, key, *, by, origin=SHOP, chain=()):
    """Return the row of an item of a store."""
    host = origin.split("/")[2]
    return (kind, origin, key, _party(host), _whole(by), tuple(map(_whole, chain)))


def cookies_of(seen: Observation) -> list[dict]:
    return [_row(each) for each in seen.cookies]


def refused_of(seen: Observation) -> list[tuple]:
    return [(each.name, each.blocked) for each in seen.refused]


def refused_rows_of(seen: Observation) -> list[dict]:
    return [_row(each) for each in seen.refused]


def stored_of(seen: Observation) -> list[tuple]:
    return [(each.kind, each.origin, each.key, each.set_by.url) for each in seen.storage]


def items_of(seen: Observation) -> list[tuple]:
    """Return the rows of the items of all stores, sorted."""
    return sorted(
        (each.kind, each.origin, each.key, each.party, each.set_by.url, each.set_by.initiators)
        for each in seen.storage
    )


def _row(each: Cookie) -> dict:
    setter = each.set_by
    return {
        "name": each.name,
        "domain": each.domain,
        "host_only": each.host_only,
        "path": each.path,
        "secure": each.secure,
        "http_only": each.http_only,
        "same_site": each.same_site,
        "partition_key": each.partition_key,
        "lifetime_s": each.lifetime_s,
        "declared_lifetime_s": each.declared_lifetime_s,
        "party": each.party,
        "set_by": (setter.api, setter.url, setter.host, setter.party),
        "initiators": setter.initiators,
        "trigger": each.trigger,
        "in_jar_at_end": each.in_jar_at_end,
        "length": each.value.length,
        "blocked": each.blocked,
    }


def _party(host: str) -> str:
    return "first" if f".{host}".endswith(".winkel.example") else "third"


def _whole(url: str) -> str:
    return SHOP + url if url.startswith("/") else url
