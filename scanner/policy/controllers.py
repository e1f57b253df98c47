"""Whose policy it is: the name of who is responsible for what the site does with data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from scanner.policy.segments import Sentence
from scanner.policy.services import Gazetteer
from scanner.policy.text import BlockKind, PolicyText

_NAME = (
    r"(?:[A-Z0-9][\w&'’/-]*\.?"
    r"|(?:(?:van|aan|voor|in|of)\s+)?(?:de|het|van|aan|der|den|the|of|and|en|voor|&|in|a|['’]t)(?=\s+[A-Z0-9&]))"
)
_FORM = (
    r"(?:B\.?\s?V\.?|N\.?V\.?|V\.?O\.?F\.?|U\.A\.|Ltd\.?|Limited|Inc\.?|LLC|GmbH|AG|plc"
    r"|BVBA|CVBA|SRL|S\.A\.|S\.L\.|[Vv]zw|VZW)"
)
_WITH_FORM = re.compile(rf"[A-Z0-9][\w&'’-]*\.?(?:\s+{_NAME}){{0,6}}?,?\s+{_FORM}(?!\w)")
_KIND = (
    r"(?:\w*[Ss]tichting|[Vv]zw|VZW|[Vv]ereniging|[Gg]emeente|[Cc]oöperatie|[Mm]aatschap|[Pp]rovincie|[Ww]aterschap|"
    r"[Ff]oundation|[Ss]chool|[Ff]ysiotherapie|[Pp]raktijk|\w+vereniging|Universiteit|University)"
)
_WITH_KIND = re.compile(rf"{_KIND}(?:\s+{_NAME}){{1,6}}")
_PLAIN_NAME = re.compile(rf"[A-Z0-9][\w&'’-]*(?:\s+{_NAME}){{0,5}}")
_ADDRESSED = re.compile(rf"[A-Z0-9][\w&'’-]*(?:\s+{_NAME}){{1,5}}(?=,| \()")  # a name, an address
_LINE = re.compile(rf"['’]?\w[\w&'’-]*(?:\s+{_NAME}){{0,6}}")
_OF_NAME = re.compile(r"^[\s|:,–—-]*(?:(?:van|of|for|voor)\s+)?(?:(?:de|het|the)\s+)?")
_AFTER = re.compile(
    r"\s*(?:\([^()\n]{1,80}\))?\s*(?:,[^,\n]{1,80},)?\s*"
)  # between a name and its verb
_STOP = re.compile(r"(?<=\w{4})\.$")  # of the sentence a name ends, not of "B.V."
_FIRST = 5  # sentences from the start in which the name of a company alone does
_EARLY = 12  # sentences from the start in which an address alone tells whose policy it is
_NEAR = 3  # lines after a name in which its address or telephone number stands
_LONGEST = 60  # letters of a name that is a line
_BARE = 0.6  # how sure it is of a name that nothing tells to be an organisation's
_RESPONSIBLE = 0.92  # how sure it is of who "is responsible": more than of who has an address

Found = tuple[str, Sentence, float]  # the name, the sentence that gives it, and how sure it is


def find_controllers(
    text: PolicyText, sentences: Sequence[Sentence], services: Gazetteer
) -> Iterator[Found]:
    """Yield the names of who is responsible; only where none is stated, of who acts like it."""
    stated = False
    for found in (*_titled(text, sentences), *_stated(text, sentences)):
        if found[2] <= _BARE and _is_service(found, services):
            continue  # "the map on our site is of ..."
        stated = True
        yield found
    if not stated:
        others = (
            *_labelled(text, sentences),
            *_acting(text, sentences),
            *_reached(text, sentences),
        )
        own = (one for one in others if not _is_service(one, services))
        yield from islice(own, 1)


def _is_service(found: Found, services: Gazetteer) -> bool:
    name, sentence, _ = found
    return bool(services.find(name.lower())) or _is(sentence, name, "maker")


def _titled(text: PolicyText, sentences: Sequence[Sentence]) -> Iterator[Found]:
    """Yield the name in the title where "we" or "our club" are said to be responsible."""
    title = next((s for s in sentences[:_FIRST] if s.kind is BlockKind.HEADING), None)
    own = next((s for s in sentences if s.has("controller_own")), None)
    documents = title.spans("d_privacy|d_cookie") if title is not None else ()
    if title is None or own is None or not documents:
        return
    words = text.text[title.start : title.end]
    name = _OF_NAME.sub("", words[max(span.end for span in documents) :]).strip()
    named = name[:1].isupper() and not words.isupper() and len(name) <= _LONGEST
    if named and not _is_common(title, name.split()[0]):
        yield name, own, _RESPONSIBLE


def _stated(text: PolicyText, sentences: Sequence[Sentence]) -> Iterator[Found]:
    for index, sentence in enumerate(sentences):
        if sentence.kind is BlockKind.HEADING or sentence.has("controller_not"):
            continue
        words = text.text[sentence.start : sentence.end]
        said, addressed = sentence.has("controller_word"), sentence.has("address_word")
        formed = _WITH_FORM.search(words) is not None
        if (
            not said
            and not (formed and index < _FIRST)
            and not (addressed and (formed or index < _EARLY))
        ):
            continue
        named = _named(sentence, words, said, addressed)
        if named is None and said and sentence.text.endswith(":") and index + 1 < len(sentences):
            sentence = sentences[index + 1]
            named = _named(sentence, text.text[sentence.start : sentence.end], said, addressed)
        if named is not None:
            yield named[0].strip(" ,"), sentence, named[1]


def _named(sentence: Sentence, words: str, said: bool, addressed: bool) -> tuple[str, float] | None:
    """Return the name in a sentence that says who is responsible, or where they are."""
    found = _find(_WITH_FORM, sentence, words) or _find(_WITH_KIND, sentence, words)
    sure = (0.9 if said else 0.75) if found else _BARE
    if found is None and said:
        found = _subject(sentence, words)
        if found and found.start() == 0 and sentence.has("controller_says"):
            sure = _RESPONSIBLE
    if found is None and addressed:
        found = _ADDRESSED.match(words)
    if found is None or _is_common(sentence, found[0]) or _is(sentence, found[0], "address_word"):
        return None
    return found[0], sure


def _find(pattern: re.Pattern[str], sentence: Sentence, words: str) -> re.Match[str] | None:
    """Return the first name of a sentence, without a word such as "the" that it may begin with."""
    found = pattern.search(words)
    while found is not None and _is_common(sentence, found[0].split()[0]):
        found = pattern.search(words, found.start() + len(found[0].split()[0]))
    return found


def _subject(sentence: Sentence, words: str) -> re.Match[str] | None:
    """Return the name before "is responsible": what the sentence begins with, or a quoted name."""
    first = _PLAIN_NAME.match(words)
    if first is None or sentence.has("controller_pronoun"):
        start = len(words.split(maxsplit=1)[0])
        found = (
            name
            for name in _PLAIN_NAME.finditer(words, start)
            if not _is(sentence, name[0], "address_word")
        )
        return max(found, key=lambda name: name.end() - name.start(), default=None)
    return _find(_PLAIN_NAME, sentence, words)


def _labelled(text: PolicyText, sentences: Sequence[Sentence]) -> Iterator[Found]:
    """Yield names behind a label, as in "Company name: Acme", or alone under such a heading."""
    last = None
    for sentence in sentences:
        head = sentence.heads[-1] if sentence.heads else None
        words = text.text[sentence.start : sentence.end]
        labels = sentence.spans("controller_label|we_means")
        if labels:
            words = words[labels[0].end :].lstrip(" :")
        elif head in (None, last) or not _is_below(sentence, head):
            continue
        last = head
        found = _LINE.match(words)
        if found and words[found.end() :][:1] in ("", ",", "(", "\n") and _is_name(sentence, found):
            yield _STOP.sub("", found[0]), sentence, 0.7


def _acting(text: PolicyText, sentences: Sequence[Sentence]) -> Iterator[Found]:
    """Yield names of which a sentence says that they handle data, as in "Acme collects"."""
    for sentence in sentences:
        if sentence.kind is BlockKind.HEADING or sentence.has("controller_not"):
            continue
        words = text.text[sentence.start : sentence.end]
        deeds = [span.start for span in sentence.spans("controller_deed")]
        names = [
            _LINE.match(words),
            *(_LINE.match(words, at.end + 1) for at in sentence.spans("by_word")),
        ]
        for found in names:
            after = _AFTER.match(words, found.end()) if found else None
            if not found or not after or not {found.end() + 1, after.end()} & set(deeds):
                continue
            if _is_name(sentence, found) and _is_said_again(text.text, found[0]):
                yield found[0], sentence, 0.6


def _reached(text: PolicyText, sentences: Sequence[Sentence]) -> Iterator[Found]:
    """Yield names that are a line of their own above an address or a telephone number."""
    for index, sentence in enumerate(sentences):
        words = text.text[sentence.start : sentence.end].strip()
        found = _LINE.match(words) if len(words) <= _LONGEST else None
        if found is None or words[found.end() :].strip(" *") or sentence.has("controller_not"):
            continue
        below = sentences[index + 1 : index + 1 + _NEAR]
        if any(one.has("address_word|contact_label") for one in below) and _is_name(
            sentence, found
        ):
            yield found[0], sentence, 0.55


def _is_said_again(text: str, name: str) -> bool:
    """Tell whether a name of one word has its capital in the middle of a sentence too."""
    return " " in name or re.search(rf"[a-z,] {re.escape(name)}(?!\w)", text) is not None


def _is_name(sentence: Sentence, found: re.Match[str]) -> bool:
    words = found[0].split()
    return any(one[:1].isupper() for one in words) and not (
        _is_common(sentence, words[0]) or _is_common(sentence, found[0])
    )


def _is_below(sentence: Sentence, head: Sentence | None) -> bool:
    heading = sentence.kind is BlockKind.HEADING
    return not heading and head is not None and head.has("controller_heading")


def _is_common(sentence: Sentence, name: str) -> bool:
    return not re.search(r"[^\W\d]", name) or _is(sentence, name, "common_start")


def _is(sentence: Sentence, name: str, concept: str) -> bool:
    return bool(sentence.words.find(concept, sentence.words.scan(name.lower())))
