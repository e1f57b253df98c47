import pytest

from scanner.models import Claim
from scanner.policy.score import load_gold, score
from scanner.words import Modality, Polarity

SAID = "Wij plaatsen geen cookies van derden."


def make_gold(kind="cookies.third_party", polarity="denies", quote=SAID, **fields):
    return {
        "type": kind,
        "polarity": polarity,
        "quote": quote,
        "modality": "unconditional",
        **fields,
    }


def make_claim(kind="cookies.third_party", polarity="denies", quote=SAID, **params):
    silent = polarity == "silent"
    return Claim(
        id="c",
        type=kind,
        polarity=Polarity(polarity),
        modality=None if silent else Modality.UNCONDITIONAL,
        quote=None if silent else quote,
        params=params,
    )


def counts(gold, *claims):
    found = score(load_gold(gold), claims)
    total = found.total
    return total.hits, total.extras, total.misses


def test_the_same_claim_with_the_same_quote_is_right():
    assert counts([make_gold()], make_claim()) == (1, 0, 0)


def test_part_of_a_quote_is_enough():
    assert counts([make_gold()], make_claim(quote="geen cookies van derden")) == (1, 0, 0)


def test_another_place_that_says_the_same_is_enough():
    gold = make_gold(quote="iets heel anders", alt_quotes=[SAID])
    assert counts([gold], make_claim()) == (1, 0, 0)


def test_another_quote_is_not():
    assert counts([make_gold()], make_claim(quote="De winkel is open tot vijf uur")) == (0, 1, 1)


def test_a_quote_with_a_word_cut_at_a_line_end_is_the_same():
    assert counts([make_gold()], make_claim(quote="geen cookies van der-\nden")) == (1, 0, 0)


def test_the_opposite_is_wrong_and_a_flip():
    found = score(load_gold([make_gold()]), [make_claim(polarity="declares")])
    assert (found.total.extras, len(found.flips)) == (1, 1)


def test_a_claim_said_twice_counts_once():
    assert counts([make_gold()], make_claim(), make_claim()) == (1, 0, 0)
    assert counts([], make_claim(), make_claim()) == (0, 1, 0)


def test_a_silence_needs_no_quote_and_counts_apart():
    gold = [
        make_gold("consent.mechanism", "silent", None),
        make_gold("cookies.list", "silent", None),
    ]
    found = score(load_gold(gold), [make_claim("consent.mechanism", "silent")])
    assert (found.silences.hits, found.silences.misses, found.total.hits) == (1, 1, 0)


@pytest.mark.parametrize(
    ("wanted", "given", "same"),
    [
        ("_ga_*", "_ga_<container-id>", True),
        ("_ga", "_gid", False),
        ("_hj?", "_hjb", False),
        ("_pk_id.*", "_pk_id.1.1fff", True),
    ],
)
def test_names_may_be_patterns(wanted, given, same):
    gold = make_gold("cookies.named", "declares", params={"name": wanted})
    claim = make_claim("cookies.named", "declares", name=given)
    assert counts([gold], claim) == ((1, 0, 0) if same else (0, 1, 1))


@pytest.mark.parametrize(("given", "same"), [("P12M", True), ("P13M", False), ("session", False)])
def test_durations_are_the_same_within_a_twentieth(given, same):
    gold = make_gold("cookies.lifetime", "declares", params={"duration": "P1Y"})
    claim = make_claim("cookies.lifetime", "declares", duration=given)
    assert counts([gold], claim) == ((1, 0, 0) if same else (0, 0, 1))


def test_what_follows_from_a_gold_claim_is_neither_right_nor_wrong():
    gold = make_gold("cookies.named", "declares", params={"name": "_ga", "lifetime": "P1Y"})
    claims = [
        make_claim("cookies.used", "declares"),
        make_claim("cookies.persistent", "declares"),
        make_claim("cookies.session", "declares"),
    ]
    found = score(load_gold([gold]), claims)
    assert (found.implied, found.total.extras) == (2, 1)


def test_an_optional_claim_is_not_missed():
    assert counts([make_gold(optional=True)]) == (0, 0, 0)


def test_modality_is_compared_on_what_is_right():
    found = score(load_gold([make_gold(modality="may")]), [make_claim()])
    assert (found.modality_right, found.modality_compared) == (0, 1)


def test_shares_of_nothing_are_whole():
    total = score((), ()).total
    assert (total.precision, total.recall, total.f1) == (1.0, 1.0, 1.0)


def test_precision_recall_and_f1_are_of_the_counts():
    gold = [make_gold(), make_gold("cookies.used", "declares", "Wij plaatsen cookies.")]
    total = score(load_gold(gold), [make_claim()]).total
    assert (total.precision, total.recall, round(total.f1, 3)) == (1.0, 0.5, 0.667)


@pytest.mark.parametrize("found", [None, {}, {"claims": 1}, [1], [{"type": "x"}]])
def test_what_holds_no_gold_claims_is_refused(found):
    with pytest.raises(ValueError, match=r"expected a list|a gold claim is wrong"):
        load_gold(found)
