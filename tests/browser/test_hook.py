import json

import pytest

from scanner.browser.hook import make_script, parse_report

STACK = """Error
    at callers (<anonymous>:11:19)
    at set (https://cdn.derde.example/t.js?v=1:1:20)
    at eval (eval at run (https://www.winkel.example/a.js:3:4), <anonymous>:1:1)
    at blob:https://www.winkel.example/1f-2e:5:6
    at https://www.winkel.example/:10:3"""


def report(**fields: object) -> str:
    return json.dumps({"kind": "cookie", "at": 2000, "frame": "https://x.example/", **fields})


def test_a_stack_becomes_the_urls_of_its_scripts_innermost_first() -> None:
    assert parse_report(report(stack=STACK)) == {
        "kind": "cookie",
        "at": 2.0,
        "frame": "https://x.example/",
        "stack": (
            "https://cdn.derde.example/t.js?v=1",
            "https://www.winkel.example/a.js",
            "blob:https://www.winkel.example/1f-2e",
            "https://www.winkel.example/",
        ),
    }


@pytest.mark.parametrize(
    "payload",
    [
        "no json",
        "[]",
        report(kind=3),
        report(at="soon"),
        report(frame=None),
        report(stack="x" * 20_000),
    ],
)
def test_what_our_script_did_not_send_is_dropped(payload: str) -> None:
    assert parse_report(payload) is None


def test_parts_of_the_script_do_not_see_each_others_names() -> None:
    script = make_script("_b", ("const a = 1;", "", "const a = 2;"))
    assert script.count("{ const a = ") == 2
