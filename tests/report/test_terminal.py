from io import StringIO
from pathlib import Path

from rich.console import Console

from scanner.report.terminal import print_summary
from scanner.words import Severity


def printed(report, paths=(), width=120):
    stream = StringIO()
    print_summary(report, Console(file=stream, width=width), paths)
    return stream.getvalue()


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
