from __future__ import annotations

import asyncio
import ssl
import tempfile

import pytest
from aiohttp import ClientError, ClientSession, TCPConnector, web

from scanner.demo.server import Exchange, serve

PLAIN_TLS = ssl.create_default_context()
PLAIN_TLS.check_hostname = False
PLAIN_TLS.verify_mode = ssl.CERT_NONE


async def winkel(request):
    response = web.Response(text="winkel")
    response.set_cookie("mand", "1")
    response.headers.add("Set-Cookie", "geweigerd=2; SameSite=None")
    return response


async def pixel(request):
    return web.Response(text=request.method)


HOSTS = {"www.winkel.example": winkel, "pixel.reclame.example": pixel}


async def get(port, host, path="/", method="GET", cookies=None):
    async with (
        ClientSession(connector=TCPConnector(ssl=PLAIN_TLS), cookies=cookies) as session,
        session.request(
            method, f"https://127.0.0.1:{port}{path}", headers={"Host": host}
        ) as response,
    ):
        return response.status, await response.text()


def test_each_host_has_its_own_handler():
    async def run():
        async with serve(HOSTS) as served:
            return [await get(served.port, host) for host in HOSTS]

    assert asyncio.run(run()) == [(200, "winkel"), (200, "GET")]


def test_an_unknown_host_is_not_found():
    async def run():
        async with serve(HOSTS) as served:
            return await get(served.port, "www.elders.example")

    assert asyncio.run(run()) == (404, "no such host: www.elders.example")


def test_a_host_is_found_whatever_its_case_and_port():
    async def run():
        async with serve(HOSTS) as served:
            return await get(served.port, f"WWW.Winkel.example:{served.port}")

    assert asyncio.run(run()) == (200, "winkel")


def test_the_log_names_the_cookies_sent_and_set_in_order():
    async def run():
        async with serve(HOSTS) as served:
            await get(served.port, "www.winkel.example", "/a?b=c", cookies={"oud": "x"})
            await get(served.port, "pixel.reclame.example", "/p.gif", "POST")
            await get(served.port, "www.elders.example")
            return served.log

    assert asyncio.run(run()) == (
        Exchange("www.winkel.example", "/a", "GET", ("oud",), ("geweigerd", "mand")),
        Exchange("pixel.reclame.example", "/p.gif", "POST", (), ()),
        Exchange("www.elders.example", "/", "GET", (), ()),
    )


def test_one_certificate_names_every_host():
    async def run():
        async with serve(HOSTS) as served:
            pem = await asyncio.to_thread(ssl.get_server_certificate, ("127.0.0.1", served.port))
        with tempfile.NamedTemporaryFile("w", suffix=".pem") as file:
            file.write(pem)
            file.flush()
            return ssl._ssl._test_decode_cert(file.name)["subjectAltName"]

    assert asyncio.run(run()) == tuple(("DNS", host) for host in HOSTS)


def test_every_host_has_one_resolver_rule():
    async def run():
        async with serve(HOSTS) as served:
            return served.resolver_rules, served.port

    rules, port = asyncio.run(run())
    assert rules == (
        f"MAP www.winkel.example 127.0.0.1:{port}, MAP pixel.reclame.example 127.0.0.1:{port}"
    )


def test_a_port_that_is_taken_is_an_error():
    async def run():
        async with serve(HOSTS) as first, serve(HOSTS, port=first.port):
            pass

    with pytest.raises(OSError, match="in use"):
        asyncio.run(run())


def test_the_files_of_the_key_are_gone_when_it_runs(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    async def run():
        async with serve(HOSTS):
            return list(tmp_path.iterdir())

    assert asyncio.run(run()) == []


def test_it_ends_while_connections_are_open_and_a_handler_hangs():
    async def run():
        started = asyncio.Event()

        async def hangs(request):
            started.set()
            await asyncio.Event().wait()

        async with serve({**HOSTS, "hangt.example": hangs}) as served:
            reader, writer = await asyncio.open_connection("127.0.0.1", served.port, ssl=PLAIN_TLS)
            writer.write(b"GET / HTTP/1.1\r\nHost: www.winkel.example\r\n\r\n")
            head = await reader.readuntil(b"\r\n")
            hanging = asyncio.create_task(get(served.port, "hangt.example"))
            await started.wait()
        (outcome,) = await asyncio.gather(hanging, return_exceptions=True)
        rest = await reader.read()
        writer.close()
        return head, rest.endswith(b"winkel"), isinstance(outcome, ClientError)

    assert asyncio.run(asyncio.wait_for(run(), 10)) == (b"HTTP/1.1 200 OK\r\n", True, True)
