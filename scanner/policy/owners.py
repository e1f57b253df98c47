"""Whose a provider in a table is: the site's own name or host, or somebody else's."""

from __future__ import annotations

import re
from functools import cached_property

from scanner.policy.columns import find_word
from scanner.policy.text import BlockKind, PolicyText

_HOST = re.compile(
    r"(?<![\w@.-])(?:https?://)?((?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,15})(?![\w-]|\.\w)",
    re.IGNORECASE,
)
_MAIL = re.compile(r"@(?<=[\w.+-]@)((?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,15})", re.IGNORECASE)
_ONLY_HOST = re.compile(r"\.?(?:[a-z0-9-]+\.)+[a-z]{2,15}")
_FREE_MAIL = frozenset(
    {"gmail.com", "hotmail.com", "outlook.com", "live.nl", "ziggo.nl", "icloud.com"}
)
_SHORTEST_LABEL = 4
_MOST_WORDS = 4


class Owners:
    """Tells the site's own providers from others, by what the policy says of itself."""

    def __init__(self, text: PolicyText) -> None:
        self._prose = "\n".join(
            text.text[block.start : block.end]
            for block in text.blocks
            if block.kind is not BlockKind.ROW
        )

    @cached_property
    def _domains(self) -> frozenset[str]:
        """The site's own: the first host that the text names, and those it has mail at."""
        first = _HOST.search(self._prose)
        hosts = [first[1]] if first else []
        hosts += [found[1] for found in _MAIL.finditer(self._prose)]
        return frozenset(map(_registrable, hosts)) - _FREE_MAIL

    def party_of(self, provider: str) -> str:
        """Return whether a provider is the site itself (first) or another (third)."""
        low = provider.lower().strip(" .")
        if len(low.split()) <= _MOST_WORDS and (said := find_word(("first", "third"), low)):
            return said
        if _ONLY_HOST.fullmatch(low):
            return "first" if _registrable(low) in self._domains else "third"
        return "first" if self._is_own_name(low) else "third"

    def _is_own_name(self, name: str) -> bool:
        letters = "".join(filter(str.isalnum, name))
        labels = [domain.partition(".")[0].replace("-", "") for domain in self._domains]
        return any(
            len(label) >= _SHORTEST_LABEL and len(letters) >= _SHORTEST_LABEL
            and (label in letters or letters in label)
            for label in labels
        )  # fmt: skip


def _registrable(host: str) -> str:
    """Return the last two labels of a host, three below a suffix like co.uk."""
    labels = host.lower().strip(".").split(".")
    short = len(labels) > 2 and len(labels[-2]) <= 3 and len(labels[-1]) == 2
    return ".".join(
        labels[-3:] if short and labels[-2] in ("co", "com", "org", "gov", "ac") else labels[-2:]
    )
