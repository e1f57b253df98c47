"""Imported lists on disk: in the operator's folder, and copied into each run that used them."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from pydantic import ValidationError

from scanner.catalogue.imports import read_list
from scanner.errors import ListError, RunError
from scanner.models import ImportedList
from scanner.strict_json import to_json
from scanner.urls import file_name
from scanner.whole_files import write_whole
from scanner.words import Category

OLD = timedelta(days=365)  # trackers change their hosts and names within months
_NOT_IN_EXPORTS = (
    "an export holds no imported list, as its licence may ask: analyse the run that it was made of"
)
_CATEGORIES = (("easyprivacy", Category.ANALYTICS), ("easylist", Category.ADVERTISING))


@dataclass(frozen=True)
class SavedList:
    """One imported list: what is recorded of it, and its bytes as they came."""

    record: ImportedList
    data: bytes

    @property
    def run_file(self) -> str:
        """What its copy in a run's folder is called."""
        return f"list-{self.record.id}.gz"

    @property
    def packed(self) -> bytes:
        """Its bytes as a run's folder keeps them: the same list gives the same file."""
        return gzip.compress(self.data, mtime=0)


def import_list(
    file: Path,
    folder: Path,
    now: datetime,
    licence: str | None = None,
    category: Category | None = None,
) -> SavedList:
    """Check a list and copy it to the operator's folder, over an earlier one of the same name.

    Args:
        file: the list, in one of the formats of ``scanner/catalogue/imports/``.
        folder: where it is kept.
        now: when it is imported.
        licence: what the operator says it is under, where it does not say so itself.
        category: what a filter list is against, where its title does not say so.

    Raises:
        ListError: it cannot be read or is broken; names file and entry.
    """
    data = _bytes_of(file)
    list_id = file_name(file.stem.lower())
    try:
        format_, content = read_list(data, list_id)
    except ListError as error:
        raise ListError(f"{file}: {error}") from error
    if content.rules and (category := category or _category_of(content.title)) is None:
        raise ListError(
            f"{file}: its title {content.title!r} does not say what it is against: --category"
        )
    saved_on = datetime.fromtimestamp(file.stat().st_mtime, UTC).date()
    record = ImportedList(
        id=list_id,
        format=format_.id,
        title=content.title,
        licence=content.licence or licence,
        dated=content.dated or saved_on,
        imported_at=now,
        sha256=hashlib.sha256(data).hexdigest(),
        entries=content.entries,
        refused=content.refused,
        category=category if content.rules else None,
    )
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / f"{list_id}.list", data)
    write_whole(folder / f"{list_id}.json", to_json(record))
    return SavedList(record, data)


def find_saved_lists(folder: str) -> tuple[SavedList, ...]:
    """Return the operator's lists, by id; no folder, or one that is absent, holds none.

    Raises:
        ListError: one is broken or not as it was imported; names file and entry.
    """
    files = sorted(Path(folder).glob("*.json")) if folder else ()
    return tuple(_load_one(file) for file in files)


def load_used_lists(
    records: Iterable[ImportedList], read_file: Callable[[str], bytes]
) -> tuple[SavedList, ...]:
    """Return the lists that a run used, from the copies in its folder.

    Raises:
        ListError: a copy is missing, or is not the list that the run recorded.
    """
    return tuple(_unpack(record, read_file) for record in records)


def is_old(record: ImportedList, today: date) -> bool:
    """Tell whether a list is over a year old, or of an unknown day."""
    return record.dated is None or today - record.dated > OLD


def _load_one(file: Path) -> SavedList:
    try:
        record = ImportedList.model_validate_json(_bytes_of(file))
    except ValidationError as error:
        raise ListError(f"{file}: not the record of an imported list: import it again") from error
    if record.id != file.stem:
        raise ListError(f"{file}: is of the list {record.id!r}: import it again")
    path = file.with_suffix(".list")
    return _checked(SavedList(record, _bytes_of(path)), str(path))


def _unpack(record: ImportedList, read_file: Callable[[str], bytes]) -> SavedList:
    name = SavedList(record, b"").run_file
    try:
        packed = read_file(name)
    except RunError as error:
        raise ListError(f"{error}; {_NOT_IN_EXPORTS}") from error
    try:
        data = gzip.decompress(packed)
    except (OSError, EOFError, zlib.error) as error:
        raise ListError(f"{name}: not a whole copy of a list: {error}") from error
    return _checked(SavedList(record, data), name)


def _checked(saved: SavedList, place: str) -> SavedList:
    if hashlib.sha256(saved.data).hexdigest() != saved.record.sha256:
        raise ListError(f"{place}: not the list that was imported: import it again")
    try:
        read_list(saved.data, saved.record.id)
    except ListError as error:
        raise ListError(f"{place}: {error}") from error
    return saved


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise ListError(f"{file}: cannot be read: {error.strerror}") from error


def _category_of(title: str) -> Category | None:
    words = title.lower().replace(" ", "")
    return next((category for word, category in _CATEGORIES if word in words), None)
