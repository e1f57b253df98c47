"""Sites with the markup, objects, events and cookies of consent tools in use; the code is ours.

What autoconsent's rules look for is there, so that they know each of them. The scripts lie in
``tools/`` and are served at the vendors' addresses, or by the site where the tool is its own.
"""

import json
from pathlib import Path

from web.banners.site import host_of, make_site
from web.banners.tcf import Consents, tc_string
from web.register import answers

COOKIEBOT = "consent.cookiebot.com"
ONETRUST = "cdn.cookielaw.org"
USERCENTRICS = "app.usercentrics.eu"
USERCENTRICS_3 = "web.cmp.usercentrics.eu"
DIDOMI = "sdk.privacy-center.org"
COOKIEYES = "cdn-cookieyes.com"
TCF = "cmp.toestemmingskader.example"

STRINGS = {
    "accept": tc_string(Consents(purposes=range(1, 11), vendors=(1, 2, 10, 755))),
    "reject": tc_string(Consents()),
}
_ALLOW = """
const allow = (statistieken, marketing) => {
  const on = { statistieken, marketing };
  trackers.run(ALL.filter((each) => on[each]));
};
"""


def serve_tool(host: str, path: str, name: str) -> str:
    """Serve a script of ``tools/`` and return its address."""
    text = Path(__file__).with_name("tools").joinpath(f"{name}.js").read_text(encoding="utf-8")
    answers(
        host,
        path,
        text.replace("__STRINGS__", json.dumps(STRINGS)),
        kind="text/javascript",
        headers={"Cache-Control": "no-store"},
    )
    return f"https://{host}{path}"


def _make(name: str, url: str, code: str, attributes: str = "") -> None:
    make_site(name, code=_ALLOW + code, head=f'<script src="{url}"{attributes}></script>')


# -- served by their vendors -----------------------------------------------------------------------

_COOKIEBOT_CODE = """
addEventListener("CookiebotOnConsentReady", () =>
  allow(Cookiebot.consent.statistics, Cookiebot.consent.marketing));
"""
_url = serve_tool(COOKIEBOT, "/uc.js", "cookiebot")
for _name, _template in (("cookiebot", "optin"), ("cookiebotvakjes", "levels")):
    _make(_name, _url, _COOKIEBOT_CODE, f' id="Cookiebot" data-template="{_template}"')

_ONETRUST_CODE = """
function OptanonWrapper() {
  const groups = OnetrustActiveGroups.split(",");
  allow(groups.includes("C0002"), groups.includes("C0004"));
}
"""
_url = serve_tool(ONETRUST, "/scripttemplates/otSDKStub.js", "onetrust")
_make("onetrust", _url, _ONETRUST_CODE)
_make("onetrustinstellingen", _url, _ONETRUST_CODE, " data-settings-only")

_make(
    "usercentrics",
    serve_tool(USERCENTRICS, "/browser-ui/latest/loader.js", "usercentrics"),
    """
const heed = () => allow(UC_UI.areAllConsentsAccepted(), UC_UI.areAllConsentsAccepted());
addEventListener("UC_UI_INITIALIZED", heed);
addEventListener("UC_UI_CMP_EVENT", heed);
""",
    ' id="usercentrics-cmp" data-settings-id="pRoEf"',
)
_make(
    "usercentrics3",
    serve_tool(USERCENTRICS_3, "/ui/loader.js", "usercentrics3"),
    """
addEventListener("UC_CONSENT", ({ detail }) =>
  allow(detail.services.t1.consent, detail.services.v1.consent));
""",
    ' id="usercentrics-cmp" data-settings-id="pRoEf"',
)
_make(
    "didomi",
    serve_tool(DIDOMI, "/0f0f0f0f/loader.js", "didomi"),
    """
const heed = () => {
  const { analytics, advertising } = Didomi.getCurrentUserStatus().purposes;
  allow(analytics.enabled, advertising.enabled);
};
window.didomiOnReady = [(Didomi) => { heed(); Didomi.on("consent.changed", heed); }];
""",
)
_make(
    "cookieyes",
    serve_tool(COOKIEYES, "/client_data/0f0f0f0f/script.js", "cookieyes"),
    """
const heed = () => {
  const { analytics, advertisement } = getCkyConsent().categories;
  allow(analytics, advertisement);
};
document.addEventListener("cookieyes_consent_update", heed);
document.addEventListener("DOMContentLoaded", heed);
""",
    ' id="cookieyes"',
)
_make(
    "tcf",
    serve_tool(TCF, "/tcf.js", "tcf"),
    """
__tcfapi("addEventListener", 2, (data, ok) => {
  if (!ok || data.eventStatus === "cmpuishown") return;
  allow(data.purpose.consents[8], data.purpose.consents[4]);
});
""",
)

# -- served by the site itself ---------------------------------------------------------------------

_make(
    "complianz",
    serve_tool(
        host_of("complianz"), "/wp-content/plugins/complianz-gdpr/complianz.js", "complianz"
    ),
    """
document.addEventListener("cmplz_fire_categories", ({ detail }) =>
  allow(detail.categories.includes("statistics"), detail.categories.includes("marketing")));
""",
)
_make(
    "klaro",
    serve_tool(host_of("klaro"), "/klaro.js", "klaro"),
    'addEventListener("klaro-applied", ({ detail }) => allow(detail.telraam, detail.volgnet));',
)
