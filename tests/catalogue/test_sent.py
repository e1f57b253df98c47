import pytest
from builders import make_cookie, make_observation, make_request

from scanner.catalogue.sent import carriers_of, sent_at
from scanner.words import ConsentChoice, Phase

HOME = "https://www.winkel.example/"


def _sent(cookie, *requests):
    visit = make_observation(choice=ConsentChoice.REJECT, requests=requests)
    return [
        (each.choice, each.phase, each.page) for each in sent_at([cookie], carriers_of([visit]))
    ]


def _request(url=HOME, *, phase=Phase.BEFORE, cookies=("sid",)):
    return make_request(url, phase=phase, cookies_sent=cookies)


def test_cookie_is_sent_once_a_phase_and_choice():
    cookie = make_cookie("sid", "www.winkel.example")
    requests = (_request(), _request(f"{HOME}a"), _request(phase=Phase.BETWEEN))
    assert _sent(cookie, *requests) == [("reject", "before", HOME), ("reject", "between", HOME)]


def test_reload_that_ends_the_choice_is_left_out_and_what_follows_it_is_not():
    cookie = make_cookie("sid", "www.winkel.example")
    reload, style = _request(phase=Phase.AFTER), _request(f"{HOME}a.css", phase=Phase.AFTER)
    assert (_sent(cookie, reload), _sent(cookie, reload, style)) == (
        [],
        [("reject", "after", HOME)],
    )


def test_request_that_sent_other_cookies_is_no_carrier():
    assert _sent(make_cookie("sid", "www.winkel.example"), _request(cookies=("mand",))) == []


@pytest.mark.parametrize(
    ("domain", "host_only", "path", "url", "goes"),
    [
        ("www.winkel.example", True, "/", HOME, True),
        ("winkel.example", True, "/", HOME, False),
        ("winkel.example", False, "/", HOME, True),
        ("winkel.example", False, "/", "https://mijnwinkel.example/", False),
        ("www.winkel.example", True, "/mand", f"{HOME}mand", True),
        ("www.winkel.example", True, "/mand", f"{HOME}mand/2", True),
        ("www.winkel.example", True, "/mand", f"{HOME}manden", False),
        ("www.winkel.example", True, "/mand/", f"{HOME}mand/2", True),
    ],
)
def test_namesake_of_another_host_or_path_is_another_cookie(domain, host_only, path, url, goes):
    cookie = make_cookie("sid", domain, host_only=host_only, path=path)
    assert bool(_sent(cookie, _request(url))) is goes
