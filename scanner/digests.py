"""What is remembered of a run once its evidence is gone: as much as later runs are compared with.

A run's folder holds its ``RunDigest`` as ``history.json``, which is the truth; the database is made
from those and can be made again. Before its report is written, the run also gets one
``EarlierRuns`` a site, so that the same files give the same report.
"""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from scanner.models import SCHEMA_VERSION, Claim, Sentence, SiteChanges, Value
from scanner.words import Category, ConsentChoice, DocumentSource, PolicyStatus, Severity

EARLIER_RUNS = 5  # of a site that a report is compared with: five weeks show what comes and goes


class FindingDigest(Value):
    """One finding, without its evidence."""

    id: str
    rule: str
    severity: Severity
    document: str | None
    subject: str
    sentence: Sentence
    choices: tuple[ConsentChoice, ...] = ()  # in which its evidence was seen
    absence: bool = False  # it says that something was not seen


class ItemDigest(Value):
    """One cookie, or one service or third party that nobody named yet."""

    key: str  # what makes it the same in every run
    name: str
    domain: str | None  # of a cookie
    service: str | None
    category: Category
    choices: tuple[ConsentChoice, ...]  # in which it was seen


class DocumentDigest(Value):
    """One policy document and what it says."""

    id: str
    title: str
    source: DocumentSource
    url: str | None
    status: PolicyStatus
    date: str | None
    sha256: str | None  # of the text its claims were read from
    claims: tuple[Claim, ...]


class SiteDigest(Value):
    """One site in one run."""

    run: str
    started_at: datetime
    scanner_version: str
    rules: tuple[str, ...]  # the ids of those asked
    domain: str
    measured: bool
    choices: tuple[ConsentChoice, ...]  # with a usable visit
    made: tuple[ConsentChoice, ...]  # of those, known to have taken effect, or none to make
    banner: bool  # one was seen
    pages: int  # different pages loaded
    pages_of: dict[ConsentChoice, int] = Field(default_factory=dict)  # of each of the choices
    full: bool  # the coverage: only then anything is called absent
    findings: tuple[FindingDigest, ...]
    cookies: tuple[ItemDigest, ...]
    services: tuple[ItemDigest, ...]
    documents: tuple[DocumentDigest, ...]


class RunDigest(Value):
    """One run: the content of ``history.json``."""

    schema_version: int = SCHEMA_VERSION
    run: str
    started_at: datetime
    finished: str | None  # as in RunInfo
    sites: tuple[SiteDigest, ...]


class EarlierRuns(Value):
    """The last runs of one site before this one, oldest first: ``earlier/<site>.json``."""

    schema_version: int = SCHEMA_VERSION
    domain: str
    digests: tuple[SiteDigest, ...]


class ComparedSite(Value):
    """One site that is in two runs."""

    domain: str
    changes: SiteChanges | None  # None: the older run did not measure it


class RunChanges(Value):
    """What changed between two runs; sites that were not to be scanned are in neither."""

    schema_version: int = SCHEMA_VERSION
    old: str
    new: str
    sites: tuple[ComparedSite, ...]
    only_old: tuple[str, ...]  # domains
    only_new: tuple[str, ...]
