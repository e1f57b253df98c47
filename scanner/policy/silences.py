"""What a policy that was read whole says nothing about."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from scanner.models import Claim
from scanner.policy.lexicon import Lexicon, claimable
from scanner.policy.practice import Kind, kind_of
from scanner.policy.segments import Sentence
from scanner.policy.text import BlockKind
from scanner.taxonomy import SILENCE_TYPES
from scanner.words import Polarity

_MOOT_WITHOUT_COOKIES = frozenset(
    {
        "cookies.list",
        "cookies.lifetime",
        "cookies.third_party",
        "consent.mechanism",
        "consent.withdrawable",
        "refusal.browser",
    }
)
_SAYS_IT_TOO = {
    "cookies.list": ("cookies.named",),
    "tracking.third_party": ("captcha.service",),
}
# Words that stand together where a policy speaks of a thing, in whatever way it does. A clause that
# was not understood is no silence.
_NEAR = {
    "cookies.used": ("near_cookie",),
    "cookies.list": ("near_cookie", "near_list"),
    "cookies.lifetime": ("near_cookie", "near_time"),
    "cookies.third_party": ("near_cookie", "near_third"),
    "tracking.third_party": ("maker", "near_use"),
    "consent.mechanism": ("near_cookie", "near_banner"),
    "consent.withdrawable": ("near_choice", "near_change"),
    "refusal.browser": ("near_browser", "near_refuse"),
    "retention.period": ("near_keep", "near_long"),
    "transfer.outside_eea": ("near_abroad",),
    "policy.last_changed": ("near_changed", "near_year"),
    "policy.controller": ("near_controller",),
}
_IN_ROWS = ("cookies.", "tracking.")  # what a row of a table may speak of
_NOT_OURS = (Kind.DEFINITION, Kind.OTHER_SITE, Kind.CUSTOMER, Kind.PAST, Kind.QUOTED)


def find_silences(
    claims: Collection[Claim], sentences: Sequence[Sentence], language: str
) -> tuple[Claim, ...]:
    """Return a silent claim for each type of the list that a document comes nowhere near.

    Args:
        claims: what the document says.
        sentences: those of the document.
        language: what it is written in; of what cannot be read in it, nothing is said.
    """
    said = {claim.type for claim in claims}
    if any(c.type == "cookies.named" and "lifetime" in c.params for c in claims):
        said.add("cookies.lifetime")
    rows = [sentence for sentence in sentences if sentence.kind is BlockKind.ROW]
    told = [sentence for sentence in sentences if sentence.kind is not BlockKind.ROW]
    moot = any(c.type == "cookies.used" and c.polarity is Polarity.DENIES for c in claims)
    return tuple(
        Claim(id=f"silent-{kind}", type=kind, polarity=Polarity.SILENT)
        for kind in SILENCE_TYPES
        if kind in claimable(language)
        and not said & {kind, *_SAYS_IT_TOO.get(kind, ())}
        and not (moot and kind in _MOOT_WITHOUT_COOKIES)
        and not any(_is_near(kind, sentence) for sentence in told)
        and not (kind.startswith(_IN_ROWS) and _is_in_rows(kind, rows))
    )


def _is_in_rows(kind: str, rows: Sequence[Sentence]) -> bool:
    """Tell whether a row of a table, or the name of a column, has the words of a type of claim."""
    columns = {row.stem for row in rows if row.stem is not None}
    if kind == "cookies.lifetime" and any(one.has("near_time") for one in columns):
        return True
    by_language: dict[Lexicon, list[Sentence]] = {}
    for row in rows:
        by_language.setdefault(row.words, []).append(row)
    return any(
        _is_near(kind, alike[at])
        for words, alike in by_language.items()
        for at in words.among([row.text for row in alike], _NEAR[kind])
    )


def _is_near(kind: str, sentence: Sentence) -> bool:
    """Tell whether a sentence has the words of a type of claim, understood or not."""
    near = all(sentence.has(concept) for concept in _NEAR[kind])
    return near and not sentence.has(f"far_{kind.rpartition('.')[2]}") and _is_ours(sentence)


def _is_ours(sentence: Sentence) -> bool:
    return kind_of(sentence) not in _NOT_OURS
