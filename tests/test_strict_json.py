import json
from pathlib import Path

import pytest
from builders import make_observation, make_page

from scanner.errors import RunError
from scanner.models import Observation
from scanner.strict_json import from_json, to_json


def test_json_is_indented_utf_8_in_the_order_of_the_models_with_a_newline_at_the_end():
    assert to_json({"b": "é", "a": [1]}) == '{\n  "b": "é",\n  "a": [\n    1\n  ]\n}\n'.encode()


def test_a_number_that_is_not_finite_is_never_written():
    with pytest.raises(ValueError, match="Out of range float values"):
        to_json({"seconds": float("nan")})


def test_a_value_with_a_number_that_is_not_finite_is_never_written():
    with pytest.raises(ValueError, match="Out of range float values"):
        to_json(make_observation(duration_s=float("inf")))


@pytest.mark.parametrize("title", ["NaN", "Infinity", "“quoted” – dashed", "é", "a\u00a0b"])
def test_text_that_only_looks_like_trouble_is_written_as_it_is(title):
    page = make_page().model_copy(update={"title": title})
    data = to_json(make_observation(pages=(page,)))
    assert f'"title": "{title}"' in data.decode()


def test_a_file_of_a_newer_scanner_is_refused_though_its_fields_are_known():
    data = to_json(make_observation(schema_version=99))
    with pytest.raises(RunError, match="made by a newer scanner"):
        from_json(Path("none.json"), data, Observation)


@pytest.mark.parametrize("letter", ["\x1b", "\x9b", "\x7f", "\u202e", "\u2066", "\u200f", "\ud800"])
def test_letters_that_steer_a_terminal_are_escaped_and_mean_the_same(letter):
    page = make_page().model_copy(update={"title": f"a{letter}b"})
    observation = make_observation(pages=(page,))
    data = to_json(observation)
    assert letter not in data.decode()
    assert json.loads(data)["pages"][0]["title"] == f"a{letter}b"
    assert from_json(Path("none.json"), data, Observation) == observation
