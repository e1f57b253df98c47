"""Which of the surfaces is the banner, and which of its controls to press."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from scanner.browser.consent.surface import Control, Finder, Option, Surface, Switch
from scanner.browser.consent.wording import (
    Wording,
    asks_again,
    gate_pattern,
    is_about_consent,
    is_here,
    is_plain_choice,
    is_yes_to_that,
    locked_pattern,
    notice_pattern,
    objects_pattern,
    option_wording_of,
    other_pattern,
    wording_of,
)
from scanner.words import ConsentChoice

_PLACES = {"new": 6, "known": 5, "window": 4, "frame": 3, "named": 2, "edge": 1}
_KINDS = {"button": 2, "other": 1, "link": 0}
_MEANT = {ConsentChoice.ACCEPT: Wording.ACCEPT, ConsentChoice.REJECT: Wording.REJECT}
_MOST_ALIKE = 2
_NOTICE_CONTROLS = 3  # a banner that offers nothing that is understood has no more than these


@dataclass(frozen=True)
class Seen:
    """A surface where it stands: in which frame's document."""

    finder: Finder
    surface: Surface

    @cached_property
    def words(self) -> frozenset[Wording]:
        """What its controls offer; of those that may be pressed, and those that must not."""
        found = self._on_controls
        if Wording.SAVE in found:
            found |= {choice for each in self._groups for choice in each}
        return found

    @cached_property
    def _on_controls(self) -> frozenset[Wording]:
        found = {wording for each in self.surface.controls if (wording := _wording(each))}
        return frozenset(found)

    def controls(self, wording: Wording) -> list[Control]:
        """Return its controls that do a thing, the likeliest first, without any not to press."""
        return [each for each in self.meant(wording) if not each.disabled]

    def has_disabled(self, wordings: Iterable[Wording]) -> bool:
        """Tell whether a control that would do a thing waits for something to be done before."""
        return any(each.disabled for wording in wordings for each in self.meant(wording))

    def meant(self, wording: Wording) -> list[Control]:
        """Return the same with those that are disabled as yet."""
        fit = [each for each in self.surface.controls if _wording(each) is wording]
        often = Counter(each.label for each in fit)  # one a row: not for all at once
        nearby = wording is Wording.SETTINGS  # may be a page of the site
        fit = [
            each
            for each in fit
            if often[each.label] <= _MOST_ALIKE and _may_be_pressed(each, nearby=nearby)
        ]
        return sorted(fit, key=lambda each: (-often[each.label], _weight(each)), reverse=True)

    def first(self, choice: ConsentChoice) -> Control | None:
        """Return the control that makes a choice at once."""
        return next(iter(self.controls(_MEANT[choice])), None)

    @property
    def asks_again(self) -> bool:
        """Tell whether it asks if the visitor is sure, where a no takes the choice back."""
        return asks_again(self.surface.text)

    def confirming(self, choice: ConsentChoice) -> list[Control]:
        """Return its controls that say a choice again, or else a mere yes."""
        again = [each for each in self.controls(_MEANT[choice]) if is_plain_choice(each.label)]
        return again or [each for each in self._usable if is_yes_to_that(each.label)]

    @property
    def _usable(self) -> list[Control]:
        may = (each for each in self.surface.controls if _may_be_pressed(each, nearby=False))
        return [each for each in may if not each.disabled]

    def makes_at_once(self, choice: ConsentChoice) -> bool:
        """Tell whether one press makes a choice, the boxes apart that are switched off before."""
        if self.first(choice):
            return True
        return self.can_be_set(choice) and bool(self.controls(Wording.SAVE))

    def can_be_set(self, choice: ConsentChoice) -> bool:
        """Tell whether its boxes and options can say a choice: where there are any, all of them."""
        boxes = any(each.is_offered for each in self.switches)
        return (boxes or bool(self._groups)) and len(self.options(choice)) == len(self._groups)

    def options(self, choice: ConsentChoice) -> tuple[Option, ...]:
        """Return the option that says a choice, of each group that has one."""
        meant = _MEANT[choice]
        return tuple(each[meant] for each in self._groups if meant in each)

    @cached_property
    def _groups(self) -> tuple[Mapping[Wording, Option], ...]:
        """The options that allow or refuse, by what they say; other lists are no banner's."""
        groups: dict[int, dict[Wording, Option]] = {}
        for each in self.surface.options:
            if wording := option_wording_of(each.name):
                groups.setdefault(each.group, {}).setdefault(wording, each)
        return tuple(groups.values())

    @cached_property
    def switches(self) -> tuple[Switch, ...]:
        """Its boxes, with those locked that its words say are always on."""
        return tuple(
            each.model_copy(update={"locked": each.locked or _says_locked(each)})
            for each in self.surface.switches
        )

    @property
    def is_banner(self) -> bool:
        """Tell whether it is one, or a further layer of one."""
        if self.surface.place == "known":
            return True
        if self.surface.asks:
            return False  # asks for an address or a password: a newsletter, a way in
        if self._is_gate or not self._is_meant:
            return False
        if self.surface.place == "new":
            return bool(self.words - {Wording.NEVER})
        if self._on_controls & {Wording.ACCEPT, Wording.REJECT}:
            return True
        if self.words & {Wording.ACCEPT, Wording.REJECT}:
            return self._is_notice
        if self.surface.place in ("named", "edge"):
            return False
        if self.words & {Wording.SETTINGS, Wording.SAVE}:
            return self._says_so
        is_short = len(self.surface.controls) <= _NOTICE_CONTROLS
        return self.surface.place == "window" and is_short and self._says_so

    @property
    def _says_so(self) -> bool:
        """Tell whether it is more than a site's head with the word in its name."""
        return self.surface.named or self._is_notice or not self.surface.on_top

    @property
    def _is_meant(self) -> bool:
        """Tell it from an offer with a yes and a no that links to the cookie policy."""
        if self.surface.named or Wording.SETTINGS in self.words:
            return True
        is_other = bool(other_pattern().search(self.surface.text.lower()))
        if Wording.SAVE in self.words and not (is_other and self._has_no_boxes):
            return True
        speaks = is_about_consent(self.surface.text) or self._is_question_since
        if is_other:
            return speaks and self._offers_plain_choice
        return speaks or self._offers_plain_choice

    @property
    def _has_no_boxes(self) -> bool:
        return not (self.surface.switches or self.surface.options)

    @property
    def _is_question_since(self) -> bool:
        return self.surface.place == "new" and self.asks_again

    @property
    def _offers_plain_choice(self) -> bool:
        return any(
            is_plain_choice(each.label) or is_plain_choice(each.title)
            for each in self.surface.controls
        )

    @property
    def _is_gate(self) -> bool:
        """Tell whether it asks for an age, and names its cookie policy at most."""
        return not self._is_notice and bool(gate_pattern().search(self.surface.text.lower()))

    @property
    def _is_notice(self) -> bool:
        return bool(notice_pattern().search(self.surface.text.lower()))


