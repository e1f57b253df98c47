"""Values as strict JSON, and back: what every file of a run is written in."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn, TypeVar

from pydantic import ValidationError
from pydantic_core import PydanticSerializationError
from pydantic_core import to_json as _fast_json

from scanner.errors import RunError
from scanner.models import SCHEMA_VERSION, Value

# Letters that JSON allows but that steer a terminal or turn text around; only strings hold them.
_STEERING = re.compile(
    r"[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
# What may hold such a letter, or a number that is not finite: both are looked at more closely.
_CONSTANTS = (b"NaN", b"Infinity")
_UNSURE = re.compile(rb"\x7f|\xc2[\x80-\x9f]|\xd8\x9c|\xe2\x80|\xe2\x81|\xef\xbb\xbf|NaN|Infinity")

V = TypeVar("V", bound=Value)


def to_json(value: Value | dict[str, object]) -> bytes:
    """Return strict JSON: UTF-8, fields in the order of the models, a newline at the end.

    Letters that steer a terminal are written as escapes: the same value, but safe to print.

    Raises:
        ValueError: a number in it is not finite.
    """
    try:
        data = _fast_json(value, indent=2, inf_nan_mode="constants") + b"\n"
    except PydanticSerializationError:  # half a pair of surrogates, which no UTF-8 holds
        data = b""
    if data and not _UNSURE.search(data):
        return data
    plain = value.model_dump(mode="json") if isinstance(value, Value) else value
    text = json.dumps(plain, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    return _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", text).encode("utf-8")


def fill_list(
    whole: bytes, name: str, depth: int, items: Iterable[Value | dict[str, object]]
) -> bytes:
    """Return JSON with items put into its empty list of a name, at a depth in spaces.

    They are written one by one: the whole is then held once, and no more than one item beside it.
    """
    empty = f'\n{" " * depth}"{name}": []'.encode()
    head, _, tail = whole.rpartition(empty)
    inner = f"\n{' ' * (depth + 2)}".encode()
    file = io.BytesIO(head + empty[:-1])
    file.seek(0, io.SEEK_END)
    size = file.tell()
    for item in items:
        file.write(b"," * (file.tell() > size) + inner)
        file.write(to_json(item).rstrip().replace(b"\n", inner))
    if file.tell() > size:
        file.write(f"\n{' ' * depth}".encode())
    file.write(b"]" + tail)
    return file.getvalue()


def from_json(path: Path, data: bytes, kind: type[V]) -> V:
    """Return the value that a file of this program holds.

    Raises:
        RunError: it is cut off, not as expected or of a newer version; one line that names it.
    """
    if value := _find_plain(data, kind):
        return value
    try:
        plain = json.loads(data, parse_constant=_refuse_constant)
    except ValueError as error:
        raise RunError(f"{path}: not JSON, perhaps cut off: {error}") from error
    version = plain.get("schema_version", SCHEMA_VERSION) if isinstance(plain, dict) else None
    if isinstance(version, int) and version > SCHEMA_VERSION:
        raise RunError(
            f"{path}: made by a newer scanner (schema {version}, this one reads {SCHEMA_VERSION})"
        )
    try:
        return kind.model_validate(plain)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the whole"
        raise RunError(f"{path}: not as expected at {where}: {first['msg']}") from error


def _find_plain(data: bytes, kind: type[V]) -> V | None:
    """Return the value of a file that is as expected; what is not is looked at more closely."""
    if any(constant in data for constant in _CONSTANTS):
        return None
    try:
        value = kind.model_validate_json(data)
    except ValidationError:
        return None
    version = getattr(value, "schema_version", SCHEMA_VERSION)
    return value if version <= SCHEMA_VERSION else None


def _refuse_constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is not a number")
