"""Which parts of a URL, or of a stored value, could be somebody's identifier.

Precision first: a value that could as well be a time, a date, a size, a word, a consent string or
a part of the page's address is left out, for a false find accuses.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from urllib.parse import unquote, unquote_plus, urlsplit

_PART = re.compile(r"[A-Za-z0-9_-]{8,}")  # long enough to tell one visitor from another
_MOST_PARTS = 200  # of one URL
_SHORTEST, _LONGEST = 8, 512  # characters
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")
_LONGEST_PACKED = 8_192  # characters
_HASHES = ("md5", "sha1", "sha256")
_FEWEST_DIFFERENT = 5  # characters: 00000000 and 12121212 identify nobody
_ANY_TIME = range(10**9, 3 * 10**9)  # seconds since 1970: from 2001 to 2065
_NEAR_NOW_S = 5 * 365 * 86_400.0  # times of first visits, of expiries, of builds
_DATE = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:T?\d{2}|T?\d{4,6})?Z?")
_SIZE = re.compile(r"\d{2,5}x\d{2,5}(?:x\d{1,3})?")
_WORD = re.compile(r"[A-Za-z]{3,}\d{0,4}|\d{0,4}[A-Za-z]{3,}")  # winter2026, 24uur
_DIGITS = re.compile(r"\d{1,5}")
# A consent string of the IAB: its first six bits are its version, then comes the date it was made.
_CONSENT = re.compile(r"C[O-Z][A-Za-z0-9_-]{30,}")
_CONSENT_NAME = re.compile(r"consent|gdpr|privacy|^gpp|^tcf|^addtl", re.IGNORECASE)
_JSON = ("{", "[")  # what it begins with
_SCALES = {10: 1.0, 13: 1e3, 16: 1e6}  # digits of a time in seconds, milliseconds, microseconds


def find_parts(text: str) -> tuple[str, ...]:
    """Return the parts of a value that are long enough to identify, each once, in the clear.

    The parts of a text that stands packed in the value, as base64, come last.
    """
    text = unquote(text)
    packed = (part for inner in _unpack(text) for part in _PART.findall(inner))
    return tuple(dict.fromkeys((*_PART.findall(text), *packed)))


def other_forms(part: str) -> tuple[str, ...]:
    """Return the forms in which an identifier may also be handed on, all in lower case."""
    raw = part.encode("utf-8", "surrogatepass")
    hashed = (hashlib.new(kind, raw, usedforsecurity=False).hexdigest() for kind in _HASHES)
    return (part.lower(), part.lower().replace("-", ""), *hashed)


def find_identifiers(url: str, now: float, body: str = "") -> tuple[str, ...]:
    """Return what could identify somebody in a URL's path and values, or in what is sent along.

    ``now`` is in seconds since 1970; the parts are as ``find_parts`` makes them of stored values,
    each once.
    """
    values = (*_values(url), *([body] if body.startswith(_JSON) else _pairs(body)))
    parts = (part for value in values for part in find_parts(value)[:_MOST_PARTS])
    found = (part for part in dict.fromkeys(parts) if looks_identifying(part, now))
    return tuple(found)[:_MOST_PARTS]


def looks_identifying(part: str, now: float | None = None) -> bool:
    """Tell whether a part of a value could be an identifier.

    ``now`` is in seconds since 1970: times near it identify nobody. None: no time of our days does.
    """
    if not _SHORTEST <= len(part) <= _LONGEST or _CONSENT.fullmatch(part):
        return False
    if _is_plain(part.replace("-", "").replace("_", ""), now):
        return False
    pieces = (piece for piece in re.split("[-_]", part) if not _is_plain(piece, now))
    rest = "".join(pieces)
    return len(rest) >= _SHORTEST and len(set(rest)) >= _FEWEST_DIFFERENT


def tells_consent(name: str) -> bool:
    """Tell whether a name of a cookie or query value says that it holds a visitor's choices."""
    return bool(_CONSENT_NAME.search(name))


def _unpack(text: str) -> Iterator[str]:
    """Return the texts that stand in a value as base64: what unpacks to nothing else is none."""
    for packed in _BASE64.findall(text[:_LONGEST_PACKED]):
        code = packed.rstrip("=").replace("-", "+").replace("_", "/")
        try:
            inner = base64.b64decode(code + "=" * (-len(code) % 4)).decode("ascii")
        except ValueError:
            continue
        if inner.isprintable():
            yield unquote(inner)


def _values(url: str) -> list[str]:
    try:
        split = urlsplit(url)
    except ValueError:
        return []
    return [*split.path.split("/"), *_pairs(split.query)]


def _pairs(text: str) -> list[str]:
    """Return the values of a query or a form, but those of consent."""
    values = []
    for pair in text.split("&"):
        name, equals, value = pair.partition("=")
        if not tells_consent(name):
            values.append(unquote_plus(value if equals else name))
    return values


def _is_plain(piece: str, now: float | None) -> bool:
    """Tell whether a piece without hyphens is a word, a date, a time, a size or a small number."""
    if not piece or piece.isalpha() or _is_time(piece, now):
        return True
    plain = (_DIGITS, _DATE, _SIZE, _WORD)
    return any(pattern.fullmatch(piece) for pattern in plain)


def _is_time(piece: str, now: float | None) -> bool:
    scale = _SCALES.get(len(piece))
    if scale is None or not piece.isdecimal():
        return False
    if now is None:
        return int(int(piece) / scale) in _ANY_TIME
    return abs(int(piece) / scale - now) < _NEAR_NOW_S
