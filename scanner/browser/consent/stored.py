"""Read from a cookie or stored item which choice it holds, whichever tool wrote it.

Tools differ in names and in form (JSON, plain or in base64; pairs; lists; one word), less in
what they say: kinds of cookies with yes or no, or one word for all. Values are read here while a
visit runs and never kept.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import islice
from urllib.parse import unquote

from scanner.models import Value
from scanner.words import ConsentChoice

_LONGEST = 20_000
_DEEPEST = 6
_MOST_LEAVES = 400
_SURE = 2  # kinds of cookies: a value that speaks of these is a choice, whatever its name
_PAIR = re.compile(r"^\s*[!\"']?([\w .-]{1,60}?)[\"']?\s*[:=]\s*[\"']?([\w .-]{0,40}?)[\"']?\s*$")
_BREAKS = re.compile(r"[,;&|!]")
_LIST = re.compile(r"[\s+,;|&]+")

Leaf = tuple[str, object]  # the key, the value below it: a word, a truth value, a list of words


class _Words(Value):
    names: tuple[str, ...]
    about: frozenset[str]
    necessary: tuple[str, ...]
    optional: tuple[str, ...]
    whole: tuple[str, ...]
    agreeing: tuple[str, ...]
    other: frozenset[str]
    granting: frozenset[str]
    denying: frozenset[str]
    yes: frozenset[str]
    no: frozenset[str]
    accepted: frozenset[str]
    refused: frozenset[str]


def holds(name: str, value: str, choice: ConsentChoice) -> bool:
    """Tell whether a cookie or item of this name and value says what a choice should come to."""
    return choice_in(name, value) is choice


def choice_in(name: str, value: str) -> ConsentChoice | None:
    """Return the choice that a value holds: all, or nothing that needs consent; else None."""
    said = said_in(name, value)
    if len(said) != 1:
        return None  # says nothing, or allows some and not others
    return ConsentChoice.ACCEPT if True in said else ConsentChoice.REJECT


def said_in(name: str, value: str) -> frozenset[bool]:
    """Return what a value says of the kinds of cookies that need consent: allowed, not allowed."""
    kinds: dict[str, bool] = {}
    whole: set[bool] = set()
    for key, leaf in _leaves(name, value):
        _read_leaf(key, leaf, kinds, whole)
    if len(kinds) < _SURE and not _is_about_consent(name):
        return frozenset()
    return frozenset(kinds.values()) or frozenset(whole)


def _read_leaf(key: str, leaf: object, kinds: dict[str, bool], whole: set[bool]) -> None:
    """Note what one key says: of a kind of cookies, or of all."""
    words, parts = _words(), _parts(key)
    if isinstance(leaf, list):
        _read_list(parts, leaf, kinds, whole)
        return
    truth, word = _truth(leaf), _done(leaf)
    if parts[-1] in words.about or words.other & set(parts):
        return
    if _begins(parts, words.optional):
        if (said := word if truth is None else truth) is not None:
            kinds[key] = said
    elif _begins(parts, words.necessary):
        return
    elif word is not None and _begins(parts, words.whole + words.names):
        whole.add(word)
    elif truth is not None and _begins(parts, words.agreeing):
        whole.add(truth)


def _read_list(
    key: Sequence[str], names: list[object], kinds: dict[str, bool], whole: set[bool]
) -> None:
    """Note what a list says of the kinds it names; of an allowing list, also that it names none."""
    words, parts = _words(), [_parts(str(each)) for each in names]
    allows = not words.denying & set(key)
    optional = [" ".join(each) for each in parts if _begins(each, words.optional)]
    kinds.update(dict.fromkeys(optional, allows))
    is_choice = words.granting & set(key) or any(map(_is_any_kind, names))
    if not optional and allows and is_choice:
        whole.add(not all(_begins(each, words.necessary) for each in parts))


def _leaves(name: str, value: str) -> Iterator[Leaf]:
    text = _decoded(value[:_LONGEST])
    found = _parsed(text)
    if found is None:
        found = _pairs(text) or _listed(text) or text
    if isinstance(found, dict | list):
        yield from islice(_walk(name, found, _DEEPEST), _MOST_LEAVES)
    else:
        yield name, found


def _walk(key: str, found: object, depth: int) -> Iterator[Leaf]:
    if isinstance(found, dict) and depth:
        for name, each in found.items():
            yield from _walk(str(name), each, depth - 1)
    elif isinstance(found, list) and any(isinstance(each, dict | list) for each in found):
        for each in found if depth else ():
            yield from _walk(key, each, depth - 1)
    else:
        yield key, found


def _decoded(text: str) -> str:
    for _ in range(3):
        once = unquote(text)
        if once == text:
            break
        text = once
    return text


def _parsed(text: str) -> object:
    """Return what JSON says, plain or in base64; None for what is none."""
    for candidate in (text, _unpacked(text)):
        try:
            found: object = json.loads(candidate)
        except (ValueError, RecursionError):
            continue
        return found
    return None


def _unpacked(text: str) -> str:
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        return raw.decode()
    except (binascii.Error, ValueError):
        return ""


def _pairs(text: str) -> dict[str, str] | None:
    """Return ``a:yes,b:no`` or ``a=1&b=0`` as pairs; None for what is not written so."""
    parts = [part for part in _BREAKS.split(text.strip("{}[]() ")) if part.strip()]
    found = [(match[1], match[2]) for part in parts if (match := _PAIR.match(part))]
    return dict(found) if found and 2 * len(found) > len(parts) else None


def _listed(text: str) -> list[str] | None:
    """Return kinds of cookies with signs between them; None for anything else."""
    parts = [part for part in _LIST.split(text.strip("[]\"'")) if part]
    return parts if parts and all(map(_is_any_kind, parts)) else None


def _truth(leaf: object) -> bool | None:
    word = _plain(leaf)
    return word in _words().yes if word in _words().yes | _words().no else None


def _done(leaf: object) -> bool | None:
    """Return what a word says was done: allowed, or not."""
    word = _plain(leaf)
    return word in _words().accepted if word in _words().accepted | _words().refused else None


def _plain(leaf: object) -> str:
    return str(leaf).strip().lower()


def _is_any_kind(name: object) -> bool:
    return _begins(_parts(str(name)), _words().optional + _words().necessary)


def _parts(key: str) -> list[str]:
    """Return a key and its words, lower case: of ``adStorage``, ``ad_storage``, ``ad-storage``."""
    parts = re.split(r"[\W_]+|(?<=[a-z])(?=[A-Z])", key)
    return [key.lower(), *(each.lower() for each in parts if each)]


def _begins(parts: Iterable[str], stems: tuple[str, ...]) -> bool:
    return any(part.startswith(stems) for part in parts)


def _is_about_consent(name: str) -> bool:
    return any(each in name.lower() for each in _words().names + _words().agreeing)


@cache
def _words() -> _Words:
    text = files(__package__).joinpath("stored.toml").read_text(encoding="utf-8")
    return _Words.model_validate(tomllib.loads(text))
