"""A real https server on loopback that answers for many host names at once."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

import trustme
from aiohttp import web
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import load_pem_x509_certificate

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

# How long a handler that still runs may go on when the server ends.
_SHUTDOWN_S = 0.5


@dataclass(frozen=True)
class Exchange:
    """One request that was answered."""

    host: str
    path: str  # without the query
    method: str
    cookies_sent: tuple[str, ...]  # names, in the order of the request's header
    cookies_set: tuple[str, ...]  # names, in the order of the response's headers


class LocalWeb:
    """A running server, and what a browser must be told to reach it.

    With both switches a browser opens ``https://<host>/``, without a port and with a certificate
    it trusts; every other host name is resolved as always.
    """

    def __init__(self, hosts: Mapping[str, Handler], port: int, spki: str) -> None:
        self.port = port
        self.spki = spki  # value of --ignore-certificate-errors-spki-list
        self.resolver_rules = ", ".join(  # value of --host-resolver-rules
            f"MAP {host} 127.0.0.1:{port}" for host in hosts
        )
        self._exchanges: list[Exchange] = []

    @property
    def log(self) -> tuple[Exchange, ...]:
        """Every request answered so far, in the order of the answers."""
        return tuple(self._exchanges)

    async def record(self, request: web.Request, response: web.StreamResponse) -> None:
        """Add an answer to the log; aiohttp calls it before the headers leave."""
        lines = response.headers.getall("Set-Cookie", [])
        self._exchanges.append(
            Exchange(
                host=_host(request),
                path=request.path,
                method=request.method,
                cookies_sent=tuple(request.cookies),
                cookies_set=tuple(line.partition("=")[0].strip() for line in lines),
            )
        )


@asynccontextmanager
async def serve(hosts: Mapping[str, Handler], port: int = 0) -> AsyncIterator[LocalWeb]:
    """Serve one handler per host name over https on 127.0.0.1 until the block ends.

    Port 0 takes a free one. Key and certificate are made here and leave no file behind. A host
    that is not in ``hosts`` is answered with 404. At the end open connections are cut.

    Raises:
        OSError: the port cannot be had.
    """
    context, spki = _make_identity(hosts)
    listener = socket.create_server(("127.0.0.1", port))
    served = LocalWeb(hosts, listener.getsockname()[1], spki)
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", _dispatcher(hosts))
    app.on_response_prepare.append(served.record)
    runner = web.AppRunner(
        app, access_log=None, handler_cancellation=True, shutdown_timeout=_SHUTDOWN_S
    )
    await runner.setup()
    try:
        await web.SockSite(runner, listener, ssl_context=context).start()
        yield served
    finally:
        await _stop(runner)


def _make_identity(hosts: Mapping[str, Handler]) -> tuple[ssl.SSLContext, str]:
    certificate = trustme.CA().issue_cert(*hosts)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    leaf = load_pem_x509_certificate(certificate.cert_chain_pems[0].bytes())
    key = leaf.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return context, base64.b64encode(hashlib.sha256(key).digest()).decode()


def _dispatcher(hosts: Mapping[str, Handler]) -> Handler:
    async def dispatch(request: web.Request) -> web.StreamResponse:
        handler = hosts.get(_host(request))
        if handler is None:
            raise web.HTTPNotFound(text=f"no such host: {_host(request)}")
        return await handler(request)

    return dispatch


def _host(request: web.Request) -> str:
    return request.host.partition(":")[0].lower()


async def _stop(runner: web.AppRunner) -> None:
    """End the server and every connection, also one whose other side says no goodbye."""
    server = runner.server
    transports = [connection.transport for connection in server.connections] if server else []
    await runner.cleanup()
    for transport in filter(None, transports):
        transport.abort()
    await asyncio.sleep(0)  # the cut connections are closed in the loop's next round
