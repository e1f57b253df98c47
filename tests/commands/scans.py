"""Run the program as its user does: ``scrapy ...`` in a process of its own."""

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[2]
LIMIT_S = 420


def command(*words: object, results: Path) -> list[str]:
    """Return the command line of a Scrapy command that writes to ``results``."""
    scrapy = [sys.executable, "-W", "error::ResourceWarning", "-m", "scrapy"]
    return [*scrapy, *map(str, words), "-s", f"SCAN_RESULTS_DIR={results}"]


def scrapy(*words: object, results: Path) -> subprocess.CompletedProcess[str]:
    """Run a Scrapy command to its end."""
    return subprocess.run(
        command(*words, results=results),
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )
