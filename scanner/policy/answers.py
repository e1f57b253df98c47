"""Sentences that only say something together: a question with its answer, "that we do not"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from scanner.policy.segments import Sentence
from scanner.policy.text import BlockKind

_BARE = 3  # blanks in "we do not", which answers
_SHORT = 8  # words of a sentence that says nothing without the one before it


def join_answers(sentences: Sequence[Sentence], plain: str) -> list[Sentence]:
    """Return the sentences with each answer joined to its question, and each "that we do not".

    Args:
        sentences: the sentences of a policy, in order.
        plain: the policy's text as the sentences have it.
    """
    joined: list[Sentence] = []
    for sentence in sentences:
        last = joined[-1] if joined else None
        if last is not None and (_answers(last, sentence) or _takes_back(last, sentence)):
            joined[-1] = replace(
                last,
                end=sentence.end,
                text=plain[last.start : sentence.end].replace("\n", " "),
                kind=sentence.kind,
                block=sentence.block,
                section=sentence.section or last.section,
                heads=last.heads,
                whole=True,
            )
        else:
            joined.append(sentence)
    return joined


def _answers(question: Sentence, sentence: Sentence) -> bool:
    if not question.text.endswith("?") or question.whole or sentence.kind is BlockKind.HEADING:
        return False
    if sentence.has("answer_no|answer_yes|answer_may"):
        return True
    if sentence.kind is BlockKind.ITEM:
        return False  # the first of several
    return _is_short(sentence) and not question.has("not|no") and not _is_whole(sentence)


def _takes_back(last: Sentence, sentence: Sentence) -> bool:
    if last.block != sentence.block or last.kind is BlockKind.HEADING:
        return False
    ended = last.has("is_past") and sentence.has("stopped") and _is_short(sentence)
    return ended or sentence.has("takes_back")


def _is_whole(sentence: Sentence) -> bool:
    """Tell whether a short sentence says something of its own, and is no bare answer."""
    return sentence.has("own_start") and sentence.text.count(" ") > _BARE


def _is_short(sentence: Sentence) -> bool:
    return sentence.text.count(" ") < _SHORT and not sentence.text.endswith("?")
