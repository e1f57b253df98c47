import os
import socket
import sqlite3
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from history.digests import NOW, SHOP, make_run_digest, make_site_digest, write_run_folder
from sqlalchemy import Engine, event

from scanner.errors import HistoryError
from scanner.history import place
from scanner.history.database import History

NOBODY = 65_534


@pytest.fixture
def recorded(file, results):
    with History.open(file, results, NOW) as history:
        history.record(make_run_digest())
    return file


def refusal(given, results):
    with pytest.raises(HistoryError) as caught:
        History.open(given, results, NOW)
    return str(caught.value)


def test_one_that_another_program_writes_is_refused_in_one_line(recorded, results, monkeypatch):
    monkeypatch.setattr(place, "BUSY_TIMEOUT_MS", 10)
    with closing(sqlite3.connect(recorded)) as other:
        other.execute("BEGIN IMMEDIATE")
        line = f"{recorded}: another program has it locked; nothing was changed"
        assert refusal(recorded, results) == line


def test_a_short_lock_is_waited_for(recorded, open_history):
    with closing(sqlite3.connect(recorded, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        waited = []

        def let_go(_connection, _record):
            waited.append(other.rollback())

        event.listen(Engine, "connect", let_go)
        try:
            assert open_history().earlier(SHOP, NOW, 5) == (make_site_digest(),)
        finally:
            event.remove(Engine, "connect", let_go)
    assert waited


@contextmanager
def at_most(pages):
    """Give every database opened meanwhile a disk of so many pages."""

    def limit(connection, _record):
        connection.cursor().execute(f"PRAGMA max_page_count = {pages}")

    event.listen(Engine, "connect", limit)
    try:
        yield
    finally:
        event.remove(Engine, "connect", limit)


def test_a_full_disk_is_one_line_and_costs_nothing_that_was_there(recorded, results):
    pages = recorded.stat().st_size // 4096
    sites = tuple(make_site_digest(2, f"site{number}.example") for number in range(20))
    with at_most(pages + 8), History.open(recorded, results, NOW) as history:
        with pytest.raises(HistoryError) as caught:
            history.record(make_run_digest(2, sites=sites))
        assert str(caught.value) == f"{recorded}: the disk is full; what it held is whole"
        assert history.earlier(SHOP, NOW, 5) == (make_site_digest(),)
    with History.open(recorded, results, NOW) as history:
        history.record(make_run_digest(2, sites=sites))
        assert history.earlier("site19.example", NOW, 5) == (sites[19],)


@pytest.fixture
def read_only():
    """A results folder that may be read and not written, by whoever runs the test."""
    with tempfile.TemporaryDirectory() as top:
        folder = Path(top)
        with History.open(folder / "history.sqlite", folder, NOW) as history:
            history.record(make_run_digest())
        folder.chmod(0o555)
        (folder / "history.sqlite").chmod(0o444)
        was = os.geteuid()
        if was == 0:  # root may write anywhere
            os.seteuid(NOBODY)
        yield folder
        os.seteuid(was)
        folder.chmod(0o755)


def test_a_folder_that_cannot_be_written_is_one_line(read_only):
    file = read_only / "history.sqlite"
    line = refusal(file, read_only)
    assert line == f"{file}: it, or its folder, cannot be written"
    new = read_only / "new.sqlite"
    assert refusal(new, read_only) == f"{new}: it cannot be opened, or its folder cannot be written"


def test_a_folder_that_is_not_there_is_one_line(tmp_path, results):
    file = tmp_path / "nowhere" / "history.sqlite"
    line = f"{file}: it cannot be opened, or its folder cannot be written"
    assert refusal(file, results) == line


def test_a_database_of_another_program_is_left_alone(file, results):
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE runs (distance_km REAL)")
    before = file.read_bytes()
    assert refusal(file, results) == f"{file}: is a database of another program"
    assert file.read_bytes() == before


def test_a_folder_is_no_history(results):
    line = f"{results}: is no file, expected the history's database"
    assert refusal(results, results) == line


def test_a_file_may_be_given_as_a_url(file, results):
    with History.open(f"sqlite:///{file}", results, NOW) as history:
        history.record(make_run_digest())
    with History.open(str(file), results, NOW) as history:
        assert history.earlier(SHOP, NOW, 5) == (make_site_digest(),)


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ("mysql://me:geheim@host/db", "mysql://host/db: expected a file or postgresql://"),
        ("postgresql://me:geheim@host", "postgresql://host/: expected a file or postgresql://"),
        ("sqlite://", "sqlite:///: expected a file or postgresql://"),
        ("postgresql://me:geheim@host:port/db", "the history: not a URL of a database"),
        ("://geheim", "the history: not a URL of a database"),
    ],
)
def test_a_url_of_something_else_is_refused_without_its_password(given, line, results):
    refused = refusal(given, results)
    assert refused.startswith(line)
    assert "geheim" not in refused


