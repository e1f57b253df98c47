"""The table of rules: what each finds on pages that store late, in which time, at which cost."""

from dataclasses import dataclass
from math import inf
from statistics import median

from bench.pages import QUIET, TRUTH
from bench.processes import cpu_s
from bench.served import Served
from bench.visits import a_browser, site_of, visit_all

from scanner.browser.settle import Patience
from scanner.models import Observation

# Rules that mostly sleep are measured with more pages at once: they do not slow each other.
_SLEEPING, _AWAKE = 8, 2
RULES: dict[str, tuple[Patience, int]] = {
    "fixed 2 s": (Patience(inf, 0, 2, 0), _SLEEPING),
    "fixed 5 s": (Patience(inf, 0, 5, 0), _SLEEPING),
    "fixed 10 s": (Patience(inf, 0, 10, 0), _SLEEPING),
    "network idle: 0.5 s": (Patience(0.5, 0, 10, 0), _AWAKE),
    "quiet 0.5 s, no new name 0.5 s": (Patience(0.5, 0.5, 10, 0), _AWAKE),
    "quiet 1 s, no new name 2.5 s": (Patience(1, 2.5, 10, 0), _AWAKE),
    "quiet 0.5 s, no new name 0.5 s, then 5 s of virtual time": (
        Patience(0.5, 0.5, 10, 5),
        _AWAKE,
    ),
    "the default": (Patience(), _AWAKE),
}


@dataclass(frozen=True)
class Row:
    """One rule's figures."""

    rule: str
    found: int
    seconds: float  # of a visit of one page, the median
    quiet_seconds: float  # the same, of pages on which nothing moves
    cpu_s: float  # of a visit of one page, the mean: visits share processes
    missed: tuple[str, ...]
    extra: tuple[str, ...]


async def measure(served: Served, rule: str) -> Row:
    """Visit every page once under a rule."""
    patience, at_once = RULES[rule]
    sites = [site_of(url) for url in TRUTH]
    async with a_browser(served) as browser:
        await visit_all(browser, sites[-1:], patience, pages=1, at_once=1)  # to warm up
        before = cpu_s(without=served.pid)
        seen = await visit_all(browser, sites, patience, pages=1, at_once=at_once)
        used = cpu_s(without=served.pid) - before
    visits = dict(zip(TRUTH, seen, strict=True))
    found = {url: _names(visit) for url, visit in visits.items()}
    return Row(
        rule=f"{rule}: {patience.rule}" if rule == "the default" else rule,
        found=sum(len(found[url] & truth) for url, truth in TRUTH.items()),
        seconds=median(visit.duration_s for visit in seen),
        quiet_seconds=median(visits[url].duration_s for url in QUIET),
        cpu_s=used / len(sites),
        missed=tuple(f"{url} {name}" for url in TRUTH for name, _ in TRUTH[url] - found[url]),
        extra=tuple(f"{url} {name}" for url in TRUTH for name, _ in found[url] - TRUTH[url]),
    )


def _names(visit: Observation) -> set[tuple[str, str]]:
    return {(cookie.name, cookie.domain) for cookie in visit.cookies}


def head() -> str:
    """Return the first lines of a table of Markdown."""
    total = sum(map(len, TRUTH.values()))
    return (
        f"| rule | cookies found (of {total}) | seconds per page (median) "
        "| the same, quiet pages | CPU seconds per page |\n|---|---|---|---|---|"
    )


def line(row: Row) -> str:
    """Return a row of that table."""
    figures = f"{row.found} | {row.seconds:.1f} | {row.quiet_seconds:.1f} | {row.cpu_s:.2f}"
    return f"| {row.rule} | {figures} |"
