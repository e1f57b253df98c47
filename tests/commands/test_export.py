import argparse
import json
import zipfile

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
from scanner.commands.analyse import Command as Analyse
from scanner.commands.export import Command
from scanner.commands.verify import Command as Verify
from scanner.models import Report, RunInfo, Screenshot
from scanner.reporting import write_run_report
from scanner.results import RunFolder

RUN = "20261121T030000Z"
TOP = f"winkel.example-{RUN}"
PICTURES = ("winkel.example-none-home.png", "ander.example-none-home.png")


@pytest.fixture
def folder(tmp_path):
    """A reported run of two sites, each with a picture, a policy and the policy's text."""
    folder = RunFolder.create(tmp_path / "results", RUN)
    folder.write_run(make_run((make_site(), make_site("ander.example"))))
    for domain in ("winkel.example", "ander.example"):
        picture = folder.write_evidence(f"{domain}-none-home.png", b"picture")
        cookie = make_cookie("abid", "advertentiebord.example", site=domain, lifetime_s=DAY_S)
        seen = make_observation(
            domain,
            cookies=(cookie,),
            pages=make_full_pages(domain),
            screenshots=(Screenshot(file=picture, page=f"https://www.{domain}/"),),
        )
        folder.write_observation(seen)
        folder.write_documents(domain, (make_document(id=domain, governs=(domain,)),))
        (folder.path / "policies" / domain / "1.txt").write_text("Wij plaatsen cookies.")
        (folder.path / "policies" / domain / "raw.html").write_text("<script>alert(1)</script>")
    write_run_report(folder)
    return folder


@pytest.fixture
def export(folder, capsys, tmp_path, monkeypatch):
    """Run the command and return its exit code, output and errors."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    def run(site="winkel.example", to=None, run=RUN):
        command = _with_settings(Command(), folder)
        command.run([run], argparse.Namespace(site=site, to=to))
        return (command.exitcode, *capsys.readouterr())

    return run


def _with_settings(command, folder):
    command.settings = Settings({"SCAN_RESULTS_DIR": str(folder.path.parent)})
    return command


@pytest.fixture
def unpacked(export, tmp_path):
    """The folder that a site's zip unpacks to."""
    export(to=str(tmp_path / "a.zip"))
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        archive.extractall(tmp_path)
    return tmp_path / TOP


def test_the_zip_is_named_by_site_and_run(export, tmp_path):
    assert export() == (0, f"{TOP}.zip\n", "")
    assert (tmp_path / "here" / f"{TOP}.zip").is_file()


def test_it_holds_what_concerns_the_site_and_nothing_else(unpacked):
    files = (path for path in unpacked.rglob("*") if path.is_file())
    assert sorted(path.relative_to(unpacked).as_posix() for path in files) == [
        "README.txt",
        f"evidence/{PICTURES[0]}",
        "manifest.json",
        "observations/winkel.example/none.json",
        "policies/winkel.example/1.json",
        "policies/winkel.example/1.txt",
        "report.json",
        "report.md",
        "run.json",
    ]


def test_no_file_names_another_site(unpacked):
    files = [path for path in unpacked.rglob("*") if path.is_file()]
    assert [path for path in files if b"ander.example" in path.read_bytes()] == []


def test_the_report_is_that_of_the_run_cut_down_to_the_site(unpacked, folder):
    whole = Report.model_validate_json((folder.path / "report.json").read_bytes())
    part = Report.model_validate_json((unpacked / "report.json").read_bytes())
    assert (part.sites, part.totals.sites, part.totals.measured) == (whole.sites[:1], 1, 1)
    assert sum(part.totals.discrepancies.values()) == len(part.sites[0].discrepancies) > 0


def test_what_was_saved_is_there_byte_for_byte(unpacked, folder):
    for name in ("observations/winkel.example/none.json", "policies/winkel.example/1.txt"):
        assert (unpacked / name).read_bytes() == (folder.path / name).read_bytes()


def test_run_json_names_this_site_only(unpacked):
    run = RunInfo.model_validate_json((unpacked / "run.json").read_bytes())
    assert [site.domain for site in run.sites] == ["winkel.example"]


def test_the_readme_says_which_site_and_run_it_is(unpacked):
    lines = (unpacked / "README.txt").read_text(encoding="utf-8").splitlines()
    assert lines[1] == f"Site winkel.example, run {RUN}, scanner 0.1.0"


