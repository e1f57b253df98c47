"""What the page says of what changed since the last run."""

import pytest
from report.changes import make_site_changes
from report.pages import in_language, read_page, section, words

from scanner.report.formats.report_html import FILE, files


@pytest.fixture
def page(sample):
    return read_page(sample)


@pytest.fixture
def since(page):
    """The section of the shop."""
    return section(page, "winkel.example").select_one(".since")


@pytest.fixture
def since_of(make_report, make_site_report):
    """Return the section of a site with some changes."""

    def make(**fields):
        changes = make_site_changes(**fields)
        return read_page(make_report(make_site_report(since_last_run=changes))).select_one(".since")

    return make


def lists(since):
    """Return each group of the section with its items."""
    return [
        (words(group.summary), [words(item) for item in group.select(".since-list > li")])
        for group in since.select("details")
    ]


def test_it_stands_between_the_verdict_line_and_the_findings(page):
    shop = section(page, "winkel.example")
    assert shop.select_one(".verdict-line").find_next_sibling() is shop.select_one(".since")
    assert [words(each) for each in shop.select("h3")][:2] == ["Since the last run", "Findings"]


def test_a_line_counts_what_changed(since):
    assert words(since.p) == (
        "Since the run of 2026-11-14 03:00 UTC: findings: 1 new, 1 gone, 1 unstable, 1 not known, "
        "1 the same; cookies: 1 new, 1 gone, 1 not known; services: 1 unstable; 1 policy gone; "
        "1 policy changed."
    )


def test_what_changed_is_told_by_trend_with_the_reason_where_it_is_not_known(since):
    hidden = "It could not be seen in run 20261121T030000Z: no visit succeeded."
    assert lists(since) == [
        (
            "1 new",
            [
                "○ ○ ● high An advertiser stored the cookie abid, and the policy names no such"
                " cookie. undeclared-advertiser-cookie abid"
            ],
        ),
        ("1 gone", ["○ ● ○ medium _oud was stored. cookie-before-consent _oud"]),
        (
            "1 unstable",
            ["● ○ ● low A cookie was sent after everything was refused. after-reject abid"],
        ),
        (
            f"1 not known {hidden}",
            ["● ● ? high _nog was stored. undeclared-advertiser-cookie _nog"],
        ),
        ("changed Privacyverklaring", []),
        ("gone Cookieverklaring", []),
        ("1 new", ["○ ○ ● abid winkel.example advertising"]),
        ("1 gone", ["● ● ○ _oud winkel.example advertising"]),
        (f"1 not known {hidden}", ["● ● ? _nog winkel.example advertising"]),
        ("1 unstable", ["● ○ ● Meetlat advertising"]),
    ]


def test_a_screen_reader_hears_in_which_runs_it_was_seen(since):
    told = [each["aria-label"] for each in since.select(".marks[role=img]")]
    assert told[0] == (
        "2026-11-07 03:00 UTC not seen, 2026-11-14 03:00 UTC not seen, 2026-11-21 03:00 UTC seen"
    )
    assert told[3].endswith("2026-11-21 03:00 UTC could not be seen")
    assert since.select(".marks span:not([aria-hidden=true])") == []


def test_findings_that_are_still_there_lead_to_their_place(page, since):
    led = {words(link): page.find(id=link["href"][1:]) for link in since.select("a")}
    assert {text: words(place.h5) for text, place in led.items()} == {text: text for text in led}
    assert len(led) == 2


def test_a_finding_is_marked_new_or_unstable_where_it_stands(page):
    findings = section(page, "winkel.example").select("details.finding > summary")
    assert [[words(badge) for badge in each.select("[class*=trend-]")] for each in findings] == [
        ["new"],
        [],
        ["unstable"],
    ]


def test_a_policy_is_told_claim_by_claim(since):
    (policy,) = (each for each in since.select("details") if each.select(".changes"))
    assert words(policy.p) == (
        "https://www.winkel.example/privacy; was read in part, is read; "
        "dated 2024-03-12, now no date"
    )
    assert [words(item) for item in policy.select(".changes > li")] == [
        "changed cookies.used before: declares, unconditional: Wij kunnen cookies plaatsen. "
        "now: declares, unconditional: Wij plaatsen cookies.",
        "gone policy.applies_to before: declares, unconditional: About policy.applies_to.",
    ]


