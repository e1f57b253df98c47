import asyncio
from types import SimpleNamespace

import pytest

from scanner.browser.consent.press import Mouse
from scanner.browser.consent.surface import Click


class Frame:
    """The page's own frame as the mouse sees it: where a control is, and what felt the press."""

    def __init__(self, *, points, clicks):
        self.world = SimpleNamespace(channel=self, frame_id="1", is_root=True)
        self.kind = "page"
        self.points, self.clicks = list(points), clicks
        self.sent, self.called = [], []

    async def send(self, _method, params):
        self.sent.append(params["type"])

    async def aim(self, _element):
        return self.points.pop(0)

    async def heard(self):
        return self.clicks if "mouseReleased" in self.sent else ()

    async def press(self, element):
        self.called.append(element)


def press(frame):
    worlds = SimpleNamespace(channels=lambda: [frame])
    return asyncio.run(Mouse(worlds).press(frame, 7))


@pytest.mark.parametrize("astray", [False, True])
def test_a_press_that_something_else_felt_is_told(astray):
    here = (5.0, 5.0)
    frame = Frame(points=(here, here), clicks=(Click(label="x", box=False, astray=astray),))
    assert press(frame) is not astray
    assert frame.called == []


@pytest.mark.parametrize("since", [None, (5.0, 90.0)])
def test_what_moves_away_under_the_mouse_is_pressed_without_it(since):
    frame = Frame(points=((5.0, 5.0), since), clicks=())
    assert press(frame)
    assert (frame.sent, frame.called) == (["mouseMoved"], [7])
