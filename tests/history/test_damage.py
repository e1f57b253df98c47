import multiprocessing
import os
import random
import shutil
import signal
import sqlite3
from contextlib import closing
from itertools import count

import pytest
from history.digests import NOW, SHOP, make_run_digest, make_site_digest, write_run_folder

from scanner.errors import DamagedHistoryError, HistoryError
from scanner.history.database import History

STAMP = "20261224T120000Z"
WEEKS = (make_site_digest(1), make_site_digest(2))


@pytest.fixture
def recorded(file, results):
    """The file of a history with two runs, whose folders are there too."""
    for number in (1, 2):
        write_run_folder(results, make_run_digest(number))
    History.open(file, results, NOW).close()
    return file


def noise(seed, length):
    return random.Random(seed).randbytes(length)


def aside(file):
    return file.with_name(f"{file.name}.damaged-{STAMP}")


def assert_set_aside_and_built_again(file, open_history, damaged):
    history = open_history()
    assert history.earlier(SHOP, NOW, 5) == WEEKS
    assert aside(file).read_bytes() == damaged
    assert history.notes == (
        f"{file}: was damaged; it is kept as {aside(file).name}",
        f"{file}: was not there; built from the run folders 20261101T030000Z, 20261108T030000Z",
    )


@pytest.mark.parametrize("length", [1, 20, 99, 100, 4_096, 10_000, 30_000, -4_096, -1])
def test_a_file_that_is_cut_off_is_set_aside_and_built_again(recorded, open_history, length):
    damaged = recorded.read_bytes()[:length]
    recorded.write_bytes(damaged)
    assert_set_aside_and_built_again(recorded, open_history, damaged)


@pytest.mark.parametrize("damaged", [b"\0" * 9_000, b"# notes\n", os.urandom(20_000)])
def test_a_file_that_is_no_database_is_set_aside_and_built_again(recorded, open_history, damaged):
    recorded.write_bytes(damaged)
    assert_set_aside_and_built_again(recorded, open_history, damaged)


def test_a_page_of_garbage_is_found_at_the_start(recorded, open_history):
    data = bytearray(recorded.read_bytes())
    data[4096 * 3 : 4096 * 4] = noise(7, 4096)
    recorded.write_bytes(bytes(data))
    assert_set_aside_and_built_again(recorded, open_history, bytes(data))


def test_a_file_that_does_not_say_its_version_is_set_aside(recorded, open_history):
    with closing(sqlite3.connect(recorded)) as connection, connection:
        connection.execute("DELETE FROM meta")
    assert_set_aside_and_built_again(recorded, open_history, recorded.read_bytes())


def test_an_empty_file_is_filled(recorded, open_history):
    recorded.write_bytes(b"")
    history = open_history()
    assert history.earlier(SHOP, NOW, 5) == WEEKS
    assert not aside(recorded).exists()


def test_a_damaged_file_never_takes_the_place_of_one_set_aside_before(recorded, open_history):
    for damaged in (b"one", b"two"):
        recorded.write_bytes(damaged)
        open_history().close()
    second = aside(recorded).with_name(f"{aside(recorded).name}-2")
    assert (aside(recorded).read_bytes(), second.read_bytes()) == (b"one", b"two")


def test_a_damaged_index_that_only_a_write_meets_is_healed_at_the_start(recorded, open_history):
    with closing(sqlite3.connect(recorded)) as connection, connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE runs SET complete = 0")
        connection.execute(  # the index then points into the pages of a table
            "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master"
            " WHERE name = 'runs') WHERE name = 'items_by_key'"
        )
    history = open_history()
    assert history.earlier(SHOP, NOW, 5) == WEEKS
    assert aside(recorded).exists()


def test_damage_while_it_is_open_is_one_line(recorded, open_history):
    history = open_history()
    history.close()
    recorded.write_bytes(b"overwritten by something else")
    line = f"{recorded}: is damaged; moved away, it is built again at the next start"
    with pytest.raises(DamagedHistoryError) as caught:
        history.record(make_run_digest(3))
    assert str(caught.value) == line


# -- the write-ahead log ---------------------------------------------------------------------------


@pytest.fixture
def left_open(recorded, tmp_path, results):
    """The results folder as a kill leaves it, with what was written last in the log only."""
    with History.open(recorded, results, NOW) as history:
        history.record(make_run_digest(2, finished="shutdown"))
        history.record(make_run_digest(2))
        copy = tmp_path / "after the kill"
        shutil.copytree(results, copy)
    assert (copy / "history.sqlite-wal").stat().st_size > 4096
    return copy


