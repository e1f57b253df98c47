from io import StringIO
from pathlib import Path

from rich.console import Console

from scanner.report.terminal import print_summary
from scanner.words import Severity


def printed(report, paths=()):
    stream = StringIO()
    print_summary(report, Console(file=stream, width=120), paths)
    return stream.getvalue()


def cells(text):
    rows = (line for line in text.splitlines() if line.startswith("│"))
    return [[cell.strip() for cell in row.strip("│").split("│")] for row in rows]


def test_each_site_has_a_row_and_what_was_not_measured_shows_no_nought(sample):
    first_lines = [row for row in cells(printed(sample)) if row[0]]
    assert first_lines == [
        ["winkel.example", "yes", "5", "2", "2", "1", "1 contradicted", "1 high"],
        ["stil.example", "yes", "1", "0", "0", "0", "-", "none"],
        ["zwijger.example", "yes, no policy read", "1", "0", "0", "0", "-", "-"],
        ["weg.example", "no: unreachable (dns)", "-", "-", "-", "-", "1 not assessable", "1 info"],
        ["later.example", "no: nobody confirmed its", "-", "-", "-", "-", "-", "-"],
    ]


def test_the_worst_findings_and_the_paths_follow_the_table(sample):
    path = Path("results") / "20261121T030000Z" / "report.html"
    lines = printed(sample, (path,)).splitlines()
    assert lines[-4:] == [
        "high     winkel.example: An advertiser stored the cookie abid, and the policy names no"
        " such cookie.",
        "medium   winkel.example: Cookies outlive the visit, and the policy states no lifetime.",
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
