from scanner.browser.network import NetworkLog
from scanner.browser.record import Moment
from scanner.words import Phase, Trigger

SHOP = "https://www.winkel.example"


def test_what_goes_out_with_a_socket_s_handshake_stands_in_its_answer():
    log = NetworkLog()
    moment = Moment(f"{SHOP}/", 100.0, Trigger.LOAD, Phase.BEFORE)
    log.on_socket({"requestId": "1", "url": "wss://www.winkel.example/ws"}, (), moment, 101.0)
    response = {
        "status": 101,
        "headers": {"Upgrade": "websocket"},
        "requestHeaders": {"Upgrade": "websocket", "Cookie": "mandje=a=1; taal=nl"},
    }
    log.on_handshake({"requestId": "1", "response": response}, None, 101.5)
    assert [(each.sent, each.status) for each in log.exchanges()] == [(("mandje", "taal"), 101)]
