"""Values of cookies and stores are hashed where they are captured, with the installation's key."""

from __future__ import annotations

import hmac
import re
from urllib.parse import unquote

from scanner.models import HashedValue, ValuePart

_PART = re.compile(r"[A-Za-z0-9_-]{8,}")  # long enough to tell one visitor from another
_MOST_PARTS = 20


def find_parts(text: str) -> tuple[str, ...]:
    """Return the parts of a value that are long enough to identify, each once, in the clear."""
    return tuple(dict.fromkeys(_PART.findall(unquote(text))))


class Hasher:
    """Turns values into hashes that only this installation can compare."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def digest(self, text: str) -> str:
        """Return the keyed SHA-256 of a text, in hexadecimal."""
        return hmac.new(self._key, text.encode("utf-8", "surrogatepass"), "sha256").hexdigest()

    def value(self, text: str) -> HashedValue:
        """Return a value's length, hash, and the hashes of its identifier-like parts."""
        return HashedValue(
            length=len(text),
            sha256=self.digest(text),
            parts=tuple(
                ValuePart(length=len(part), sha256=self.digest(part))
                for part in find_parts(text)[:_MOST_PARTS]
            ),
        )
