from scanner.models import Report
from scanner.report.formats.report_json import FORMAT


def test_the_report_is_read_back_as_it_was(sample):
    assert Report.model_validate_json(FORMAT.render(sample)) == sample


def test_the_report_starts_with_its_schema_version(sample):
    assert FORMAT.render(sample).startswith(b'{\n  "schema_version": 1,\n  "run": {\n')
