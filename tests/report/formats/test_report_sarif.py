import json
import re
from urllib.parse import urlsplit

import jsonschema
import pytest
from report.changes import make_finding_change, make_site_changes

from scanner.models import Sentence
from scanner.report.formats.report_sarif import FORMAT
from scanner.words import DocumentSource, Severity, Trend


def _object(required, **properties):
    return {"type": "object", "required": required, "properties": properties}


def _list_of(items):
    return {"type": "array", "items": items}


# What SARIF 2.1.0 (OASIS standard) asks of the parts that are written here, and what it allows.
TEXT = {"type": "string", "minLength": 1}
MESSAGE = _object(["text"], text=TEXT)
LEVEL = {"enum": ["none", "note", "warning", "error"]}
TIME = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}
RULE = _object(
    ["id", "shortDescription", "fullDescription", "help"],
    id=TEXT,
    shortDescription=MESSAGE,
    fullDescription=MESSAGE,
    help=MESSAGE,
    defaultConfiguration=_object(["level"], level=LEVEL),
)
LOCATION = _object(
    ["physicalLocation"],
    physicalLocation=_object(
        ["artifactLocation", "region"],
        artifactLocation=_object(["uri"], uri=TEXT),
        region=_object(["startLine"], startLine={"type": "integer", "minimum": 1}),
    ),
    logicalLocations=_list_of(_object(["name"], name=TEXT, kind=TEXT)),
)
RESULT = _object(
    ["ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"],
    ruleId=TEXT,
    ruleIndex={"type": "integer", "minimum": 0},
    level=LEVEL,
    message=MESSAGE,
    locations={**_list_of(LOCATION), "minItems": 1},
    partialFingerprints={"type": "object", "additionalProperties": TEXT},
    baselineState={"enum": ["new", "unchanged", "updated", "absent"]},
)
RUN = _object(
    ["tool", "results"],
    tool=_object(["driver"], driver=_object(["name", "rules"], name=TEXT, rules=_list_of(RULE))),
    automationDetails=_object(["id"], id=TEXT),
    invocations=_list_of(
        _object(
            ["executionSuccessful"],
            executionSuccessful={"type": "boolean"},
            startTimeUtc=TIME,
            endTimeUtc=TIME,
        )
    ),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    results=_list_of(RESULT),
)
SARIF = _object(["version", "runs"], version={"const": "2.1.0"}, runs=_list_of(RUN))


def run_of(report):
    return json.loads(FORMAT.render(report))["runs"][0]


def uri_of(result):
    return result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]


@pytest.fixture
def result(make_report, make_site_report, make_finding):
    """Return the result of one finding of the shop, whose document has the given fields."""

    def make(fields_of_document=(), **fields):
        site = make_site_report(discrepancies=(make_finding(**fields),))
        texts = tuple(one.model_copy(update=dict(fields_of_document)) for one in site.documents)
        (found,) = run_of(make_report(site.model_copy(update={"documents": texts})))["results"]
        return found

    return make


def test_the_file_is_as_sarif_wants_it(sample):
    jsonschema.validate(json.loads(FORMAT.render(sample)), SARIF)


def test_every_finding_is_a_result_of_a_rule_that_is_listed(sample):
    run = run_of(sample)
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [(each["ruleId"], rules[each["ruleIndex"]]) for each in run["results"]] == [
        (found.rule, found.rule) for site in sample.sites for found in site.discrepancies
    ]


def test_a_rule_tells_its_question_its_reason_and_what_it_is_about(sample):
    assert run_of(sample)["tool"]["driver"]["rules"][0]["help"]["text"] == (
        "Is something sent after a refusal? Asked once a site. Why: the policy's own statement."
        " About: Tw 11.7a (pointers, no conclusions)."
    )


@pytest.mark.parametrize(
    ("severity", "level"),
    [
        (Severity.CRITICAL, "error"),
        (Severity.HIGH, "error"),
        (Severity.MEDIUM, "warning"),
        (Severity.LOW, "note"),
        (Severity.INFO, "note"),
    ],
)
def test_the_level_follows_the_severity(result, severity, level):
    found = result(severity=severity)
    assert (found["level"], found["properties"]["severity"]) == (level, severity)


