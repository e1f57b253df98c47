"""``scrapy demo`` finds exactly what the behaviour of the demo web was built to give."""

import hashlib
import json
from pathlib import Path

import pytest
from commands.scans import scrapy

from scanner.discrepancies.rule import load_rules
from scanner.report.formats import load_formats

pytestmark = pytest.mark.browser

TIME_WILL_TELL = "policy-stale"  # every text gets old by the clock: which are, has its own test
BOTH = ("helder-hosting-2024", "helder-zusternet-undated")

FINDINGS = {
    "helder-hosting.example": {
        (rule, severity, document, subject)
        for document in BOTH
        for rule, severity, subject in (
            ("anonymity-contradicted", "high", "advertentiebord"),
            ("anonymity-contradicted", "high", "meetlat"),
            ("before-sign-in", "high", "cookies before sign-in"),
            ("browser-opt-out-only", "medium", "refusal"),
            ("captcha-undeclared", "high", "geenrobot"),
            ("lifetime-not-stated", "medium", "persistent cookies"),
            ("no-access-disclaimer", "high", "advertentiebord"),
            ("no-access-disclaimer", "high", "geenrobot"),
            ("no-access-disclaimer", "high", "meetlat"),
            ("other-storage", "medium", "advertentiebord"),
            ("other-storage", "medium", "geenrobot"),
            ("other-storage", "medium", "storage of the site itself"),
            ("own-consent-promise", "critical", "advertentiebord"),
            ("unnamed-owner", "low", "advertentiebord"),
            ("unnamed-owner", "low", "meetlat"),
        )
    }
    | {
        ("captcha-before-consent", "medium", None, "geenrobot"),
        ("lifetime-over-13-months", "low", None, "advertentiebord"),
        ("before-consent", "critical", None, "advertentiebord"),
        ("before-consent", "high", None, "meetlat"),
        ("no-choice-offered", "high", None, "choice"),
    },
    "zusternet.example": {
        ("before-sign-in", "low", "helder-zusternet-undated", "cookies before sign-in"),
        ("browser-opt-out-only", "medium", "helder-zusternet-undated", "refusal"),
    },
    "pakketpunt.example": {
        (rule, severity, "pakketpunt-2019", subject)
        for rule, severity, subject in (
            ("policy-silent-on-cookies", "high", "cookies and storage"),
            ("lifetime-not-stated", "medium", "persistent cookies"),
            ("undeclared-persistent-cookie", "medium", "meetlat"),
            ("undeclared-persistent-cookie", "medium", "persistent cookies"),
            ("undeclared-session-cookie", "medium", "meetlat"),
            ("undeclared-session-cookie", "medium", "session cookies"),
            ("undeclared-tracker", "medium", "meetlat"),
            ("implied-tracking", "medium", "technique"),
            ("captcha-declared-not-observed", "info", "geenrobot"),
            ("no-sharing-promise", "high", "meetlat"),
        )
    }
    | {
        ("before-consent", "high", None, "meetlat"),
        ("no-choice-offered", "high", None, "choice"),
    },
    "datakade.example": {
        (rule, severity, "datakade-netwerken-2021", subject)
        for rule, severity, subject in (
            ("policy-silent-on-cookies", "high", "cookies and storage"),
            ("undeclared-advertiser-cookie", "high", "advertentiebord"),
            ("undeclared-third-party-cookie", "high", "advertentiebord"),
            ("undeclared-third-party-cookie", "high", "geenrobot"),
            ("lifetime-not-stated", "medium", "persistent cookies"),
            ("undeclared-session-cookie", "medium", "session cookies"),
            ("policy-out-of-scope", "info", "scope"),
            ("policy-contradicts-itself", "medium", "www.datakade.example"),
            ("recipient-category-missing", "high", "advertentiebord"),
            ("implied-tracking", "medium", "technique"),
            ("captcha-more-than-declared", "low", "geenrobot"),
        )
    }
    | {
        ("captcha-before-consent", "medium", None, "geenrobot"),
        ("lifetime-over-13-months", "low", None, "advertentiebord"),
        ("before-consent", "critical", None, "advertentiebord"),
        ("no-choice-offered", "high", None, "choice"),
    },
    "stille-haven.example": set(),
    "molenwinkel.example": set(),
    "plantenkas.example": {
        ("after-reject", "critical", None, "advertentiebord"),
        ("before-consent", "critical", None, "advertentiebord"),
        ("lifetime-over-13-months", "low", None, "advertentiebord"),
        ("own-consent-promise", "critical", "plantenkas-2025", "advertentiebord"),
    },
    "kettingkast.example": {
        (rule, severity, "kettingkast-2026", subject)
        for rule, severity, subject in (
            ("cookie-flags", "low", "session cookies"),
            ("declared-not-observed", "info", "cookies"),
            ("lifetime-exceeds-policy", "medium", "meetlat"),
            ("no-sale-promise", "high", "biedring"),
            ("purpose-not-declared", "high", "advertentiebord"),
            ("session-mislabelled", "low", "cookies"),
            ("transfer-outside-eea", "medium", "advertentiebord"),
        )
    },
    "dorpshuis.example": {
        ("not-measured", "info", None, f"parts of choice {choice}")
        for choice in ("none", "accept", "reject")
    }
    | {("policy-unreachable", "medium", None, "https://www.dorpshuis.example/privacy")},
}
CLEAN = tuple(domain for domain, findings in FINDINGS.items() if not findings)
READABLE = tuple(domain for domain in FINDINGS if domain != "dorpshuis.example")


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The results folder of one scan of the demo web, and what it printed."""
    results = tmp_path_factory.mktemp("demo") / "results"
    return results, scrapy("demo", results=results)


@pytest.fixture(scope="module")
def report(demo):
    return json.loads((demo[0] / "latest.json").read_text(encoding="utf-8"))


def run_of(results: Path) -> Path:
    return next(path for path in results.iterdir() if path.is_dir())


def test_the_demo_ends_well_and_says_where_its_reports_are(demo):
    results, ended = demo
    assert (ended.returncode, str(run_of(results) / "report.html") in ended.stdout) == (0, True)


def site_of(report, domain):
    return next(site for site in report["sites"] if site["domain"] == domain)


def live_documents(site):
    return [document for document in site["documents"] if document["source"] == "live"]


@pytest.mark.parametrize("domain", FINDINGS)
def test_a_site_has_exactly_the_findings_it_was_built_for(report, domain):
    site = site_of(report, domain)
    read = {document["id"] for document in live_documents(site) if document["status"] == "read"}
    pinned = {judged["document"] for judged in site["verdicts"]} - read
    assert {
        (
            found["rule"],
            found["severity"],
            found["document"] if found["document"] in pinned else None,
            found["subject"],
        )
        for found in site["discrepancies"]
        if found["document"] not in read and found["rule"] != TIME_WILL_TELL
    } == FINDINGS[domain]


@pytest.mark.parametrize("rule", [rule.id for rule in load_rules()])
def test_every_rule_fires_on_a_site_of_the_demo(report, rule):
    found = {one["rule"] for site in report["sites"] for one in site["discrepancies"]}
    assert rule in found


@pytest.mark.parametrize("domain", CLEAN)
def test_a_site_that_was_built_to_be_clean_has_no_finding_at_all(report, domain):
    assert site_of(report, domain)["discrepancies"] == []


def test_texts_that_are_old_or_replaced_are_called_so(report):
    old = {
        found["document"]
        for site in report["sites"]
        for found in site["discrepancies"]
        if found["rule"] == TIME_WILL_TELL
    }
    assert old >= {"datakade-netwerken-2021", "pakketpunt-2019"}


def findings_on_live_texts(site):
    live = {document["id"] for document in live_documents(site)}
    return [found for found in site["discrepancies"] if found["document"] in live]


@pytest.mark.parametrize("domain", READABLE)
def test_a_finding_on_a_live_text_is_left_to_a_person(report, domain):
    found = findings_on_live_texts(site_of(report, domain))
    assert {one["kind"] for one in found} <= {"judgment"}


@pytest.mark.parametrize("domain", READABLE)
def test_the_policy_that_a_site_shows_is_read_beside_the_pinned_one(demo, report, domain):
    (live,) = live_documents(site_of(report, domain))
    assert (live["status"], live["kind"], live["found_by"], live["language"], live["url"]) == (
        "read",
        "privacy",
        "link",
        "nl",
        f"https://www.{domain}/privacy",
    )
    text = (run_of(demo[0]) / live["file"]).read_bytes()
    assert hashlib.sha256(text).hexdigest() == live["sha256"]


def test_a_text_that_stayed_as_it_was_pinned_changed_nothing(report):
    assert site_of(report, "stille-haven.example")["changes"] == []


def test_a_text_that_changed_since_it_was_pinned_is_told_claim_by_claim(report):
    (change,) = site_of(report, "pakketpunt.example")["changes"]
    told = {
        (one["kind"], claim["type"], claim["params"].get("duration") or claim["params"].get("date"))
        for one in change["changes"]
        for claim in (one["after"] or one["before"],)
    }
    assert (change["pinned"], change["dated_before"], change["dated_after"]) == (
        "pakketpunt-2019",
        "2019-09-04",
        "2026-02-09",
    )
    assert told >= {
        ("changed", "policy.last_changed", "2026-02-09"),
        ("gone", "retention.period", "P6W"),
        ("appeared", "retention.period", "P3M"),
    }


def test_every_site_was_measured_on_all_the_pages_that_it_has(report):
    assert {
        site["domain"]: (site["measured"], site["inventory"]["coverage"]["pages"])
        for site in report["sites"]
    } == {**dict.fromkeys(FINDINGS, (True, 5)), "dorpshuis.example": (True, 4)}


def test_every_visit_tells_what_became_of_the_banner(report):
    asks = {"molenwinkel.example", "plantenkas.example", "kettingkast.example"}
    assert {
        site["domain"]: [
            (visit["choice"], visit["consent"]["outcome"]) for visit in site["inventory"]["visits"]
        ]
        for site in report["sites"]
    } == {
        domain: [
            (choice, "done" if domain in asks else "no_banner")
            for choice in ("none", "accept", "reject")
        ]
        for domain in FINDINGS
    }


def test_what_is_promised_on_consent_is_confirmed_or_contradicted_over_three_visits(report):
    verdicts = {
        site["domain"]: {
            judged["claim"]["id"]: judged["verdict"]
            for judged in site["verdicts"]
            if judged["claim"]["id"] in ("analytics-cookies", "advertising-cookies")
        }
        for site in report["sites"]
        if site["domain"] in ("molenwinkel.example", "plantenkas.example")
    }
    assert verdicts == {
        "molenwinkel.example": {
            "analytics-cookies": "confirmed",
            "advertising-cookies": "confirmed",
        },
        "plantenkas.example": {
            "analytics-cookies": "confirmed",
            "advertising-cookies": "contradicted",
        },
    }


def test_the_browsers_proof_stands_in_the_report(report):
    assert report["run"]["browser"]["proof"]["kept"] is True


def test_the_same_files_give_the_same_report_byte_for_byte(demo):
    results, _ = demo
    run = run_of(results)
    names = (*(format_.file_name for format_ in load_formats()), "manifest.json")
    before = {name: (run / name).read_bytes() for name in names}
    for name in names:
        (run / name).unlink()
    again = scrapy("analyse", run.name, results=results)
    assert (again.returncode, {name: (run / name).read_bytes() for name in names}) == (0, before)


def test_the_key_of_the_hashes_is_for_its_owner_only(demo):
    assert (demo[0] / ".key").stat().st_mode & 0o777 == 0o600
