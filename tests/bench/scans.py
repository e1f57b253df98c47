"""Whole scans as their user starts them: time side by side, and memory over many visits."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.census import FILE
from bench.served import Served, many_urls, small_urls

from scanner.settings import EXTENSIONS, SCAN_CONCURRENT_VISITS

TIME_AIM = 0.5
MEMORY_AIM = 1.10
_PROJECT = Path(__file__).parents[2]
_EARLY, _WINDOW = 30, 10  # visits
_ALONE = {"SCAN_CHOICES": "none", "SCAN_LIVE_POLICIES": False}  # one visit a site, and no more


@dataclass(frozen=True)
class Time:
    """Seconds of a scan of many sites, one figure a run."""

    side_by_side: tuple[float, ...]
    one_by_one: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """The median of the runs' ratios."""
        pairs = zip(self.side_by_side, self.one_by_one, strict=True)
        return median(together / alone for together, alone in pairs)


@dataclass(frozen=True)
class Memory:
    """What the scanner's process held over one long scan, and what was left of it."""

    visits: int
    early_mb: float  # after the first 30 visits
    late_mb: float  # after the last
    contexts: int  # open in the browser at the end; the profile's own is always there
    pages: int
    profiles: int  # temporary folders left behind

    @property
    def ratio(self) -> float:
        """How much it grew."""
        return self.late_mb / self.early_mb


def measure_time(served: Served, runs: int, pages: int) -> Time:
    """Visit the many sites with the default concurrency and one after another, by turns."""
    pairs = [
        [_timed(served, pages, visits) for visits in (SCAN_CONCURRENT_VISITS, 1)]
        for _ in range(runs)
    ]
    together, alone = zip(*pairs, strict=True)
    return Time(together, alone)


def measure_memory(served: Served) -> Memory:
    """Scan the small sites once, a page each, and watch."""
    before = _profiles()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "census.json")
        settings = {
            "EXTENSIONS": json.dumps({**EXTENSIONS, "bench.census.Census": 300}),
            "PLAYWRIGHT_BROWSER_PROVIDER": "bench.census.WatchedBrowserProvider",
        }
        _scan(served, Path(folder), small_urls(), 1, settings, {FILE: str(file)})
        census = json.loads(file.read_text(encoding="utf-8"))
    taken = census["rss_mb"]
    return Memory(
        visits=len(taken),
        early_mb=median(taken[_EARLY - _WINDOW : _EARLY]),
        late_mb=median(taken[-_WINDOW:]),
        contexts=census["contexts"] - 1,
        pages=census["targets"] - 1,
        profiles=len(_profiles() - before),
    )


def _timed(served: Served, pages: int, visits: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        started = time.monotonic()
        settings = {"SCAN_CONCURRENT_VISITS": visits, **_ALONE}
        _scan(served, Path(folder), many_urls(), pages, settings)
        return time.monotonic() - started


def _scan(
    served: Served,
    folder: Path,
    urls: Sequence[str],
    pages: int,
    settings: dict[str, object],
    environment: dict[str, str] | None = None,
) -> None:
    """Run ``scrapy crawl sites`` to its end.

    Raises:
        RuntimeError: it did not end well.
    """
    sites = folder / "sites.txt"
    sites.write_text("\n".join(urls), encoding="utf-8")
    given = {
        "SCAN_RESULTS_DIR": folder / "results",
        "SCAN_BROWSER_ARGS": ",".join(served.switches),
        **settings,
    }
    words = [word for name, value in given.items() for word in ("-s", f"{name}={value}")]
    crawl = [sys.executable, "-m", "scrapy", "crawl", "sites"]
    ended = subprocess.run(
        [*crawl, "-a", f"sites={sites}", "-a", f"pages={pages}", *words],
        cwd=_PROJECT,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode:
        raise RuntimeError(f"the scan ended with {ended.returncode}:\n{ended.stderr[-3000:]}")


def _profiles() -> set[Path]:
    return set(Path(tempfile.gettempdir()).glob("scan-profile-*"))
