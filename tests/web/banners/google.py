"""A site that tells Google what was chosen with every request: Consent Mode, gcs and gcd."""

from web.banners.parts import SHOWN, TEXT, banner, button
from web.banners.site import make_site
from web.banners.tools import serve_tool
from web.register import answers, inline

TAGMANAGER = "www.googletagmanager.com"
COLLECTOR = "region1.google-analytics.com"

answers(COLLECTOR, "/g/collect")
_url = serve_tool(TAGMANAGER, "/gtag/js", "consentmode")
make_site(
    "consentmode",
    banner(TEXT + button("Alles accepteren", "alles") + button("Alles weigeren", "geen"))
    + inline(
        """
window.dataLayer = [];
function gtag() { dataLayer.push(arguments); }
const KINDS = ["ad_storage", "analytics_storage", "ad_user_data", "ad_personalization"];
const all = (state) => Object.fromEntries(KINDS.map((kind) => [kind, state]));
const update = (choice) => gtag("consent", "update", all(choice.length ? "granted" : "denied"));
gtag("consent", "default", all("denied"));
if (site.read()) update(site.read());
gtag("js", new Date());
gtag("config", "G-PROEF");
site.onPress = (choice) => { update(choice); return choice; };
"""
    )
    + f'<script src="{_url}?id=G-PROEF"></script>',
    SHOWN,
)
