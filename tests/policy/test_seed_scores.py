"""How well the five seed policies are read; they lie outside the repository."""

import json
from pathlib import Path

import pytest
from sentences import SURE

from scanner.policy.claims import read_claims
from scanner.policy.document import read_document
from scanner.policy.score import Score, load_gold, score

SEEDS = Path(__file__).parents[3] / "shared" / "policies"
GOALS = {"claims": 0.92, "silences": 0.95, "modality": 0.95}

pytestmark = pytest.mark.skipif(
    not (SEEDS / "gold.json").exists(), reason="the seed policies are not on this machine"
)


def read_all() -> list[Score]:
    policies = json.loads((SEEDS / "gold.json").read_text(encoding="utf-8"))["policies"]
    scores = []
    for policy in policies:
        path = SEEDS / policy["seed_file"]
        text = read_document(path.read_bytes(), path.name).text
        sure = [c for c in read_claims(text).claims if c.confidence >= SURE]
        scores.append(score(load_gold(policy), sure))
    return scores


@pytest.fixture(scope="module")
def scores():
    return read_all()


def f1_of(tallies):
    hits, extras, misses = (
        sum(getattr(tally, name) for tally in tallies) for name in ("hits", "extras", "misses")
    )
    return 2 * hits / (2 * hits + extras + misses)


def test_the_claims_of_the_seeds_are_found(scores):
    assert f1_of([found.total for found in scores]) >= GOALS["claims"]


def test_the_silences_of_the_seeds_are_found(scores):
    assert f1_of([found.silences for found in scores]) >= GOALS["silences"]


def test_no_claim_of_the_seeds_is_turned_around(scores):
    assert [claim.quote for found in scores for claim in found.flips] == []


def test_how_firmly_the_seeds_say_it_is_read_rightly(scores):
    right = sum(found.modality_right for found in scores)
    assert right >= GOALS["modality"] * sum(found.modality_compared for found in scores)
