from scanner.models import Report
from scanner.report.formats.report_json import FORMAT
from scanner.strict_json import to_json


def test_the_report_is_read_back_as_it_was(sample):
    assert Report.model_validate_json(FORMAT.render(sample)) == sample


def test_the_report_is_written_site_by_site_as_if_at_once(sample):
    assert FORMAT.render(sample) == to_json(sample)


def test_a_report_without_sites_is_written_too(sample):
    nothing = sample.model_copy(update={"sites": ()})
    assert Report.model_validate_json(FORMAT.render(nothing)) == nothing


def test_the_report_starts_with_its_schema_version(sample):
    assert FORMAT.render(sample).startswith(b'{\n  "schema_version": 1,\n  "run": {\n')
