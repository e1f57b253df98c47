"""The results folder: one folder a run, and which file of it holds what."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from scanner.digests import EarlierRuns, SiteDigest
from scanner.errors import RunError
from scanner.folder import Folder
from scanner.manifest import MANIFEST, Manifest, make_manifest, sums_of
from scanner.models import Document, Observation, RunInfo, Unfinished
from scanner.strict_json import to_json
from scanner.urls import file_name
from scanner.words import DocumentSource

RUN = "run.json"
REPORT = "report.json"
EVIDENCE_SUFFIXES = (".png", ".txt")  # nothing that a click opens as a live page

_RUN_ID = re.compile(r"\d{8}T\d{6}Z")


def run_id(started_at: datetime) -> str:
    """Return the id of a run that started then: ``20261121T030000Z``.

    Raises:
        ValueError: ``started_at`` carries no time zone.
    """
    if started_at.tzinfo is None:
        raise ValueError("started_at carries no time zone")
    return started_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


class RunFolder(Folder):
    """One run's folder."""

    @classmethod
    def create(cls, results_dir: Path, run_id: str) -> RunFolder:
        """Return the new, empty folder of a run.

        Raises:
            RunError: ``results_dir`` cannot be written, or it has this run already.
        """
        if not _RUN_ID.fullmatch(run_id):
            raise RunError(f"{run_id!r}: not a run id, expected one as 20261121T030000Z")
        path = results_dir / run_id
        try:
            results_dir.mkdir(parents=True, exist_ok=True)
        except FileExistsError as error:
            raise RunError(f"{results_dir}: is a file, expected a folder for results") from error
        except OSError as error:
            raise RunError(f"{results_dir}: cannot be made: {error.strerror}") from error
        try:
            path.mkdir()
        except FileExistsError as error:
            raise RunError(f"{path}: this run exists already") from error
        except OSError as error:
            raise RunError(f"{results_dir}: cannot be written: {error.strerror}") from error
        return cls(path.resolve())

    @classmethod
    def open(cls, run: str | Path, results_dir: Path = Path("results")) -> RunFolder:
        """Return the folder of a run, named by its path or by its id in ``results_dir``.

        Raises:
            RunError: there is none, or its ``run.json`` cannot be read.
        """
        folder = cls.find(run, results_dir)
        folder.read_run()
        return folder

    @classmethod
    def find(cls, run: str | Path, results_dir: Path = Path("results")) -> RunFolder:
        """Return the folder of a run as ``open`` does, whatever lies in it.

        Raises:
            RunError: there is none.
        """
        by_id = results_dir / run
        named_by_id = _RUN_ID.fullmatch(str(run)) is not None and by_id.is_dir()
        path = by_id if named_by_id else Path(run)
        if not path.is_dir():
            raise RunError(f"{run}: no such run, neither a folder nor an id in {results_dir}")
        return cls(path.resolve())

    @property
    def began(self) -> bool:
        """Whether the run came as far as to visit, or has at least said what it will."""
        return any((self.path / name).exists() for name in (RUN, "observations", REPORT))

    @property
    def has_report(self) -> bool:
        """Whether the report was written, which is the last that a run does."""
        return (self.path / REPORT).exists()

    def write_run(self, run: RunInfo) -> None:
        """Write ``run.json``, over an earlier one."""
        self.write_file(RUN, to_json(run))

    def read_run(self) -> RunInfo:
        """Return what shaped the run.

        Raises:
            RunError: ``run.json`` is missing, broken, or of a newer version.
        """
        return self._read(RunInfo, RUN)

    def write_observation(self, observation: Observation) -> None:
        """Write what one visit saw, as soon as it ended."""
        self._write(to_json(observation), *_observation(observation.domain, observation.choice))

    def has_observation(self, domain: str, choice: str) -> bool:
        """Tell whether there is a record of one visit."""
        return self._inside(*_observation(domain, choice)).exists()

    def find_observation(self, domain: str, choice: str) -> Observation | None:
        """Return what one visit saw; None where it was not made.

        Raises:
            RunError: it cannot be read.
        """
        if not self.has_observation(domain, choice):
            return None
        return self._read(Observation, *_observation(domain, choice))

    def observations_of(self, domain: str) -> tuple[Observation, ...]:
        """Return every observation of one site, by choice.

        Raises:
            RunError: one cannot be read; it names the file, which is left as it is.
        """
        saved = self._files_in("observations", file_name(domain))
        return tuple(self._read(Observation, *parts) for parts in saved)

    def write_documents(self, domain: str, documents: Iterable[Document]) -> None:
        """Write the documents that govern a site, numbered from 1."""
        for number, document in enumerate(documents, start=1):
            self._write(to_json(document), "policies", file_name(domain), f"{number}.json")

    def add_document(self, domain: str, document: Document, text: str | None) -> None:
        """Write one more document of a site, and beside it the text that its quotes count in."""
        place = ("policies", file_name(domain))
        known = self._inside(*place)
        numbers = [int(each.stem) for each in known.glob("*.json") if each.stem.isdecimal()]
        number = max(numbers, default=0) + 1
        if text is not None:
            self._write(text.encode("utf-8", "replace"), *place, f"{number}.txt")
            file = "/".join((*place, f"{number}.txt"))
            document = document.model_copy(update={"file": file})
        self._write(to_json(document), *place, f"{number}.json")

    def remove_live_documents(self, domain: str) -> None:
        """Remove the documents of a site whose search was cut off, so that it can begin anew.

        Raises:
            RunError: a document cannot be read.
        """
        for parts in tuple(self._files_in("policies", file_name(domain))):
            document = self._read(Document, *parts)
            if document.source is DocumentSource.LIVE:
                path = self._inside(*parts)
                path.unlink()
                path.with_suffix(".txt").unlink(missing_ok=True)

    def write_unfinished(self, domain: str, unfinished: Unfinished) -> None:
        """Keep what the search for a site's policies starts from, for our eyes only."""
        self._write(to_json(unfinished), *_unfinished(domain), mode=0o600)

    def find_unfinished(self, domain: str) -> Unfinished | None:
        """Return what the search for a site's policies starts from; None: it is done.

        Raises:
            RunError: it cannot be read.
        """
        parts = _unfinished(domain)
        return self._read(Unfinished, *parts) if self._inside(*parts).exists() else None

    def finish(self, domain: str) -> None:
        """Note that everything about a site is there."""
        path = self._inside(*_unfinished(domain))
        path.unlink(missing_ok=True)
        with suppress(OSError):  # others are unfinished, or none ever was
            path.parent.rmdir()

    def remove_left_over(self) -> None:
        """Remove what writes left that were killed before they were done."""
        for path in self.path.rglob(".*.part"):
            path.unlink()

    def documents(self) -> tuple[Document, ...]:
        """Return every document of the run once, also one that governs several sites.

        Raises:
            RunError: one cannot be read; it names the file, which is left as it is.
        """
        found: dict[str, list[Document]] = {}
        for parts in self._saved("policies"):
            document = self._read(Document, *parts)
            alike = found.setdefault(document.id, [])
            if document not in alike:
                alike.append(document)
        return tuple(document for alike in found.values() for document in alike)

    def write_earlier(self, earlier: EarlierRuns) -> None:
        """Write what earlier runs said of a site, which the report of this run is compared with."""
        self._write(to_json(earlier), "earlier", f"{file_name(earlier.domain)}.json")

    def earlier_of(self, domain: str) -> tuple[SiteDigest, ...]:
        """Return what earlier runs said of a site, oldest first; nothing where none is known.

        Raises:
            RunError: it cannot be read.
        """
        parts = ("earlier", f"{file_name(domain)}.json")
        if not self._inside(*parts).exists():
            return ()
        return self._read(EarlierRuns, *parts).digests

    def write_evidence(self, name: str, data: bytes) -> str:
        """Write a picture or text of a page and return its path below the run's folder.

        Raises:
            ValueError: the name does not end in one of ``EVIDENCE_SUFFIXES``.
        """
        stem, dot, suffix = name.rpartition(".")
        if dot + suffix not in EVIDENCE_SUFFIXES:
            raise ValueError(f"{name!r}: expected a name that ends in {EVIDENCE_SUFFIXES}")
        safe = f"{file_name(stem)}.{suffix}"
        self._write(data, "evidence", safe)
        return f"evidence/{safe}"

    def write_manifest(self) -> Path:
        """Write the SHA-256 of every file of the run but itself, and return the manifest's path."""
        return self.write_file(MANIFEST, to_json(make_manifest(sums_of(self.path))))

    def read_manifest(self) -> Manifest:
        """Return what the files of the run were when its reports were written.

        Raises:
            RunError: it is missing or broken.
        """
        return self._read(Manifest, MANIFEST)


def run_folders(results_dir: Path) -> tuple[RunFolder, ...]:
    """Return the folder of every run, the newest first, whatever lies in it.

    Raises:
        RunError: the results folder cannot be read.
    """
    try:
        paths = sorted(results_dir.iterdir(), reverse=True) if results_dir.exists() else []
    except OSError as error:
        raise RunError(f"{results_dir}: cannot be read: {error.strerror}") from error
    return tuple(
        RunFolder(path.resolve())
        for path in paths
        if _RUN_ID.fullmatch(path.name) and path.is_dir() and not path.is_symlink()
    )


def _observation(domain: str, choice: str) -> tuple[str, str, str]:
    return "observations", file_name(domain), f"{choice}.json"


def _unfinished(domain: str) -> tuple[str, str]:
    return "unfinished", f"{file_name(domain)}.json"
