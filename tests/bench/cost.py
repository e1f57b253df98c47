"""CPU time of the scanner's visits against the same pages in a bare browser, for as long."""

from collections.abc import Awaitable
from dataclasses import dataclass
from statistics import median

from bench.processes import cpu_s
from bench.served import Served
from bench.visits import a_browser, load_all, site_of, visit_all
from playwright.async_api import Browser

from scanner.browser.settle import Patience
from scanner.demo.web import SITES
from scanner.models import Observation
from scanner.settings import SCAN_CONCURRENT_VISITS, SCAN_PAGES

AIM = 1.35
_DEMO = [site_of(f"https://{site.host}/") for site in SITES]


@dataclass(frozen=True)
class Cost:
    """CPU seconds of a visit, one figure a run."""

    scanner: tuple[float, ...]
    bare: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """The median of the runs' ratios."""
        return median(ours / bare for ours, bare in zip(self.scanner, self.bare, strict=True))


async def measure(served: Served, runs: int) -> Cost:
    """Visit the demo web with both by turns, each time in a new browser."""
    pairs = [await _pair(served) for _ in range(runs)]
    ours, bare = zip(*pairs, strict=True)
    return Cost(ours, bare)


async def _pair(served: Served) -> tuple[float, float]:
    async with a_browser(served) as browser:
        await _visit(browser, _DEMO[-1:])
        seen, ours_s = await _costing(served, _visit(browser, _DEMO))
    stays = [_stays(each) for each in seen]
    async with a_browser(served) as browser:
        await load_all(browser, stays[-1:], at_once=1)
        _, bare_s = await _costing(served, load_all(browser, stays, at_once=SCAN_CONCURRENT_VISITS))
    return ours_s / len(_DEMO), bare_s / len(_DEMO)


def _visit(browser: Browser, sites: list) -> Awaitable[list[Observation]]:
    return visit_all(browser, sites, Patience(), pages=SCAN_PAGES, at_once=SCAN_CONCURRENT_VISITS)


def _stays(seen: Observation) -> list[tuple[str, float]]:
    """Return the pages of a visit, each with the seconds that the visit spent on it."""
    return [(page.url, seen.duration_s / len(seen.pages)) for page in seen.pages]


async def _costing(served: Served, work: Awaitable) -> tuple:
    before = cpu_s(without=served.pid)
    result = await work
    return result, cpu_s(without=served.pid) - before
