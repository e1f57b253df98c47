import argparse
import shutil

import pytest
from builders import (
    DAY_S,
    STARTED_AT,
    make_cookie,
    make_document,
    make_full_pages,
    make_observation,
    make_run,
    make_site,
)
from listings import COOKIES_CSV
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from scanner.catalogue.saved import import_list
from scanner.commands.analyse import Command
from scanner.report.formats import load_formats
from scanner.reporting import write_run_report
from scanner.results import RunFolder
from scanner.words import VisitOutcome

RUN = "20261121T030000Z"
REPORTS = (
    *(format_.file_name for format_ in load_formats()),
    "history.json",
    "manifest.json",
)


@pytest.fixture
def folder(tmp_path):
    """A run as a crawl leaves it: a site with findings, one out of reach, and its policies."""
    folder = RunFolder.create(tmp_path / "results", RUN)
    folder.write_run(make_run((make_site(), make_site("weg.example"))))
    cookies = (make_cookie(), make_cookie("abid", "advertentiebord.example", lifetime_s=DAY_S))
    folder.write_observation(make_observation(cookies=cookies, pages=make_full_pages()))
    gone = {"outcome": VisitOutcome.UNREACHABLE, "reason": "dns", "pages": ()}
    folder.write_observation(make_observation("weg.example", **gone))
    shared = make_document(governs=("winkel.example", "weg.example"))
    folder.write_documents("winkel.example", (shared,))
    folder.write_documents("weg.example", (shared,))
    return folder


def run(folder, *args, language=None):
    """Run the command as Scrapy does, and return its exit code."""
    command = Command()
    command.settings = Settings({"SCAN_RESULTS_DIR": str(folder.path.parent)})
    command.settings.set("SCAN_REPORT_LANG", "en", "project")
    if language:
        command.settings.set("SCAN_REPORT_LANG", language, "cmdline")
    command.run(list(args), argparse.Namespace())
    return command.exitcode


@pytest.fixture
def listed(folder, tmp_path):
    """A run that used an imported list, which knows a cookie that we do not."""
    file = tmp_path / "koekjes.csv"
    file.write_text(COOKIES_CSV)
    saved = import_list(file, tmp_path / "catalogue", STARTED_AT)
    folder.write_file(saved.run_file, saved.packed)
    folder.write_run(make_run((make_site(),), lists=(saved.record,)))
    folder.write_observation(make_observation(cookies=(make_cookie("teller_bezoek"),)))
    shutil.rmtree(tmp_path / "catalogue")
    return folder


def read(folder):
    return {name: (folder.path / name).read_bytes() for name in REPORTS}


def test_imported_lists_are_those_of_the_run_whatever_became_of_the_operators(listed):
    report, _ = write_run_report(listed)
    (cookie,) = report.sites[0].inventory.cookies
    assert cookie.category_source == "list koekjes: Teller, cookie teller_bezoek"
    assert report.run.lists[0].licence is None
    first = read(listed)
    assert run(listed, RUN) == 0
    assert read(listed) == first


def test_run_whose_copy_of_a_list_is_gone_is_not_analysed(listed, capsys):
    (listed.path / "list-koekjes.gz").unlink()
    assert run(listed, RUN) == 1
    assert "list-koekjes.gz: no such file" in capsys.readouterr().err


def test_the_report_comes_out_again_byte_for_byte(folder):
    write_run_report(folder)
    first = read(folder)
    for name in REPORTS:
        (folder.path / name).unlink()
    assert run(folder, RUN) == 0
    assert read(folder) == first


def test_a_run_gives_the_same_report_wherever_it_lies(folder, tmp_path):
    write_run_report(folder)
    moved = RunFolder.open(shutil.copytree(folder.path, tmp_path / "archive" / RUN))
    assert run(folder, str(moved.path)) == 0
    assert read(moved) == read(folder)


def test_the_summary_and_the_paths_are_printed(folder, capsys):
    run(folder, RUN)
    out = capsys.readouterr().out.splitlines()
    assert out[0].split() == ["Run", RUN]
    assert out[-len(REPORTS) :] == [str(folder.path / name) for name in REPORTS]


def test_the_page_is_written_in_the_language_that_the_command_line_asks_for(folder):
    write_run_report(folder)
    first = read(folder)
    assert run(folder, RUN, language="nl") == 0
    assert b'<html lang="nl">' in read(folder)["report.html"]
    assert folder.read_run().settings == {"SCAN_PAGES": 5}
    assert run(folder, RUN) == 0
    assert read(folder) == first


def test_the_page_stays_in_the_language_of_the_scan(folder):
    asked = {"settings": {"SCAN_REPORT_LANG": "nl"}}
    folder.write_run(folder.read_run().model_copy(update=asked))
    run(folder, RUN)
    assert b'<html lang="nl">' in read(folder)["report.html"]


def test_a_language_that_is_none_of_ours_is_wrong_use(folder):
    with pytest.raises(UsageError, match="expected en or nl, found 'fy'"):
        run(folder, RUN, language="fy")


def test_a_run_that_ended_in_order_becomes_the_latest(folder):
    run(folder, RUN)
    latest = folder.path.parent / "latest.json"
    assert latest.read_bytes() == (folder.path / "report.json").read_bytes()


def test_a_run_that_was_cut_off_never_becomes_the_latest(folder):
    folder.write_run(make_run(ended_at=None, finished=None))
    assert run(folder, RUN) == 0
    assert not (folder.path.parent / "latest.json").exists()


def test_a_run_that_is_not_there_is_said_in_one_line(folder, capsys):
    assert run(folder, "20200101T000000Z") == 1
    results = folder.path.parent
    assert capsys.readouterr() == (
        "",
        f"20200101T000000Z: no such run, neither a folder nor an id in {results}\n",
    )


def test_a_broken_observation_is_said_in_one_line_and_no_report_is_touched(folder, capsys):
    write_run_report(folder)
    before = read(folder)
    path = folder.path / "observations" / "weg.example" / "none.json"
    path.write_bytes(path.read_bytes()[:-10])
    assert run(folder, RUN) == 1
    out, err = capsys.readouterr()
    assert (out, err.count("\n"), err.startswith(f"{path}: not JSON")) == ("", 1, True)
    assert read(folder) == before


@pytest.mark.parametrize("args", [(), (RUN, RUN)])
def test_anything_but_one_run_is_wrong_use(folder, args):
    with pytest.raises(UsageError, match="expected one run"):
        run(folder, *args)
