"""One run at a time on a results folder, also where several machines share it.

The kernel's lock on ``.lock`` is let go of when its process dies, however that comes about. A
shared folder may not carry it to other machines: hence the holder also signs the file and touches
it every minute, and another machine's signature counts until it was left alone for three.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import secrets
import socket
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from scanner.errors import LockedError, RunError
from scanner.models import Value
from scanner.strict_json import from_json, to_json

LOCK = ".lock"
TOUCHED_EVERY_S = 60.0
LEFT_AFTER_S = 180.0

_MACHINE_ID = Path("/etc/machine-id")  # systemd's machine-id(5): the same after a restart


class Holder(Value):
    """Who holds a results folder."""

    machine: str
    host: str
    process: int
    since: datetime


@contextlib.contextmanager
def hold(results_dir: Path, now: datetime, machine: str | None = None) -> Iterator[None]:
    """Hold a results folder, which is made where there is none.

    Args:
        results_dir: the folder.
        now: what others are told it is held since.
        machine: what tells this machine from others; None: what the system says.

    Raises:
        LockedError: another run holds it.
        RunError: it cannot be made or written.
    """
    holder = Holder(
        machine=machine or _machine(), host=socket.gethostname(), process=os.getpid(), since=now
    )
    try:
        results_dir.mkdir(parents=True, exist_ok=True)
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
        descriptor = os.open(results_dir / LOCK, flags, 0o644)
    except OSError as error:
        raise RunError(f"{results_dir}: cannot be held for a run: {error.strerror}") from error
    with os.fdopen(descriptor, "r+b", buffering=0) as file:
        _take(file.fileno(), results_dir, holder)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, to_json(holder), 0)
        try:
            with _touching(descriptor):
                yield
        finally:
            os.ftruncate(descriptor, 0)


def _take(descriptor: int, results_dir: Path, holder: Holder) -> None:
    other = _signed(descriptor, results_dir)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise LockedError(f"{results_dir}: {_who(other)}") from error
    if other is None or other.machine == holder.machine:
        return
    left_s = LEFT_AFTER_S - _age_s(descriptor, results_dir)
    if left_s > 0:
        raise LockedError(
            f"{results_dir}: {_who(other)}; if that machine is gone, try again in {left_s:.0f} s"
        )


def _signed(descriptor: int, results_dir: Path) -> Holder | None:
    data = os.pread(descriptor, 10_000, 0)
    try:
        return from_json(results_dir / LOCK, data, Holder) if data else None
    except RunError:  # half written by a machine that lost its power: nobody can be named
        return None


def _who(other: Holder | None) -> str:
    if other is None:
        return "another run holds this folder"
    host = re.sub(r"[^\w.-]", "?", other.host)
    since = f"{other.since:%Y-%m-%d %H:%M:%S} UTC"
    return f"another run holds this folder: process {other.process} on {host}, since {since}"


def _age_s(descriptor: int, results_dir: Path) -> float:
    """Return how long ago the lock was touched, by the clock of the machine that keeps the folder.

    A clock that jumped may make that negative.
    """
    probe = results_dir / f".lock.{secrets.token_hex(6)}.part"
    probe.touch()
    try:
        return probe.stat().st_mtime - os.fstat(descriptor).st_mtime
    finally:
        probe.unlink()


@contextlib.contextmanager
def _touching(descriptor: int) -> Iterator[None]:
    done = threading.Event()

    def work() -> None:
        while not done.wait(TOUCHED_EVERY_S):
            with contextlib.suppress(OSError):  # a full disk, say: the next time may do
                os.utime(descriptor)

    thread = threading.Thread(target=work, name="results lock", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _machine() -> str:
    try:
        return _MACHINE_ID.read_text().strip() or socket.gethostname()
    except OSError:
        return socket.gethostname()
