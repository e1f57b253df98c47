import json
import shutil
import sqlite3
from contextlib import closing

import pytest
from builders import make_observation, make_run
from history.digests import (
    NOW,
    SHOP,
    make_finding,
    make_run_digest,
    make_site_digest,
    write_run_folder,
)

from scanner.errors import RunError
from scanner.history.sync import read_digest
from scanner.reporting import write_run_report
from scanner.results import RunFolder

FIRST, SECOND = make_run_digest(1), make_run_digest(2)
RUN = "20261121T030000Z"  # of the builders


@pytest.fixture
def reported(results):
    """A run with one visit, reported."""
    folder = RunFolder.create(results, RUN)
    folder.write_run(make_run())
    folder.write_observation(make_observation())
    write_run_report(folder)
    return folder


def test_a_run_that_was_never_recorded_is_completed_from_its_folder(open_history, results, file):
    history = open_history()
    history.record(FIRST)
    history.close()
    for digest in (FIRST, SECOND):
        write_run_folder(results, digest)
    history = open_history()
    assert history.earlier(SHOP, NOW, 5) == (*FIRST.sites, *SECOND.sites)
    assert history.notes == (f"{file}: lacked runs; completed from the run folders {SECOND.run}",)


def test_a_run_that_was_reported_again_is_recorded_again(open_history, results, file):
    write_run_folder(results, FIRST)
    open_history().close()
    other = make_run_digest(1, sites=(make_site_digest(1, findings=(make_finding("x"),)),))
    write_run_folder(results, other)
    history = open_history()
    assert history.earlier(SHOP, NOW, 5) == other.sites
    assert history.notes == (f"{file}: lacked runs; completed from the run folders {FIRST.run}",)


def test_a_whole_history_is_opened_without_a_word(open_history, results):
    for digest in (FIRST, SECOND):
        write_run_folder(results, digest)
    open_history().close()
    assert open_history().notes == ()


def test_other_spaces_in_the_file_are_no_change(open_history, results):
    folder = write_run_folder(results, FIRST)
    open_history().close()
    plain = json.loads((folder / "history.json").read_bytes())
    (folder / "history.json").write_text(json.dumps(plain))
    assert open_history().notes == ()


@pytest.mark.parametrize("length", [0, 1, 500, -2])
def test_a_digest_that_is_cut_off_is_one_line_and_the_rest_goes_on(open_history, results, length):
    broken = write_run_folder(results, FIRST) / "history.json"
    broken.write_bytes(broken.read_bytes()[:length])
    write_run_folder(results, SECOND)
    history = open_history()
    assert history.earlier(SHOP, NOW, 5) == SECOND.sites
    line = f"{FIRST.run}: not read into the history: {broken}: not JSON, perhaps cut off"
    assert history.notes[0].startswith(line)
    assert len(history.notes) == 2


def test_what_was_recorded_stays_when_its_folder_is_damaged(open_history, results):
    broken = write_run_folder(results, FIRST) / "history.json"
    open_history().close()
    broken.write_bytes(b"{")
    history = open_history()
    assert history.earlier(SHOP, NOW, 5) == FIRST.sites
    assert len(history.notes) == 1


def test_what_was_recorded_stays_when_its_folder_is_gone_and_that_is_said_once(
    open_history, results
):
    for digest in (FIRST, SECOND):
        write_run_folder(results, digest)
    open_history().close()
    shutil.rmtree(results / FIRST.run)
    history = open_history()
    assert history.earlier(SHOP, NOW, 5) == (*FIRST.sites, *SECOND.sites)
    assert history.notes == (f"{FIRST.run}: the run's folder is gone; its history stays",)
    history.close()
    assert open_history().notes == ()


def test_a_folder_that_comes_back_and_goes_again_is_said_again(open_history, results):
    write_run_folder(results, FIRST)
    open_history().close()
    for _ in range(2):
        shutil.rmtree(results / FIRST.run)
        assert len(open_history().notes) == 1
        write_run_folder(results, FIRST)
        assert open_history().notes == ()


def test_a_digest_in_the_wrong_folder_is_one_line(open_history, results):
    path = write_run_folder(results, FIRST)
    path = path.rename(results / SECOND.run)
    said = f"{path}: what is remembered of it is of run {FIRST.run}"
    assert open_history().notes == (f"{SECOND.run}: not read into the history: {said}",)


def test_a_digest_of_a_newer_scanner_is_one_line(open_history, results):
    write_run_folder(results, FIRST.model_copy(update={"schema_version": 99}))
    (note,) = open_history().notes
    assert "made by a newer scanner (schema 99" in note


def test_a_digest_whose_time_has_no_zone_is_one_line(open_history, results):
    site = make_site_digest(1)
    bare = site.model_copy(update={"started_at": site.started_at.replace(tzinfo=None)})
    write_run_folder(results, make_run_digest(1, sites=(bare,)))
    (note,) = open_history().notes
    assert note.endswith("2026-11-01 03:00:00: carries no time zone")


def test_links_are_not_followed(open_history, results, tmp_path):
    elsewhere = write_run_folder(tmp_path / "elsewhere", FIRST)
    (results / FIRST.run).symlink_to(elsewhere)
    linked = results / SECOND.run
    linked.mkdir()
    (linked / "history.json").symlink_to(elsewhere / "history.json")
    history = open_history()
    assert history.run_ids() == ()
    (note,) = history.notes
    assert note.endswith("is a symbolic link, and none is followed")


def test_a_run_that_is_not_reported_yet_is_left_for_later(open_history, results):
    RunFolder.create(results, RUN).write_run(make_run())
    history = open_history()
    assert (history.run_ids(), history.notes) == ((), ())


def test_a_run_that_has_no_digest_is_remembered_by_its_report(open_history, reported):
    expected = read_digest(reported)
    (reported.path / "history.json").unlink()
    assert read_digest(reported) == expected
    history = open_history()
    assert history.earlier(SHOP, NOW, 5) == expected.sites
    history.close()
    assert open_history().notes == ()


def test_a_run_that_was_reported_is_known_by_the_bytes_of_its_digest(
    open_history, reported, monkeypatch
):
    open_history().close()

    def not_needed(_folder):
        raise AssertionError("read though nothing changed")

    monkeypatch.setattr("scanner.history.sync.read_digest", not_needed)
    assert open_history().notes == ()


def test_a_run_with_neither_file_has_no_digest(results):
    folder = RunFolder.create(results, RUN)
    with pytest.raises(RunError, match=r"report\.json: no such file"):
        read_digest(folder)


def test_rows_that_cannot_be_read_are_read_from_their_folder_again(open_history, results, file):
    write_run_folder(results, FIRST)
    history = open_history()
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE items SET data = zeroblob(20) WHERE kind = 'cookie'")
    assert history.earlier(SHOP, NOW, 5) == ()
    history.close()
    assert open_history().earlier(SHOP, NOW, 5) == FIRST.sites
