"""Bytes to letters: by their byte order mark, as declared, as UTF-8, or as windows-1252."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_IN_TYPE = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_IN_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_META_WITHIN = 4096  # bytes
# Browsers read these as windows-1252 (WHATWG Encoding Standard, section 4.2).
_WINDOWS = ("ascii", "iso8859-1", "latin-1", "iso-8859-1")
# Only these: others take long, or are no character sets at all.
_KNOWN = re.compile(
    r"(?:utf-(?:8|16|32)(?:-[bl]e)?|iso8859-\d+|cp\d+|koi8-\w|mac-roman|gb\w+|big5|euc_\w+|shift_jis)"
)
_LINE_ENDS = re.compile(r"\r\n?")


def decode(data: bytes, media_type: str | None = None) -> str:
    """Return the letters of a document, line ends as newlines; it never fails.

    A declared character set that does not exist, or that the bytes do not obey, is passed over.
    """
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return _lines(data.decode(charset, "replace"))
    for charset in (*_declared(data, media_type), "utf-8", _without_marks(data)):
        if text := _try(data, charset):
            return _lines(text)
    return _lines(data.decode("windows-1252", "replace"))


def _declared(data: bytes, media_type: str | None) -> list[str]:
    in_type = _IN_TYPE.search(media_type or "")
    in_meta = _IN_META.search(data[:_META_WITHIN])
    names = [in_type[1]] if in_type else []
    if in_meta and b"16" not in in_meta[1]:  # a tag that can be read is not UTF-16
        names.append(in_meta[1].decode("ascii", "replace"))
    return names


def _without_marks(data: bytes) -> str:
    """Return UTF-16 where every second byte is nought, as it is for western letters."""
    sample = data[:2000]
    halves = sample[0::2].count(0), sample[1::2].count(0)
    if len(sample) > 8 and max(halves) > 0.4 * len(sample) / 2 and min(halves) == 0:
        return "utf-16-be" if halves[0] else "utf-16-le"
    return "utf-8"


def _try(data: bytes, charset: str) -> str | None:
    try:
        name = codecs.lookup(charset).name
        name = "cp1252" if name in _WINDOWS else name
        return data.decode(name) if _KNOWN.fullmatch(name) else None
    except (LookupError, UnicodeError):
        return None


def _lines(text: str) -> str:
    return _LINE_ENDS.sub("\n", text)