# -- PostgreSQL ------------------------------------------------------------------------------------


def test_a_server_that_does_not_answer_is_one_line_without_the_password(results):
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
    line = refusal(f"postgresql+pg8000://weekly:geheim@127.0.0.1:{port}/history", results)
    assert line.startswith("postgresql+pg8000://127.0.0.1/history: Can't create a connection")
    assert "geheim" not in line
    assert "\n" not in line


def test_a_wrong_password_is_one_line_without_it(postgresql, results):
    url = postgresql().replace("Geheim-7431", "weekly")
    line = refusal(url, results)
    assert line.endswith(": cannot be reached or used")
    url = postgresql().replace("Geheim-7431", "mistaken")
    line = refusal(url, results)
    assert line.endswith('password authentication failed for user "weekly"')


def test_a_server_that_does_not_encrypt_is_refused_when_that_is_asked_for(postgresql, results):
    url = postgresql()
    assert refusal(f"{url}?sslmode=require", results).endswith(": Server refuses SSL")
    assert refusal(f"{url}?sslmode=verify-full", results).endswith(": Server refuses SSL")
    History.open(f"{url}?sslmode=disable", results, NOW).close()


@pytest.mark.parametrize("options", ["sslmode=maybe", "sslmode=require&user=me", "pipe=geheim"])
def test_an_option_that_is_not_known_is_refused(results, options):
    line = refusal(f"postgresql://me:geheim@host/db?{options}", results)
    assert line == (
        "postgresql://host/db: of options it takes sslmode alone:"
        " disable, prefer, require, verify-full"
    )


def test_a_connection_that_was_lost_since_the_start_is_made_again(postgresql, results):
    url = postgresql()
    with History.open(url, results, NOW) as history:
        others = place.connect(place.find_place(url))
        with others.begin() as connection:
            connection.exec_driver_sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        others.dispose()
        history.record(make_run_digest())
        assert history.earlier(SHOP, NOW, 5) == (make_site_digest(),)


def test_any_spelling_of_postgresql_reaches_the_server(postgresql, results):
    url = postgresql()
    for spelling in ("postgres", "postgresql"):
        given = url.replace("postgresql+pg8000", spelling)
        with History.open(given, results, NOW) as history:
            history.record(make_run_digest())
            assert history.earlier(SHOP, NOW, 5) == (make_site_digest(),)


def test_a_server_database_of_another_program_is_left_alone(postgresql, results):
    url = postgresql()
    engine = place.connect(place.find_place(url))
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE meta (what TEXT)")
    engine.dispose()
    assert refusal(url, results).endswith(
        "has tables of another program, expected a database of its own"
    )


def test_folders_of_another_machine_are_no_fault_of_a_shared_server(postgresql, tmp_path):
    url = postgresql()
    for machine, number in (("one", 1), ("two", 2)):
        write_run_folder(tmp_path / machine, make_run_digest(number))
        History.open(url, tmp_path / machine, NOW).close()
    with History.open(url, tmp_path / "one", NOW) as history:
        assert len(history.run_ids()) == 2
        assert history.notes == ()


def test_without_the_driver_the_line_says_what_to_install(results, monkeypatch):
    def missing(*_args, **_options):
        raise ModuleNotFoundError("No module named 'pg8000'")

    monkeypatch.setattr(place, "create_engine", missing)
    line = refusal("postgresql://me:geheim@host/db", results)
    assert line == "postgresql://host/db: needs a driver: install cookieclaims[postgresql]"
