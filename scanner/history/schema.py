"""The tables of the history, as the newest version has them."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)

METADATA = MetaData()

META = Table("meta", METADATA, Column("version", Integer, nullable=False))

RUNS = Table(
    "runs",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("started_at", Text, nullable=False),  # UTC: 2026-11-21T03:00:00.000000Z
    Column("finished", Text),  # as in RunInfo
    Column("digest", Text, nullable=False),  # SHA-256 of the run's history.json
    Column("complete", Boolean, nullable=False),  # every site of it is here
    Column("gone", Boolean, nullable=False),  # its folder is there no more
)

SITES = Table(
    "sites",
    METADATA,
    Column("run", Text, ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True),
    Column("domain", Text, primary_key=True),
    Column("started_at", Text, nullable=False),
    Column("scanner_version", Text, nullable=False),
    Column("measured", Boolean, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("data", Text, nullable=False),  # the whole of it but its items, in JSON
    Index("sites_of_a_domain", "domain", "started_at"),
)

ITEMS = Table(
    "items",
    METADATA,
    Column("run", Text, primary_key=True),
    Column("domain", Text, primary_key=True),
    Column("kind", Text, primary_key=True),  # finding, cookie, service or document
    Column("position", Integer, primary_key=True),
    Column("key", Text, nullable=False),  # what makes it the same in every run; long ones are cut
    Column("data", Text, nullable=False),  # the whole of it, in JSON
    ForeignKeyConstraint(["run", "domain"], ["sites.run", "sites.domain"], ondelete="CASCADE"),
    Index("items_by_key", "domain", "kind", "key", "run"),
)
