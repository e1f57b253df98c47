"""What reading policies costs, and how right it is on those that a person read."""

import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from scanner.policy.claims import read_claims
from scanner.policy.document import read_document
from scanner.policy.score import Score, load_gold, score
from scanner.reading import catalogue_services, in_closed_words
from scanner.taxonomy import claim_types

CASES = Path(__file__).parents[1] / "policy" / "cases"
SEEDS = (
    Path(__file__).parents[3] / "shared" / "policies"
)  # beside the project, not on every machine
USED = 0.5  # claims below this confidence are for a person to read
_MODALITY = ("right", "compared")
LENGTHS = (10_000, 100_000, 1_000_000)


def print_figures() -> None:
    """Print CPU seconds by length, then what was found of each type of claim."""
    services = catalogue_services()
    text = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(CASES.glob("*.txt")))
    text *= 1 + LENGTHS[-1] // len(text)
    _seconds(text[: LENGTHS[1]], services)  # fills what is kept
    for length in LENGTHS:
        print(f"CPU seconds for {length:,} letters: {_seconds(text[:length], services):.2f}")
    cases = [_score_of(*pair, services) for pair in _cases()]
    _print_summary("tests/policy/cases", cases)
    if SEEDS.is_dir():
        _print_summary("seeds", [_score_of(*pair, services) for pair in _seeds()])
    _print_types(cases)


def _seconds(text, services) -> float:
    start = time.process_time()
    found = read_document(text.encode(), "a.txt")
    if found.text is not None:
        read_claims(found.text, services)
    return time.process_time() - start


def _cases() -> Iterator[tuple[Path, object]]:
    for gold in sorted(CASES.glob("*.gold.json")):
        name = gold.name.removesuffix(".gold.json")
        source = next(path for path in CASES.glob(f"{name}.*") if path != gold)
        yield source, json.loads(gold.read_text(encoding="utf-8"))


def _seeds() -> Iterator[tuple[Path, object]]:
    for policy in json.loads((SEEDS / "gold.json").read_text(encoding="utf-8"))["policies"]:
        yield SEEDS / policy["seed_file"], policy


def _score_of(source: Path, gold: object, services) -> Score:
    text = read_document(source.read_bytes(), source.name).text
    claims = in_closed_words(read_claims(text, services).claims)
    return score(load_gold(gold), [claim for claim in claims if claim.confidence >= USED])


def _print_summary(name: str, scores: list[Score]) -> None:
    kinds = _by_type(scores)
    total = sum(kinds.values(), Counter())
    tier_1 = sum((kinds[kind] for kind in kinds if claim_types()[kind].tier == 1), Counter())
    silences = sum((Counter(vars(one.silences)) for one in scores), Counter())
    right, compared = (
        sum(getattr(one, f"modality_{each}") for one in scores) for each in _MODALITY
    )
    print(
        f"{name}: {len(scores)} policies, F1 {_f1(total):.3f}, precision {_precision(total):.3f}, "
        f"of tier 1 {_precision(tier_1):.3f}, silences F1 {_f1(silences):.3f}, "
        f"modality {right / compared:.3f}, flips {sum(len(one.flips) for one in scores)}"
    )


def _print_types(scores: list[Score]) -> None:
    print("\n| type | right | wrong | missed |\n|---|---|---|---|")
    for kind, tally in sorted(_by_type(scores).items()):
        print(f"| {kind} | {tally['hits']} | {tally['extras']} | {tally['misses']} |")


def _by_type(scores: list[Score]) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {}
    for one in scores:
        for kind, tally in one.claims.items():
            counts.setdefault(kind, Counter()).update(vars(tally))
    return counts


def _precision(tally: Counter[str]) -> float:
    return tally["hits"] / ((tally["hits"] + tally["extras"]) or 1)


def _f1(tally: Counter[str]) -> float:
    return 2 * tally["hits"] / ((2 * tally["hits"] + tally["extras"] + tally["misses"]) or 1)
