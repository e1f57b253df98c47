"""The manifest of a run: the SHA-256 of each of its files, and one of the whole."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from scanner.models import SCHEMA_VERSION, Value

MANIFEST = "manifest.json"

_NO_FILE = "not a plain file"  # stands for the sum of a link, which is not followed, and the like
_LEFT_OVER = re.compile(r"\..+\.part")  # by a write that was killed


class Manifest(Value):
    """The files of a run or of an export, by path below its folder; itself it does not list."""

    schema_version: int = SCHEMA_VERSION
    whole: str  # of the list as ``sha256sum`` writes it: a line a file, in order of path
    files: dict[str, str]


def make_manifest(sums: Mapping[str, str]) -> Manifest:
    """Return the manifest of the plain files among those whose SHA-256 is given by path."""
    files = {name: digest for name, digest in sorted(sums.items()) if digest != _NO_FILE}
    return Manifest(whole=sum_of(files), files=files)


def sums_of(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of everything that lies in a folder but its manifest, by path.

    Raises:
        OSError: a file cannot be read.
    """
    found = ((path.relative_to(folder).as_posix(), path) for path in _walk(folder))
    return {name: _sum(path) for name, path in sorted(found) if name != MANIFEST}


def sum_of(files: Mapping[str, str]) -> str:
    """Return the SHA-256 of the whole: what ``sha256sum`` says of its own list of these files."""
    lines = (f"{digest}  {name}\n" for name, digest in sorted(files.items()))
    return hashlib.sha256("".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def differences(manifest: Manifest, found: Mapping[str, str]) -> list[str]:
    """Return a line for each file that is missing, changed or extra; empty: all is as it was."""
    lines = []
    if manifest.whole != sum_of(manifest.files):
        lines.append(f"changed: {MANIFEST} itself: its sum of the whole does not fit its list")
    for name in sorted({*manifest.files, *found}):
        if name not in found:
            lines.append(f"missing: {name}")
        elif name not in manifest.files:
            lines.append(f"extra: {name}")
        elif found[name] != manifest.files[name]:
            lines.append(f"changed: {name}")
    return lines


def _walk(top: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(top):
        for path in (Path(folder, name) for name in (*names, *folders)):
            if path.is_symlink() or not (path.is_dir() or _LEFT_OVER.fullmatch(path.name)):
                yield path


def _sum(path: Path) -> str:
    if path.is_symlink() or not path.is_file():
        return _NO_FILE
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