def test_unpacked_it_is_verified_like_a_run(unpacked, folder, capsys):
    command = _with_settings(Verify(), folder)
    command.run([str(unpacked)], argparse.Namespace())
    capsys.readouterr()
    assert command.exitcode == 0
    (unpacked / "report.md").write_text("nothing found")
    command.run([str(unpacked)], argparse.Namespace())
    assert (command.exitcode, capsys.readouterr().out) == (1, "changed: report.md\n")


def test_unpacked_it_is_analysed_to_the_same_report(unpacked, folder):
    names = ("report.json", "report.md")
    before = {name: (unpacked / name).read_bytes() for name in names}
    _with_settings(Analyse(), folder).run([str(unpacked)], argparse.Namespace())
    assert {name: (unpacked / name).read_bytes() for name in names} == before


def test_unpacked_it_is_not_analysed_without_the_lists_that_the_run_used(
    folder, export, tmp_path, capsys
):
    file = tmp_path / "koekjes.csv"
    file.write_text(COOKIES_CSV)
    saved = import_list(file, tmp_path / "catalogue", STARTED_AT)
    folder.write_file(saved.run_file, saved.packed)
    sites = (make_site(), make_site("ander.example"))
    folder.write_run(make_run(sites, lists=(saved.record,)))
    write_run_report(folder)
    export(to=str(tmp_path / "a.zip"))
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        archive.extractall(tmp_path)
    before = (tmp_path / TOP / "report.json").read_bytes()
    analyse = _with_settings(Analyse(), folder)
    analyse.run([str(tmp_path / TOP)], argparse.Namespace())
    (line,) = capsys.readouterr().err.splitlines()
    assert analyse.exitcode == 1
    assert line.endswith(
        "list-koekjes.gz: no such file, so this is not a whole run; an export holds no imported "
        "list, as its licence may ask: analyse the run that it was made of"
    )
    assert (tmp_path / TOP / "report.json").read_bytes() == before


def test_the_same_run_gives_the_same_bytes(export, tmp_path, folder):
    export(to=str(tmp_path / "a.zip"))
    for path in folder.path.rglob("*"):
        path.touch()
    export(to=str(tmp_path / "b.zip"))
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_names_in_the_zip_are_sorted_plain_and_of_no_time(export, tmp_path):
    export(to=str(tmp_path / "a.zip"))
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        entries = archive.infolist()
    names = [entry.filename for entry in entries]
    assert names == sorted(names)
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.external_attr >> 16 for entry in entries} == {0o100644}


def test_a_hostile_domain_makes_no_path(tmp_path, export, folder):
    domain = "../../etc/passwd\x1b"
    report = json.loads((folder.path / "report.json").read_bytes())
    report["sites"][0]["domain"] = domain
    (folder.path / "report.json").write_text(json.dumps(report))
    code, out, _ = export(domain)
    (path,) = (tmp_path / "here").iterdir()
    assert (code, out) == (0, f"{path.name}\n")
    with zipfile.ZipFile(path) as archive:
        assert {name.partition("/")[0] for name in archive.namelist()} == {path.stem}
        assert [name for name in archive.namelist() if ".." in name] == []


def test_a_site_that_is_not_in_the_run_is_said_in_one_line(export, tmp_path):
    assert export("elders.example") == (
        1,
        "",
        f"elders.example: run {RUN} has no such site\n",
    )
    assert list((tmp_path / "here").iterdir()) == []


def test_a_run_that_is_not_there_is_said_in_one_line(export, folder):
    line = f"nowhere: no such run, neither a folder nor an id in {folder.path.parent}\n"
    assert export(run="nowhere") == (1, "", line)


def test_evidence_that_changed_since_the_report_is_not_handed_on(export, folder, tmp_path):
    path = folder.path / "evidence" / PICTURES[0]
    path.write_bytes(b"another picture")
    assert export() == (1, "", f"{path}: changed since the run was reported\n")
    assert list((tmp_path / "here").iterdir()) == []


def test_a_place_that_cannot_be_written_is_said_in_one_line(export, tmp_path):
    code, out, err = export(to=str(tmp_path / "no" / "such" / "a.zip"))
    assert (code, out, err.count("\n")) == (1, "", 1)


@pytest.mark.parametrize(("args", "site"), [([], "winkel.example"), ([RUN], None)])
def test_a_run_and_a_site_must_be_given(folder, args, site):
    with pytest.raises(UsageError, match="expected one run"):
        _with_settings(Command(), folder).run(args, argparse.Namespace(site=site, to=None))
