import re
import shutil
import subprocess
from pathlib import Path
from unittest.mock import ANY

import pytest
from pydantic import BaseModel

from scanner.models import Inventory, Report, RunInfo, SiteReport
from scanner.report.formats.report_json import FORMAT

DOCUMENT = (Path(__file__).parents[2] / "docs" / "report.md").read_text(encoding="utf-8")
LINES = re.findall(r"^jq .*'(.+)' results/latest\.json$", DOCUMENT, re.MULTILINE)
TABLE = "\n".join(line.split("|")[1] for line in DOCUMENT.splitlines() if line.startswith("| `"))


@pytest.mark.parametrize("model", [Report, RunInfo, SiteReport, Inventory])
def test_every_field_of_the_upper_levels_is_documented(model: type[BaseModel]):
    words = set(re.findall(r"[a-z_]+", TABLE))
    needed = set(model.model_fields) - {"schema_version"}
    if model is Inventory:
        needed -= {"domain", "usable"}  # the site's own domain, and its "measured"
    assert needed - words == set()


def test_seventeen_questions_are_answered():
    assert len(LINES) == 17


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed")
@pytest.mark.parametrize("line", LINES)
def test_each_line_answers_on_a_report(line, sample):
    answer = subprocess.run(
        ["jq", "-r", line],  # noqa: S607
        input=FORMAT.render(sample),
        capture_output=True,
        check=False,
        timeout=20,
    )
    assert (answer.returncode, answer.stderr) == (0, b"")
    assert answer.stdout.strip() != b""


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed")
@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Which sites have critical findings", [["winkel.example", "0", "1"]]),
        (
            "Which cookies were stored before any choice",
            [
                ["winkel.example", "sid", "winkel.example", "unclassified"],
                ["winkel.example", "abid", "pixel.advertentiebord.example", "advertising"],
            ],
        ),
        (
            "Which cookies were stored, or still sent, after",
            [["winkel.example", "abid", "pixel.advertentiebord.example", "advertising"]],
        ),
        ("Which sites were not measured", [["weg.example", "dns"], ["later.example", ANY]]),
        (
            "What does a policy say that the site contradicts",
            [["winkel.example", "winkel-policy", "1", "About tracking.third_party."]],
        ),
        (
            "What is new since last week",
            [
                [
                    "winkel.example",
                    "high",
                    "An advertiser stored the cookie abid, and the policy names no such cookie.",
                ]
            ],
        ),
        (
            "Which policies changed since last week",
            [
                [
                    "winkel.example",
                    "Privacyverklaring",
                    "changed",
                    "changed",
                    "cookies.used",
                    "Wij kunnen cookies plaatsen.",
                    "Wij plaatsen cookies.",
                ],
                [
                    "winkel.example",
                    "Privacyverklaring",
                    "changed",
                    "gone",
                    "policy.applies_to",
                    "About policy.applies_to.",
                    "",
                ],
                ["winkel.example", "Cookieverklaring", "gone"],
            ],
        ),
        (
            "Which findings are facts",
            [
                ["winkel.example", "undeclared-advertiser-cookie", "abid"],
                ["winkel.example", "after-reject", "abid"],
                ["weg.example", "not-measured", "abid"],
            ],
        ),
    ],
)
def test_a_line_gives_the_answer_to_its_question(question, answer, sample):
    line = re.search(r"^jq .*'(.+)' results", DOCUMENT.partition(question)[2], re.MULTILINE)[1]
    given = subprocess.run(
        ["jq", "-r", line],  # noqa: S607
        input=FORMAT.render(sample).decode(),
        capture_output=True,
        check=True,
        text=True,
        timeout=20,
    )
    assert [row.split("\t") for row in given.stdout.splitlines()] == answer


@pytest.mark.parametrize("line", LINES)
def test_each_line_names_fields_that_exist(line, sample):
    known = _names(sample.model_dump(mode="json"))
    assert set(re.findall(r"\.([a-z_]+)", line)) - known == set()


def _names(value):
    if isinstance(value, dict):
        return set(value).union(*map(_names, value.values()))
    return set().union(*map(_names, value)) if isinstance(value, list) else set()
