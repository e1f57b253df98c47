"""Which other documents a sentence refers to."""

from __future__ import annotations

from collections.abc import Iterator

from scanner.policy.match import Filled, Match
from scanner.policy.segments import Sentence
from scanner.words import ClaimParty

_DOCUMENTS = (  # concept and kind
    ("d_third", "third_party_policy"),
    ("d_cmp", "cmp_declaration"),
    ("d_cookie", "cookie_policy"),
    ("d_terms", "terms"),
    ("d_privacy", "privacy_policy"),
    ("d_other", "privacy_policy"),
)
_OURS = ("d_privacy", "d_cookie")  # unless the words are of a third party, or of this one


def find_documents(match: Match) -> Iterator[Filled]:
    """Yield the kind of each other document that a sentence refers to."""
    named = bool(match.reader.services(match.sentence))
    named = named or match.sentence.has("vendor_name|of_third")
    for concept, kind in _DOCUMENTS:
        if concept == "d_third" and not named:
            continue
        if _is_another(concept, match.sentence, match.reader.title):
            party = ClaimParty.SERVICE if concept == "d_third" else None
            yield Filled({"kind": kind}, party=party, free=True)


def _is_another(concept: str, sentence: Sentence, title: str) -> bool:
    """Tell whether a sentence names a document that is not the one it stands in."""
    if concept == "d_privacy" and ("cookie" not in title or "privacy" in title):
        return False
    if concept == "d_cookie" and "cookie" in title:
        return False
    taken = sentence.spans("this_document|d_third") if concept in _OURS else ()
    return any(not span.meets(taken) for span in sentence.spans(concept))
