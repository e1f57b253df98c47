"""Which language a policy is in, as a whole and block by block."""

from __future__ import annotations

from functools import cache, cached_property
from itertools import groupby

from scanner.languages import language_tables
from scanner.policy.columns import count_names
from scanner.policy.text import Block, BlockKind, PolicyText
from scanner.tongues import count_function_words, tell_by_model, tell_by_words

_SAMPLE = 20_000  # characters that tell the language of a document
_ENOUGH = 200  # characters of a block that are looked at
_SHORTEST = 40  # characters of a block that tell its own; a shorter one is in the document's
_DIFFERENT = 10  # function words of a language that is sure; its neighbours share a few
_FEW = 2  # function words of another language that a block may hold; more tell, if they are
_TIMES = 2  # more than so many times those of the policy's own
_HARDLY = 10  # what is less than one part in so many does not count


def find_language(text: PolicyText) -> str | None:
    """Return the language of a policy (ISO 639-1); None when it is none that can be read."""
    sample = _sample(text.text)
    if not any(letter.isalpha() for letter in sample):
        return None
    language = tell_by_words(sample, _DIFFERENT)
    if language is None and _is_a_table(text):
        language = _tell_by_columns(text, sample) or tell_by_model(sample, supported())
    language = language or tell_by_model(sample)
    return language if language in supported() else None


class Languages:
    """The languages of the blocks of a policy; of each it is found out when first asked for."""

    def __init__(self, text: PolicyText, language: str) -> None:
        self._text = text
        self._language = language  # of the policy as a whole
        self._known: dict[str, str | None] = {}  # how a block starts -> its language, if it tells
        self._found: dict[int, str] = {}  # index of a block -> its language

    def of(self, index: int) -> str:
        """Return the language of a block; one that does not tell it has that of the one before."""
        first = index
        while first not in self._found:
            language = self._find(self._text.blocks[first])
            if language is None and first:
                first -= 1
            else:
                self._found[first] = language or self._language
        for later in range(first, index):
            self._found[later + 1] = self._found[first]
        return self._found[index]

    def _find(self, block: Block) -> str | None:
        """Return the language of a block; None when it has that of the block before it."""
        piece = self._text.text[block.start : min(block.end, block.start + _ENOUGH)]
        if len(piece) < _SHORTEST:
            return None if block.stem is not None or self._second else self._language
        if piece not in self._known:
            self._known[piece] = self._tell(piece)
        return self._known[piece]

    def _tell(self, piece: str) -> str | None:
        counts = count_function_words(piece)
        if self._second is not None and not any(counts.values()):
            return None
        own, other = counts[self._language], max(counts, key=lambda language: counts[language])
        if own == counts[other]:
            return self._language
        if counts[other] > max(_FEW, _TIMES * own):
            return other
        is_second = self._second is not None and counts[self._second] > own
        return self._second if is_second else self._language

    @cached_property
    def _second(self) -> str | None:
        """The other language that a good part of the policy is in; None: there is none."""
        counts = count_function_words(_sample(self._text.text))
        own = counts.pop(self._language)
        second = max(counts, key=lambda language: counts[language])
        return second if sum(counts.values()) > own / _HARDLY else None


def _is_a_table(text: PolicyText) -> bool:
    """Tell whether hardly anything stands beside the rows of tables: too little for the model."""
    beside = sum(b.end - b.start for b in text.blocks if b.kind is not BlockKind.ROW)
    return beside < len(text.text) / _HARDLY


def _tell_by_columns(text: PolicyText, sample: str) -> str | None:
    """Return the language of most names of columns, if no other has more function words."""
    rows = groupby(text.blocks, key=lambda block: block.table)
    heads = [next(blocks) for table, blocks in rows if table is not None]
    names = count_names(text.text[start:end] for head in heads for start, end in head.cells)
    words = count_function_words(sample)
    likely = [one for one in names if names[one] == max(names.values())]
    return likely[0] if len(likely) == 1 and words[likely[0]] == max(words.values()) else None


def _sample(text: str) -> str:
    if len(text) <= _SAMPLE:
        return text
    third = _SAMPLE // 3
    middle = len(text) // 2
    return " ".join((text[:third], text[middle : middle + third], text[-third:]))


@cache
def supported() -> tuple[str, ...]:
    """Return the languages whose files say what a policy claims in them."""
    return tuple(code for code, tables in language_tables().items() if "claims" in tables)
