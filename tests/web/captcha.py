"""CAPTCHAs as their vendors serve them: look-alikes at the vendors' own addresses.

They ask for what the real ones ask for when a page is opened, in the same order, and store what
those store; they check nothing and never reach the internet.
"""

from web.register import FILIAAL, FORM, answers, frames, inline, page, runs, script, shows

GOOGLE = "www.google.com"
NET = "www.recaptcha.net"
GSTATIC, GSTATIC_CN = "www.gstatic.com", "www.gstatic.cn"
KEY = "6Lproefproefproefproefproefproefproefpro"
RELEASE = "/recaptcha/releases/proef/recaptcha__nl.js"
HALF_YEAR = 180 * 24 * 60 * 60

# -- reCAPTCHA -------------------------------------------------------------------------------------

# The small script names the big one's address and hands over how it was asked to render.
_LOADER = """
globalThis.___grecaptcha_cfg = {{ base: "https://{host}/recaptcha/{folder}", render: "{render}" }};
const tag = document.createElement("script");
tag.async = true;
tag.src = "https://{gstatic}{release}";
document.head.append(tag);
"""
_MAIN = """
(() => {
  const { base, render } = globalThis.___grecaptcha_cfg;
  const frame = (place, key, size) => {
    const box = document.createElement("iframe");
    box.title = "reCAPTCHA";
    box.src = `${base}/anchor?ar=1&k=${key}&co=aHR0cHM6&hl=nl&v=proef&size=${size}&cb=proef`;
    place.append(box);
    return box;
  };
  for (const place of document.querySelectorAll(".g-recaptcha"))
    frame(place, place.dataset.sitekey, place.dataset.size ?? "normal");
  if (!render || render === "explicit") return;
  const badge = frame(document.body, render, "invisible");
  badge.onload = () => {
    localStorage.setItem("_grecaptcha", "09AIproef");
    badge.contentWindow.postMessage("execute", "*");
  };
})();
"""
_ANCHOR = inline('localStorage.setItem("rc::a", "1a2b"); sessionStorage.setItem("rc::c", "1a2b");')
# v3 and Enterprise score a page by themselves when its script says so; nobody presses anything.
_SCORING = _ANCHOR + inline(
    'const { searchParams } = new URL(location); addEventListener("message", () =>'
    ' fetch(`reload?k=${searchParams.get("k")}`, {method: "POST", body: "v=proef"}));'
)
_COOKIE = (
    f"_GRECAPTCHA=09Aproef; Path=/recaptcha; Max-Age={HALF_YEAR}; Secure; HttpOnly; SameSite=none"
)


def _loader(host, folder, gstatic):
    def answer(request):
        return script(
            _LOADER.format(
                host=host,
                folder=folder,
                render=request.query.get("render", ""),
                gstatic=gstatic,
                release=RELEASE,
            )
        )

    return answer


for _host, _gstatic in ((GOOGLE, GSTATIC), (NET, GSTATIC_CN)):
    page(_host, "/recaptcha/api.js")(_loader(_host, "api2", _gstatic))
    page(_host, "/recaptcha/enterprise.js")(_loader(_host, "enterprise", _gstatic))
    runs(_gstatic, RELEASE, _MAIN)
    for _folder in ("api2", "enterprise"):
        frames(_host, f"/recaptcha/{_folder}/anchor", _SCORING, _COOKIE)
        answers(_host, f"/recaptcha/{_folder}/reload", ")]}'[]", kind="application/json")


def _recaptcha(host=GOOGLE, name="api.js", query=""):
    return f'<script src="https://{host}/recaptcha/{name}{query}" async defer></script>'


def _box(size=""):
    return f'<div class="g-recaptcha" data-sitekey="{KEY}"{size}></div>'


_INVISIBLE = _box(' data-size="invisible"')
_LAZY = inline(
    'document.querySelector("input").addEventListener("focus", () => {'
    ' const tag = document.createElement("script"); document.head.append(tag);'
    f' tag.src = "https://{GOOGLE}/recaptcha/api.js"; }}, {{once: true}})'
)
_V3 = _recaptcha(query=f"?render={KEY}")

shows("/captcha/v2", "reCAPTCHA v2, checkbox, in a form", FORM.format(_box()) + _recaptcha())
shows(
    "/captcha/v2-onzichtbaar",
    "reCAPTCHA v2, invisible, in a form",
    FORM.format(_INVISIBLE) + _recaptcha(),
)
shows("/captcha/v3", "reCAPTCHA v3, in a page with a form", FORM.format("") + _V3)
shows("/captcha/v3-los", "reCAPTCHA v3, in a page without a form", _V3)
shows(
    "/captcha/enterprise",
    "reCAPTCHA Enterprise, by score",
    FORM.format("") + _recaptcha(name="enterprise.js", query=f"?render={KEY}"),
)
shows(
    "/captcha/enterprise-vak",
    "reCAPTCHA Enterprise, checkbox",
    FORM.format(_box()) + _recaptcha(name="enterprise.js"),
)
shows("/captcha/net", "reCAPTCHA v2 from recaptcha.net", FORM.format(_box()) + _recaptcha(NET))
shows(
    "/captcha/focus",
    "reCAPTCHA v2 that loads when the form's first field gets focus",
    FORM.format(_box()) + _LAZY,
)

