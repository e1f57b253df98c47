"""A policy's text as sentences, each with its headings, its stem and what was said before it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

from scanner.policy.lexicon import Lexicon, Scan, Span
from scanner.policy.text import Block, BlockKind, PolicyText

_LONGEST = 1200  # characters of a sentence; a longer one is cut at a blank
_LOOK_BACK = 4  # sentences of the same block whose topic still holds
_STRAIGHT = {
    **dict.fromkeys("’‘`´", "'"),
    **dict.fromkeys("“”„«»", '"'),
    **dict.fromkeys("–—\u2011", "-"),
}
_BLANKS = dict.fromkeys("\u00a0\u202f\t", " ")
_PLAIN = _STRAIGHT | _BLANKS | dict(zip("áéíóú", "aeiou", strict=True))
_ABBREVIATION = re.compile(
    r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,3}|[^\W\d_u]|bijv|bv|incl|excl|nr|art|evt|jl|mr|dr|drs|ir|ing|prof"
    r"|st|tel|resp|ca|min|max|zgn|inc|ltd|co|corp|vs|cf|no|mevr|dhr|bzw|al|lid|par|pag|vgl"
    r"|jan|febr?|mrt|apr|aug|sept?|okt|oct|nov|dec"
)
# A character first, or every place of a text would be tried for what stands before it.
_END = re.compile(
    r"[.!?…\n](?:(?<=\n)"
    # before a capital or a digit
    r"|(?<![.!?…][.!?…])(?<!\n)(?P<stop>[.!?…]*[\"')\]]*)(?=\s+[\"'(\[]?[^\W_a-zà-ÿ])"
    r"|(?<=\w{4}\.)(?=\s+(?:u|je|wij|we)\s)"  # a capital was lost
    r"|(?<=[a-zà-ÿ)]{2}[.!?])(?=[A-Z][a-zà-ÿ]+[\s,]))"  # glued
)
_OPENS_QUOTE = re.compile(r': "(?![^"()]{1,40}"\))')  # and names nothing: (hereafter: "the site")
# A paragraph between quotation marks, word for word, of which the site is the subject.
_NOTICE = re.compile(r'"(?:deze|onze|this|our|the) (?:web)?site [^\n]{300,}"\.?$')
_LAST_WORD = re.compile(r"[^\s(]*$")


@dataclass(eq=False)
class Sentence:
    """One sentence, heading or cell row; positions count in ``PolicyText.text``."""

    start: int
    end: int
    text: str  # lower case, with plain quotes, dashes and blanks; as long as the original
    kind: BlockKind
    block: int
    words_of: Callable[[], Lexicon]  # of the language it is in
    section: str | None = None
    heads: tuple[Sentence, ...] = ()  # outermost first
    stem: Sentence | None = None  # what a list item continues
    before: Sentence | None = None  # the sentence before it in the same block
    whole: bool = False  # more sentences than one, which only together say something
    quoted: bool = False  # somebody else's words
    _topics: dict[str, bool] = field(default_factory=dict)

    @cached_property
    def words(self) -> Lexicon:
        """The words of the language it is in."""
        return self.words_of()

    @cached_property
    def scan(self) -> Scan:
        """What is known of the sentence's words."""
        return self.words.scan(self.text)

    def spans(self, concepts: str) -> tuple[Span, ...]:
        """Return where any of the concepts (``a|b``) stands."""
        if "|" not in concepts:
            return self.words.find(concepts, self.scan)
        here = self.scan.held(concepts)
        return tuple(sorted(s for name in here for s in self.words.find(name, self.scan)))

    def has(self, concepts: str) -> bool:
        """Tell whether any of the concepts stands here."""
        if "|" not in concepts:
            return bool(self.words.find(concepts, self.scan))
        return any(self.words.find(name, self.scan) for name in self.scan.held(concepts))

    def about(self, concepts: str) -> bool:
        """Tell whether this is about one of the concepts: itself, its stem, headings, or before."""
        if concepts not in self._topics:
            self._topics[concepts] = self.has(concepts) or any(
                other.has(concepts) for other in self.context()
            )
        return self._topics[concepts]

    def context(self) -> Iterator[Sentence]:
        """Yield what this sentence continues: stem, sentences before it, headings."""
        stem: Sentence | None = self
        for _ in range(3):
            if stem is None:
                break
            before = stem.before
            for _ in range(_LOOK_BACK):
                if before is None:
                    break
                yield before
                before = before.before
            stem = stem.stem
            if stem is not None:
                yield stem
        yield from reversed(self.heads[1:] or self.heads)  # the title says what all of it is about


