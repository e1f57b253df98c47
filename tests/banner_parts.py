"""Surfaces with their controls, as the finder script gives them."""

from types import SimpleNamespace

from scanner.browser.consent.scoring import Seen
from scanner.browser.consent.surface import Control, Option, Surface, Switch


def make_control(label, number=1, **fields):
    given = {
        "title": "",
        "kind": "button",
        "leaves": "",
        "sends_else": False,
        "disabled": False,
        "area": 900,
        "around": "",
        **fields,
    }
    return Control(id=number, label=label, **given)


def make_switch(name, **fields):
    return Switch(
        **{
            "id": 9,
            "name": name,
            "row": name,
            "shown": True,
            "folded": False,
            "on": True,
            "locked": False,
            **fields,
        }
    )


def make_options(*names, group=1):
    return tuple(
        Option(id=20 + number, group=group, name=name) for number, name in enumerate(names)
    )


def make_seen(*controls, **fields):
    given = {
        "id": 0,
        "place": "window",
        "named": False,
        "text": "Wij gebruiken cookies.",
        "label": "",
        "area": 10_000,
        "on_top": False,
        "asks": 0,
        "switches": (),
        "options": (),
        **fields,
    }
    numbered = [
        each if isinstance(each, Control) else make_control(each, number)
        for number, each in enumerate(controls, 1)
    ]
    return Seen(SimpleNamespace(), Surface(controls=tuple(numbered), **given))
