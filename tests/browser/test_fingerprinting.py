"""How often each script used what can tell devices apart."""

import asyncio

import pytest
from browser_rows import SHOP
from web.fingerprint import MANY, WAYS
from web.pages import web_hosts
from web.register import CASES

from scanner.models import ApiUse

pytestmark = pytest.mark.browser

DERDE = "https://cdn.derde.example/vinger"
CANVAS = WAYS["canvas"][2]


def _uses(path, script, counts):
    return [
        ApiUse(api=api, count=count, script=script, page=f"{SHOP}/vinger/{path}")
        for api, count in counts.items()
    ]


TRUTH = {
    f"/vinger/{path}": _uses(path, f"{DERDE}/{path}.js", counts)
    for path, (_, _, counts) in WAYS.items()
} | {
    "/vinger/twee": [
        *_uses("twee", f"{DERDE}/canvas.js", CANVAS),
        *_uses("twee", f"{SHOP}/vinger/twee", {"canvas.toDataURL": 1}),
    ],
    "/vinger/kader": _uses("kader", f"{DERDE}/canvas.js", CANVAS),
    "/vinger/veel": [
        use
        for name, times in MANY.items()
        for use in _uses("veel", f"{DERDE}/{name}.js", {"canvas.measureText": times})
    ],
    "/vinger/gewoon": [],
}


@pytest.fixture(scope="module")
def seen(observe, shop):
    return asyncio.run(observe(web_hosts(), {path: shop(path) for path in TRUTH}))


def test_every_fingerprinting_page_has_its_truth():
    assert sorted(TRUTH) == sorted(path for path in CASES if path.startswith("/vinger/"))


@pytest.mark.parametrize("path", TRUTH)
def test_each_use_is_counted_by_interface_and_script(seen, path):
    assert sorted(seen[path].apis, key=lambda each: (each.script, each.api)) == TRUTH[path]
