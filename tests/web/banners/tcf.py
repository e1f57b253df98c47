"""TC strings as IAB Europe's format for version 2 lays them out, bit by bit.

Source: IAB Tech Lab, "Consent string and vendor list formats v2", the core string.
"""

import base64
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

_PURPOSES = 24
_LETTER_A = ord("A")


@dataclass(frozen=True)
class Consents:
    """What a visitor granted, and what the tool that asked says of itself."""

    purposes: Collection[int] = ()
    vendors: Collection[int] = ()
    interests: Collection[int] = ()  # vendors that may rely on a legitimate interest
    cmp_id: int = 999
    language: str = "NL"
    country: str = "NL"
    list_version: int = 300
    policy_version: int = 4
    service_specific: bool = True
    at: datetime = datetime(2026, 1, 1, tzinfo=UTC)


def tc_string(given: Consents) -> str:
    """Return the core segment."""
    tenths = round(given.at.timestamp() * 10)
    bits = (
        _number(2, 6)
        + 2 * _number(tenths, 36)  # made, changed
        + _number(given.cmp_id, 12)
        + _number(0, 12)  # version of the tool
        + _number(0, 6)  # screen
        + _letters(given.language)
        + _number(given.list_version, 12)
        + _number(given.policy_version, 6)
        + _number(given.service_specific, 1)
        + _number(0, 1)  # texts other than the standard's
        + _number(0, 12)  # special features
        + _field(given.purposes, _PURPOSES)
        + _field((), _PURPOSES)  # purposes on a legitimate interest
        + _number(0, 1)  # purpose 1 is asked for
        + _letters(given.country)
        + _vendors(given.vendors)
        + _vendors(given.interests)
        + _number(0, 12)  # restrictions of the publisher
    )
    whole = bits.ljust(-(-len(bits) // 8) * 8, "0")
    return base64.urlsafe_b64encode(int(whole, 2).to_bytes(len(whole) // 8)).decode().rstrip("=")


def _number(value: int, width: int) -> str:
    return f"{int(value):0{width}b}"


def _letters(text: str) -> str:
    return "".join(_number(ord(each) - _LETTER_A, 6) for each in text)


def _field(numbers: Collection[int], width: int) -> str:
    return "".join(str(int(each in numbers)) for each in range(1, width + 1))


def _vendors(numbers: Collection[int]) -> str:
    """Return the highest number, a zero for "not as ranges", and a bit for each."""
    highest = max(numbers, default=0)
    return _number(highest, 16) + "0" + _field(numbers, highest)