shows(
    "/captcha/kader-focus",
    "the same in a form that stands in a frame",
    f'<iframe title="kader" src="https://{FILIAAL}/captcha/formulier"></iframe>',
)
frames(FILIAAL, "/captcha/formulier", FORM.format(_box()) + _LAZY)

# -- hCaptcha --------------------------------------------------------------------------------------

H_SCRIPT, H_ASSETS, H_API = "js.hcaptcha.com", "newassets.hcaptcha.com", "api.hcaptcha.com"
H_FRAME = "/captcha/v1/proef/static/hcaptcha.html"

runs(
    H_SCRIPT,
    "/1/api.js",
    f"""
for (const place of document.querySelectorAll(".h-captcha")) {{
  const box = document.createElement("iframe");
  box.title = "hCaptcha";
  box.src = `https://{H_ASSETS}{H_FRAME}#frame=checkbox&id=0&sitekey=${{place.dataset.sitekey}}`;
  place.append(box);
}}
""",
)
frames(
    H_ASSETS,
    H_FRAME,
    inline(
        f'fetch("https://{H_API}/checksiteconfig?v=proef&host=www.winkel.example&sitekey=proef&sc=1",'
        ' {method: "POST", credentials: "include"})'
    ),
)
answers(
    H_API,
    "/checksiteconfig",
    "{}",
    "hmt_id=a1; Domain=hcaptcha.com; Path=/; Max-Age=2592000; Secure; HttpOnly; SameSite=None",
    kind="application/json",
)
shows(
    "/captcha/hcaptcha",
    "hCaptcha in a form",
    FORM.format('<div class="h-captcha" data-sitekey="proef"></div>')
    + f'<script src="https://{H_SCRIPT}/1/api.js" async defer></script>',
)

# -- Turnstile -------------------------------------------------------------------------------------

CLOUDFLARE = "challenges.cloudflare.com"
T_FRAME = (
    "/cdn-cgi/challenge-platform/h/b/turnstile/f/ov2/av0/rch/proef/0xPROEF/auto/fbE/new/normal"
)

runs(
    CLOUDFLARE,
    "/turnstile/v0/api.js",
    f"""
for (const place of document.querySelectorAll(".cf-turnstile")) {{
  const box = document.createElement("iframe");
  box.title = "Turnstile";
  box.src = "https://{CLOUDFLARE}{T_FRAME}";
  place.append(box);
}}
""",
)
frames(
    CLOUDFLARE,
    T_FRAME,
    inline(
        'localStorage.setItem("cf.turnstile.u", "a1");'
        'fetch(URL.createObjectURL(new Blob(["a1"])));'  # goes nowhere: no call
        'fetch("/cdn-cgi/challenge-platform/h/b/flow/ov1/proef", {method: "POST", body: "a1"})'
    ),
)
answers(CLOUDFLARE, "/cdn-cgi/challenge-platform/h/b/flow/ov1/proef", "a1")
shows(
    "/captcha/turnstile",
    "Turnstile in a form",
    FORM.format('<div class="cf-turnstile" data-sitekey="0xPROEF"></div>')
    + f'<script src="https://{CLOUDFLARE}/turnstile/v0/api.js" async defer></script>',
)

# -- Friendly Captcha ------------------------------------------------------------------------------

JSDELIVR, FRIENDLY = "cdn.jsdelivr.net", "api.friendlycaptcha.com"
WIDGET = "/npm/friendly-challenge@0.9.18/widget.min.js"

# Its default is to start when a field of the form gets focus; data-start="auto" starts at once.
runs(
    JSDELIVR,
    WIDGET,
    f"""
for (const place of document.querySelectorAll(".frc-captcha")) {{
  const start = () =>
    fetch(`https://{FRIENDLY}/api/v1/puzzle?sitekey=${{place.dataset.sitekey}}`);
  if (place.dataset.start === "auto") start();
  else place.closest("form").addEventListener("focusin", start, {{ once: true }});
}}
""",
)
answers(FRIENDLY, "/api/v1/puzzle", '{"data":{"puzzle":"a1"}}', kind="application/json")
for _path, _start, _when in (
    ("friendly", ' data-start="auto"', "at once"),
    ("friendly-focus", "", "on focus"),
):
    shows(
        f"/captcha/{_path}",
        f"Friendly Captcha in a form, starting {_when}",
        FORM.format(f'<div class="frc-captcha" data-sitekey="FCPROEF"{_start}></div>')
        + f'<script src="https://{JSDELIVR}{WIDGET}" async defer></script>',
    )
