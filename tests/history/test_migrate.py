import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from history.digests import NOW, SHOP, make_run_digest, make_site_digest
from sqlalchemy import text

from scanner.errors import HistoryError
from scanner.history import migrate
from scanner.history.database import History

RELEASED = sorted(Path(__file__).parent.glob("schema-*.sql"))
COPY = "history.sqlite.v1-20261224T120000Z"


def add_owner(connection):
    connection.execute(text("ALTER TABLE runs ADD COLUMN owner TEXT NOT NULL DEFAULT 'us'"))


def fail_half_way(connection):
    connection.execute(text("DROP TABLE items"))
    connection.execute(text("INSERT INTO nowhere VALUES (1)"))


@pytest.fixture
def recorded(file, results):
    with History.open(file, results, NOW) as history:
        history.record(make_run_digest())
    return file


def tables_and_version(file):
    with closing(sqlite3.connect(file)) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(runs)")]
        return columns[-1], connection.execute("SELECT version FROM meta").fetchone()[0]


@pytest.mark.parametrize("dump", RELEASED, ids=lambda path: path.stem)
def test_every_released_schema_opens_with_what_it_holds(dump, file, open_history):
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(dump.read_text(encoding="utf-8"))
    (site,) = open_history().earlier(SHOP, NOW, 5)
    assert site == make_site_digest(documents=())


def test_the_newest_schema_is_among_the_released_ones():
    assert [path.stem for path in RELEASED] == [
        f"schema-{number}" for number in range(1, migrate.newest_version() + 1)
    ]


def test_the_dump_of_the_newest_schema_is_what_is_made_today(recorded):
    with closing(sqlite3.connect(recorded)) as made, closing(sqlite3.connect(":memory:")) as old:
        old.executescript(RELEASED[-1].read_text(encoding="utf-8"))
        query = "SELECT name, sql FROM sqlite_master ORDER BY name"
        assert made.execute(query).fetchall() == old.execute(query).fetchall()


def test_an_older_schema_is_brought_forward_and_a_copy_kept(recorded, open_history, monkeypatch):
    monkeypatch.setattr(migrate, "MIGRATIONS", [add_owner])
    history = open_history()
    assert history.earlier(SHOP, NOW, 5) == (make_site_digest(),)
    assert history.notes[0] == f"{recorded}: brought forward; the old one is {COPY}"
    history.close()
    assert tables_and_version(recorded) == ("owner", 2)
    assert tables_and_version(recorded.with_name(COPY)) == ("gone", 1)


def test_the_copy_can_take_the_place_of_the_file(recorded, results, monkeypatch):
    monkeypatch.setattr(migrate, "MIGRATIONS", [add_owner])
    History.open(recorded, results, NOW).close()
    monkeypatch.undo()
    recorded.with_name(COPY).replace(recorded)
    with History.open(recorded, results, NOW) as history:
        assert history.earlier(SHOP, NOW, 5) == (make_site_digest(),)


def test_a_postgresql_history_is_brought_forward(postgresql, results, monkeypatch):
    url = postgresql()
    with History.open(url, results, NOW) as history:
        history.record(make_run_digest())
    monkeypatch.setattr(migrate, "MIGRATIONS", [add_owner])
    for _ in range(2):
        with History.open(url, results, NOW) as history:
            assert history.earlier(SHOP, NOW, 5) == (make_site_digest(),)


def test_a_step_that_fails_leaves_the_tables_as_they_were(recorded, results, monkeypatch):
    monkeypatch.setattr(migrate, "MIGRATIONS", [add_owner, fail_half_way])
    with pytest.raises(HistoryError, match="no such table: nowhere"):
        History.open(recorded, results, NOW)
    monkeypatch.undo()
    assert tables_and_version(recorded) == ("gone", 1)
    with History.open(recorded, results, NOW) as history:
        assert history.earlier(SHOP, NOW, 5) == (make_site_digest(),)


def test_a_newer_schema_is_refused_and_nothing_touched(recorded, results):
    with closing(sqlite3.connect(recorded)) as connection, connection:
        connection.execute("UPDATE meta SET version = 3")
    before = {path: path.read_bytes() for path in results.iterdir()}
    with pytest.raises(HistoryError) as caught:
        History.open(recorded, results, NOW)
    assert str(caught.value) == (
        f"{recorded}: made by a newer scanner (version 3 of its tables, this one knows 1);"
        " nothing in it was changed"
    )
    assert {path: path.read_bytes() for path in results.iterdir()} == before


def test_a_newer_schema_on_a_server_is_refused(postgresql, results, monkeypatch):
    url = postgresql()
    with monkeypatch.context() as newer:
        newer.setattr(migrate, "MIGRATIONS", [add_owner])
        History.open(url, results, NOW).close()
    with pytest.raises(HistoryError, match=r"version 2 of its tables, this one knows 1"):
        History.open(url, results, NOW)
