"""What every form of the report needs: letters made safe, and in which case a site is."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from enum import StrEnum

from scanner.models import Discrepancy, SiteReport
from scanner.words import PolicyStatus, Severity

_STEERING_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_SEVERITIES = tuple(Severity)


class State(StrEnum):
    """What a reader may conclude about a site at a glance."""

    DISABLED = "disabled"
    NOT_MEASURED = "not_measured"
    NOT_COMPARED = "not_compared"  # visited, but no policy could be read
    FINDINGS = "findings"
    CLEAN = "clean"


def inert(text: str) -> str:
    """Return text with every letter replaced that steers a terminal or turns a line around."""
    if text.isprintable():  # nearly all is, and none of those letters is
        return text
    return "".join(
        "�" if unicodedata.category(letter) in _STEERING_CATEGORIES else letter for letter in text
    )


def plain(word: str) -> str:
    """Return one of our words as English: ``not_observed`` is "not observed"."""
    return word.replace("_", " ")


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: "1 page", "2 pages"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def state(site: SiteReport) -> State:
    """Return which of the five cases a site is; clean only when something was compared."""
    if not site.enabled:
        return State.DISABLED
    if not site.measured:
        return State.NOT_MEASURED
    if any(finding.severity is not Severity.INFO for finding in site.discrepancies):
        return State.FINDINGS
    readable = (PolicyStatus.READ, PolicyStatus.PARTIAL)
    if not any(document.status in readable for document in site.documents):
        return State.NOT_COMPARED
    return State.CLEAN


def worst_first(findings: Iterable[Discrepancy]) -> list[Discrepancy]:
    """Return the findings in order of severity, facts before judgments."""
    return sorted(
        findings, key=lambda one: (_SEVERITIES.index(one.severity), one.kind, one.site, one.id)
    )
