"""Three weeks of the demo web: what a run says has changed, whatever befell the runs before it.

The second week is killed time and again, and before the third the history is deleted.
"""

import json
import random
import subprocess
import time

import pytest
from commands.scans import PROJECT, command, scrapy

pytestmark = pytest.mark.browser

KILLS = 10
SITES = ("zusternet.example", "datakade.example", "plantenkas.example", "stille-haven.example")

ZUSTERNET_NEW = {
    ("before-consent", None, "meetlat"),
    ("no-access-disclaimer", "helder-zusternet-undated", "meetlat"),
    ("no-choice-offered", None, "choice"),
    ("lifetime-not-stated", "helder-zusternet-undated", "persistent cookies"),
    ("lifetime-not-stated", "live", "persistent cookies"),
    ("unnamed-owner", "helder-zusternet-undated", "meetlat"),
    ("unnamed-owner", "live", "meetlat"),
}
ZUSTERNET_SAME = {
    ("before-sign-in", "helder-zusternet-undated", "cookies before sign-in"),
    ("before-sign-in", "live", "cookies before sign-in"),
    ("browser-opt-out-only", "helder-zusternet-undated", "refusal"),
    ("browser-opt-out-only", "live", "refusal"),
}
DATAKADE_SAME = {
    ("policy-silent-on-cookies", "datakade-netwerken-2021", "cookies and storage"),
    ("policy-silent-on-cookies", "live", "cookies and storage"),
    ("undeclared-third-party-cookie", "datakade-netwerken-2021", "geenrobot"),
    ("undeclared-third-party-cookie", "live", "geenrobot"),
    ("captcha-before-consent", None, "geenrobot"),
    ("lifetime-not-stated", "datakade-netwerken-2021", "persistent cookies"),
    ("lifetime-not-stated", "live", "persistent cookies"),
    ("policy-contradicts-itself", "datakade-netwerken-2021", "www.datakade.example"),
    ("undeclared-session-cookie", "datakade-netwerken-2021", "session cookies"),
    ("undeclared-session-cookie", "live", "session cookies"),
    ("captcha-more-than-declared", "datakade-netwerken-2021", "geenrobot"),
    ("policy-stale", "datakade-netwerken-2021", "date"),
    ("policy-stale", "live", "date"),
    ("policy-out-of-scope", "datakade-netwerken-2021", "scope"),
}
DATAKADE_GONE = {
    ("before-consent", None, "advertentiebord"),
    ("no-choice-offered", None, "choice"),
    ("recipient-category-missing", "datakade-netwerken-2021", "advertentiebord"),
    ("recipient-category-missing", "live", "advertentiebord"),
    ("undeclared-advertiser-cookie", "datakade-netwerken-2021", "advertentiebord"),
    ("undeclared-advertiser-cookie", "live", "advertentiebord"),
    ("undeclared-third-party-cookie", "datakade-netwerken-2021", "advertentiebord"),
    ("undeclared-third-party-cookie", "live", "advertentiebord"),
    ("implied-tracking", "datakade-netwerken-2021", "technique"),
    ("implied-tracking", "live", "technique"),
    ("lifetime-over-13-months", None, "advertentiebord"),
}
PLANTENKAS_CAME_AND_WENT = {
    ("before-consent", None, "advertentiebord"),
    ("own-consent-promise", "plantenkas-2025", "advertentiebord"),
    ("lifetime-over-13-months", None, "advertentiebord"),
}
STILLE_HAVEN_NEW = {("policy-stale", "stille-haven-2026", "date")}

ABID = "abid; advertentiebord.example; advertentiebord"
NEW_METER = {"_ml_id; zusternet.example; meetlat", "_ml_ses; zusternet.example; meetlat"}

WEEK_2 = {
    "zusternet.example": {
        "findings": {"new": ZUSTERNET_NEW, "same": ZUSTERNET_SAME},
        "cookies": {"new": NEW_METER},
        "services": {"new": {"meetlat"}},
    },
    "datakade.example": {
        "findings": {"gone": DATAKADE_GONE, "same": DATAKADE_SAME},
        "cookies": {"gone": {ABID}},
        "services": {"gone": {"advertentiebord"}},
    },
    "plantenkas.example": {
        "findings": {"gone": PLANTENKAS_CAME_AND_WENT},
        "cookies": {"gone": {ABID}},
        "services": {"gone": {"advertentiebord", "tagbeheer"}},
    },
    "stille-haven.example": {
        "findings": {"new": STILLE_HAVEN_NEW},
        "documents": {
            "changed": {
                (
                    "live",
                    "2026-02-02",
                    "2026-11-20",
                    ("changed", "policy.last_changed"),
                    ("gone", "retention.period"),
                    ("appeared", "retention.period"),
                    ("gone", "storage.web_storage"),
                )
            }
        },
    },
}
WEEK_3 = {
    "zusternet.example": {"findings": {"same": ZUSTERNET_NEW | ZUSTERNET_SAME}},
    "datakade.example": {"findings": {"same": DATAKADE_SAME}},
    "plantenkas.example": {
        "findings": {"unstable": PLANTENKAS_CAME_AND_WENT},
        "cookies": {"unstable": {ABID}},
        "services": {"unstable": {"advertentiebord", "tagbeheer"}},
    },
    "stille-haven.example": {"findings": {"same": STILLE_HAVEN_NEW}},
}