def lower(text: str) -> str:
    """Return a text in lower case with plain punctuation, each character in its place."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for letter, plain in _PLAIN.items():
        small = small.replace(letter, plain)  # much faster than to translate what is rare
    return small


def cut(text: str, start: int, end: int) -> list[Span]:
    """Return the sentences of a stretch of text, without the blanks around them."""
    spans, at = [], start
    for match in _END.finditer(text, start, end):
        if match["stop"] is not None and _is_abbreviation(text, at, match.start()):
            continue
        spans += _shorten(text, at, match.end())
        at = match.end()
    return spans + _shorten(text, at, end)


def make_sentences(text: PolicyText, words_of: Callable[[int], Lexicon]) -> list[Sentence]:
    """Return the sentences of a policy in order; ``words_of`` gives the words of a block."""
    plain = lower(text.text[: text.blocks[-1].end if text.blocks else 0])
    sentences: list[Sentence] = []
    heads: list[tuple[int, Sentence]] = []
    last: dict[int, Sentence] = {}  # block -> its last sentence
    headers: dict[int | None, Sentence] = {}  # table -> the row that names its columns
    for index, block in enumerate(text.blocks):
        stem = _stem(block, last)
        if stem is None and block.kind is BlockKind.ITEM and heads:
            stem = heads[-1][1]  # a list right under its heading goes on from there
        if block.kind is BlockKind.ROW:
            stem = headers.get(block.table)
        before = None
        section, around = _section(block, heads, text), tuple(head for _, head in heads)
        words, quotes = partial(words_of, index), plain.find('"', block.start, block.end) >= 0
        quotes = quotes and not _NOTICE.match(plain, block.start, block.end)
        for start, end in cut(text.text, block.start, block.end):
            before = Sentence(
                start, end, plain[start:end], block.kind, index, words, section, around, stem,
                before, quoted=quotes and _is_quoted(plain, block.start, start, end),
            )  # fmt: skip
            sentences.append(before)
        if before is not None:
            last[index] = before
            if block.header:
                headers.setdefault(block.table, before)
            if block.kind is BlockKind.HEADING:
                heads = [(level, head) for level, head in heads if level < block.level]
                heads.append((block.level, before))
                before.heads = tuple(head for _, head in heads[:-1])
    return sentences


def _is_quoted(plain: str, block: int, start: int, end: int) -> bool:
    """Tell whether a sentence stands in quotation marks, or opens them after a colon."""
    return (
        plain.count('"', block, start) % 2 == 1
        or _OPENS_QUOTE.search(plain, start, end) is not None
    )


def _stem(block: Block, last: dict[int, Sentence]) -> Sentence | None:
    return last.get(block.stem) if block.stem is not None else None


def _section(block: Block, heads: list[tuple[int, Sentence]], text: PolicyText) -> str | None:
    if block.number and any(c.isdigit() for c in block.number):
        return block.number
    if block.number and heads:
        return f"{_label(heads[-1][1], text)}, {block.number}"
    return _label(heads[-1][1], text) if heads else None


def _label(head: Sentence, text: PolicyText) -> str:
    number = text.blocks[head.block].number
    return number or text.text[head.start : head.end][:80]


def _shorten(text: str, start: int, end: int) -> list[Span]:
    spans = []
    while end - start > _LONGEST:
        blank = text.rfind(" ", start, start + _LONGEST)
        middle = blank if blank > start else start + _LONGEST
        spans.append(Span(start, middle))
        start = middle
    spans.append(Span(start, end))
    return [trimmed for span in spans if (trimmed := _trim(text, span))]


def _trim(text: str, span: Span) -> Span | None:
    piece = text[span.start : span.end]
    start = span.start + len(piece) - len(piece.lstrip())
    end = span.start + len(piece.rstrip())
    return Span(start, end) if start < end else None


def _is_abbreviation(text: str, start: int, stop: int) -> bool:
    word = _LAST_WORD.search(text, max(start, stop - 12), stop)
    if word is None:
        return False
    return _ABBREVIATION.fullmatch(word[0].lower().strip("\"'")) is not None


def find_sentence(sentences: Sequence[Sentence], position: int) -> Sentence | None:
    """Return the sentence at a position of the text; None between two of them."""
    index = bisect_right(sentences, position, key=lambda sentence: sentence.start) - 1
    return sentences[index] if index >= 0 and position < sentences[index].end else None
