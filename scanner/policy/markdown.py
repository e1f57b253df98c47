"""Read Markdown: its marks are covered up, its headings are taken as marked, the rest is plain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scanner.policy.compose import HIDDEN
from scanner.policy.plain import read_plain
from scanner.policy.text import PolicyText

_SIGNS = re.compile(
    r"^#{1,6}[ \t]+\S|\*\*[^*\s][^*\n]*\*\*|^\|?[ \t]*:?-{3,}:?[ \t]*\||^[^\n]+\n={3,}[ \t]*$",
    re.MULTILINE,
)
# Covered up whole, in this order.
_HIDDEN = (
    re.compile(r"\A---\n(?:[^\n]*\n){1,40}?---[ \t]*$", re.MULTILINE),  # front matter
    re.compile(r"!\[[^\]\n]{0,100}\]\([^)\n]{0,1000}\)"),  # a picture
    re.compile(
        r"^[ \t]{0,3}\[[^\]\n]{1,100}\]:[ \t]+\S+[^\n]*$", re.MULTILINE
    ),  # where a link goes
    re.compile(r"(?<=\])\([^()\n]{0,1000}(?:\([^()\n]{0,200}\)[^()\n]{0,1000})?\)"),
    # No mark-up stands right behind the mark of a name: "session-<id>".
    re.compile(r"(?<![-_])</?[a-zA-Z][a-zA-Z0-9]{0,15}(?:\s[^<>\n]{0,500})?/?>"),
    re.compile(r"^[ \t]*(?:```|~~~)[^\n]*$", re.MULTILINE),
    re.compile(
        r"^[ \t]*(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$", re.MULTILINE
    ),  # a rule
    re.compile(r"^[ \t]*={3,}[ \t]*$", re.MULTILINE),
    re.compile(r"\*\*|`+"),
    re.compile(r"\\(?=[!-/:-@\[-`{-~])"),
    re.compile(
        r"\[(?=[^\]\n]{1,100}\](?:\u200b|\[))|(?<=[^\[\n])\](?=\u200b)|\](?:\[[^\]\n]{0,100}\])"
    ),
)
_ADDRESS = re.compile(r"<((?:https?://|mailto:|[\w.+-]+@)[^<>\s]+)>")
# One pair of stars around words; "_ga_*" has none.
_STARRED = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n|]{0,300}[^\s*|])\*(?![\w*])")
# Words, or one in a sentence, between low lines; of "_ga en _gid" none is.
_LOW = re.compile(
    r"(?<![\w_])_(?=[^\W\d_][^\s_]*:? |[^\W\d_]{3,20}_ [a-z])([^_\n|]{0,400}[^\s_|])_(?![\w_])"
)
_BOLD_LOW = re.compile(r"(?<!\w)__(?=[^\W_])([^_\n|]{0,300}[^\s_|])__(?!\w)")  # not "__utma"
_LEADING = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)  # a quotation
_BREAK = re.compile(r"<br\s{0,3}/?>", re.IGNORECASE)
_HEADING = re.compile(r"^[ \t]{0,3}(#{1,6})[ \t]+(\S[^\n]*)$", re.MULTILINE)
_UNDERLINED = re.compile(r"^(?![ \t]*[|#>*-])([^\n]{2,150})\n(=+|-{2,})[ \t]*$", re.MULTILINE)
_BOLD = re.compile(r"^[ \t]*(\*\*|__)(?=[^\s_])([^*\n]{2,110}?)\1[ \t]*:?[ \t]*$", re.MULTILINE)
_BOLD_LEVEL = 4  # of a bold line that stands for a heading


def is_markdown(source: str) -> bool:
    """Tell whether a text carries marks of Markdown."""
    return _SIGNS.search(source) is not None


def read_markdown(source: str) -> PolicyText:
    """Return the blocks of a Markdown text; quotes keep its marks, the text to be read has none."""
    shown = _without_comments(source)
    shown = _BREAK.sub(lambda found: " " * len(found.group()), shown)
    shown = _LEADING.sub(lambda found: " " * len(found.group()), shown)
    headings: dict[int, int] = {}
    marked = list(_marked(shown))
    for pattern in _HIDDEN:
        shown = pattern.sub(_cover, shown)
    for pattern in (_ADDRESS, _STARRED, _LOW):
        shown = pattern.sub(lambda found: f"{HIDDEN}{found[1]}{HIDDEN}", shown)
    shown = _BOLD_LOW.sub(lambda found: f"{HIDDEN * 2}{found[1]}{HIDDEN * 2}", shown)
    letters = list(shown)
    for start, text, level in marked:
        letters[start:text] = " " * (text - start)
        headings[text] = level
    for found in _HEADING.finditer(source):
        start, end = _closing_marks(found)
        letters[start:end] = HIDDEN * (end - start)
    shown = "".join(letters)
    return read_plain(
        source, shown, {_first(shown, start): level for start, level in headings.items()}
    )


def _marked(shown: str) -> Iterator[tuple[int, int, int]]:
    """Yield where the line of each heading starts, where its text does, and its level."""
    for found in _HEADING.finditer(shown):
        yield found.start(), found.start(2), len(found[1])
    for found in _UNDERLINED.finditer(shown):
        yield found.start(1), found.start(1), 1 if found[2][0] == "=" else 2
    for found in _BOLD.finditer(shown):
        if not found[2].rstrip().endswith((".", ";", ",", "!")):
            yield found.start(), found.start(2), _BOLD_LEVEL


def _closing_marks(heading: re.Match[str]) -> tuple[int, int]:
    """Return where the marks after a heading start and end."""
    text = heading[2].rstrip(" \t")
    kept = text[0] + text[1:].rstrip("#")
    return heading.start(2) + len(kept), heading.start(2) + len(text)


def _first(shown: str, start: int) -> int:
    """Return where the first letter to be read stands."""
    while start < len(shown) and shown[start] in (HIDDEN, " ", "\t", "\u00a0"):
        start += 1
    return start


def _without_comments(shown: str) -> str:
    """Return a text with its comments covered up; one that is never closed is none."""
    parts, start = [], 0
    while (opened := shown.find("<!--", start)) >= 0:
        closed = shown.find("-->", opened)
        if closed < 0:
            break
        inside = shown[opened : closed + 3]
        parts += [shown[start:opened], "\n".join(HIDDEN * len(line) for line in inside.split("\n"))]
        start = closed + 3
    return "".join([*parts, shown[start:]])


def _cover(found: re.Match[str]) -> str:
    """Return as many hidden letters as were found; line ends stay."""
    whole = found.group()
    if "\n" not in whole:
        return HIDDEN * len(whole)
    return "\n".join(HIDDEN * len(line) for line in whole.split("\n"))
