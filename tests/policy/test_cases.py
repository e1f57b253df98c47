"""How well the policies of ``cases/`` are read, which are there to be tuned on."""

import json
from pathlib import Path

import pytest
from sentences import SURE

from scanner.policy.claims import read_claims
from scanner.policy.document import read_document
from scanner.policy.score import load_gold, score
from scanner.taxonomy import claim_types

CASES = Path(__file__).with_name("cases")
NAMES = sorted(path.name.removesuffix(".gold.json") for path in CASES.glob("*.gold.json"))


def source_of(name):
    return next(p for p in CASES.glob(f"{name}.*") if p.suffix in (".txt", ".md", ".html"))


@pytest.fixture(scope="module")
def readings():
    found = {}
    for name in NAMES:
        path = source_of(name)
        found[name] = read_document(path.read_bytes(), path.name).text
    return {name: (text, read_claims(text).claims) for name, text in found.items()}


@pytest.fixture(scope="module")
def scores(readings):
    return {
        name: score(
            load_gold(json.loads((CASES / f"{name}.gold.json").read_text(encoding="utf-8"))),
            [claim for claim in readings[name][1] if claim.confidence >= SURE],
        )
        for name in NAMES
    }


def summed(scores, tier=None):
    tallies = [
        tally
        for found in scores.values()
        for kind, tally in found.claims.items()
        if tier in (None, claim_types()[kind].tier)
    ]
    return [sum(getattr(t, name) for t in tallies) for name in ("hits", "extras", "misses")]


def test_there_are_at_least_fifteen_of_them():
    assert len(NAMES) >= 15


def test_their_claims_are_found(scores):
    hits, extras, misses = summed(scores)
    assert 2 * hits / (2 * hits + extras + misses) >= 0.85


def test_what_a_crawl_decides_is_rightly_found(scores):
    hits, extras, _ = summed(scores, tier=1)
    assert hits / (hits + extras) >= 0.92


def test_none_is_turned_around(scores):
    assert {
        name: [c.quote for c in found.flips] for name, found in scores.items() if found.flips
    } == {}


def test_every_quote_is_verbatim_where_it_says(readings):
    for text, claims in readings.values():
        quoted = [claim for claim in claims if claim.quote is not None]
        assert all(text.source[claim.start : claim.end] == claim.quote for claim in quoted)
