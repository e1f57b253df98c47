"""Find the plugins of a folder: one file, one addition, its id the same word as its name."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType
from typing import Protocol, TypeVar

from scanner.errors import PluginError


class Plugin(Protocol):
    """What every plugin has: the word it is known by."""

    @property
    def id(self) -> str:
        """The file's name, with hyphens for underscores."""


P = TypeVar("P", bound=Plugin)

# To import a file is to run it: these are what a slip in it raises.
_SLIPS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    ImportError,
    LookupError,
    NameError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
)


def load_plugins(package: ModuleType, attribute: str, kind: type[P]) -> tuple[P, ...]:
    """Return the ``attribute`` of every module in ``package``, in order of file name.

    Raises:
        PluginError: a module cannot be imported, lacks the attribute, or names itself otherwise.
    """
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    return tuple(_load_one(f"{package.__name__}.{name}", attribute, kind) for name in names)


def _load_one(module_name: str, attribute: str, kind: type[P]) -> P:
    try:
        module = importlib.import_module(module_name)
    except _SLIPS as error:
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        raise PluginError(f"{module_name}: cannot be imported: {reason}") from error
    plugin = getattr(module, attribute, None)
    if not isinstance(plugin, kind):
        raise PluginError(f"{module_name}: expected {attribute}, a {kind.__name__}")
    expected = module_name.rsplit(".", 1)[-1].replace("_", "-")
    if plugin.id != expected:
        raise PluginError(f"{module_name}: id is {plugin.id!r}, its file name says {expected!r}")
    return plugin
