from builders import HOME, make_cookie, make_observation, make_page, make_request, make_stored_item

from scanner.catalogue.events import make_events
from scanner.models import Setter
from scanner.words import Party, Phase, SetVia

CONTACT = f"{HOME}contact"
SCRIPT = Setter(
    via=SetVia.SCRIPT,
    api="document.cookie",
    url="https://cdn.meetlat.example/ml.js",
    host="cdn.meetlat.example",
    party=Party.THIRD,
)


def _told(pages, **seen):
    events = make_events(make_observation(pages=pages, **seen))
    return [(event.kind, event.name, event.page, event.phase, event.at_ms) for event in events]


def _behind(*requests):
    events = make_events(make_observation(pages=(make_page(),), requests=requests))
    return {event.name: event.by for event in events}


def test_each_thing_is_told_once_a_phase_at_its_first_moment():
    late = make_cookie("sid", at_ms=40)
    early = make_cookie("sid", at_ms=7)
    after = make_cookie("sid", at_ms=2, phase=Phase.AFTER)
    pages = (make_page(), make_page().model_copy(update={"phase": Phase.AFTER}))
    assert _told(pages, cookies=(late, early, after)) == [
        ("cookie", "sid", HOME, Phase.BEFORE, 7),
        ("cookie", "sid", HOME, Phase.AFTER, 2),
    ]


def test_pages_come_in_the_order_in_which_they_were_opened():
    told = _told(
        (make_page(), make_page(CONTACT)),
        cookies=(make_cookie("b", page=CONTACT, at_ms=1), make_cookie("a", page=HOME, at_ms=900)),
        storage=(make_stored_item("c", page="https://elders.example/", at_ms=0),),
    )
    assert [name for _, name, *_ in told] == ["a", "b", "c"]


def test_requests_of_the_site_to_itself_are_no_events():
    own = make_request(f"{HOME}site.js")
    other = make_request("https://cdn.elders.example/lib.js")
    assert list(_behind(own, other)) == ["elders.example"]


def test_behind_a_third_party_is_the_nearest_other_that_asked_for_it():
    script = make_request("https://cdn.meetlat.example/ml.js", initiators=(f"{HOME}site.js",))
    own_hit = make_request(
        "https://bord.example/p.gif",
        initiators=("https://x.bord.example/b.js", "https://cdn.meetlat.example/ml.js", HOME),
    )
    hop = make_request("https://hop.example/", redirected_from="https://bord.example/p.gif")
    assert _behind(script, own_hit, hop) == {
        "meetlat.example": None,
        "bord.example": "meetlat.example",
        "hop.example": "bord.example",
    }


def test_behind_a_cookie_is_the_third_party_whose_script_stored_it():
    visit = make_observation(cookies=(make_cookie("_ml", set_by=SCRIPT), make_cookie("sid")))
    assert {event.name: event.by for event in make_events(visit)} == {
        "_ml": "meetlat.example",
        "sid": None,
    }
