"""The key of an installation, that values are hashed with."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from scanner.errors import RunError
from scanner.whole_files import sync_folder, write_beside

KEY_BYTES = 32


def installation_key(results_dir: Path) -> bytes:
    """Return the key that values are hashed with: random, made once, kept in ``.key``.

    Raises:
        RunError: it cannot be made or read, or is not a key.
    """
    path = results_dir / ".key"
    try:
        if not path.exists():
            _make_key(path)
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            key = file.read(KEY_BYTES + 1)
    except OSError as error:
        raise RunError(f"{path}: cannot be made or read: {error.strerror}") from error
    if len(key) != KEY_BYTES:
        raise RunError(
            f"{path}: expected {KEY_BYTES} bytes; without it old hashes match no new one"
        )
    return key


def _make_key(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = write_beside(path, secrets.token_bytes(KEY_BYTES), 0o600)
    try:
        path.hardlink_to(
            temporary
        )  # fails when another scan made it meanwhile: then that one is it
    except FileExistsError:
        pass
    finally:
        temporary.unlink()
    sync_folder(path.parent)
