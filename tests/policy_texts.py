"""The five seed policies, where they lie beside the repository."""

from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "shared" / "policies"
FILES = sorted(FOLDER.glob("*.txt"))
NEEDED = pytest.mark.skipif(not FILES, reason="the seed policies do not lie beside the repository")
CASES = sorted(
    path
    for path in (Path(__file__).parent / "policy" / "cases").glob("*")
    if path.suffix in (".txt", ".md", ".html")
)


def read_seed(start):
    """Return the text of the seed whose name starts so."""
    return next(path for path in FILES if path.name.startswith(start)).read_text(encoding="utf-8")
