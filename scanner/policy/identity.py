"""Whose policy it is, which sites it is for, and when it was last changed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from scanner.models import ParamValue
from scanner.policy.dates import find_dates
from scanner.policy.match import Draft
from scanner.policy.segments import Sentence
from scanner.policy.text import BlockKind, PolicyText
from scanner.words import ClaimParty, Modality, Polarity

_NAME = r"(?:[A-Z0-9][\w&'’/-]*\.?|(?:de|het|van|der|den|the|of|and|en|voor|&|in)(?=\s+[A-Z0-9&]))"
_FORM = (
    r"(?:B\.?\s?V\.?|N\.?V\.?|V\.?O\.?F\.?|U\.A\.|Ltd\.?|Limited|Inc\.?|LLC|GmbH|AG|plc"
    r"|BVBA|S\.A\.)"
)
_WITH_FORM = re.compile(rf"[A-Z0-9][\w&'’-]*\.?(?:\s+{_NAME}){{0,6}}?,?\s+{_FORM}(?!\w)")
_KIND = (
    r"(?:[Ss]tichting|[Vv]ereniging|[Gg]emeente|[Cc]oöperatie|[Mm]aatschap|[Pp]rovincie|[Ww]aterschap|"
    r"[Ff]oundation|[Ss]chool|[Ff]ysiotherapie|[Pp]raktijk|\w+vereniging|Universiteit|University)"
)
_WITH_KIND = re.compile(rf"{_KIND}(?:\s+{_NAME}){{1,6}}")
_PLAIN_NAME = re.compile(rf"[A-Z0-9][\w&'’-]*(?:\s+{_NAME}){{0,5}}")
_HOST = re.compile(
    r"(?<![@\w.-])(?:https?://)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?![\w@])", re.IGNORECASE
)
_FOREIGN = re.compile(
    r"google|facebook|autoriteitpersoonsgegevens|mozilla|microsoft|apple|youronlinechoices|consuwijzer"
    r"|allaboutcookies|cookiedatabase|aboutads|networkadvertising|europa\.eu|ico\.org|overheid\.nl"
    r"|linkedin|twitter|instagram|youtube|vimeo|hotjar|mailchimp|\.(?:pdf|html?|php|js)$|b\.v|n\.v",
    re.IGNORECASE,
)
_DATED = r"\d{1,4}[-/. ]\w{1,10}[-/. ]\d{2,4}"
_MAY_BE_DATE = re.compile(_DATED)
_AROUND = 60  # characters on either side of a date that may tell what it is
_FOOTER = re.compile(rf"[^\n]{{0,{_AROUND}}}{_DATED}[^\n]{{0,{_AROUND}}}")
_FIRST = 5  # sentences from the start in which the name of a company alone does
_EARLY = 12  # sentences from the start in which an address alone tells whose policy it is


def read_identity(
    text: PolicyText, sentences: Sequence[Sentence], language: str
) -> Iterator[Draft]:
    """Yield the claims on controller, sites and date that the sentences make."""
    rows = [s for s in sentences if s.kind is not BlockKind.ROW]
    yield from _controller(text, rows)
    yield from _sites(text, rows)
    yield from _changed(text, rows, language)


def _controller(text: PolicyText, sentences: Sequence[Sentence]) -> Iterator[Draft]:
    for index, sentence in enumerate(sentences):
        if sentence.kind is BlockKind.HEADING or sentence.has("controller_not"):
            continue
        said = sentence.has("controller_word")
        words = text.text[sentence.start : sentence.end]
        address = sentence.has("address_word")
        early = address and (index < _EARLY or _WITH_FORM.search(words) is not None)
        if not (said or early or (index < _FIRST and _WITH_FORM.search(words))):
            continue
        found, sure = _WITH_FORM.search(words) or _WITH_KIND.search(words), 0.9 if said else 0.75
        if found is None and said:
            found, sure = _subject(sentence, words), 0.6
        if found is None or sentence.words.find(
            "common_start", sentence.words.scan(found[0].lower())
        ):
            continue
        yield _draft("policy.controller", {"name": found[0].strip(" ,")}, sentence, sure)


def _subject(sentence: Sentence, words: str) -> re.Match[str] | None:
    """Return the name before "is responsible": what the sentence begins with, or a quoted name."""
    first = _PLAIN_NAME.match(words)
    if first is None or sentence.has("controller_pronoun"):
        found = [m for m in _PLAIN_NAME.finditer(words) if m.start() > 0]
        return max(found, key=lambda m: m.end() - m.start(), default=None)
    return first


def _sites(text: PolicyText, sentences: Sequence[Sentence]) -> Iterator[Draft]:
    for sentence in sentences:
        if not sentence.has("applies_word") or sentence.has("applies_not"):
            continue
        hosts = [
            found[1].lower()
            for found in _HOST.finditer(text.text, sentence.start, sentence.end)
            if not _FOREIGN.search(found[1])
        ]
        if hosts:
            sites = tuple(dict.fromkeys(hosts))
            yield _draft("policy.applies_to", {"sites": sites}, sentence, 0.8)
        elif sentence.has("all_sites") and sentence.has("applies_to"):
            yield _draft("policy.applies_to", {"sites": ("all",)}, sentence, 0.7)


def _changed(text: PolicyText, sentences: Sequence[Sentence], language: str) -> Iterator[Draft]:
    stated = False
    for index, sentence in enumerate(sentences):
        alone = index >= len(sentences) - 2 or index < 4
        if not sentence.has("changed_word") and not (alone and sentence.has("changed_weak")):
            continue
        if sentence.has("changed_not"):
            continue
        dates = [
            date for _, _, date in find_dates(text.text[sentence.start : sentence.end], language)
        ]
        if dates:
            stated = True
            yield _draft("policy.last_changed", {"date": max(dates)}, sentence, 0.9)
    if not stated and sentences:
        yield from _footer(text, sentences, language)


def _footer(text: PolicyText, sentences: Sequence[Sentence], language: str) -> Iterator[Draft]:
    """Yield the date of a running header: it stands in the source, but not in the text."""
    words = sentences[0].words
    for found in _dated(text.source):
        at = bisect_left(text.origin, found.start())
        if at < len(text.origin) and text.origin[at] < found.end():
            continue
        scan = words.scan(found[0].lower())
        if not words.find("document", scan) and not words.find("changed_word", scan):
            continue
        for _, _, date in find_dates(found[0], language):
            near = min(at, len(text.text) - 1)
            sentence = next((s for s in sentences if s.end > near), sentences[-1])
            draft = _draft("policy.last_changed", {"date": date}, sentence, 0.6)
            yield draft
            return


def _dated(source: str) -> Iterator[re.Match[str]]:
    """Yield what ``_FOOTER`` finds, which by itself would look back from every letter."""
    at = 0
    while date := _MAY_BE_DATE.search(source, at):
        first = max(at, date.start() - _AROUND)
        found = _FOOTER.match(source, max(first, source.rfind("\n", first, date.start()) + 1))
        if found is None:
            return
        yield found
        at = found.end()


def _draft(
    kind: str, params: dict[str, ParamValue], sentence: Sentence, confidence: float
) -> Draft:
    return Draft(
        type=kind,
        polarity=Polarity.DECLARES,
        modality=Modality.UNCONDITIONAL,
        condition=None,
        party=ClaimParty.FIRST,
        params=params,
        sentence=sentence,
        start=sentence.start,
        end=sentence.end,
        confidence=confidence,
    )
