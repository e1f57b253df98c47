"""The history: what every run found, in one database that can be made again from the run folders.

A SQLite file by default, or PostgreSQL by URL. Each site of a run is one transaction.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, Engine, delete, insert, select, update

from scanner.digests import RunDigest, SiteDigest
from scanner.errors import DamagedHistoryError, RunError
from scanner.history.files import copy_beside, find_file_version, set_aside
from scanner.history.migrate import (
    bring_forward,
    check_version,
    find_version,
    make_tables,
    newest_version,
)
from scanner.history.place import Place, connect, find_place, in_one_line
from scanner.history.rows import item_rows, run_row, site_of, site_row, utc_text
from scanner.history.schema import ITEMS, RUNS, SITES
from scanner.history.sync import find_changed
from scanner.results import run_folders, run_id


class History:
    """An open history; use it in a ``with`` statement."""

    def __init__(self, place: Place, engine: Engine) -> None:
        self._place = place
        self._engine = engine
        self._notes: list[str] = []

    @classmethod
    def open(cls, place: str | Path, results_dir: Path, now: datetime) -> History:
        """Return the history at a path or URL, sound and with every run of the results folder.

        Raises:
            HistoryError: it cannot be used: one line that says why; nothing in it is lost.
            ValueError: ``now`` carries no time zone.
        """
        found = find_place(place)
        stamp = run_id(now)
        try:
            return cls._open(found, results_dir, stamp)
        except DamagedHistoryError:
            if found.file is None:
                raise
            with in_one_line(found):
                aside = set_aside(found.file, stamp)
        history = cls._open(found, results_dir, stamp)
        history._notes.insert(0, f"{found.name}: was damaged; it is kept as {aside.name}")
        return history

    @classmethod
    def _open(cls, place: Place, results_dir: Path, stamp: str) -> History:
        copied = _copy_older(place, place.file, stamp) if place.file is not None else None
        history = cls(place, connect(place))
        if copied is not None:
            history._notes.append(f"{place.name}: brought forward; the old one is {copied.name}")
        try:
            with in_one_line(place):
                is_new = history._prepare()
                history._sync(results_dir, is_new)
        except BaseException:
            history.close()
            raise
        return history

    @property
    def notes(self) -> tuple[str, ...]:
        """What had to be mended or left out so far, a plain line each."""
        return tuple(self._notes)

    def record(self, digest: RunDigest) -> None:
        """Write what a run found, site by site, over what was recorded of it before.

        Raises:
            HistoryError: it cannot be written; every site is whole or absent.
            ValueError: a time in it carries no zone, or a site is of another run.
        """
        row = run_row(digest)
        with in_one_line(self._place):
            with self._engine.begin() as connection:
                _write_run(connection, row)
            for site in digest.sites:
                with self._engine.begin() as connection:
                    _write_site(connection, site)
            with self._engine.begin() as connection:
                _complete(connection, digest)

    def earlier(self, domain: str, before: datetime, most: int) -> tuple[SiteDigest, ...]:
        """Return a site in the last runs that started before a time, oldest first.

        One that this scanner cannot read any more is left out, with a note.

        Raises:
            HistoryError: the history cannot be read.
        """
        query = (
            select(SITES)
            .where(SITES.c.domain == domain, SITES.c.started_at < utc_text(before))
            .order_by(SITES.c.started_at.desc(), SITES.c.run.desc())
            .limit(most)
        )
        with in_one_line(self._place), self._engine.begin() as connection:
            rows = connection.execute(query).mappings().all()
            found = [self._find_site(connection, dict(row)) for row in reversed(rows)]
        return tuple(site for site in found if site is not None)

    def run_ids(self) -> tuple[str, ...]:
        """Return the id of each run, oldest first.

        Raises:
            HistoryError: the history cannot be read.
        """
        query = select(RUNS.c.id).order_by(RUNS.c.started_at, RUNS.c.id)
        with in_one_line(self._place), self._engine.begin() as connection:
            return tuple(connection.execute(query).scalars())

    def close(self) -> None:
        """Close it; a file is then whole without its ``-wal``."""
        self._engine.dispose()

    def __enter__(self) -> History:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _prepare(self) -> bool:
        """Make the tables, or bring them forward; True: there were none."""
        with self._engine.begin() as connection:
            version = find_version(self._place.name, connection)
            if version is None:
                make_tables(connection)
                return True
            check_version(self._place.name, version)
            if version < newest_version():
                bring_forward(connection, version)
        return False

    def _sync(self, results_dir: Path, is_new: bool) -> None:
        with self._engine.begin() as connection:
            rows = connection.execute(select(RUNS)).mappings().all()
        known = {row["id"]: row["digest"] for row in rows if row["complete"]}
        recorded = []
        for digest in find_changed(results_dir, known, self._notes.append):
            self.record(digest)
            recorded.append(digest.run)
        if recorded:
            why = "was not there; built" if is_new else "lacked runs; completed"
            runs = ", ".join(recorded)
            self._notes.append(f"{self._place.name}: {why} from the run folders {runs}")
        if self._place.file is not None:
            self._note_gone({row["id"]: row["gone"] for row in rows}, results_dir)

    def _note_gone(self, known: dict[str, bool], results_dir: Path) -> None:
        """Say once which runs have no folder any more; what is known of them stays."""
        there = {folder.path.name for folder in run_folders(results_dir)}
        changed = [run for run, gone in known.items() if gone == (run in there)]
        gone = sorted(set(changed) - there)
        if gone:
            self._notes.append(f"{', '.join(gone)}: the run's folder is gone; its history stays")
        with self._engine.begin() as connection:
            for run in changed:
                connection.execute(update(RUNS).where(RUNS.c.id == run).values(gone=run in gone))

    def _find_site(self, connection: Connection, row: dict[str, object]) -> SiteDigest | None:
        of_site = (ITEMS.c.run == row["run"], ITEMS.c.domain == row["domain"])
        query = select(ITEMS.c.kind, ITEMS.c.data).where(*of_site).order_by(ITEMS.c.position)
        items = [dict(item) for item in connection.execute(query).mappings()]
        try:
            return site_of(row, items)
        except (RunError, ValueError, KeyError) as error:
            self._notes.append(f"{self._place.name}: left out: {error}")
            of_run = RUNS.c.id == row["run"]  # read from its folder again at the next start
            connection.execute(update(RUNS).where(of_run).values(complete=False))
            return None


def _copy_older(place: Place, file: Path, stamp: str) -> Path | None:
    """Check a file and return the path of its copy where its tables will be changed."""
    version = find_file_version(place, file)
    if version is None:
        return None
    check_version(place.name, version)
    if version == newest_version():
        return None
    with in_one_line(place):
        return copy_beside(file, version, stamp)


def _write_run(connection: Connection, row: dict[str, object]) -> None:
    is_known = select(RUNS.c.id).where(RUNS.c.id == row["id"])
    if connection.execute(is_known).first() is None:
        connection.execute(insert(RUNS).values(row))
    else:
        connection.execute(update(RUNS).where(RUNS.c.id == row["id"]).values(row))


def _write_site(connection: Connection, site: SiteDigest) -> None:
    of_site = (SITES.c.run == site.run, SITES.c.domain == site.domain)
    connection.execute(delete(SITES).where(*of_site))  # and with it its items
    connection.execute(insert(SITES).values(site_row(site)))
    if rows := list(item_rows(site)):
        connection.execute(insert(ITEMS), rows)


def _complete(connection: Connection, digest: RunDigest) -> None:
    named = select(SITES.c.domain).where(SITES.c.run == digest.run)
    old = set(connection.execute(named).scalars()) - {site.domain for site in digest.sites}
    for domain in old:
        connection.execute(delete(SITES).where(SITES.c.run == digest.run, SITES.c.domain == domain))
    connection.execute(update(RUNS).where(RUNS.c.id == digest.run).values(complete=True))
