"""Where the history lies, a file or a PostgreSQL server, and what its errors mean in one line."""

from __future__ import annotations

import sqlite3
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from scanner.errors import DamagedHistoryError, HistoryError

BUSY_TIMEOUT_MS = 10_000  # another program writes one site at a time: well under a second
SERVER_TIMEOUT_S = 30  # for a connection and for each answer

_POSTGRESQL = ("postgres", "postgresql", "postgresql+pg8000")
_TLS = {"disable": False, "prefer": None, "require": True}  # as the driver for it takes them
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
)
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_REASONS = {
    sqlite3.SQLITE_BUSY: "another program has it locked; nothing was changed",
    sqlite3.SQLITE_LOCKED: "another program has it locked; nothing was changed",
    sqlite3.SQLITE_FULL: "the disk is full; what it held is whole",
    sqlite3.SQLITE_READONLY: "it, or its folder, cannot be written",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened, or its folder cannot be written",
    sqlite3.SQLITE_PERM: "it, or its folder, cannot be written",
    sqlite3.SQLITE_IOERR: "it cannot be read or written, or the disk is full",
}


@dataclass(frozen=True)
class Place:
    """Where a history lies; ``name`` is safe to print, the URL may hold a password."""

    name: str
    url: URL
    file: Path | None  # None: on a server
    tls: ssl.SSLContext | bool | None = None  # of a server, as its driver takes it


def find_place(given: str | Path) -> Place:
    """Return the place of a history, given as the path of its file or as a URL.

    Raises:
        HistoryError: it is a URL of something else.
    """
    if isinstance(given, Path) or "://" not in given:
        return _file_place(Path(given))
    try:
        url = make_url(given)
    except (ArgumentError, ValueError) as error:  # its message may show the password
        raise HistoryError("the history: not a URL of a database; see docs/history.md") from error
    if url.drivername.partition("+")[0] == "sqlite" and url.database:
        return _file_place(Path(url.database))
    name = f"{url.drivername}://{url.host or ''}/{url.database or ''}"
    if url.drivername not in _POSTGRESQL or not url.database:
        expected = "expected a file or postgresql://user:password@host/database"
        raise HistoryError(f"{name}: {expected}")
    return Place(name, url.set(drivername="postgresql+pg8000", query={}), None, _tls(name, url))


def connect(place: Place) -> Engine:
    """Return what opens connections to a history; none is opened yet.

    Raises:
        HistoryError: the driver for PostgreSQL is not installed.
    """
    if place.file is None:
        try:
            # A connection each time: one from the start of a long run may be gone at its end.
            return create_engine(
                place.url,
                connect_args={"timeout": SERVER_TIMEOUT_S, "ssl_context": place.tls},
                hide_parameters=True,
                poolclass=NullPool,
            )
        except ModuleNotFoundError as error:
            raise HistoryError(
                f"{place.name}: needs a driver: install cookieclaims[postgresql]"
            ) from error
    wait = {"timeout": BUSY_TIMEOUT_MS / 1000}
    engine = create_engine(place.url, connect_args=wait, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def in_one_line(place: Place) -> Iterator[None]:
    """Turn what a database says into one line that names it, and holds no password.

    Raises:
        DamagedHistoryError: its file is damaged.
        HistoryError: anything else is wrong with it.
    """
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF  # without its finer part
        if code in _DAMAGED:
            raise DamagedHistoryError(
                f"{place.name}: is damaged; moved away, it is built again at the next start"
            ) from error
        reason = _REASONS.get(code) or _plain_reason(cause, place.url.password)
        raise HistoryError(f"{place.name}: {reason}") from error


def _tls(name: str, url: URL) -> ssl.SSLContext | bool | None:
    """Return how a connection is encrypted: ``?sslmode=``, as other programs spell it."""
    options = dict(url.query)
    mode = options.pop("sslmode", "prefer")
    if mode == "verify-full" and not options:
        return ssl.create_default_context()
    if not isinstance(mode, str) or mode not in _TLS or options:
        modes = ", ".join((*_TLS, "verify-full"))
        raise HistoryError(f"{name}: of options it takes sslmode alone: {modes}")
    return _TLS[mode]


def _file_place(file: Path) -> Place:
    return Place(str(file), URL.create("sqlite", database=str(file)), file)


class _Begins(Protocol):
    def exec_driver_sql(self, statement: str) -> object: ...


def _prepare_sqlite(connection: DBAPIConnection, _record: object) -> None:
    # Otherwise Python begins transactions itself, and leaves CREATE and ALTER outside them.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.cursor().execute(pragma)


def _begin(connection: _Begins) -> None:
    # At once for writing: one that began with reading could find it locked half-way.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _plain_reason(cause: BaseException | None, password: object) -> str:
    details = cause.args[0] if cause is not None and cause.args else cause
    if isinstance(details, dict):  # as PostgreSQL answers: M is the message
        details = details.get("M")
    line = " ".join(str(details or "cannot be used").split())
    secret = str(password) if password else None
    return "cannot be reached or used" if secret and secret in line else line
