import json
from io import StringIO
from pathlib import Path

import pytest
from builders import make_inventory, make_visit
from report.pages import read_page
from rich.console import Console

from scanner.report.formats.discrepancies_csv import FORMAT as CSV
from scanner.report.formats.report_json import FORMAT as JSON
from scanner.report.formats.report_md import FORMAT as MD
from scanner.report.formats.report_sarif import FORMAT as SARIF
from scanner.report.terminal import print_summary, print_table
from scanner.words import ConsentChoice, ConsentOutcome, Severity


def make_console(width=120, *, terminal=True):
    return Console(file=StringIO(), width=width, force_terminal=terminal, color_system=None)


def printed(report, paths=(), **console):
    made = make_console(**console)
    print_summary(report, made, paths)
    return made.file.getvalue()


def rows(text):
    """Return the rows of the table, each cell with its lines joined by one space."""
    body = text.partition("┡")[2].partition("└")[0]
    return [
        [
            " ".join(" ".join(column).split())
            for column in zip(*(line.strip("│").split("│") for line in lines), strict=True)
        ]
        for block in body.split("├")
        if (lines := [line for line in block.splitlines() if line.startswith("│")])
    ]


def test_each_site_has_a_row_and_no_number_where_nobody_looked(sample):
    assert rows(printed(sample, width=80)) == [
        [
            "winkel.example",
            "5 pages 2 cookies 2 third parties 1 CAPTCHA none: left alone reject: confirmed",
            "1 contradicted 1 undisclosed 1 confirmed",
            "1 high 1 medium 1 low",
        ],
        ["stil.example", "1 page 0 cookies 0 third parties 0 CAPTCHAs", "-", "none"],
        ["zwijger.example", "1 page 0 cookies 0 third parties 0 CAPTCHAs", "no policy read", "-"],
        ["weg.example", "not measured: unreachable (dns)", "1 not assessable", "1 info"],
        ["later.example", "not scanned: Nobody confirmed its host yet.", "-", "-"],
    ]


def test_off_a_terminal_each_site_is_a_plain_line(sample):
    lines = printed(sample, terminal=False).splitlines()
    assert [line.split()[0] for line in lines[:7]] == [
        "Run",
        "site",
        *(site.domain for site in sample.sites),
    ]
    assert lines[2] == (
        "winkel.example   5 pages, 2 cookies, 2 third parties, 1 CAPTCHA, none: left alone, "
        "reject: confirmed  1 contradicted, 1 undisclosed, 1 confirmed  1 high, 1 medium, 1 low  "
        "1 new, 1 gone, 1 unstable, 1 not known, 1 the same, 1 policy gone, 1 policy changed"
    )
    assert [line[-1] for line in lines[3:7]] == ["-"] * 4


def test_a_line_says_what_changed_on_all_sites(sample, make_report, make_site_report):
    line = (
        "Findings since the last run: 1 new, 1 gone, 1 unstable, 1 not known, 1 the same; "
        "1 policy gone; 1 policy changed."
    )
    assert line in printed(sample, terminal=False).splitlines()
    assert "since the last run" not in printed(make_report(make_site_report()), terminal=False)


@pytest.mark.parametrize(("width", "has_column"), [(99, False), (100, True)])
def test_a_wide_terminal_has_a_column_of_what_changed(sample, width, has_column):
    assert ("since last run" in printed(sample, width=width)) is has_column


def test_without_an_earlier_run_there_is_no_such_column(make_report, make_site_report):
    assert "since last run" not in printed(make_report(make_site_report()), terminal=False)


def test_a_column_of_numbers_stands_at_the_right():
    console = make_console()
    print_table(console, ("site", "cookies", "P"), (("a.nl", 3, 0.5), ("b.nl", 12, 1.0)))
    cells = [line.split("│")[1:-1] for line in console.file.getvalue().splitlines() if "nl" in line]
    assert cells == [[" a.nl ", "       3 ", " 0.500 "], [" b.nl ", "      12 ", " 1.000 "]]