def find_banner(seen: Iterable[Seen]) -> Seen | None:
    """Return the likeliest banner; None: there is none."""
    return max((each for each in seen if each.is_banner), key=rank, default=None)


def rank(seen: Seen) -> tuple[int, bool, int, int]:
    """Return a weight: what it offers and says, where it stands; of two alike the inner one.

    What only links to a cookie policy comes after what speaks of cookies itself.
    """
    offers = 2 * len(seen.words & {Wording.ACCEPT, Wording.REJECT})
    offers += len(seen.words & {Wording.SETTINGS, Wording.SAVE})
    place = _PLACES[seen.surface.place] + seen.surface.named
    speaks = seen.surface.place in ("new", "known") or is_about_consent(seen.surface.text)
    return (min(offers, 1), speaks, offers + place, -seen.surface.area)


def _weight(control: Control) -> tuple[bool, int, int]:
    return (not control.leaves, _KINDS[control.kind], control.area)


def _may_be_pressed(control: Control, *, nearby: bool) -> bool:
    goes = control.leaves == "away" or (control.leaves == "near" and not nearby)
    return not (goes or control.sends_else)


def _wording(control: Control) -> Wording | None:
    said = wording_of(control.label) or wording_of(control.title)
    return said or (wording_of(control.around) if is_here(control.label) else None)


def objects(switch: Switch) -> bool:
    """Tell whether a box refuses when it is on, by its words."""
    return bool(objects_pattern().search(switch.name.lower()))


def _says_locked(switch: Switch) -> bool:
    return switch.on and bool(locked_pattern().search(switch.row.lower()))
