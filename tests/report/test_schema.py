import json

import jsonschema

from scanner.report.formats.report_json import FORMAT
from scanner.report.schema import SCHEMA_FILE, make_schema


def test_the_schema_is_up_to_date():
    assert SCHEMA_FILE.read_bytes() == make_schema(), "run: python -m scanner.report.schema"


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(json.loads(make_schema()))


def test_a_report_is_valid_against_the_schema(sample):
    jsonschema.validate(json.loads(FORMAT.render(sample)), json.loads(make_schema()))


def test_a_report_with_a_field_too_many_is_not_valid(sample):
    validator = jsonschema.Draft202012Validator(json.loads(make_schema()))
    report = {**json.loads(FORMAT.render(sample)), "extra": 1}
    messages = [error.message for error in validator.iter_errors(report)]
    assert messages == ["Additional properties are not allowed ('extra' was unexpected)"]
