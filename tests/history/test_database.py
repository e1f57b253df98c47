import sqlite3
from contextlib import closing
from datetime import timedelta, timezone

import pytest
from history.digests import (
    NOW,
    SHOP,
    make_document_digest,
    make_finding,
    make_item,
    make_run_digest,
    make_site_digest,
    week,
    write_run_folder,
)

from scanner.history.database import History


def test_a_site_comes_back_exactly_as_it_went_in(anywhere, results):
    site = make_site_digest()
    with History.open(anywhere, results, NOW) as history:
        history.record(make_run_digest(sites=(site,)))
    with History.open(anywhere, results, NOW) as history:
        assert history.earlier(SHOP, NOW, 5) == (site,)


ODD = "".join(map(chr, range(0x20))) + "\x7f\u202e\ud800'\"\\%_é\U0001f36a"


def test_odd_letters_and_long_keys_come_back_too(anywhere, results):
    site = make_site_digest(
        findings=(make_finding("f" * 9_000, subject=ODD), make_finding(ODD)),
        cookies=(make_item("k" * 9_000 + "a", name=ODD), make_item("k" * 9_000 + "b")),
        started_at=week(1).replace(microsecond=123_456).astimezone(timezone(timedelta(hours=2))),
    )
    with History.open(anywhere, results, NOW) as history:
        history.record(make_run_digest(sites=(site,)))
        assert history.earlier(SHOP, NOW, 5) == (site,)


def test_a_site_without_anything_is_remembered_as_such(anywhere, results):
    nothing = {"measured": False, "choices": (), "made": (), "rules": (), "pages": 0}
    empty = {"findings": (), "cookies": (), "services": (), "documents": ()}
    site = make_site_digest(**nothing, **empty)
    with History.open(anywhere, results, NOW) as history:
        history.record(make_run_digest(sites=(site,)))
        assert history.earlier(SHOP, NOW, 5) == (site,)


def test_the_last_runs_before_a_time_come_oldest_first(anywhere, results):
    with History.open(anywhere, results, NOW) as history:
        for number in (3, 1, 4, 2):
            history.record(make_run_digest(number))
        found = history.earlier(SHOP, week(4), 2)
        runs = history.run_ids()
    assert found == (make_site_digest(2), make_site_digest(3))
    assert runs == tuple(make_run_digest(number).run for number in (1, 2, 3, 4))


def test_a_time_is_compared_across_zones(anywhere, results):
    with History.open(anywhere, results, NOW) as history:
        history.record(make_run_digest(1))
        east = timezone(timedelta(hours=9))
        assert history.earlier(SHOP, week(1).astimezone(east), 5) == ()
        later = (week(1) + timedelta(microseconds=1)).astimezone(east)
        assert history.earlier(SHOP, later, 5) == (make_site_digest(1),)


def test_only_the_site_that_was_asked_for_comes_back(anywhere, results):
    other = make_site_digest(domain="nieuws.example", documents=())
    with History.open(anywhere, results, NOW) as history:
        history.record(make_run_digest(sites=(make_site_digest(), other)))
        assert history.earlier("nieuws.example", NOW, 5) == (other,)
        assert history.earlier("example", NOW, 5) == ()


def test_a_run_recorded_again_replaces_what_was_there(anywhere, results):
    old = (make_site_digest(), make_site_digest(domain="gone.example"))
    new = make_site_digest(findings=(make_finding("new"),), cookies=(), pages=2)
    with History.open(anywhere, results, NOW) as history:
        history.record(make_run_digest(sites=old, finished=None))
        history.record(make_run_digest(sites=(new,)))
        assert history.earlier(SHOP, NOW, 5) == (new,)
        assert history.earlier("gone.example", NOW, 5) == ()
        assert len(history.run_ids()) == 1


def test_a_time_without_a_zone_is_refused_and_nothing_written(anywhere, results):
    site = make_site_digest(started_at=week(1).replace(tzinfo=None))
    with History.open(anywhere, results, NOW) as history:
        with pytest.raises(ValueError, match="no time zone"):
            history.record(make_run_digest(sites=(site,)))
        assert history.run_ids() == ()


def test_a_site_of_another_run_is_refused_and_nothing_written(anywhere, results):
    with History.open(anywhere, results, NOW) as history:
        with pytest.raises(ValueError, match="of run 20261108T030000Z, expected 20261101T030000Z"):
            history.record(make_run_digest(1, sites=(make_site_digest(2),)))
        assert history.run_ids() == ()


def test_what_this_scanner_cannot_read_is_left_out_with_a_note(open_history, file):
    history = open_history()
    history.record(make_run_digest(1))
    history.record(make_run_digest(2))
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(
            "UPDATE items SET data = replace(data, 'rule', 'was') WHERE run = '20261101T030000Z'"
        )
    assert history.earlier(SHOP, NOW, 5) == (make_site_digest(2),)
    (note,) = history.notes
    assert f"left out: {SHOP} in run 20261101T030000Z: not as expected" in note


def test_since_when_a_finding_is_there_is_one_query_by_an_index(open_history, file):
    history = open_history()
    history.record(make_run_digest(1, sites=(make_site_digest(1, findings=()),)))
    for number in (2, 3):
        history.record(make_run_digest(number))
    question = "SELECT min(run) FROM items WHERE domain = ? AND kind = 'finding' AND key = 'a'"
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute(question, (SHOP,)).fetchone() == ("20261108T030000Z",)
        (plan,) = connection.execute(f"EXPLAIN QUERY PLAN {question}", (SHOP,)).fetchall()
    assert "USING COVERING INDEX items_by_key" in plan[3]


def test_a_closed_history_is_one_file(results, file):
    with History.open(file, results, NOW) as history:
        history.record(make_run_digest())
    assert [path.name for path in results.iterdir()] == ["history.sqlite"]


def test_every_write_is_synchronous_and_checked(open_history, file):
    history = open_history()
    names = ("journal_mode", "synchronous", "foreign_keys")
    with history._engine.connect() as connection:
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]
    assert found == ["wal", 2, 1]


def test_documents_of_any_claims_come_back(anywhere, results):
    site = make_site_digest(documents=(make_document_digest(claims=(), date=None, sha256=None),))
    with History.open(anywhere, results, NOW) as history:
        history.record(make_run_digest(sites=(site,)))
        assert history.earlier(SHOP, NOW, 5) == (site,)


def test_run_folders_are_read_into_an_empty_history(anywhere, results):
    for number in (1, 2):
        write_run_folder(results, make_run_digest(number))
    with History.open(anywhere, results, NOW) as history:
        assert history.earlier(SHOP, NOW, 5) == (make_site_digest(1), make_site_digest(2))
