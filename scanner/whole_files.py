"""Files that appear whole: written beside, flushed, renamed."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path


def write_whole(path: Path, data: bytes, mode: int = 0o644) -> None:
    """Write a file so that readers, and crashes, never meet half of it.

    Raises:
        OSError: it cannot be written; what was there before is untouched.
    """
    temporary = write_beside(path, data, mode)
    try:
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def copy_whole(source: Path, path: Path) -> None:
    """Copy a file as ``write_whole`` writes one, however large it is.

    Raises:
        OSError: it cannot be read or written; what was there before is untouched.
    """
    temporary = write_beside(path, b"", 0o644)
    try:
        with source.open("rb") as old, temporary.open("r+b") as new:
            shutil.copyfileobj(old, new)
            new.flush()
            os.fsync(new.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def write_together(
    files: Iterable[tuple[str, bytes]], place: Callable[[str], Path]
) -> tuple[Path, ...]:
    """Write files by name, none of which appears before all are on the disk.

    They are taken one by one, so that no more than one is held; folders are made as needed.

    Raises:
        OSError: one cannot be written; what was there before is untouched.
    """
    written: list[tuple[Path, Path]] = []
    try:
        for name, data in files:
            path = place(name)
            path.parent.mkdir(exist_ok=True)
            written.append((write_beside(path, data, 0o644), path))
            del data  # before the next one is made
        for temporary, path in written:
            temporary.replace(path)
    except BaseException:
        for temporary, _ in written:
            temporary.unlink(missing_ok=True)
        raise
    for folder in {path.parent for _, path in written}:
        sync_folder(folder)
    return tuple(path for _, path in written)


def remove_others(folder: Path, kept: Iterable[Path]) -> None:
    """Remove the files of a folder but those that are kept, and the folder when it is empty.

    A folder that is absent, or a link to one, is left alone.

    Raises:
        OSError: a file cannot be removed.
    """
    if folder.is_symlink() or not folder.is_dir():
        return
    for path in {*folder.iterdir()} - {*kept}:
        if path.is_symlink() or path.is_file():
            path.unlink()
    if not any(folder.iterdir()):
        folder.rmdir()


def write_beside(path: Path, data: bytes, mode: int) -> Path:
    """Write a file to the disk beside where it belongs, under a name of its own, and return that.

    Raises:
        OSError: it cannot be written; nothing is left.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(6)}.part")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    descriptor = os.open(temporary, flags, mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def sync_folder(folder: Path) -> None:
    """Bring the names of a folder to the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