def test_columns_stand_below_each_other_off_a_terminal():
    console = make_console(terminal=False)
    print_table(console, ("site", "what", "why"), (("a.nl", ("x", "y"), "z"), ("lang.nl", "", "q")))
    assert console.file.getvalue().splitlines() == [
        "site     what  why",
        "a.nl     x, y  z",
        "lang.nl  -     q",
    ]


@pytest.mark.parametrize("terminal", [True, False])
def test_no_cell_steers_the_terminal_or_starts_a_line(terminal):
    console = make_console(terminal=terminal)
    print_table(console, ("site",), (("a\x1b[2J\nb\u202e",), (("[red]c", "d\r"),)), "t\x07")
    shown = console.file.getvalue()
    assert [word in shown for word in ("a�[2J�b�", "[red]c", "d�", "t�")] == [True] * 4


def test_our_words_for_how_bad_something_is_have_their_colour():
    console = Console(file=StringIO(), width=80, force_terminal=True, color_system="standard")
    print_table(console, ("severity", "what"), (("critical", "critical error"),))
    line = next(line for line in console.file.getvalue().splitlines() if "error" in line)
    assert line == "│ \x1b[1;31mcritical\x1b[0m │ critical error │"


def test_a_table_without_rows_has_its_headings():
    console = make_console(terminal=False)
    print_table(console, ("site", "what"), ())
    assert console.file.getvalue() == "site  what\n"


def test_the_worst_findings_and_the_paths_follow_the_table(sample):
    path = Path("results") / "20261121T030000Z" / "report.html"
    lines = printed(sample, (path,), width=140).splitlines()
    assert lines[-5:] == [
        "high     winkel.example: An advertiser stored the cookie abid, and the policy names no"
        " such cookie. [winkel-policy]",
        "medium   winkel.example: Cookies outlive the visit, and the policy states no lifetime."
        " [winkel-policy]",
        "low      winkel.example: A cookie was sent after everything was refused.",
        "info     weg.example: weg.example could not be visited.",
        str(path),
    ]


def test_ten_findings_are_told_and_the_rest_counted(make_report, make_site_report, make_finding):
    findings = tuple(make_finding(id=str(number)) for number in range(12))
    lines = printed(make_report(make_site_report(discrepancies=findings))).splitlines()
    assert sum(line.startswith(Severity.HIGH) for line in lines) == 10
    assert lines[-1] == "and 2 more in the report"


def test_a_long_path_is_never_broken(make_report):
    path = Path("/very") / ("long" * 60) / "report.json"
    assert printed(make_report(), (path,)).splitlines()[-1] == str(path)


def test_banner_is_told_a_line_each_choice_and_its_absence_once(make_report, make_site_report):
    def told(*outcomes):
        visits = tuple(
            make_visit(choice, consent=outcome)
            for choice, outcome in zip(ConsentChoice, outcomes, strict=True)
        )
        site = make_site_report(inventory=make_inventory(visits=visits))
        (row,) = rows(printed(make_report(site)))
        return row[1].partition("CAPTCHAs")[2].strip()

    no, done, failed = ConsentOutcome.NO_BANNER, ConsentOutcome.DONE, ConsentOutcome.FAILED
    assert [told(None, None, None), told(no, no, no)] == ["", "no banner"]
    assert told(done, done, failed) == "none: left alone accept: confirmed reject: failed"
    assert told(no, None, done) == "none: no banner reject: confirmed"


def test_every_form_of_the_report_counts_the_same_findings(sample):
    """The page's head, the terminal, Markdown, table, SARIF and the totals of the JSON."""
    told = "3 discrepancies and 1 remark in 2 sites"
    assert told in printed(sample, terminal=False)
    assert told in read_page(sample).select_one("p.lead").get_text()
    assert told in MD.render(sample).decode()
    totals = json.loads(JSON.render(sample))["totals"]["discrepancies"]
    assert (sum(totals.values()) - totals["info"], totals["info"]) == (3, 1)
    assert len(CSV.render(sample).decode().splitlines()) - 1 == 4
    assert len(json.loads(SARIF.render(sample))["runs"][0]["results"]) == 4
    assert len(read_page(sample).select("details.finding")) == 4
