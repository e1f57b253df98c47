"""Whose policy it is, which sites it is for, and when it was last changed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from scanner.models import ParamValue
from scanner.policy.controllers import find_controllers
from scanner.policy.dates import find_dates
from scanner.policy.match import Draft, Reader
from scanner.policy.segments import Sentence
from scanner.policy.services import Gazetteer
from scanner.policy.text import BlockKind, PolicyText
from scanner.words import ClaimParty, Modality, Polarity

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


def read_identity(
    text: PolicyText, sentences: Sequence[Sentence], reader: Reader
) -> Iterator[Draft]:
    """Yield the claims on controller, sites and date that the sentences make."""
    rows = [s for s in sentences if s.kind is not BlockKind.ROW]
    for name, sentence, sure in find_controllers(text, rows, reader.gazetteer):
        yield _draft("policy.controller", {"name": name}, sentence, sure)
    yield from _sites(text, rows, reader.gazetteer)
    yield from _changed(text, rows, reader.language)


def _sites(text: PolicyText, sentences: Sequence[Sentence], services: Gazetteer) -> list[Draft]:
    """Return the sites that the sentences say it is for, else those it is published on."""
    said: list[Draft] = []
    published: list[Draft] = []
    for sentence in sentences:
        is_place = sentence.has("latest_version") and not sentence.has("d_third|third")
        if not sentence.has("applies_word") or (sentence.has("applies_not") and not is_place):
            continue
        hosts = [
            found[1].lower()
            for found in _HOST.finditer(text.text, sentence.start, sentence.end)
            if not _FOREIGN.search(found[1]) and not services.find(found[1].lower())
        ]
        if hosts:
            sites = tuple(dict.fromkeys(hosts))
            draft = _draft("policy.applies_to", {"sites": sites}, sentence, 0.8)
            (published if is_place else said).append(draft)
        elif sentence.has("all_sites") and sentence.has("applies_to"):
            said.append(_draft("policy.applies_to", {"sites": ("all",)}, sentence, 0.7))
    return said or published


def _changed(text: PolicyText, sentences: Sequence[Sentence], language: str) -> Iterator[Draft]:
    stated: list[tuple[str, Sentence]] = []
    for index, sentence in enumerate(sentences):
        alone = index >= len(sentences) - 2 or index < 4
        if not sentence.has("changed_word") and not (alone and sentence.has("changed_weak")):
            continue
        if sentence.has("changed_not"):
            continue
        words = text.text[sentence.start : sentence.end]
        stated += [(date, sentence) for _, _, date in find_dates(words, language)]
    if stated:  # "in force since ..., last changed on ...": the later one
        date, sentence = max(stated, key=lambda one: one[0])
        yield _draft("policy.last_changed", {"date": date}, sentence, 0.9)
    elif sentences:
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
