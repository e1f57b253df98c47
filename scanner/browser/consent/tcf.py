"""Read a consent string of the IAB's Transparency and Consent Framework, version 2.

The format is the one the IAB Tech Lab publishes ("Consent string and vendor list formats v2",
core string): groups of bits in base64 without padding, web-safe; segments after a dot are left.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass

from scanner.words import ConsentChoice

_VERSION = 2
_LONGEST = 20_000  # characters
_PURPOSES = 24  # that the format has room for
_DEFINED = 10  # that the framework gave a meaning before policy 5, which added the eleventh
_MOST_VENDORS = 10_000


@dataclass(frozen=True)
class ConsentString:
    """What a consent string says: numbers of purposes and of vendors."""

    cmp_id: int
    purposes: frozenset[int]  # consented to
    interests: frozenset[int]  # legitimate interests that were not objected to
    vendors: frozenset[int]  # consented to
    vendor_interests: frozenset[int]

    def says(self, choice: ConsentChoice) -> bool:
        """Tell whether it is what a choice should have come to.

        Refused: no purpose is consented to. Accepted: most are, of those the framework has.
        """
        if choice is ConsentChoice.REJECT:
            return not self.purposes
        return 2 * len(self.purposes) > _DEFINED


def read_consent_string(text: str) -> ConsentString | None:
    """Return what a consent string says; None for what is none, or of another version."""
    core = text.partition(".")[0]
    if not core or len(core) > _LONGEST:
        return None
    try:
        raw = base64.b64decode(core + "=" * (-len(core) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    try:
        return _read(_Bits(raw))
    except EOFError:
        return None


class _Bits:
    """Bits read from the front."""

    def __init__(self, raw: bytes) -> None:
        self._value = int.from_bytes(raw, "big")
        self._left = 8 * len(raw)

    def number(self, width: int) -> int:
        """Return the next ``width`` bits as a number.

        Raises:
            EOFError: there are not as many left.
        """
        if width > self._left:
            raise EOFError
        self._left -= width
        return (self._value >> self._left) & ((1 << width) - 1)

    def flags(self, count: int) -> frozenset[int]:
        """Return the numbers, from one, of the bits that are set; raises as ``number``."""
        value = self.number(count)
        return frozenset(each for each in range(1, count + 1) if value >> (count - each) & 1)


def _read(bits: _Bits) -> ConsentString | None:
    if bits.number(6) != _VERSION:
        return None
    bits.number(36 + 36)  # created, last updated
    cmp_id = bits.number(12)
    # Version and screen of the tool, language, versions of the vendor list and of the policy,
    # whether it is the service's own and in its own words, special features.
    bits.number(12 + 6 + 12 + 12 + 6 + 1 + 1 + 12)
    purposes, interests = bits.flags(_PURPOSES), bits.flags(_PURPOSES)
    bits.number(1 + 12)  # whether purpose 1 was asked for, the publisher's country
    return ConsentString(cmp_id, purposes, interests, _vendors(bits), _vendors(bits))


def _vendors(bits: _Bits) -> frozenset[int]:
    most = bits.number(16)
    if not bits.number(1):
        return bits.flags(most)
    return frozenset(_ranges(bits, most))


def _ranges(bits: _Bits, most: int) -> Iterator[int]:
    for _ in range(bits.number(12)):
        is_range = bits.number(1)
        first = bits.number(16)
        last = bits.number(16) if is_range else first
        yield from range(first, min(last, most, first + _MOST_VENDORS) + 1)
