"""Values of cookies and stores are hashed where they are captured, with the installation's key."""

from __future__ import annotations

import hmac

from scanner.browser.identifiers import find_parts, looks_identifying
from scanner.models import HashedValue, ValuePart

_MOST_PARTS = 20


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
                ValuePart(
                    length=len(part),
                    sha256=self.digest(part),
                    identifying=looks_identifying(part),
                )
                for part in find_parts(text)[:_MOST_PARTS]
            ),
        )
