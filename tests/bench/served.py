"""The pages that are measured, served by a process of its own so that its cost is not counted."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace

from aiohttp import web
from bench.weight import weighty_hosts
from web.pages import web_hosts

from scanner.demo.pages import site_handler
from scanner.demo.server import Handler, serve
from scanner.demo.web import SITES, demo_hosts

MANY = 40  # sites of the demo's pages, for a scan side by side
SMALL = 100  # sites of one small page, each visited thrice, for a scan that lasts
_SMALL_PAGE = (
    '<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>Klein</title>'
    '<link rel="icon" href="data:,"></head><body><p>klein</p>'
    '<script>document.cookie = "klein=a1; path=/; secure"</script></body></html>'
)


@dataclass(frozen=True)
class Served:
    """How a browser reaches the pages, and which process serves them."""

    rules: str
    spki: str
    pid: int = 0

    @property
    def switches(self) -> tuple[str, str]:
        """The switches that a browser needs."""
        return (
            f"--host-resolver-rules={self.rules}",
            f"--ignore-certificate-errors-spki-list={self.spki}",
        )


def many_urls() -> list[str]:
    return [f"https://www.winkel{number:02}.example/" for number in range(MANY)]


def small_urls() -> list[str]:
    return [f"https://www.klein{number:03}.example/" for number in range(SMALL)]


@contextmanager
def served_apart() -> Iterator[Served]:
    """Serve the test web, the demo web and the sites above until the block ends."""
    with subprocess.Popen(
        [sys.executable, "-m", "bench.served"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        try:
            yield replace(Served(**json.loads(server.stdout.readline())), pid=server.pid)
        finally:
            server.stdin.close()  # which ends it


def _hosts() -> Mapping[str, Handler]:
    many = {
        _host(url): site_handler(SITES[number % len(SITES)])
        for number, url in enumerate(many_urls())
    }
    small = dict.fromkeys(map(_host, small_urls()), _small)
    return {**web_hosts(), **demo_hosts(), **weighty_hosts(), **many, **small}


def _host(url: str) -> str:
    return url.split("/")[2]


async def _small(request: web.Request) -> web.Response:
    return web.Response(text=_SMALL_PAGE, content_type="text/html", headers={"Set-Cookie": "k=a1"})


async def _serve() -> None:
    async with serve(_hosts()) as local:
        print(json.dumps(asdict(Served(local.resolver_rules, local.spki))), flush=True)
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(_serve())
