from scanner.browser.chains import chain, initiators
from scanner.browser.network import NetworkLog
from scanner.browser.record import Moment
from scanner.words import Phase, Trigger

SHOP = "https://www.winkel.example"
TAGS = "https://tags.beheer.example/tm.js"


def load_tags(log, page, started):
    moment = Moment(page, started, Trigger.LOAD, Phase.BEFORE)
    event = {
        "requestId": f"{started}",
        "request": {"url": TAGS, "method": "GET"},
        "documentURL": page,
        "wallTime": started,
        "timestamp": 1.0,
    }
    log.on_request(event, (), moment, started)


def test_a_script_of_every_page_was_loaded_by_the_page_it_ran_in():
    log = NetworkLog()
    load_tags(log, f"{SHOP}/", 100.0)
    load_tags(log, f"{SHOP}/contact", 200.0)
    assert chain(log, (TAGS,), f"{SHOP}/contact", f"{SHOP}/contact") == (TAGS, f"{SHOP}/contact")


def test_a_page_whose_own_code_called_further_in_stands_last_all_the_same():
    log = NetworkLog()
    load_tags(log, f"{SHOP}/", 100.0)
    stack = ("https://kaarten.example/kaart.js", f"{SHOP}/", TAGS)
    found = chain(log, stack, f"{SHOP}/", f"{SHOP}/")
    assert found == ("https://kaarten.example/kaart.js", TAGS, f"{SHOP}/")


def test_a_page_whose_own_code_made_the_call_stands_first():
    log = NetworkLog()
    load_tags(log, f"{SHOP}/", 100.0)
    assert chain(log, (f"{SHOP}/", TAGS), f"{SHOP}/", f"{SHOP}/") == (f"{SHOP}/", TAGS)


def test_a_document_with_a_fragment_is_the_document_that_was_asked_for():
    log = NetworkLog()
    load_tags(log, f"{SHOP}/", 100.0)
    assert chain(log, (TAGS,), f"{SHOP}/#top", f"{SHOP}/") == (TAGS, f"{SHOP}/")
    stack = (f"{TAGS}#deel", TAGS)
    assert chain(log, stack, f"{SHOP}/#top", f"{SHOP}/") == (TAGS, f"{SHOP}/")


def test_a_blob_stands_in_no_chain():
    stack = (
        "https://kaarten.example/deel.mjs",
        f"blob:{SHOP}/1234",
        "https://kaarten.example/a.js",
    )
    found = chain(NetworkLog(), stack, f"{SHOP}/", f"{SHOP}/")
    assert found == (stack[0], stack[2], f"{SHOP}/")


def test_a_script_that_a_page_did_not_load_was_loaded_by_the_page_before():
    log = NetworkLog()
    load_tags(log, f"{SHOP}/", 100.0)
    found = chain(log, (TAGS,), f"{SHOP}/contact", f"{SHOP}/contact")
    assert found == (TAGS, f"{SHOP}/", f"{SHOP}/contact")


def load_document(log, frame, url, started, redirect=None):
    moment = Moment(f"{SHOP}/", 100.0, Trigger.LOAD, Phase.BEFORE)
    event = {
        "requestId": redirect or url,
        "request": {"url": url, "method": "GET"},
        "type": "Document",
        "frameId": frame,
        "wallTime": started,
        "timestamp": 1.0,
    }
    if redirect:
        event["redirectResponse"] = {"status": 302}
    log.on_request(event, (), moment, started)


def test_behind_a_page_stands_what_led_to_it_and_before_it_where_it_went_on_to():
    log = NetworkLog()
    log.frames.main.add("boven")
    load_document(log, "boven", "https://winkel.example/", 100.0)
    load_document(log, "boven", f"{SHOP}/", 100.1, redirect="https://winkel.example/")
    load_document(log, "boven", f"{SHOP}/thuis", 101.0)
    found = chain(log, (TAGS,), f"{SHOP}/thuis", f"{SHOP}/")
    assert found == (TAGS, f"{SHOP}/thuis", f"{SHOP}/", "https://winkel.example/")


