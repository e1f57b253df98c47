"""The formats of lists that the operator may import, one a file; no list is shipped."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

from scanner.catalogue.listed import ListContent
from scanner.errors import ListError
from scanner.plugins import load_plugins


@dataclass(frozen=True)
class ListFormat:
    """One format: how a file of it is known, and what it says."""

    id: str
    recognise: Callable[[str], bool]  # a file's text
    read: Callable[[str, str], ListContent]  # its text and the list's id; raises ListError


def load_list_formats() -> tuple[ListFormat, ...]:
    """Return every format, in order of file name.

    Raises:
        PluginError: a file of this folder is not a format.
    """
    return load_plugins(sys.modules[__name__], "FORMAT", ListFormat)


def read_list(data: bytes, list_id: str) -> tuple[ListFormat, ListContent]:
    """Return the format of a list and what it says.

    Raises:
        ListError: it is of no known format, or broken; names the entry.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ListError(f"not UTF-8 at byte {error.start}") from error
    formats = load_list_formats()
    format_ = next((each for each in formats if each.recognise(text)), None)
    if format_ is None:
        raise ListError(f"of no known format; known: {', '.join(each.id for each in formats)}")
    content = format_.read(text, list_id)
    if not content.entries:
        raise ListError(f"holds no entry to go by, as {format_.id}; {content.refused} refused")
    return format_, content