def arguments(week):
    return ("demo", "-a", f"week={week}", "-a", "choices=none", "-a", f"only={','.join(SITES)}")


@pytest.fixture(scope="module")
def weeks(tmp_path_factory):
    """The results of three weeks, and the reports of the second and the third."""
    results = tmp_path_factory.mktemp("weeks") / "results"
    reports = {}
    start = time.monotonic()
    assert scrapy(*arguments(1), results=results).returncode == 0
    moments = random_moments(time.monotonic() - start)
    killed = [moment for moment in moments if kill_at(moment, results)]
    if len(runs(results)) == 1 or run_of(results)["finished"] is None:
        assert scrapy(*arguments(2), results=results).returncode == 0
    reports[2] = latest(results)
    for path in results.glob("history.sqlite*"):
        path.unlink()
    hook = f"SCAN_NOTIFY_COMMAND=tee {results / 'told.json'}"
    ended = scrapy(*arguments(3), "-s", "SCAN_KEEP_RUNS=2", "-s", hook, results=results)
    assert ended.returncode == 0
    reports[3] = latest(results)
    return results, reports, len(killed)


def random_moments(run_s):
    """Moments up to the length of a run, in order: the later ones let it get on."""
    chance = random.Random(20261122)
    return sorted(chance.uniform(0, run_s) for _ in range(KILLS))


def kill_at(moment, results):
    """Scan the second week and kill the scanner then; tell whether it was still at it."""
    if len(runs(results)) > 1 and run_of(results)["finished"] is not None:
        return False
    scan = subprocess.Popen(
        command(*arguments(2), results=results),
        cwd=PROJECT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        scan.wait(moment)
    except subprocess.TimeoutExpired:
        scan.kill()
        scan.wait()
        for path in results.rglob("*.json"):
            json.loads(path.read_text(encoding="utf-8"))  # whole, whenever the kill came
        return True
    return False


def runs(results):
    return sorted(path for path in results.iterdir() if (path / "run.json").exists())


def run_of(results):
    return json.loads((runs(results)[-1] / "run.json").read_text(encoding="utf-8"))


def latest(results):
    return json.loads((results / "latest.json").read_text(encoding="utf-8"))


def changes(report):
    """What each site's report says has changed, as the tables above have it."""
    return {site["domain"]: changes_of(site["since_last_run"]) for site in report["sites"]}


def changes_of(since):
    return {name: by_trend(since[name], read) for name, read in READ.items() if since[name]}


def by_trend(entries, read):
    trends = dict.fromkeys(entry["trend"] for entry in entries)
    return {trend: {read(e) for e in entries if e["trend"] == trend} for trend in trends}


def name_of(document):
    """A live document's id holds its address, which is the same every week."""
    return "live" if document and document.startswith("live-") else document


READ = {
    "findings": lambda found: (found["rule"], name_of(found["document"]), found["subject"]),
    "cookies": lambda cookie: cookie["key"],
    "services": lambda service: service["key"],
    "documents": lambda document: (
        name_of(document["id"]),
        document["dated_before"],
        document["dated_after"],
        *((change["kind"], change["type"]) for change in document["changes"]),
    ),
}


def test_the_second_week_says_what_is_new_gone_the_same_and_changed(weeks):
    assert changes(weeks[1][2]) == WEEK_2


def test_the_third_week_knows_the_weeks_before_it_without_their_database(weeks):
    assert changes(weeks[1][3]) == WEEK_3


def test_a_run_that_is_killed_time_and_again_is_one_run_with_every_visit_once(weeks):
    results, reports, killed = weeks
    assert killed > 3
    assert len(runs(results)) == 3
    assert [
        (site["domain"], [visit["outcome"] for visit in site["inventory"]["visits"]])
        for site in reports[2]["sites"]
    ] == [(site["domain"], ["ok"]) for site in reports[2]["sites"]]
    assert not list(results.rglob("*.part"))


def test_whoever_wants_to_know_is_told_what_changed_and_where(weeks):
    results, reports, _ = weeks
    told = json.loads((results / "told.json").read_text(encoding="utf-8"))
    assert (told["run"], [site["domain"] for site in told["sites"]]) == (
        reports[3]["run"]["id"],
        ["plantenkas.example"],
    )
    assert changes_of(told["sites"][0]["changes"]) == WEEK_3["plantenkas.example"]


def test_the_evidence_of_the_oldest_run_goes_and_its_report_stays(weeks):
    first, *others = runs(weeks[0])
    names = sorted(path.name for path in first.iterdir())
    assert names == ["history.json", "manifest.json", "pruned.json", "report.json", "run.json"]
    assert all((run / "observations").is_dir() for run in others)


def test_a_week_that_is_not_one_of_the_three_is_refused(tmp_path):
    ended = scrapy("demo", "-a", "week=4", results=tmp_path)
    assert ended.returncode == 1
    assert ended.stderr.endswith("\nerror: -a week=4: expected 1, 2 or 3\n")
