"""Read a PDF: its text is taken out by a child process with limits, whose end we survive."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass

from scanner.words import PolicyStatus

MOST_PAGES = 500
MOST_LETTERS = 20_000_000
WALL_S = 30
TOO_MUCH_MEMORY = 3  # the child's exit code
_PAGE_END = "\n\f"
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st"})


@dataclass(frozen=True)
class PdfText:
    """What came of a PDF: the text of its pages, a form feed between two, or why there is none."""

    status: PolicyStatus
    reason: str | None = None
    source: str = ""
    pages: int | None = None


def read_pdf(data: bytes) -> PdfText:
    """Return the text of a PDF; a file that breaks its reader or its limits is unreadable."""
    command = [sys.executable, "-m", "scanner.policy.pdf_child"]
    try:
        child = subprocess.run(command, input=data, capture_output=True, timeout=WALL_S)  # noqa: S603
    except subprocess.TimeoutExpired:
        return _unreadable(f"reading it takes more than {WALL_S} seconds")
    if child.returncode == TOO_MUCH_MEMORY:
        return _unreadable("reading it takes more memory than a policy needs")
    if child.returncode:
        return _unreadable("its reader did not survive it: too long, too large, or broken")
    return _judged(json.loads(child.stdout))


def _judged(found: dict[str, object]) -> PdfText:
    """Return what the child found as a status; it is our own program, its words are trusted."""
    count = found.get("count")
    pages = count if isinstance(count, int) else None
    if "reason" in found:
        return _unreadable(str(found["reason"]))
    if found.get("too_large"):
        limits = f"more than {MOST_PAGES} pages or {MOST_LETTERS // 1_000_000} million letters"
        return PdfText(PolicyStatus.TOO_LARGE, limits, pages=pages)
    texts = found["pages"]
    source = _PAGE_END.join(texts).translate(_LIGATURES) if isinstance(texts, list) else ""
    if not any(letter.isalpha() for letter in source):
        pictures = "no text: pictures of pages" if found["pictures"] else "there is no text in it"
        return PdfText(PolicyStatus.UNREADABLE, pictures, pages=pages)
    if found["pictures"] or found["broken"]:
        lost = f"{found['pictures']} of {pages} pages are pictures, {found['broken']} are broken"
        return PdfText(PolicyStatus.PARTIAL, lost, source, pages)
    return PdfText(PolicyStatus.READ, None, source, pages)


def _unreadable(reason: str) -> PdfText:
    return PdfText(PolicyStatus.UNREADABLE, reason)
