"""Which first-party hosts are other names of a third party's; no name is asked of the internet."""

import asyncio
import time

import dns.message
import dns.rrset
import pytest
from builders import make_page, make_site
from dns.asyncresolver import Resolver
from dns.resolver import NoResolverConfiguration

from scanner.browser import aliases
from scanner.browser.aliases import find_aliases, find_resolve, make_resolve
from scanner.browser.collectors.requests import COLLECTOR
from scanner.browser.exchange import Exchange
from scanner.browser.network import NetworkLog
from scanner.browser.record import Moment, Record
from scanner.browser.secrets import Hasher
from scanner.words import ConsentChoice, Phase, Trigger

MOMENT = Moment("https://www.winkel.example/", 1000.0, Trigger.LOAD, Phase.BEFORE)
TRACKER = "winkel.meting.example"
HOSTER = "lb7.wolk.example"


class Log(NetworkLog):
    """A log of one request to each host."""

    def __init__(self, *hosts):
        super().__init__()
        self._made = [
            Exchange(f"https://{host}/p.gif", "GET", "image", MOMENT.page, (), 1000.5, MOMENT, "1")
            for host in hosts
        ]

    def exchanges(self):
        yield from self._made


def make_record(*hosts):
    return Record(
        site=make_site("winkel.example", own_domains=("winkelgroep.example",)),
        choice=ConsentChoice.NONE,
        hasher=Hasher(b"the key of the tests"),
        moment=MOMENT,
        now=time.time,
        captcha_of=lambda url: None,
        network=Log(*hosts),
        pages=[make_page("https://www.winkel.example/")],
        landing="www.winkel.example",
    )


def found(chains, *hosts):
    async def resolve(host):
        return chains[host]

    return asyncio.run(find_aliases(make_record(*hosts), resolve))


def test_a_host_of_the_site_that_names_a_third_partys_host_is_an_alias():
    chains = {"metrics.winkel.example": (TRACKER, HOSTER)}
    assert found(chains, "metrics.winkel.example") == {"metrics.winkel.example": TRACKER}


def test_the_name_of_an_alias_is_the_first_outside_the_site():
    chains = {"m.winkel.example": ("m2.winkel.example", TRACKER)}
    assert found(chains, "m.winkel.example") == {"m.winkel.example": TRACKER}


@pytest.mark.parametrize(
    "chain",
    [
        (),
        ("www.winkel.example",),
        ("static.winkelgroep.example",),
        (TRACKER, "static.winkelgroep.example"),
    ],
)
def test_a_host_that_ends_at_the_site_is_no_alias(chain):
    assert found({"static.winkel.example": chain}, "static.winkel.example") == {}


def test_only_hosts_of_the_site_without_a_page_are_asked_for_and_once():
    asked = []

    async def resolve(host):
        asked.append(host)
        return ()

    hosts = ("www.winkel.example", "a.winkel.example", "cdn.derde.example", "a.winkel.example")
    asyncio.run(find_aliases(make_record(*hosts), resolve))
    assert asked == ["a.winkel.example"]


def test_thirty_hosts_are_asked_for_at_most():
    asked = []

    async def resolve(host):
        asked.append(host)
        return ()

    asyncio.run(find_aliases(make_record(*(f"h{n}.winkel.example" for n in range(40))), resolve))
    assert asked == [f"h{n}.winkel.example" for n in range(30)]


def test_nobody_is_asked_without_a_way_to_ask():
    assert asyncio.run(find_aliases(make_record("a.winkel.example"), None)) == {}


def test_an_answer_that_never_comes_costs_no_other_host_its_own(monkeypatch):
    monkeypatch.setattr(aliases, "LOOKUP_LIMIT_S", 0.05)

    async def resolve(host):
        if host.startswith("stil"):
            await asyncio.Event().wait()
        if host.startswith("stuk"):
            raise ConnectionRefusedError
        return (TRACKER,)

    record = make_record("stil.winkel.example", "stuk.winkel.example", "m.winkel.example")
    assert asyncio.run(find_aliases(record, resolve)) == {"m.winkel.example": TRACKER}


def test_a_request_to_an_alias_stays_first_party_and_names_what_it_is_an_alias_of():
    record = make_record("www.winkel.example", "m.winkel.example", "cdn.derde.example")
    record.aliases = {"m.winkel.example": TRACKER}
    requests = COLLECTOR.collect(record)["requests"]
    assert [(each.host, each.party, each.alias_of) for each in requests] == [
        ("www.winkel.example", "first", None),
        ("m.winkel.example", "first", TRACKER),
        ("cdn.derde.example", "third", None),
    ]


# -- the resolver ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "switch",
    ["--host-resolver-rules=MAP * 127.0.0.1", "--host-rules=MAP a b", "--proxy-server=10.0.0.1:80"],
)
def test_nobody_is_asked_when_the_browser_looks_names_up_in_its_own_way(switch):
    assert find_resolve(("--no-sandbox", switch)) is None


def test_nobody_is_asked_where_the_system_has_no_resolver(monkeypatch):
    def missing():
        raise NoResolverConfiguration

    monkeypatch.setattr(aliases, "Resolver", missing)
    assert find_resolve(()) is None


def test_the_systems_resolver_is_asked_otherwise(monkeypatch):
    monkeypatch.setattr(aliases, "Resolver", lambda: Resolver(configure=False))
    assert find_resolve(("--no-sandbox",)) is not None


class Nameserver(asyncio.DatagramProtocol):
    """Knows one alias of an alias; says of every other name that it does not exist."""

    def connection_made(self, transport):
        self._transport = transport

    def datagram_received(self, data, addr):
        query = dns.message.from_wire(data)
        answer = dns.message.make_response(query)
        if query.question[0].name.to_text() == "m.winkel.example.":
            answer.answer = [
                dns.rrset.from_text("m.winkel.example.", 60, "IN", "CNAME", f"{TRACKER}."),
                dns.rrset.from_text(f"{TRACKER}.", 60, "IN", "CNAME", f"{HOSTER}."),
                dns.rrset.from_text(f"{HOSTER}.", 60, "IN", "A", "192.0.2.1"),
            ]
        else:
            answer.set_rcode(3)
        self._transport.sendto(answer.to_wire(), addr)


async def ask(host):
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(Nameserver, local_addr=("127.0.0.1", 0))
    resolver = Resolver(configure=False)
    resolver.nameservers = ["127.0.0.1"]
    resolver.port = transport.get_extra_info("sockname")[1]
    try:
        return await make_resolve(resolver)(host)
    finally:
        transport.close()


def test_the_whole_chain_of_names_is_the_answer():
    assert asyncio.run(ask("m.winkel.example")) == (TRACKER, HOSTER)


@pytest.mark.parametrize(
    "host", ["weg.winkel.example", "a..example", f"{'a' * 64}.winkel.example", "bücher.example"]
)
def test_a_name_without_an_answer_has_no_other_names(host):
    assert asyncio.run(ask(host)) == ()
