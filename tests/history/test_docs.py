import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from history.digests import (
    NOW,
    make_document_digest,
    make_finding,
    make_item,
    make_run_digest,
    make_site_digest,
)

from scanner.history.database import History

TEXT = (Path(__file__).parents[2] / "docs" / "history.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sql\n(.+?)```", TEXT, re.DOTALL)
ONE, TWO, THREE = (make_run_digest(number).run for number in (1, 2, 3))
SAID = "Kept 13 months."
EXPECTED = [
    [(ONE, TWO, 2, "high", SAID), (TWO, THREE, 2, "high", SAID)],
    [(ONE, "high", 1), (TWO, "high", 2), (THREE, "high", 1)],
    [("winkel.example", "_new", "acme")],
    [("stil.example", 2, 1, TWO)],
    [
        ("winkel.example", "Privacybeleid", "2026-10", ONE, ONE),
        ("winkel.example", "Privacybeleid", "2026-11", TWO, THREE),
    ],
]


def make_week(number, *, findings, cookies=(), document=None):
    documents = () if document is None else (document,)
    others = {"cookies": cookies, "services": (), "documents": documents}
    return make_site_digest(number, findings=tuple(map(make_finding, findings)), **others)


def make_silent(number, *, measured):
    empty = {"findings": (), "cookies": (), "services": (), "documents": ()}
    return make_site_digest(number, "stil.example", measured=measured, **empty)


@pytest.fixture
def remembered(results, file):
    old = make_document_digest(sha256="aa" * 32)
    new = make_document_digest(sha256="bb" * 32, date="2026-11")
    known, fresh = make_item("old"), make_item("new", name="_new", service="acme")
    weeks = (
        (make_week(1, findings="a", cookies=(known,), document=old), make_silent(1, measured=True)),
        (make_week(2, findings="ab", document=new), make_silent(2, measured=False)),
        (make_week(3, findings="b", cookies=(known, fresh), document=new),),
    )
    with History.open(file, results, NOW) as history:
        for number, sites in enumerate(weeks, start=1):
            history.record(make_run_digest(number, sites=sites))
    return file


@pytest.mark.skipif(sqlite3.sqlite_version_info < (3, 38), reason="SQLite before 3.38 has no ->>")
@pytest.mark.parametrize("number", range(len(EXPECTED)))
def test_a_query_of_the_documentation_answers_its_question(remembered, number):
    with closing(sqlite3.connect(remembered)) as connection:
        assert connection.execute(QUERIES[number]).fetchall() == EXPECTED[number]


def test_every_query_of_the_documentation_is_tried():
    assert len(QUERIES) == len(EXPECTED)
