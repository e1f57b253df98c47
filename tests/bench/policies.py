"""What reading policies costs, and how right it is on those that a person read."""

import json
import time
from collections import Counter
from pathlib import Path

from scanner.policy.claims import read_claims
from scanner.policy.document import read_document
from scanner.policy.score import Score, load_gold, score
from scanner.reading import catalogue_services

CASES = Path(__file__).parents[1] / "policy" / "cases"
LENGTHS = (10_000, 100_000, 1_000_000)


def print_figures() -> None:
    """Print CPU seconds by length, then what was found of each type of claim."""
    services = catalogue_services()
    text = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(CASES.glob("*.txt")))
    text *= 1 + LENGTHS[-1] // len(text)
    _seconds(text[: LENGTHS[1]], services)  # fills what is kept
    for length in LENGTHS:
        print(f"CPU seconds for {length:,} letters: {_seconds(text[:length], services):.2f}")
    _print_scores([_score_of(path, services) for path in sorted(CASES.glob("*.gold.json"))])


def _seconds(text, services) -> float:
    start = time.process_time()
    found = read_document(text.encode(), "a.txt")
    if found.text is not None:
        read_claims(found.text, services)
    return time.process_time() - start


def _score_of(gold: Path, services) -> Score:
    name = gold.name.removesuffix(".gold.json")
    source = next(path for path in CASES.glob(f"{name}.*") if path != gold)
    text = read_document(source.read_bytes(), source.name).text
    claims = read_claims(text, services).claims
    return score(load_gold(json.loads(gold.read_text(encoding="utf-8"))), claims)


def _print_scores(scores: list[Score]) -> None:
    counts: dict[str, Counter[str]] = {}
    for one in scores:
        for kind, tally in one.claims.items():
            counts.setdefault(kind, Counter()).update(vars(tally))
    print("\n| type | right | wrong | missed |\n|---|---|---|---|")
    for kind, tally in sorted(counts.items()):
        print(f"| {kind} | {tally['hits']} | {tally['extras']} | {tally['misses']} |")
    flips = sum(len(one.flips) for one in scores)
    total = sum(counts.values(), Counter())
    print(f"| all | {total['hits']} | {total['extras']} | {total['misses']} |\n\nflips: {flips}")
