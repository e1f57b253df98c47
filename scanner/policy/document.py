"""Read one policy document, whatever it is: its text, or a status word and the reason."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import PurePath

from scanner.policy.charset import decode
from scanner.policy.html import read_html
from scanner.policy.lines import MOST_LINES
from scanner.policy.markdown import is_markdown, read_markdown
from scanner.policy.pdf import read_pdf
from scanner.policy.plain import read_plain
from scanner.policy.text import BlockKind, PolicyText
from scanner.words import PolicyStatus

MOST_BYTES = 5_000_000  # of a policy as it comes; none that was seen has a tenth of it
_SAMPLE = 100_000  # letters that tell whether bytes were text at all
_LEAST_TEXT = 0.9  # of them that a person could read
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"RIFF")
_PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"\xd0\xcf\x11\xe0", b"BZh")
_OPENS_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(
    r"<(?:div|p|h[1-6]|table|ul|section|main|article|span|br)\b[^<>]{0,300}>", re.IGNORECASE
)
_TOO_MANY = f"it has more than {MOST_LINES:,} lines; the first of them were read"
_LETTER = re.compile(r"[^\W\d_]{2}")


class Format(StrEnum):
    """What a document is written in."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"


@dataclass(frozen=True)
class DocumentText:
    """What came of reading a document: its text, or why there is none."""

    status: PolicyStatus  # read, partial, unreadable or too_large
    reason: str | None = None  # why it is not read, or not whole
    text: PolicyText | None = None  # None unless read or partial
    title: str | None = None
    format: Format | None = None
    pages: int | None = None  # of a PDF


def read_document(data: bytes, name: str, media_type: str | None = None) -> DocumentText:
    """Return the text of a document; what it is, its content says before its type and name do.

    Args:
        data: the document as it came.
        name: its file name or URL.
        media_type: its Content-Type, with the character set if one was given.
    """
    if len(data) > MOST_BYTES:
        found = f"{len(data) / 1e6:.1f} MB, more than {MOST_BYTES / 1e6:.0f} MB"
        return DocumentText(PolicyStatus.TOO_LARGE, found)
    if not data.strip(b"\x00 \t\r\n\f\v"):
        return _unreadable("the file is empty")
    if b"%PDF-" in data[:1024]:
        return _read_pdf(data)
    if data.startswith(_PICTURES):
        return _unreadable("a picture, not a text")
    if data.startswith(_PACKED):
        return _unreadable("a packed or Office file, not a text")
    source = decode(data, media_type)
    if not _is_text(source):
        return _unreadable("no text: most of its bytes are no letters of any character set")
    return _read_letters(source, _format(source, name, media_type))


def _read_letters(source: str, kind: Format) -> DocumentText:
    if kind is Format.HTML:
        page = read_html(source)
        if page.text is None:
            return _unreadable(page.reason or "there is no page in it", kind)
        read = _checked(page.text, kind, page.title)
        if read.text is None or page.missing is None:
            return read
        return replace(read, status=PolicyStatus.PARTIAL, reason=page.missing)
    text = read_markdown(source) if kind is Format.MARKDOWN else read_plain(source)
    return _checked(text, kind)


def _read_pdf(data: bytes) -> DocumentText:
    found = read_pdf(data)
    if found.status in (PolicyStatus.UNREADABLE, PolicyStatus.TOO_LARGE):
        return DocumentText(found.status, found.reason, format=Format.PDF, pages=found.pages)
    read = _checked(read_plain(found.source), Format.PDF)
    if read.text is None:
        return read
    if found.status is PolicyStatus.READ:
        return replace(read, pages=found.pages)
    return replace(read, status=found.status, reason=found.reason, pages=found.pages)


def _checked(text: PolicyText, kind: Format, title: str | None = None) -> DocumentText:
    if not _LETTER.search(text.text):
        return _unreadable("there is no text in it", kind)
    status, reason = (PolicyStatus.READ, None) if text.whole else (PolicyStatus.PARTIAL, _TOO_MANY)
    return DocumentText(status, reason, text, title or _first_heading(text), kind)


def _unreadable(reason: str, kind: Format | None = None) -> DocumentText:
    return DocumentText(PolicyStatus.UNREADABLE, reason, format=kind)


def _first_heading(text: PolicyText) -> str | None:
    """Return the heading that a text opens with; None when it opens otherwise."""
    for block in text.blocks[:3]:
        if block.kind is BlockKind.HEADING:
            return text.text[block.start : block.end]
    return None


def _is_text(source: str) -> bool:
    sample = source[:_SAMPLE]
    counts = Counter(sample)
    readable = sum(n for one, n in counts.items() if one.isprintable() or one.isspace())
    readable -= counts["\ufffd"]
    return readable + counts["\x00"] * (readable > 20) >= _LEAST_TEXT * len(sample)


def _format(source: str, name: str, media_type: str | None) -> Format:
    suffix = PurePath(name.partition("?")[0]).suffix.lower()
    declared = (media_type or "").partition(";")[0].strip().lower()
    if _OPENS_HTML.match(source):
        return Format.HTML
    if suffix in (".md", ".markdown") or declared == "text/markdown":
        return Format.MARKDOWN
    tags = len(_TAG.findall(source[:_SAMPLE]))
    said = suffix in (".html", ".htm", ".xhtml", ".php", ".asp", ".aspx") or "html" in declared
    if tags > (0 if said else 4):
        return Format.HTML
    return Format.MARKDOWN if is_markdown(source) else Format.TEXT
