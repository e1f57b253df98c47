"""A folder of files that are written whole, read strictly, and never left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from scanner.errors import RunError
from scanner.models import Value
from scanner.strict_json import from_json
from scanner.whole_files import write_together, write_whole

V = TypeVar("V", bound=Value)


@dataclass(frozen=True)
class Folder:
    """A folder; every read and write stays below it and follows no symbolic link.

    Writing raises OSError as the system gives it, so that a full disk can be told from the rest.
    """

    path: Path

    def write_file(self, name: str, data: bytes) -> Path:
        """Write a file that lies at the top of the run's folder, and return its path."""
        return self._write(data, name)

    def write_together(self, files: Iterable[tuple[str, bytes]]) -> tuple[Path, ...]:
        """Write files by path below the run's folder; none appears before all are there."""
        return write_together(files, lambda name: self._inside(*name.split("/")))

    def read_file(self, *parts: str) -> bytes:
        """Return the bytes of a file of the run.

        Raises:
            RunError: it is missing or cannot be read.
        """
        path = self._inside(*parts)
        if not path.is_file():
            raise RunError(f"{path}: no such file, so this is not a whole run")
        try:
            return path.read_bytes()
        except OSError as error:
            raise RunError(f"{path}: cannot be read: {error.strerror}") from error

    def _saved(self, top: str) -> Iterator[tuple[str, str, str]]:
        root = self._inside(top)
        for folder in sorted(root.iterdir()) if root.is_dir() else ():
            yield from self._files_in(top, folder.name)

    def _files_in(self, top: str, folder: str) -> Iterator[tuple[str, str, str]]:
        files = self._inside(top, folder).glob("[!.]*.json")
        for file in sorted(files, key=lambda path: (len(path.stem), path.stem)):  # 2 before 10
            yield top, folder, file.name

    def _read(self, kind: type[V], *parts: str) -> V:
        return from_json(self._inside(*parts), self.read_file(*parts), kind)

    def _write(self, data: bytes, *parts: str, mode: int = 0o644) -> Path:
        path = self._inside(*parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data, mode)
        return path

    def _inside(self, *parts: str) -> Path:
        path = self.path
        for part in parts:
            if part in ("", ".", "..") or "/" in part or "\0" in part:
                raise RunError(f"{part!r}: not the name of a file of a run")
            path /= part
            if path.is_symlink():
                raise RunError(f"{path}: is a symbolic link, and none is followed")
        return path
