"""The demo web: nine made-up sites under .example and the services they embed.

``README.md`` beside this file says what each site does and which findings must come of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from scanner.demo.pages import DemoSite, site_handler
from scanner.demo.server import Handler
from scanner.demo.services import advertentiebord, biedring, geenrobot, meetlat, tagbeheer

DEMO_SEEDS = Path(__file__).with_name("seeds")  # sites.toml and policies/, as in seeds/

_PLANTENKAS_HEAD = """<script async src="https://cdn.tagbeheer.example/tm.js?id=TB-PLANTENKAS"></script>
<script defer src="/site.js"></script>"""

SITES = (
    DemoSite(
        folder="helder-hosting",
        name="Helder Hosting",
        pages={
            "/": "Home",
            "/diensten": "Diensten",
            "/over-ons": "Over ons",
            "/contact": "Contact",
            "/klantenportaal": "Klantenportaal",
            "/privacy": "Privacybeleid",
        },
        cookies={"hh_sessie": None, "hh_bezoeker": timedelta(days=365)},
        head='<script async src="https://cdn.tagbeheer.example/tm.js?id=TB-HELDER"></script>\n'
        '<script defer src="/site.js"></script>',
    ),
    DemoSite(
        folder="zusternet",
        name="Zusternet",
        pages={
            "/": "Home",
            "/diensten": "Abonnementen",
            "/over-ons": "Over ons",
            "/contact": "Contact",
            "/inloggen": "Inloggen",
            "/privacy": "Privacybeleid",
        },
        cookies={"zn_sessie": None},
        later_heads={2: '<script async src="https://cdn.meetlat.example/ml.js"></script>'},
    ),
    DemoSite(
        folder="pakketpunt",
        name="Pakketpunt",
        pages={
            "/": "Home",
            "/diensten": "Versturen",
            "/over-ons": "Over ons",
            "/contact": "Contact",
            "/inloggen": "Mijn pakketten",
            "/privacy": "Privacybeleid",
        },
        cookies={"pp_sessie": None, "pp_winkelmand": timedelta(days=30)},
        head='<script async src="https://cdn.meetlat.example/ml.js"></script>',
    ),
    DemoSite(
        folder="datakade",
        name="Datakade",
        pages={
            "/": "Home",
            "/diensten": "Datacenters",
            "/over-ons": "Over ons",
            "/contact": "Contact",
            "/inloggen": "Inloggen",
            "/privacy": "Privacyverklaring",
        },
        cookies={"dk_sessie": None},
    ),
    DemoSite(
        folder="stille-haven",
        name="Jachthaven Stille Haven",
        pages={
            "/": "Home",
            "/diensten": "Ligplaatsen",
            "/over-ons": "Over ons",
            "/contact": "Contact",
            "/inloggen": "Inloggen",
            "/privacy": "Privacyverklaring",
        },
    ),
    DemoSite(
        folder="molenwinkel",
        name="De Molenwinkel",
        pages={
            "/": "Home",
            "/diensten": "Meel en mixen",
            "/over-ons": "Over ons",
            "/contact": "Contact",
            "/inloggen": "Mijn bestellingen",
            "/privacy": "Privacybeleid",
        },
        cookies={"mw_sessie": None},
        head='<script defer src="/site.js"></script>',
    ),
    DemoSite(
        folder="plantenkas",
        name="De Plantenkas",
        pages={
            "/": "Home",
            "/diensten": "Planten",
            "/over-ons": "Over ons",
            "/contact": "Contact",
            "/inloggen": "Inloggen",
            "/privacy": "Privacyverklaring",
        },
        cookies={"pk_sessie": None},
        head=_PLANTENKAS_HEAD,
        later_heads={2: '<script defer src="/site.js"></script>', 3: _PLANTENKAS_HEAD},
    ),
    DemoSite(
        folder="kettingkast",
        name="Kettingkast",
        pages={
            "/": "Home",
            "/diensten": "Werkplaats",
            "/over-ons": "Over ons",
            "/contact": "Contact",
            "/inloggen": "Mijn fiets",
            "/privacy": "Privacybeleid",
        },
        cookies={"kk_sessie": timedelta(days=30)},
        guarded=False,
        head='<script defer src="/site.js"></script>',
    ),
    DemoSite(
        folder="dorpshuis",
        name="Dorpshuis De Brink",
        pages={
            "/": "Home",
            "/diensten": "Zaalhuur",
            "/over-ons": "Over ons",
            "/contact": "Contact",
            "/inloggen": "Inloggen",
            "/privacy": "Privacyverklaring",  # gone: it has no file
        },
    ),
)


def demo_hosts(week: int = 1) -> Mapping[str, Handler]:
    """Return the handler of every host of the demo web, as it is in a week.

    ``README.md`` beside this file says what is not as it was from a week on.
    """
    hosts: dict[str, Handler] = {
        site.host: site_handler(replace(site, week=week)) for site in SITES
    }
    for service in (tagbeheer, meetlat, advertentiebord, biedring, geenrobot):
        hosts.update(service.HOSTS)
    return hosts
