"""``make bench``: what waiting finds and costs, as a table, and what a scan costs, as ratios."""

import argparse
import asyncio
import importlib.metadata
import os
from collections.abc import Callable
from datetime import UTC, datetime

from bench import analysis, cost, policies, scans, settle
from bench.served import Served, served_apart
from bench.visits import a_browser

from scanner.settings import SCAN_CONCURRENT_VISITS

PARTS = ("settle", "cpu", "time", "memory")


def main() -> None:
    """Run the parts that were asked for and print their figures."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="of the parts cpu and time")
    parser.add_argument("--part", choices=("all", "policy", "analysis", *PARTS), default="all")
    parser.add_argument("--pages", type=int, default=1, help="of each site, in the part time")
    asked = parser.parse_args()
    if asked.part == "policy":  # needs no browser
        policies.print_figures()
        return
    if asked.part == "analysis":  # nor does this
        analysis.print_figures()
        return
    printers: dict[str, Callable[[Served], None]] = {
        "settle": _settle,
        "cpu": lambda served: _cpu(served, asked.runs),
        "time": lambda served: _time(served, asked.runs, asked.pages),
        "memory": _memory,
    }
    with served_apart() as served:
        print(asyncio.run(_machine(served)), flush=True)
        for part in PARTS if asked.part == "all" else (asked.part,):
            printers[part](served)


async def _machine(served: Served) -> str:
    async with a_browser(served) as browser:
        return (
            f"{datetime.now(UTC):%Y-%m-%d}, Chromium {browser.version}, "
            f"Playwright {importlib.metadata.version('playwright')}, {os.cpu_count()} cores, "
            f"{SCAN_CONCURRENT_VISITS} visits at once"
        )


def _settle(served: Served) -> None:
    print(f"\n{settle.head()}", flush=True)
    rows = []
    for rule in settle.RULES:
        rows.append(asyncio.run(settle.measure(served, rule)))
        print(settle.line(rows[-1]), flush=True)
    print()
    for row in rows:
        for kind, names in (("missed", row.missed), ("not in the truth", row.extra)):
            if names:
                print(f"{kind} by {row.rule}: {', '.join(names)}")
    print(flush=True)


def _cpu(served: Served, runs: int) -> None:
    for web in cost.WEBS:
        costs = asyncio.run(cost.measure(served, web, runs))
        _ratio(
            f"CPU seconds a visit, to bare Playwright ({web})", costs.ratio_to(costs.bare), cost.AIM
        )
        print(
            f"  scanner {_list(costs.scanner)}; bare {_list(costs.bare)}; bare with a tab for each "
            f"page {_list(costs.tabs)}, to which the ratio is {costs.ratio_to(costs.tabs):.2f}",
            flush=True,
        )


def _time(served: Served, runs: int, pages: int) -> None:
    times = scans.measure_time(served, runs, pages)
    _ratio("wall clock of 40 sites, side by side to one by one", times.ratio, scans.TIME_AIM)
    seconds = f"{_list(times.side_by_side)}; {_list(times.one_by_one)}"
    print(f"  seconds {seconds}; pages of a site: {pages}", flush=True)


def _memory(served: Served) -> None:
    held = scans.measure_memory(served)
    what = f"memory of the scanner, after {held.visits} visits to after 30"
    _ratio(what, held.ratio, scans.MEMORY_AIM)
    print(
        f"  MB {held.late_mb:.1f}; {held.early_mb:.1f}; left behind: {held.contexts} contexts, "
        f"{held.pages} pages, {held.profiles} profiles",
        flush=True,
    )


def _ratio(what: str, ratio: float, aim: float) -> None:
    print(f"{what}: {ratio:.2f} (aim: at most {aim:.2f}{'' if ratio <= aim else ', MISSED'})")


def _list(figures: tuple[float, ...]) -> str:
    return ", ".join(f"{each:.2f}" for each in figures)


if __name__ == "__main__":
    main()
