import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from scanner.models import Claim
from scanner.taxonomy import SILENCE_TYPES, claim_types, is_date, param_error
from scanner.words import Modality, Polarity

READING = Path(__file__).parents[2] / "shared" / "policies" / "taxonomy.json"


def test_every_tier_is_one_of_three():
    assert {entry.tier for entry in claim_types().values()} == {1, 2, 3}


def test_every_key_is_a_parameter_of_its_type():
    strays = [
        (entry.id, key)
        for entry in claim_types().values()
        for key in entry.keys
        if key not in entry.params
    ]
    assert strays == []


def test_every_parameter_is_of_a_known_kind():
    kinds = {
        kind.partition(":")[0]
        for entry in claim_types().values()
        for kind in entry.params.values()
        if isinstance(kind, str)
    }
    assert kinds == {"bool", "date", "duration", "int", "list", "text"}


def test_every_silence_is_about_a_known_type():
    assert [name for name in SILENCE_TYPES if name not in claim_types()] == []


@pytest.mark.skipif(not READING.exists(), reason="../shared/policies/taxonomy.json is not here")
def test_types_tiers_and_keys_are_those_the_policies_were_read_with():
    read = json.loads(READING.read_text(encoding="utf-8"))
    ours = {entry.id: (entry.tier, entry.keys) for entry in claim_types().values()}
    assert ours == {t["id"]: (t["tier"], tuple(t["key_params"])) for t in read["types"]}
    assert list(SILENCE_TYPES) == read["silence_types"]


@pytest.mark.parametrize(
    ("claim_type", "name", "value"),
    [
        ("cookies.session", "lifetime", "until_leave_site"),
        ("cookies.lifetime", "duration", "P13M"),
        ("cookies.lifetime", "duration", "P1Y2M10DT2H30M"),
        ("cookies.lifetime", "duration", "PT0.5S"),
        ("cookies.lifetime", "op", "max"),
        ("cookies.list", "count", 12),
        ("cookies.third_party", "parties", []),
        ("cookies.third_party", "parties", ("Adboard",)),
        ("consent.required", "categories", ["analytics", "marketing"]),
        ("sharing.third_party", "aggregated", False),
        ("captcha.service", "service", "geenrobot"),
        ("policy.last_changed", "date", "2018-11"),
    ],
)
def test_a_parameter_of_its_kind_fits(claim_type, name, value):
    assert param_error(claim_type, name, value) is None


@pytest.mark.parametrize(
    ("claim_type", "name", "value", "fault"),
    [
        ("cookies.used", "count", 1, "cookies.used has no parameter 'count'"),
        ("cookies.list", "count", True, "cookies.list: count = True, expected int"),
        ("cookies.list", "count", "12", "cookies.list: count = '12', expected int"),
        (
            "sharing.third_party",
            "aggregated",
            "yes",
            "sharing.third_party: aggregated = 'yes', expected bool",
        ),
        (
            "tracking.pixel",
            "context",
            "app",
            "tracking.pixel: context = 'app', expected web | email",
        ),
        (
            "consent.required",
            "categories",
            ["all"],
            "consent.required: categories = ['all'], expected "
            "list:analytics|advertising|third_party|marketing|all_non_necessary",
        ),
        (
            "cookies.third_party",
            "parties",
            "Adboard",
            "cookies.third_party: parties = 'Adboard', expected list",
        ),
        ("captcha.service", "service", "", "captcha.service: service = '', expected text"),
        (
            "policy.last_changed",
            "date",
            "2023-02-30",
            "policy.last_changed: date = '2023-02-30', expected date",
        ),
    ],
)
def test_a_parameter_of_another_kind_is_named(claim_type, name, value, fault):
    assert param_error(claim_type, name, value) == fault


@pytest.mark.parametrize("text", ["P", "PT", "P1YT", "P1.2.3Y", "P1", "1Y", "P1D1Y", "forever"])
def test_what_is_no_duration_does_not_fit(text):
    fault = f"cookies.persistent: lifetime = {text!r}, expected duration:varies"
    assert param_error("cookies.persistent", "lifetime", text) == fault


@pytest.mark.parametrize("text", ["2023", "2023-07", "2023-07-05", "2024-02-29"])
def test_a_year_a_month_and_a_day_are_dates(text):
    assert is_date(text)


@pytest.mark.parametrize(
    "text", ["", "23", "2023-7", "2023-13", "2023-02-29", "05-07-2023", "20230705", "2023-W01-1"]
)
def test_other_texts_are_no_dates(text):
    assert not is_date(text)


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        (
            {"type": "cookies.eaten", "polarity": Polarity.SILENT},
            "unknown claim type 'cookies.eaten'",
        ),
        (
            {"type": "cookies.used", "polarity": Polarity.DECLARES},
            "c: a silent claim has no modality, every other has one",
        ),
        (
            {"type": "cookies.used", "polarity": Polarity.SILENT, "modality": Modality.MAY},
            "c: a silent claim has no modality, every other has one",
        ),
        (
            {"type": "cookies.used", "polarity": Polarity.SILENT, "params": {"count": 1}},
            "cookies.used has no parameter 'count'",
        ),
    ],
)
def test_a_claim_outside_the_taxonomy_cannot_be_made(fields, fault):
    with pytest.raises(ValidationError) as caught:
        Claim(id="c", **fields)
    assert [error["msg"] for error in caught.value.errors()] == [f"Value error, {fault}"]
