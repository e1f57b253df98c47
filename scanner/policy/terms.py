"""How long a sentence says that data is kept, and which data."""

from __future__ import annotations

from collections.abc import Iterator

from scanner.policy.durations import find_durations
from scanner.policy.match import Filled, Match
from scanner.policy.segments import Sentence


def durations_of(match: Match) -> list[tuple[str, str, int]]:
    """Return the durations of a sentence: each with its operator and where it stands."""
    found = find_durations(match.sentence.text, match.reader.language)
    return [(one.duration, one.op or "exact", one.start) for one in found]


def fill_retention(match: Match) -> Iterator[Filled]:
    """Yield how long a sentence says that data is kept."""
    if match.sentence.has("pronoun_start") and match.sentence.about("cookie"):
        return
    for duration, op, _ in durations_of(match):
        at_most = op == "max" or match.sentence.has("deleted")
        yield Filled(
            {
                "duration": duration,
                "subject": _subject(match.sentence),
                "op": "min" if op == "min" else "max" if at_most else "exact",
            },
            free=True,
        )


def _subject(sentence: Sentence) -> str:
    for subject in (
        "recordings", "web_logs", "analytics", "newsletter", "orders", "account", "contact",
    ):  # fmt: skip
        if sentence.has(f"about_{subject}"):
            return subject
    for subject in ("recordings", "web_logs", "analytics", "newsletter", "orders", "account"):
        if sentence.about(f"about_{subject}"):
            return subject
    return "other"


def fill_as_needed(match: Match) -> Iterator[Filled]:
    """Yield that data is kept for as long as it is needed, by more than the law."""
    if match.spans[0].meets(match.sentence.spans("legal_term")):
        return
    yield Filled({"duration": "as_needed", "subject": "all", "op": "max"}, free=True)


def fill_legal_term(match: Match) -> Iterator[Filled]:
    """Yield that data is kept for as long as the law asks."""
    yield Filled({"duration": "legal", "subject": _subject(match.sentence)}, free=True)


def fill_for_ever(match: Match) -> Iterator[Filled]:
    """Yield that data is kept without an end."""
    params = {"duration": "indefinite", "subject": _subject(match.sentence), "op": "exact"}
    yield Filled(params, free=True)