def test_a_result_tells_the_clause_what_was_seen_and_what_was_looked_at(result):
    assert result(quote="Wij plaatsen niets.", section="3")["message"]["text"] == (
        "winkel.example: An advertiser stored the cookie abid, and the policy names no such cookie."
        " The policy: “Wij plaatsen niets.”. Observed: abid (pixel.advertentiebord.example): kept"
        " for 400 days. Looked at: 1 page, choice none. This is a fact."
    )


def test_a_pinned_document_is_its_file_of_the_seeds_and_names_the_section(result):
    found = result(section="12.5")
    assert uri_of(found) == "seeds/policies/winkel-policy.toml"
    assert found["locations"][0]["logicalLocations"] == [
        {"name": "winkel.example", "kind": "site"},
        {"name": "12.5", "kind": "section"},
    ]


def test_a_live_document_is_its_address_without_the_scheme(result):
    live = {"source": DocumentSource.LIVE, "url": "https://www.winkel.example/over%20ons/é?x="}
    assert uri_of(result(live)) == "www.winkel.example/over%20ons/%C3%A9"


def test_a_finding_that_rests_on_no_document_is_at_its_page(result):
    assert uri_of(result(document=None)) == "www.winkel.example"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "https://[kwaad/",
        "//x/../../etc/passwd",
        "file:///etc/passwd",
        "https:",
    ],
)
def test_no_address_makes_a_scheme_or_leads_out_of_the_folder(result, url):
    uri = uri_of(result({"source": DocumentSource.LIVE, "url": url}))
    parts = urlsplit(uri)
    assert (parts.scheme, parts.netloc, uri.startswith("/"), ".." in uri) == ("", "", False, False)
    assert re.fullmatch(r"[A-Za-z0-9._~%/-]+", uri)


def test_an_alert_is_known_again_by_the_id_of_its_finding(result):
    assert result(id="0123456789ab")["partialFingerprints"] == {
        "primaryLocationLineHash": "0123456789ab"
    }


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[x](https://kwaad.example)", r"\[x\](https://kwaad.example)"),
        ("[x](1)", r"\[x\](1)"),
        ("{0} }", "{{0}} }}"),
        ("ask @everyone or info@kwaad.example", "ask @ everyone or info@kwaad.example"),
        ("a\\[b](c)", r"a\\\[b\](c)"),
        ("a\n# b\x1b[2J", r"a # b�\[2J"),
    ],
)
def test_a_message_holds_no_link_placeholder_or_mention_of_a_site(result, text, shown):
    message = result(sentence=Sentence(en=text, nl=""))["message"]["text"]
    assert message.startswith(f"winkel.example: {shown} Observed: ")


def test_a_run_that_was_cut_off_was_no_success(sample):
    run = sample.run.model_copy(update={"ended_at": None, "finished": None})
    assert run_of(sample.model_copy(update={"run": run}))["invocations"] == [
        {"executionSuccessful": False, "startTimeUtc": "2026-11-21T03:00:00Z"}
    ]


def test_a_result_says_how_it_stands_to_the_last_run_and_nothing_where_there_is_none(sample):
    results = run_of(sample)["results"]
    assert [(each["ruleId"], each.get("baselineState")) for each in results] == [
        ("lifetime-not-stated", "unchanged"),
        ("undeclared-advertiser-cookie", "new"),
        ("after-reject", "new"),
        ("not-measured", None),
    ]


@pytest.mark.parametrize(
    ("trend", "seen", "state"),
    [
        (Trend.NEW, (False, True), "new"),
        (Trend.SAME, (True, True), "unchanged"),
        (Trend.UNSTABLE, (True, False, True, True), "unchanged"),
        (Trend.UNSTABLE, (True, False, True), "new"),
        (Trend.NEW, (False, None, True), None),
        (Trend.UNKNOWN, (None, True), None),
    ],
)
def test_what_the_last_run_could_not_see_has_no_state(
    make_report, make_site_report, make_finding, trend, seen, state
):
    change = make_finding_change(trend, seen)
    site = make_site_report(
        discrepancies=(make_finding(),), since_last_run=make_site_changes(findings=(change,))
    )
    (result,) = run_of(make_report(site))["results"]
    assert result.get("baselineState") == state


def test_what_is_gone_is_no_result(make_report, make_site_report):
    gone = make_finding_change(Trend.GONE, (True, False))
    site = make_site_report(since_last_run=make_site_changes(findings=(gone,)))
    assert run_of(make_report(site))["results"] == []
