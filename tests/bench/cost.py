"""CPU time of the scanner's visits against the same pages in a bare browser, for as long."""

from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from statistics import median

from bench.processes import cpu_s
from bench.served import Served
from bench.visits import a_browser, load_all, site_of, visit_all
from bench.weight import HOST

from scanner.browser.settle import Patience
from scanner.demo.web import SITES
from scanner.models import Observation, Site
from scanner.settings import SCAN_CONCURRENT_VISITS, SCAN_PAGES

AIM = 1.35
# Three contexts visit the one weighty site: its pages are alike.
WEBS: dict[str, list[Site]] = {
    "demo web, nearly empty pages": [site_of(f"https://{site.host}/") for site in SITES],
    "pages of an everyday weight": [site_of(f"https://{HOST}/")] * 3,
}


@dataclass(frozen=True)
class Cost:
    """CPU seconds of a visit, one figure a run."""

    scanner: tuple[float, ...]
    bare: tuple[float, ...]  # all pages of a visit in one tab
    tabs: tuple[float, ...]  # the same, each page in a tab of its own

    def ratio_to(self, bare: Sequence[float]) -> float:
        """Return the median of the runs' ratios."""
        return median(ours / theirs for ours, theirs in zip(self.scanner, bare, strict=True))


async def measure(served: Served, web: str, runs: int) -> Cost:
    """Visit the sites of a web by turns, each time in a new browser."""
    figures = [await _run(served, WEBS[web]) for _ in range(runs)]
    return Cost(*zip(*figures, strict=True))


async def _run(served: Served, sites: list[Site]) -> tuple[float, ...]:
    plan = {"pages": SCAN_PAGES, "at_once": SCAN_CONCURRENT_VISITS}
    async with a_browser(served) as browser:
        await visit_all(browser, sites[-1:], Patience(), **plan)  # to warm up
        seen, ours_s = await _costing(served, visit_all(browser, sites, Patience(), **plan))
    stays = [_stays(each) for each in seen]
    used = [ours_s]
    for tab_each in (False, True):
        async with a_browser(served) as browser:
            await load_all(browser, stays[-1:], at_once=1, tab_each=tab_each)
            loading = load_all(browser, stays, at_once=SCAN_CONCURRENT_VISITS, tab_each=tab_each)
            used.append((await _costing(served, loading))[1])
    return tuple(each / len(sites) for each in used)


def _stays(seen: Observation) -> list[tuple[str, float]]:
    """Return the pages of a visit, each with the seconds that the visit spent on it."""
    return [(page.url, seen.duration_s / len(seen.pages)) for page in seen.pages]


async def _costing(served: Served, work: Awaitable) -> tuple:
    before = cpu_s(without=served.pid)
    result = await work
    return result, cpu_s(without=served.pid) - before
