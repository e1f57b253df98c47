from builders import HOME, make_event, make_visit

from scanner.report.page.timeline import LANES, WIDTH, make_timeline
from scanner.words import Party, Phase


def _drawn(*events):
    return make_timeline(make_visit().model_copy(update={"events": events}))


def test_a_visit_that_saw_nothing_has_no_drawing():
    assert _drawn() == ()


def test_each_page_is_a_stretch_and_what_came_after_the_choice_another():
    stretches = _drawn(
        make_event("a"),
        make_event("b", phase=Phase.BETWEEN, at_ms=1700),
        make_event("c", phase=Phase.AFTER),
        make_event("d", phase=Phase.AFTER, page=f"{HOME}contact"),
    )
    assert [(each.name, each.ends_ms, each.chosen) for each in stretches] == [
        ("/", 1700, False),
        ("/", 250, True),
        ("/contact", 250, True),
    ]


def test_every_event_has_a_mark_in_its_lane():
    (stretch,) = _drawn(
        make_event("bord.example", kind="request", domain="bord.example"),
        make_event("abid", party=Party.THIRD),
        make_event("sid"),
        make_event("basket", kind="storage"),
    )
    assert tuple(mark.lane for mark in stretch.marks) == LANES


def test_marks_and_pages_stay_on_the_drawing_however_many_there_are():
    pages = [make_event(f"c{n}", page=f"{HOME}{n}" * 9, at_ms=n * 999) for n in range(8)]
    stretches = _drawn(*pages)
    assert all(
        stretch.x <= mark.x <= stretch.x + stretch.width + 1
        for stretch in stretches
        for mark in stretch.marks
    )
    assert stretches[-1].x + stretches[-1].width <= WIDTH
