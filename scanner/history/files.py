"""The history's file before it is opened: whether it is sound, and copies of it set beside it."""

from __future__ import annotations

import os
import secrets
import sqlite3
import struct
from contextlib import closing
from pathlib import Path

from scanner.errors import DamagedHistoryError, HistoryError
from scanner.history.migrate import OURS
from scanner.history.place import BUSY_TIMEOUT_MS, Place, in_one_line
from scanner.whole_files import sync_folder

_MAGIC = b"SQLite format 3\0"
_HEAD = 100  # bytes that every database begins with
_BESIDE = ("-wal", "-shm", "")  # the file itself last: without it, SQLite drops a stale -wal


def find_file_version(place: Place, file: Path) -> int | None:
    """Return the version of the tables in a file; None: it is not there, or empty.

    The tables are only read, so that those of a newer scanner stay as they are.

    Raises:
        DamagedHistoryError: it is cut off, overwritten or no database at all.
        HistoryError: it cannot be read, or another program made it.
    """
    with in_one_line(place):
        if not file.exists():
            return None
        if not file.is_file():
            raise HistoryError(f"{place.name}: is no file, expected the history's database")
        if _is_no_database(file) or _is_cut_off(file):
            raise DamagedHistoryError(f"{place.name}: is damaged")
        reading = f"{file.absolute().as_uri()}?mode=rw"
        with closing(sqlite3.connect(reading, BUSY_TIMEOUT_MS / 1000, uri=True)) as connection:
            return _version_in(connection, place)


def _is_no_database(file: Path) -> bool:
    head = _head(file)
    return len(head) > 0 and not (len(head) == _HEAD and head.startswith(_MAGIC))


def _is_cut_off(file: Path) -> bool:
    """Whether a file is shorter than it says, which SQLite itself takes for pages of zeros."""
    log = file.with_name(f"{file.name}-wal")
    head = _head(file)
    if not head or (log.exists() and log.stat().st_size):
        return False  # what the file lacks can lie in the log
    page_size, pages = struct.unpack(">H10xI", head[16:32])
    length: int = pages * (page_size if page_size > 1 else 65_536)
    return file.stat().st_size < length


def _head(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(_HEAD)


def _version_in(connection: sqlite3.Connection, place: Place) -> int | None:
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise DamagedHistoryError(f"{place.name}: is damaged")
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    if not names:
        return None
    if not names >= OURS:
        raise HistoryError(f"{place.name}: is a database of another program")
    rows = connection.execute("SELECT version FROM meta").fetchall()
    if len(rows) != 1 or not isinstance(rows[0][0], int):
        raise DamagedHistoryError(f"{place.name}: is damaged: it does not say its version")
    return int(rows[0][0])


def set_aside(file: Path, stamp: str) -> Path:
    """Move a damaged file, and what belongs to it, out of the way and return its new path.

    Raises:
        OSError: it cannot be moved.
    """
    target = _free_name(file, f"damaged-{stamp}")
    for ending in _BESIDE:
        part = file.with_name(file.name + ending)
        if part.exists():
            part.rename(target.with_name(target.name + ending))
    sync_folder(file.parent)
    return target


def copy_beside(file: Path, version: int, stamp: str) -> Path:
    """Copy a file as it is before its tables are changed and return the path of the copy.

    Raises:
        sqlite3.Error, OSError: it cannot be written; nothing is left of it.
    """
    target = _free_name(file, f"v{version}-{stamp}")
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(6)}.part")
    try:
        with closing(sqlite3.connect(file)) as old, closing(sqlite3.connect(temporary)) as new:
            old.backup(new)
        with temporary.open("rb") as written:
            os.fsync(written.fileno())
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(file.parent)
    return target


def _free_name(file: Path, ending: str) -> Path:
    name = f"{file.name}.{ending}"
    target, number = file.with_name(name), 1
    while target.exists():
        number += 1
        target = file.with_name(f"{name}-{number}")
    return target
