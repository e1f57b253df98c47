"""The versions of the history's tables: older ones are brought forward, in one transaction.

A change of the tables adds a step to ``MIGRATIONS``, and a dump of the new version to the tests.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, insert, inspect, select, update

from scanner.errors import HistoryError
from scanner.history.schema import META, METADATA, RUNS

# The first brings version 1 to version 2, and so on.
MIGRATIONS: list[Callable[[Connection], None]] = []

OURS = frozenset({META.name, RUNS.name})  # every version has them


def newest_version() -> int:
    """Return the version of the tables that this scanner makes."""
    return 1 + len(MIGRATIONS)


def check_version(name: str, version: int) -> None:
    """Refuse tables of a newer scanner.

    Raises:
        HistoryError: they are.
    """
    if version > newest_version():
        raise HistoryError(
            f"{name}: made by a newer scanner (version {version} of its tables, this one knows "
            f"{newest_version()}); nothing in it was changed"
        )


def find_version(name: str, connection: Connection) -> int | None:
    """Return the version of the tables in a database; None: it has none of ours.

    Raises:
        HistoryError: its tables are those of another program.
    """
    found = OURS.intersection(inspect(connection).get_table_names())
    if not found:
        return None
    if found != OURS:
        raise HistoryError(f"{name}: has tables of another program, expected a database of its own")
    version: int = connection.execute(select(META.c.version)).scalar_one()
    return version


def make_tables(connection: Connection) -> None:
    """Make the tables in a database that has none."""
    METADATA.create_all(connection)
    connection.execute(insert(META).values(version=newest_version()))


def bring_forward(connection: Connection, version: int) -> None:
    """Change the tables of an older version into those of the newest."""
    for step in MIGRATIONS[version - 1 :]:
        step(connection)
    connection.execute(update(META).values(version=newest_version()))
