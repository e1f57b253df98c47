"""The closed list of claim types, read from ``taxonomy.toml`` beside this file."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

# Types whose absence from a policy that was read whole is itself a result.
SILENCE_TYPES = (
    "cookies.used",
    "cookies.list",
    "cookies.lifetime",
    "cookies.third_party",
    "tracking.third_party",
    "consent.mechanism",
    "consent.withdrawable",
    "refusal.browser",
    "retention.period",
    "transfer.outside_eea",
    "policy.last_changed",
    "policy.controller",
)

_N = r"\d+(?:\.\d+)?"
_ISO_DURATION = re.compile(
    rf"P(?=\d|T)(?:{_N}Y)?(?:{_N}M)?(?:{_N}W)?(?:{_N}D)?"
    rf"(?:T(?=\d)(?:{_N}H)?(?:{_N}M)?(?:{_N}S)?)?",
    re.ASCII,
)
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", re.ASCII)


@dataclass(frozen=True)
class ClaimType:
    """One type: its tier (1 a crawl decides, 2 indicative, 3 text only), parameters and keys."""

    id: str
    tier: int
    params: dict[str, str | list[str]]  # parameter -> its kind, or the words it may be
    keys: tuple[str, ...]  # the parameters that make two claims of this type the same


@cache
def claim_types() -> dict[str, ClaimType]:
    """Return every claim type by its id, in the order of the file."""
    text = Path(__file__).with_name("taxonomy.toml").read_text(encoding="utf-8")
    return {
        name: ClaimType(name, entry["tier"], entry.get("params", {}), tuple(entry.get("keys", ())))
        for name, entry in tomllib.loads(text).items()
    }


def param_error(claim_type: str, name: str, value: object) -> str | None:
    """Return what is wrong with a parameter of a claim; None when it is as the taxonomy says."""
    kind = claim_types()[claim_type].params.get(name)
    if kind is None:
        return f"{claim_type} has no parameter {name!r}"
    if _fits(kind, value):
        return None
    expected = " | ".join(kind) if isinstance(kind, list) else kind
    return f"{claim_type}: {name} = {value!r}, expected {expected}"


def is_date(text: str) -> bool:
    """Tell whether a text is a year, a month or a day: YYYY, YYYY-MM or YYYY-MM-DD."""
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True


def _fits(kind: str | list[str], value: object) -> bool:
    if isinstance(kind, list):
        return value in kind
    kind, _, words = kind.partition(":")
    if kind == "bool" or isinstance(value, bool):
        return kind == "bool" and isinstance(value, bool)
    if kind == "int":
        return isinstance(value, int)
    if kind == "list":
        allowed = set(words.split("|")) if words else None
        return isinstance(value, list | tuple) and all(
            isinstance(item, str) and (allowed is None or item in allowed) for item in value
        )
    if not isinstance(value, str) or not value:
        return False
    if kind == "duration":
        return value in words.split("|") or bool(_ISO_DURATION.fullmatch(value))
    return kind == "text" or is_date(value)