def test_what_makes_the_comparison_weaker_is_noted(since):
    assert [words(each) for each in since.select(".note")] == [
        "Fewer pages were loaded than last time: 4 instead of 5."
    ]


def test_what_is_new_or_gone_is_open_unless_it_is_much(since_of, since):
    assert [bool(group.has_attr("open")) for group in since.select("details")][:5] == [
        True,
        True,
        False,
        False,
        True,
    ]
    many = make_site_changes().cookies[:1] * 11
    assert since_of(findings=(), cookies=many, documents=()).select("details[open]") == []


def test_nothing_that_changed_is_one_line(since_of):
    nothing = {"cookies": (), "services": (), "documents": (), "notes": ()}
    same = make_site_changes().findings[1:2]
    assert [words(since_of(findings=found, **nothing)) for found in ((), same)] == [
        "Since the last run Nothing changed since the run of 2026-11-14 03:00 UTC.",
        "Since the last run Since the run of 2026-11-14 03:00 UTC: findings: 1 the same.",
    ]


def test_the_head_of_the_page_says_what_changed_on_all_sites(page, make_report, make_site_report):
    assert words(page.select_one("header .lead + p")) == (
        "Findings since the last run: 1 new, 1 gone, 1 unstable, 1 not known, 1 the same; "
        "1 policy gone; 1 policy changed."
    )
    assert "since the last run" not in words(read_page(make_report(make_site_report())).header)


def test_the_first_run_says_in_a_sentence_that_it_is_the_first(page):
    clean, disabled = (section(page, each) for each in ("stil.example", "later.example"))
    assert words(clean.select_one(".verdict-line").find_next_sibling()) == (
        "No earlier run measured this site, so there is nothing to compare it with."
    )
    assert "No earlier run" not in words(disabled)


def test_a_policy_that_is_not_there_any_more_has_no_status_to_compare(since_of):
    gone = make_site_changes().documents[1:]
    section_ = since_of(findings=(), cookies=(), services=(), documents=gone)
    assert words(section_.select_one("details")) == (
        "gone Cookieverklaring https://www.winkel.example/cookies"
    )


def test_the_table_of_sites_has_no_such_column_at_the_first_run(make_report, make_site_report):
    page = read_page(make_report(make_site_report()))
    heads = page.find("h2", id="overview").parent.select("thead th")
    assert "Since the last run" not in map(words, heads)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"cookies": (), "services": ()}, "nothing changed"),
        ({}, "the findings are the same"),
    ],
)
def test_the_table_of_sites_does_not_hide_that_only_cookies_changed(
    make_report, make_site_report, fields, told
):
    same = make_site_changes().findings[1:2]
    changes = make_site_changes(findings=same, documents=(), **fields)
    page = read_page(make_report(make_site_report(since_last_run=changes)))
    assert words(page.find("h2", id="overview").parent.select("tbody td")[1]) == told


def test_it_speaks_dutch(sample):
    since = section(read_page(in_language(sample, "nl")), "winkel.example").select_one(".since")
    assert words(since.h3) == "Sinds de vorige run"
    assert words(since.p) == (
        "Sinds de run van 2026-11-14 03:00 UTC: bevindingen: 1 nieuw, 1 weg, 1 wisselend, "
        "1 niet bekend, 1 hetzelfde; cookies: 1 nieuw, 1 weg, 1 niet bekend; "
        "diensten: 1 wisselend; 1 beleidstekst weg; 1 beleidstekst veranderd."
    )
    assert since.select_one(".marks")["aria-label"].endswith("2026-11-21 03:00 UTC gezien")
    assert "was gedeeltelijk gelezen, is gelezen; gedateerd 2024-03-12, nu geen datum" in words(
        since
    )


def test_it_stands_on_the_pages_of_a_report_that_is_split(sample):
    pages = dict(files(sample, longest=10_000))
    (site,) = (text for name, text in pages.items() if "winkel" in name)
    assert b'<a href="#site-f2">' in site
    assert b'id="site-f2"' in site
    assert b"1 policy changed" in pages[FILE]
