"""What stands before a line: how it is numbered, or that it is an item of a list."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BULLET = re.compile(
    r"(?:[•●○▪■□◦‣∙·➢➤►▶✓✔\uf0a7\uf0b7\uf0d8-]|[*+–—](?=\s))[\s\u200b]*(?=\S)|[oO]\s{2,}(?=\S)"
)
_NUMBER = re.compile(
    r"""
    (?P<word>(?:artikel|art\.|article|section|sectie|paragraaf|hoofdstuk|chapter|abschnitt|clause
        |deel|part|§)\s*(?P<named>\d{1,3}(?:\.\d{1,3})*|[IVX]{1,5}|[A-Z])(?![\w-])\s*[.:)–-]?)
    | (?P<deep>\d{1,3}(?:\.\d{1,3}){1,4})[.):]?(?=[\s\u200b])
    | (?P<dotted>\d{1,3})[.)](?=[\s\u200b]|[A-Z]|$)
    | \((?P<round>\d{1,2}|[a-z]|[ivx]{1,5})\)
    | (?P<letter>(?-i:[a-z])|[ivx]{2,4})[.)](?=[\s\u200b])
    | (?P<capital>[A-Z])[.)](?=[\s\u200b])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ROMAN = re.compile(r"[ivx]{2,5}")


@dataclass(frozen=True, slots=True)
class Marker:
    """What a line starts with, and how many letters of it are no text."""

    length: int = 0
    bullet: bool = False
    number: str = ""
    depth: int = 0  # of a number its parts: "12.1" has two
    word: bool = False  # "Artikel 4"
    letter: bool = False  # "a)", "(ii)"
    lists: tuple[int, ...] = ()  # the lists of a page's markup that it stands in, outermost first


_NONE = Marker()


def read_marker(line: str) -> Marker:
    """Return the marker of a line that starts with a letter, number or bullet."""
    bullet = _BULLET.match(line)
    start = bullet.end() if bullet else 0
    found = _NUMBER.match(line, start)
    if found is None or (found["capital"] and _initials(line, found.end())):
        return Marker(start, bullet=True) if bullet else _NONE
    end = found.end()
    while end < len(line) and (line[end].isspace() or line[end] == "\u200b"):
        end += 1
    number = next(
        filter(None, found.group("named", "deep", "dotted", "round", "letter", "capital"))
    )
    letter = not number[0].isdigit() and found["word"] is None
    depth = 1 + number.count(".")
    return Marker(end, bullet is not None, number, depth, found["word"] is not None, letter)


def follows(number: str, earlier: str) -> bool:
    """Tell whether a number or letter is the next one: "b" after "a", "2.3" after "2.2"."""
    *parts, last = number.split(".")
    *others, before = earlier.split(".")
    if parts != others:
        return False
    if last.isdigit() and before.isdigit():
        return int(last) == int(before) + 1
    if len(last) == len(before) == 1 and last.isalpha() and before.isalpha():
        return ord(last) == ord(before) + 1
    return bool(_ROMAN.fullmatch(last) and (before == "i" or _ROMAN.fullmatch(before)))


def _initials(line: str, end: int) -> bool:
    """Tell whether a capital with a full stop is a name's: "A. de Vries", "B.V."."""
    return line[end - 1] == "." and len(line) - end < 30
