from builders import (
    HOME,
    make_cookie_entry,
    make_event,
    make_inventory,
    make_service,
    make_visit,
)

from scanner.models import Evidence
from scanner.report.page.facts import find_event, find_owner, find_picture
from scanner.words import ConsentChoice, Phase


def test_a_finding_tells_whose_it_is_and_when_it_came():
    event = make_event("abid", domain="bord.example", by="bord.example", at_ms=94)
    cookie = make_cookie_entry("abid", domain="bord.example", service="meetlat")
    inventory = make_inventory(
        visits=(make_visit().model_copy(update={"events": (event,)}),),
        cookies=(cookie,),
        services=(make_service(),),
    )
    evidence = Evidence(
        kind="cookie",
        subject="abid (bord.example)",
        detail="",
        choice=ConsentChoice.NONE,
        phase=Phase.BEFORE,
        page=HOME,
    )
    assert find_event(evidence, inventory) == event
    assert find_event(evidence.model_copy(update={"phase": Phase.AFTER}), inventory) is None
    assert find_owner(evidence, inventory) == make_service()


def test_only_a_picture_of_the_run_is_linked():
    names = ("evidence/a-1.png", "evidence/../run.json", "https://a.nl/b.png", "evidence/a.png?x")
    assert [find_picture(name) for name in names] == ["evidence/a-1.png", None, None, None]
