"""CAPTCHAs at their vendors' own addresses: what a visit records of each."""

import asyncio

import pytest
from browser_rows import SHOP, cookie, cookies_of, item, items_of
from web.captcha import H_FRAME, HALF_YEAR, RELEASE, T_FRAME
from web.pages import web_hosts
from web.register import CASES

from scanner.models import CaptchaCall

pytestmark = pytest.mark.browser

GOOGLE, NET = "https://www.google.com", "https://www.recaptcha.net"
GSTATIC = "https://www.gstatic.com"
ANCHOR = "anchor?ar=&k=&co=&hl=&v=&size=&cb="
H_SCRIPT = "https://js.hcaptcha.com/1/api.js"
H_BOX = f"https://newassets.hcaptcha.com{H_FRAME}"
H_CHECK = "https://api.hcaptcha.com/checksiteconfig?v=&host=&sitekey=&sc="
CLOUDFLARE = "https://challenges.cloudflare.com"
T_SCRIPT, T_BOX = f"{CLOUDFLARE}/turnstile/v0/api.js", f"{CLOUDFLARE}{T_FRAME}"
T_FLOW = f"{CLOUDFLARE}/cdn-cgi/challenge-platform/h/b/flow/ov1/proef"
WIDGET = "https://cdn.jsdelivr.net/npm/friendly-challenge@0.9.18/widget.min.js"
FORM_FRAME = "https://m.winkel.example/captcha/formulier"
PUZZLE = "https://api.friendlycaptcha.com/api/v1/puzzle?sitekey="


def _call(path, vendor, variant, *urls, form=True):
    return CaptchaCall(
        vendor=vendor, variant=variant, page=SHOP + path, urls=urls, form_on_page=form
    )


def _recaptcha(
    path,
    variant,
    *,
    base=GOOGLE,
    gstatic=GSTATIC,
    name="api.js",
    folder="api2",
    asks=False,
    form=True,
    within=(),
):
    """Return what one reCAPTCHA is: its call, its cookie and the items it stores."""
    page, loader = f"/captcha/{path}", f"{base}/recaptcha/{name}"
    script = f"{gstatic}{RELEASE}"
    anchor, reload = (f"{base}/recaptcha/{folder}/{end}" for end in (ANCHOR, "reload?k="))
    chain = (script, loader, *within, page)
    row = cookie(
        "_GRECAPTCHA", float(HALF_YEAR), by=anchor, chain=chain, third=True, http_only=True,
        path="/recaptcha", length=8,
    )  # fmt: skip
    items = [item("local", "rc::a", by=anchor, origin=base, chain=chain),
             item("session", "rc::c", by=anchor, origin=base, chain=chain)]  # fmt: skip
    if asks:
        items.insert(1, item("local", "_grecaptcha", by=script, chain=(loader, page)))
    urls = (loader, script, anchor, *((reload,) if asks else ()))
    call = _call(page, "google-recaptcha", variant, *urls, form=form)
    return {page: (call, [row], items)}


def _scored(path, variant, name, folder, **other):
    return _recaptcha(path, variant, name=f"{name}?render=", folder=folder, asks=True, **other)


# path -> the call, the cookies and the items
TRUTH = (
    _recaptcha("v2", "v2-checkbox")
    | _recaptcha("v2-onzichtbaar", "v2-invisible")
    | _scored("v3", "v3", "api.js", "api2")
    | _scored("v3-los", "v3", "api.js", "api2", form=False)
    | _scored("enterprise", "enterprise", "enterprise.js", "enterprise")
    | _recaptcha("enterprise-vak", "enterprise", name="enterprise.js", folder="enterprise")
    | _recaptcha("net", "v2-checkbox", base=NET, gstatic="https://www.gstatic.cn")
    | {
        "/captcha/hcaptcha": (
            _call("/captcha/hcaptcha", "hcaptcha", None, H_SCRIPT, H_BOX, H_CHECK),
            [cookie("hmt_id", 30 * 86_400.0, by=H_CHECK, third=True,
                    chain=(H_BOX, H_SCRIPT, "/captcha/hcaptcha"),
                    domain="hcaptcha.com", host_only=False, http_only=True)],
            [],
        ),
        "/captcha/turnstile": (
            _call("/captcha/turnstile", "cloudflare-turnstile", None, T_SCRIPT, T_BOX, T_FLOW),
            [],
            [item("local", "cf.turnstile.u", by=T_BOX, origin=CLOUDFLARE,
                  chain=(T_SCRIPT, "/captcha/turnstile"))],
        ),
        "/captcha/friendly": (
            _call("/captcha/friendly", "friendly-captcha", None, WIDGET, PUZZLE), [], []
        ),
    }
)  # fmt: skip
# These load, or start, when the first field of the form gets focus.
for _name, _within in {"focus": (), "kader-focus": (FORM_FRAME,)}.items():
    for _path, (_called, (_row,), _items) in _recaptcha(
        _name, "v2-checkbox", within=_within
    ).items():
        TRUTH[_path] = (_called, [_row | {"trigger": "interaction"}], _items)
TRUTH["/captcha/friendly-focus"] = (
    _call("/captcha/friendly-focus", "friendly-captcha", None, WIDGET, PUZZLE), [], []
)  # fmt: skip


@pytest.fixture(scope="module")
def seen(observe, shop):
    return asyncio.run(observe(web_hosts(), {path: shop(path) for path in TRUTH}))


def test_every_captcha_page_has_its_truth():
    assert sorted(TRUTH) == sorted(path for path in CASES if path.startswith("/captcha/"))


@pytest.mark.parametrize("path", TRUTH)
def test_a_captcha_is_recorded_with_vendor_variant_page_form_and_urls(seen, path):
    assert seen[path].captchas == (TRUTH[path][0],)


@pytest.mark.parametrize("path", TRUTH)
def test_what_a_captcha_stores_is_recorded(seen, path):
    assert (cookies_of(seen[path]), items_of(seen[path])) == TRUTH[path][1:]


@pytest.mark.parametrize("path", TRUTH)
def test_the_hosts_a_captcha_calls_are_those_of_its_urls(seen, path):
    called = {each.host for each in seen[path].requests if each.party == "third"}
    assert called == {url.split("/")[2] for url in TRUTH[path][0].urls}


def test_nothing_is_sent_to_the_shop_itself(seen):
    posted = [each.url for visit in seen.values() for each in visit.requests
              if each.method != "GET" and each.party == "first"]  # fmt: skip
    assert posted == []
