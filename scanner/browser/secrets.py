"""Values of cookies and stores are hashed where they are captured, with the installation's key."""

from __future__ import annotations

import hmac

from scanner.browser.identifiers import find_parts, looks_identifying, other_forms
from scanner.models import HashedValue, ValuePart

_MOST_PARTS = 20


class Hasher:
    """Turns values into hashes that only this installation can compare."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._forms: dict[str, tuple[str, int]] | None = None  # hash of a form -> whose it is

    def for_visit(self) -> Hasher:
        """Return one with the same key that knows what it has hashed in its other forms, too."""
        hasher = Hasher(self._key)
        hasher._forms = {}
        return hasher

    def identify(self, text: str) -> tuple[str, int]:
        """Return hash and length of what a text is, or is another form of: see ``other_forms``."""
        known, sha256 = self._forms or {}, self.digest(text)
        if sha256 not in known and text != text.lower():
            return known.get(self.digest(text.lower()), (sha256, len(text)))
        return known.get(sha256, (sha256, len(text)))

    def digest(self, text: str) -> str:
        """Return the keyed SHA-256 of a text, in hexadecimal."""
        return hmac.new(self._key, text.encode("utf-8", "surrogatepass"), "sha256").hexdigest()

    def value(self, text: str) -> HashedValue:
        """Return a value's length, hash, and the hashes of its identifier-like parts."""
        return HashedValue(
            length=len(text),
            sha256=self.digest(text),
            parts=tuple(map(self._part, find_parts(text)[:_MOST_PARTS])),
        )

    def _part(self, text: str) -> ValuePart:
        sha256, identifying = self.digest(text), looks_identifying(text)
        if self._forms is not None and identifying and sha256 not in self._forms:
            self._forms[sha256] = (sha256, len(text))
            for form in other_forms(text):
                self._forms.setdefault(self.digest(form), (sha256, len(text)))
        return ValuePart(length=len(text), sha256=sha256, identifying=identifying)