def test_a_script_that_the_page_calls_was_loaded_by_another_all_the_same():
    log = NetworkLog()
    load_tags(log, f"{SHOP}/", 100.0)
    moment = Moment(f"{SHOP}/", 100.0, Trigger.LOAD, Phase.BEFORE)
    event = {
        "requestId": "kaart",
        "request": {"url": "https://kaarten.example/kaart.js", "method": "GET"},
        "documentURL": f"{SHOP}/",
        "wallTime": 101.0,
        "timestamp": 2.0,
    }
    log.on_request(event, (TAGS,), moment, 101.0)
    found = chain(log, ("https://kaarten.example/kaart.js", f"{SHOP}/"), f"{SHOP}/", f"{SHOP}/")
    assert found == ("https://kaarten.example/kaart.js", TAGS, f"{SHOP}/")


def test_what_a_redirected_script_had_loaded_was_loaded_by_where_it_led():
    log, moment = NetworkLog(), Moment(f"{SHOP}/", 100.0, Trigger.LOAD, Phase.BEFORE)
    asked, led = "https://keuring.example/api.js", "https://keuring.example/v1/api.js"
    hops = ((asked, "api", ()), (led, "api", ()), (TAGS, "kaart", (asked,)))
    for url, request_id, stack in hops:
        event = {
            "requestId": request_id,
            "request": {"url": url, "method": "GET"},
            "documentURL": f"{SHOP}/",
            "wallTime": 101.0,
            "timestamp": 2.0,
        }
        if url == led:
            event["redirectResponse"] = {"status": 302}
        log.on_request(event, stack, moment, 101.0)
    found = chain(log, (TAGS,), f"{SHOP}/", f"{SHOP}/")
    assert found == (TAGS, led, asked, f"{SHOP}/")


def test_what_a_document_asked_for_is_not_waited_for_once_its_frame_shows_another():
    log = NetworkLog()
    load_document(log, "boven", f"{SHOP}/", 100.0)
    load_document(log, "boven", f"{SHOP}/thuis", 101.0)
    waited_for = [len([*log.pending(100.0)])]
    response = {"status": 200}
    log.on_response({"requestId": f"{SHOP}/thuis", "response": response, "timestamp": 2.0})
    waited_for.append(len([*log.pending(100.0)]))
    log.on_ended({"requestId": f"{SHOP}/thuis"})
    assert [*waited_for, len([*log.pending(100.0)])] == [2, 1, 0]


def test_what_another_page_asked_for_and_what_goes_nowhere_is_not_waited_for():
    log = NetworkLog()
    for url, started in ((f"{SHOP}/a.js", 100.0), (f"{SHOP}/b.js", 200.0), ("blob:x", 200.0)):
        moment = Moment(f"{SHOP}/", started, Trigger.LOAD, Phase.BEFORE)
        event = {
            "requestId": url,
            "request": {"url": url, "method": "GET"},
            "wallTime": started,
            "timestamp": 1.0,
        }
        log.on_request(event, (), moment, started)
    assert [*log.pending(200.0)] == [f"{SHOP}/b.js"]


def test_a_preflight_was_asked_for_by_what_asked_for_its_request():
    log, moment = NetworkLog(), Moment(f"{SHOP}/", 100.0, Trigger.LOAD, Phase.BEFORE)
    url = "https://meting.example/x"
    for request_id, method, initiator, stack in (
        ("vooraf", "OPTIONS", {"type": "preflight", "url": url, "requestId": "zelf"}, (url,)),
        ("zelf", "PUT", {"type": "script"}, (TAGS,)),
    ):
        event = {
            "requestId": request_id,
            "request": {"url": url, "method": method},
            "documentURL": f"{SHOP}/",
            "initiator": initiator,
            "wallTime": 101.0,
            "timestamp": 2.0,
        }
        log.on_request(event, stack, moment, 101.0)
    found = [(each.resource_type, initiators(log, each)) for each in log.exchanges()]
    assert found == [("preflight", (TAGS, f"{SHOP}/")), ("other", (TAGS, f"{SHOP}/"))]
