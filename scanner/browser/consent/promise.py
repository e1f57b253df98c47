"""What a banner says and promises, from the layers of it that were seen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from scanner.browser.consent.scoring import Seen
from scanner.browser.consent.wording import plain
from scanner.languages import banner_words, language_tables
from scanner.models import Banner, BannerCategory
from scanner.tongues import tell_by_model, tell_by_words
from scanner.words import Category

_LONGEST_TEXT = 4_000
_SHORTEST_TEXT = 20  # characters: a language is not told from less
_SURE = 3  # function words of a language
_MOST_CATEGORIES = 60
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+")
_UNITS = {"years": "P{}Y", "months": "P{}M", "weeks": "P{}W", "days": "P{}D", "hours": "PT{}H"}


def make_banner(
    layers: Sequence[Seen], names: Iterable[str], steps: tuple[int | None, int | None]
) -> Banner:
    """Return the promise of a banner.

    ``names`` are those of services to look for; ``steps`` the presses to accept and to refuse.
    """
    text = "\n".join(dict.fromkeys(each.surface.text for each in layers))[:_LONGEST_TEXT]
    language = language_of(text)
    accept_steps, reject_steps = steps
    return Banner(
        text=text,
        language=language,
        categories=_categories(layers),
        purposes=purposes_in(text),
        vendors=tuple(name for name in names if _is_named(name, text)),
        lifetime=lifetime_in(text, language),
        accept_steps=accept_steps,
        reject_steps=reject_steps,
    )


def language_of(text: str) -> str | None:
    """Return the likeliest of the languages there are words of; None: the text is too short."""
    if len(text) < _SHORTEST_TEXT:
        return None
    return tell_by_words(text, _SURE) or tell_by_model(text, tuple(sorted(banner_words())))


def purposes_in(text: str) -> tuple[Category, ...]:
    """Return the kinds of cookies a text speaks of."""
    text = text.lower()
    return tuple(
        category
        for category in Category
        if any(
            re.search(pattern, text)
            for words in banner_words().values()
            for pattern in words.purposes.get(category, ())
        )
    )


def lifetime_in(text: str, language: str | None) -> str | None:
    """Return how long a text says the visitor's choice is kept, as ISO 8601; None: it does not."""
    if language is None:
        return None
    words = banner_words()[language]
    for sentence in _SENTENCES.split(text.lower()):
        is_told = any(re.search(pattern, sentence) for pattern in words.remembered)
        if is_told and (found := _duration(sentence, language)) is not None:
            return found
    return None


def _duration(sentence: str, language: str) -> str | None:
    table = language_tables()[language].get("durations", {})
    if not isinstance(table, Mapping):
        return None
    numbers = {str(word): number for word, number in table.get("numbers", {}).items()}
    count = "|".join([r"\d{1,4}", *map(re.escape, sorted(numbers, key=len, reverse=True))])
    for unit, form in _UNITS.items():
        names = "|".join(table.get(unit, ())) or r"(?!)"
        if match := re.search(rf"\b({count})[ -]?(?:{names})\b", sentence):
            number = str(numbers.get(match[1], match[1]))
            return form.format(number) if number.isdigit() and int(number) else None
    return None


def _categories(layers: Iterable[Seen]) -> tuple[BannerCategory, ...]:
    """Return the boxes of all layers, each as it was first seen."""
    found: dict[str, BannerCategory] = {}
    for each in (each for seen in layers for each in seen.switches):
        if each.is_offered and plain(each.name) and each.name not in found:
            found[each.name] = BannerCategory(name=each.name, on=each.on, locked=each.locked)
    return tuple(found.values())[:_MOST_CATEGORIES]


def _is_named(name: str, text: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))
