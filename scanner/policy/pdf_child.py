"""Take the text out of a PDF, alone in a process with limits: a hostile file costs only that.

``python -m scanner.policy.pdf_child`` reads it from standard input and writes one JSON object.
"""

from __future__ import annotations

import io
import json
import logging
import resource
import sys
import zlib
from typing import Any  # an object of the PDF can be anything

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

from scanner.policy.pdf import MOST_LETTERS, MOST_PAGES, TOO_MUCH_MEMORY

MEMORY_BYTES = 1_000_000_000
CPU_S = 20
# What a broken file makes pypdf raise (read in its issues and sources, 2026).
_BROKEN = (
    PyPdfError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    zlib.error,
)


def extract(data: bytes) -> dict[str, object]:
    """Return ``pages`` (their texts), ``pictures`` (pages that are only that), or why not."""
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return {"reason": "encrypted: it asks for a password"}
        count = len(reader.pages)
    except (DependencyError, FileNotDecryptedError):
        return {"reason": "encrypted in a way that is not known"}
    except _BROKEN as error:
        return {"reason": f"a broken PDF: {type(error).__name__}"}
    if count > MOST_PAGES:
        return {"count": count, "too_large": True}
    return _extract_pages(reader, count)


def _extract_pages(reader: PdfReader, count: int) -> dict[str, object]:
    pages, pictures, broken, letters = [], 0, 0, 0
    for index in range(count):
        try:
            page = reader.pages[index]
            text = page.extract_text()
            pictures += not text.strip() and _has_picture(page)
        except _BROKEN:
            text, broken = "", broken + 1
        pages.append(text.encode("utf-8", "replace").decode("utf-8"))
        letters += len(text)
        if letters > MOST_LETTERS:
            return {"count": count, "too_large": True}
    return {"count": count, "pages": pages, "pictures": pictures, "broken": broken}


def _has_picture(page: PageObject) -> bool:
    objects: Any = page.get("/Resources", {})
    objects = objects.get_object().get("/XObject", {}).get_object()
    return any(one.get_object().get("/Subtype") == "/Image" for one in objects.values())


def main() -> int:
    """Read standard input, write what came of it; the exit code tells how a limit was met."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.disable(logging.CRITICAL)
    try:
        json.dump(extract(sys.stdin.buffer.read()), sys.stdout)
    except MemoryError:
        return TOO_MUCH_MEMORY
    return 0


if __name__ == "__main__":
    sys.exit(main())
