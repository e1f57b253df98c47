"""Compare the claims that were read with those a person read in the same policy."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from pydantic import Field, ValidationError, field_validator

from scanner.models import Claim, ParamValue, Value
from scanner.policy.durations import days_of
from scanner.policy.entailed import entailed
from scanner.taxonomy import claim_types
from scanner.words import Condition, Modality, Polarity

_LEAST_OVERLAP = 0.5  # of the words of the shorter quote
_TOLERANCE = 0.05  # between two durations
_ISO = re.compile(r"P(?=[\dT]).+")
_SLOT = re.compile(r"<[^>]*>|\{[^}]*\}|\[[^\]]*\]|x{3,}|#+|\*+")
_WORD = re.compile(r"[^\W_]+")
_BREAK = re.compile(r"-[ \t]*\n\s*(?=[a-zà-ÿ])")


class Gold(Value, extra="ignore"):
    """A claim as a person read it."""

    type: str
    polarity: Polarity
    modality: Modality | None = None
    condition: Condition | None = None
    params: Mapping[str, ParamValue] = Field(default_factory=dict)
    quote: str | None = None
    alt_quotes: tuple[str, ...] = ()  # other places that say the same
    optional: bool = False  # a careful reader could leave it out

    @field_validator("alt_quotes", mode="before")
    @classmethod
    def _none_is_empty(cls, quotes: object) -> object:
        return quotes or ()


@dataclass
class Tally:
    """What was found of one type: rightly, wrongly, not."""

    hits: int = 0
    extras: int = 0
    misses: int = 0

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 when nothing was."""
        return self.hits / (self.hits + self.extras) if self.hits + self.extras else 1.0

    @property
    def recall(self) -> float:
        """The share of what there is that was found; 1 when there is nothing."""
        return self.hits / (self.hits + self.misses) if self.hits + self.misses else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass
class Score:
    """How the claims that were read compare with the gold ones."""

    claims: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    silences: Tally = field(default_factory=Tally)
    flips: list[Claim] = field(default_factory=list)  # the opposite of what the policy says
    modality_right: int = 0
    modality_compared: int = 0
    implied: int = 0  # follow from gold claims: neither right nor wrong

    @property
    def total(self) -> Tally:
        """All types together, silences apart."""
        tallies = self.claims.values()
        return Tally(
            *(sum(getattr(one, name) for one in tallies) for name in ("hits", "extras", "misses"))
        )


def load_gold(found: object) -> tuple[Gold, ...]:
    """Return the gold claims of parsed JSON: a list of them, or an object with ``claims``.

    Raises:
        ValueError: it is neither, or a claim in it is wrong.
    """
    claims = found.get("claims") if isinstance(found, Mapping) else found
    if not isinstance(claims, list):
        raise ValueError("expected a list of claims, or an object with the key 'claims'")
    try:
        return tuple(map(Gold.model_validate, claims))
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        where = ".".join(map(str, fault["loc"]))
        raise ValueError(f"a gold claim is wrong: {where}: {fault['msg']}") from error


def score(gold: Sequence[Gold], claims: Sequence[Claim]) -> Score:
    """Return how claims compare with the gold ones of the same policy.

    Two are the same when type, polarity and the type's key parameters agree and their quotes share
    at least half of the words of the shorter one; a silence needs no quote.
    """
    result = Score()
    taken: set[int] = set()
    extras = []
    for claim in claims:
        fits = [
            place for place, one in enumerate(gold) if _same(one, claim) and _backed(one, claim)
        ]
        free = [place for place in fits if place not in taken]
        if free:
            best = max(free, key=lambda place: _overlap(gold[place].quote, claim.quote))
            taken.add(best)
            _compare(result, gold[best], claim)
        elif not fits:
            extras.append(claim)
    _count_extras(result, gold, extras)
    for place, one in enumerate(gold):
        if place not in taken and not one.optional:
            _tally(result, one.type, one.polarity).misses += 1
    return result


def _compare(result: Score, one: Gold, claim: Claim) -> None:
    _tally(result, one.type, one.polarity).hits += 1
    if one.polarity is not Polarity.SILENT:
        result.modality_compared += 1
        result.modality_right += one.modality is claim.modality


def _count_extras(result: Score, gold: Sequence[Gold], extras: Iterable[Claim]) -> None:
    """Count what no gold claim says, once for each thing said; what follows from one is neither."""
    neutral = entailed((one.type, one.polarity, one.params) for one in gold)
    seen: Counter[tuple[object, ...]] = Counter()
    for claim in extras:
        keys = claim_types()[claim.type].keys
        what = (claim.type, claim.polarity, *(str(claim.params.get(key)) for key in keys))
        seen[what] += 1
        if seen[what] > 1:
            continue
        if (claim.type, claim.polarity) in neutral and not any(_same(one, claim) for one in gold):
            result.implied += 1
            continue
        _tally(result, claim.type, claim.polarity).extras += 1
        if _is_flip(gold, claim):
            result.flips.append(claim)


def _is_flip(gold: Sequence[Gold], claim: Claim) -> bool:
    turned = {Polarity.DECLARES: Polarity.DENIES, Polarity.DENIES: Polarity.DECLARES}
    if claim.polarity not in turned or any(_same(one, claim) for one in gold):
        return False
    other = claim.model_copy(update={"polarity": turned[claim.polarity]})
    return any(_same(one, other) for one in gold)


def _tally(result: Score, kind: str, polarity: Polarity) -> Tally:
    return result.silences if polarity is Polarity.SILENT else result.claims[kind]


def _same(one: Gold, claim: Claim) -> bool:
    if one.type != claim.type or one.polarity is not claim.polarity:
        return False
    keys = claim_types()[claim.type].keys
    return all(
        one.params.get(key) is None or _equal(key, one.params[key], claim.params.get(key))
        for key in keys
    )


def _equal(key: str, wanted: ParamValue, found: ParamValue) -> bool:
    if found is None:
        return False
    left, right = str(wanted), str(found)
    if _ISO.fullmatch(left) and _ISO.fullmatch(right):
        lengths = days_of(left), days_of(right)
        return abs(lengths[0] - lengths[1]) <= _TOLERANCE * max(lengths)
    if key == "name":
        left, right = (_SLOT.sub("*", name.lower().strip()) for name in (left, right))
        return fnmatchcase(right, _as_glob(left)) or fnmatchcase(left, _as_glob(right))
    return _WORD.findall(left.lower()) == _WORD.findall(right.lower())


def _as_glob(name: str) -> str:
    """Return a name in which only stars stand for anything."""
    return "".join(f"[{letter}]" if letter in "?[" else letter for letter in name)


def _backed(one: Gold, claim: Claim) -> bool:
    if one.polarity is Polarity.SILENT:
        return True
    quotes = (one.quote, *one.alt_quotes)
    return max(_overlap(quote, claim.quote) for quote in quotes) >= _LEAST_OVERLAP


def _overlap(one: str | None, other: str | None) -> float:
    """Return the share of the shorter quote's words that the longer one holds."""
    left, right = (Counter(_words(quote or "")) for quote in (one, other))
    least = min(left.total(), right.total())
    return (left & right).total() / least if least else 0.0


def _words(quote: str) -> list[str]:
    return _WORD.findall(_BREAK.sub("", quote.replace("\u00ad", "")).lower())
