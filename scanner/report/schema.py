"""The published JSON schema of a report: ``python -m scanner.report.schema`` writes it again."""

from __future__ import annotations

from pathlib import Path

from scanner.models import Report
from scanner.strict_json import to_json
from scanner.whole_files import write_whole

SCHEMA_FILE = Path(__file__).with_name("schema.json")


def make_schema() -> bytes:
    """Return the JSON schema of ``report.json``, made from the models."""
    schema = Report.model_json_schema(mode="serialization")
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return to_json({"$schema": dialect, **schema})


if __name__ == "__main__":
    write_whole(SCHEMA_FILE, make_schema())