def open_and_compare(folder):
    with History.open(folder / "history.sqlite", folder, NOW) as history:
        assert history.earlier(SHOP, NOW, 5) == WEEKS
        return history.notes


def test_a_log_that_a_kill_left_is_taken_up(left_open):
    assert open_and_compare(left_open) == ()


@pytest.mark.parametrize("length", [0, 10, 32, 5_000, 20_000])
def test_a_log_that_is_cut_off_costs_nothing(left_open, length):
    with (left_open / "history.sqlite-wal").open("r+b") as log:
        log.truncate(length)
    open_and_compare(left_open)


def test_a_log_of_garbage_costs_nothing(left_open):
    for ending in ("wal", "shm"):
        (left_open / f"history.sqlite-{ending}").write_bytes(noise(3, 40_000))
    open_and_compare(left_open)


def test_a_log_without_its_file_is_not_read_into_the_new_one(left_open):
    (left_open / "history.sqlite").unlink()
    shutil.rmtree(left_open / "20261101T030000Z")
    with History.open(left_open / "history.sqlite", left_open, NOW) as history:
        assert history.run_ids() == ("20261108T030000Z",)


def test_a_damaged_file_is_set_aside_with_its_log(left_open):
    (left_open / "history.sqlite").write_bytes(b"not a database, and long enough to be one" * 200)
    log = (left_open / "history.sqlite-wal").read_bytes()
    open_and_compare(left_open)
    kept = left_open / f"history.sqlite.damaged-{STAMP}-wal"
    assert kept.read_bytes() == log


# -- kill -9 ---------------------------------------------------------------------------------------

DOMAINS = tuple(f"site{number}.example" for number in range(4))


def killed_sites(number):
    return tuple(make_site_digest(number, domain) for domain in DOMAINS)


def record_runs(results, ready):
    with History.open(results / "history.sqlite", results, NOW) as history:
        ready.set()
        for number in count(1):
            digest = make_run_digest(number, sites=killed_sites(number))
            write_run_folder(results, digest)
            history.record(digest)


def record_until_killed(results, seconds):
    processes = multiprocessing.get_context("fork")  # at once, without importing anything anew
    ready = processes.Event()
    writer = processes.Process(target=record_runs, args=(results, ready))
    writer.start()
    assert ready.wait(60)
    writer.join(seconds)
    writer.kill()
    writer.join()
    assert writer.exitcode == -signal.SIGKILL


def sites_of_all_runs(history):
    """Each site in all runs, as they are and as they should be."""
    far = NOW.replace(year=2100)
    numbers = range(1, len(history.run_ids()) + 1)
    for domain in DOMAINS:
        expected = tuple(make_site_digest(number, domain) for number in numbers)
        yield history.earlier(domain, far, 1000), expected


@pytest.mark.parametrize("seed", range(10))
def test_after_a_kill_at_any_moment_each_site_is_whole_or_absent(results, file, tmp_path, seed):
    moment = random.Random(seed).uniform(0.01, 0.25)
    record_until_killed(results, moment)
    with History.open(file, tmp_path / "no folders", NOW) as history:
        for found, expected in sites_of_all_runs(history):
            assert found in (expected, expected[:-1])  # only the last run can lack a site
    with History.open(file, results, NOW) as history:
        assert len(history.run_ids()) == len([*results.glob("*/history.json")])
        for found, expected in sites_of_all_runs(history):
            assert found == expected


def test_a_run_that_a_kill_cut_off_is_completed_from_its_folder(results, file):
    digest = make_run_digest(1, sites=killed_sites(1))
    write_run_folder(results, digest)
    History.open(file, results, NOW).close()
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("UPDATE runs SET complete = 0")
        connection.execute("DELETE FROM sites WHERE domain > 'site1.example'")
    with History.open(file, results, NOW) as history:
        assert [history.earlier(domain, NOW, 5) for domain in DOMAINS] == [
            (site,) for site in digest.sites
        ]
        assert history.notes == (
            f"{file}: lacked runs; completed from the run folders 20261101T030000Z",
        )


def test_a_failure_while_opening_leaves_nothing_open(recorded, results, monkeypatch):
    monkeypatch.setattr("scanner.history.place.BUSY_TIMEOUT_MS", 10)
    with closing(sqlite3.connect(recorded)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(HistoryError, match="locked"):
            History.open(recorded, results, NOW)
    History.open(recorded, results, NOW).close()
    assert not recorded.with_name("history.sqlite-wal").exists()
