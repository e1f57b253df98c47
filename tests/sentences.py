"""Small policies for tests, made without a reader."""

from array import array

from scanner.models import Claim
from scanner.policy.claims import make_drafts
from scanner.policy.merge import merge
from scanner.policy.text import Block, BlockKind, PolicyText

KINDS = {"#": BlockKind.HEADING, "##": BlockKind.HEADING, "-": BlockKind.ITEM}
SURE = 0.5  # below it a claim is shown to a person and decides nothing


def make_text(*blocks: str) -> PolicyText:
    """Return a text of these blocks: "# " or "## " begins a heading, "- " an item."""
    made: list[Block] = []
    source, stem = "", None
    for written in blocks:
        mark, _, words = written.partition(" ")
        kind = KINDS.get(mark)
        words = words if kind else written
        if kind is not BlockKind.ITEM:
            stem = len(made)
        made.append(
            Block(
                kind or BlockKind.PARAGRAPH,
                len(source),
                len(source) + len(words),
                level=len(mark) if kind else 0,
                stem=stem if kind is BlockKind.ITEM else None,
            )
        )
        source += words + "\n"
    return PolicyText(source, source, array("I", range(len(source))), tuple(made))


def claims_of(*blocks: str, language: str = "nl") -> list[Claim]:
    """Return the claims of these blocks that decide something, in order of their type."""
    text = make_text(*blocks)
    found = merge(make_drafts(text, language), (), text)
    return sorted((claim for claim in found if claim.confidence >= SURE), key=lambda c: c.type)


def said(claim: Claim) -> str:
    """Return a claim in words: its type, polarity, and what limits it."""
    modality = "" if claim.modality == "unconditional" else f" {claim.modality}"
    condition = f" {claim.condition}" if claim.condition else ""
    return f"{claim.type} {claim.polarity}{modality}{condition}"
