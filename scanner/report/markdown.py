"""Text in Markdown, in which nothing but our own marks does anything.

Whatever could be a mark, a tag, a link, a mention or a reference in some dialect of Markdown stands
in a code span, where none of them means anything; plain words stay plain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from scanner.report import wording

_LONGEST_TEXT = 600  # letters of one quote, address or detail
# Letters alone, a number, a dash, with the punctuation of a sentence around it. It is no mention,
# address, reference (GH-1, 9fceb02) or emoji; nor a list, as no line of ours starts with it.
_PLAIN = re.compile(
    r"[“‘(]*(?:[^\W\d_]+(?:['’-][^\W\d_]+)*|\d{1,6}|\d{1,3}\.\d{1,3}[a-z]?|[–—-])[.,;:!?…)”’]*"
)
_AROUND = re.compile(r"(\((?=.+\)[.,;:]*$))?(.+?)((?(1)\))[.,;:]*)")  # what stays outside a span


def in_markdown(text: str) -> str:
    """Return a text on one line, each run of words that are not plain in a code span."""
    if len(text) > _LONGEST_TEXT:
        text = text[: _LONGEST_TEXT - 1] + "…"
    words = [wording.inert(word) for word in text.split()]
    return " ".join(_runs(words)) or "(nothing)"


def _runs(words: Iterable[str]) -> Iterator[str]:
    odd: list[str] = []
    for word in words:
        if _PLAIN.fullmatch(word):
            if odd:
                yield _code(" ".join(odd))
                odd = []
            yield word
        else:
            odd.append(word)
    if odd:
        yield _code(" ".join(odd))


def _code(text: str) -> str:
    """Return a code span: its fence is longer than any run of backticks in the text."""
    around = _AROUND.fullmatch(text)
    before, core, after = around.groups(default="") if around else ("", text, "")
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", core)), default=0))
    blank = " " if core[0] == "`" or core[-1] == "`" else ""
    return f"{before}{fence}{blank}{core}{blank}{fence}{after}"
