import json

import pytest

from scanner.browser.hook import make_script, parse_report


def report(**fields: object) -> str:
    return json.dumps(
        {"kind": "cookie", "id": 1, "at": 2000, "frame": "https://x.example/", **fields}
    )


def test_a_report_has_its_time_in_seconds() -> None:
    assert parse_report(report(text="a=1")) == {
        "kind": "cookie",
        "id": 1,
        "at": 2.0,
        "frame": "https://x.example/",
        "text": "a=1",
    }


@pytest.mark.parametrize(
    "payload",
    [
        "no json",
        "[]",
        report(kind=3),
        report(at="soon"),
        report(frame=None),
        report(text="x" * 20_000),
    ],
)
def test_what_our_script_did_not_send_is_dropped(payload: str) -> None:
    assert parse_report(payload) is None


def test_parts_of_the_script_do_not_see_each_others_names() -> None:
    script = make_script("token", ("const a = 1;", "", "const a = 2;"))
    assert script.count("try { const a = ") == 2
