"""The formats a report is written in, one a file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from scanner.models import Report
from scanner.plugins import load_plugins

File = tuple[str, bytes]


@dataclass(frozen=True)
class Format:
    """One way to write a report down."""

    id: str
    file_name: str  # in the run's folder
    render: Callable[[Report], bytes]  # the same report gives the same bytes
    split: Callable[[Report], Iterable[File]] | None = None  # where one file may be too large

    def files(self, report: Report) -> Iterator[File]:
        """Yield the files of a report by their path below the run's folder, one at a time."""
        if self.split is not None:
            yield from self.split(report)
        else:
            yield self.file_name, self.render(report)


def load_formats() -> tuple[Format, ...]:
    """Return every format, by file name.

    Raises:
        PluginError: a file of this folder is not a format.
    """
    return load_plugins(sys.modules[__name__], "FORMAT", Format)
