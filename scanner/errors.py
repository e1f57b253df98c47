"""The errors the program raises itself; everything else is a bug."""

from __future__ import annotations


class ScannerError(Exception):
    """Something the operator can understand and mend; shown as one line, without a traceback."""


class UsageError(ScannerError):
    """An argument or setting is not what it must be."""


class PluginError(ScannerError):
    """A file of ours is wrong (rule, signature, language, format): nothing starts."""


class SeedError(ScannerError):
    """A list the operator wrote is wrong; the message names file and place."""


class ListError(ScannerError):
    """A list that the operator imports or imported is wrong; names file and entry."""


class RunError(ScannerError):
    """A results folder or a run in it cannot be written or read."""


class LockedError(ScannerError):
    """Another run holds the results folder."""


class NotifyError(ScannerError):
    """A hook that wants to know of changes is wrong, or did not take what it was told."""


class BrowserError(ScannerError):
    """No browser, or one that does not keep what a scan must see."""


class HistoryError(ScannerError):
    """The history cannot be opened, written or read; the run folders hold what it is made from."""


class DamagedHistoryError(HistoryError):
    """The history's file is damaged: it can be set aside and built again."""
