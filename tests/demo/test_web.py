"""The ground truth of the demo web: what a browser holds after all pages, for each choice."""

from __future__ import annotations

import asyncio

import pytest
from web.plain import Seen, see

from scanner.demo.web import SITES, demo_hosts

pytestmark = pytest.mark.browser

DAY = 24 * 60 * 60
CAP = 400 * DAY  # Chrome keeps nothing longer; the advertiser asks for 730 days

HELDER = Seen(
    cookies=frozenset(
        {
            ("hh_sessie", "www.helder-hosting.example", None),
            ("hh_bezoeker", "www.helder-hosting.example", 365 * DAY),
            ("_ml_id", ".helder-hosting.example", 395 * DAY),
            ("_ml_ses", ".helder-hosting.example", None),
            ("abid", ".advertentiebord.example", CAP),
            ("_GEENROBOT", "www.geenrobot.example", 180 * DAY),
        }
    ),
    stores=frozenset(
        {
            ("https://www.helder-hosting.example", "localStorage", "hh_tarief"),
            ("https://www.helder-hosting.example", "sessionStorage", "hh_eerste_pagina"),
            ("https://www.geenrobot.example", "localStorage", "geenrobot.sleutel"),
        }
    ),
    hosts=frozenset(
        {
            "www.helder-hosting.example",
            "cdn.tagbeheer.example",
            "cdn.meetlat.example",
            "hit.meetlat.example",
            "pixel.advertentiebord.example",
            "www.geenrobot.example",
        }
    ),
)
ZUSTERNET = Seen(
    cookies=frozenset({("zn_sessie", "www.zusternet.example", None)}),
    stores=frozenset(),
    hosts=frozenset({"www.zusternet.example"}),
)
PAKKETPUNT = Seen(
    cookies=frozenset(
        {
            ("pp_sessie", "www.pakketpunt.example", None),
            ("pp_winkelmand", "www.pakketpunt.example", 30 * DAY),
            ("_ml_id", ".pakketpunt.example", 395 * DAY),
            ("_ml_ses", ".pakketpunt.example", None),
        }
    ),
    stores=frozenset(),
    hosts=frozenset({"www.pakketpunt.example", "cdn.meetlat.example", "hit.meetlat.example"}),
)
DATAKADE = Seen(
    cookies=frozenset(
        {
            ("dk_sessie", "www.datakade.example", None),
            ("abid", ".advertentiebord.example", CAP),
            ("_GEENROBOT", "www.geenrobot.example", 180 * DAY),
        }
    ),
    stores=frozenset({("https://www.geenrobot.example", "localStorage", "geenrobot.sleutel")}),
    hosts=frozenset(
        {"www.datakade.example", "pixel.advertentiebord.example", "www.geenrobot.example"}
    ),
)
STILLE_HAVEN = Seen(
    cookies=frozenset(), stores=frozenset(), hosts=frozenset({"www.stille-haven.example"})
)
METER = frozenset({"cdn.meetlat.example", "hit.meetlat.example"})
MOLENWINKEL = Seen(
    cookies=frozenset({("mw_sessie", "www.molenwinkel.example", None)}),
    stores=frozenset(),
    hosts=frozenset({"www.molenwinkel.example"}),
)
MOLENWINKEL_REFUSED = Seen(
    cookies=MOLENWINKEL.cookies | {("mw_keuze", "www.molenwinkel.example", 180 * DAY)},
    stores=frozenset(),
    hosts=MOLENWINKEL.hosts,
)
MOLENWINKEL_ACCEPTED = Seen(
    cookies=MOLENWINKEL_REFUSED.cookies
    | {
        ("_ml_id", ".molenwinkel.example", 395 * DAY),
        ("_ml_ses", ".molenwinkel.example", None),
        ("abid", ".advertentiebord.example", 365 * DAY),
    },
    stores=frozenset(),
    hosts=MOLENWINKEL.hosts | METER | {"pixel.advertentiebord.example"},
)
PLANTENKAS = Seen(
    cookies=frozenset(
        {
            ("pk_sessie", "www.plantenkas.example", None),
            ("abid", ".advertentiebord.example", CAP),
        }
    ),
    stores=frozenset(),
    hosts=frozenset(
        {"www.plantenkas.example", "cdn.tagbeheer.example", "pixel.advertentiebord.example"}
    ),
)
PLANTENKAS_REFUSED = Seen(
    cookies=PLANTENKAS.cookies | {("pk_cookies", "www.plantenkas.example", 90 * DAY)},
    stores=frozenset(),
    hosts=PLANTENKAS.hosts,
)
PLANTENKAS_ACCEPTED = Seen(
    cookies=PLANTENKAS_REFUSED.cookies
    | {
        ("_ml_id", ".plantenkas.example", 395 * DAY),
        ("_ml_ses", ".plantenkas.example", None),
    },
    stores=frozenset(),
    hosts=PLANTENKAS.hosts | METER,
)
KETTINGKAST = Seen(
    cookies=frozenset({("kk_sessie", "www.kettingkast.example", 30 * DAY)}),
    stores=frozenset(),
    hosts=frozenset({"www.kettingkast.example"}),
)
KETTINGKAST_REFUSED = Seen(
    cookies=KETTINGKAST.cookies | {("kk_keuze", "www.kettingkast.example", 180 * DAY)},
    stores=frozenset(),
    hosts=KETTINGKAST.hosts,
)
KETTINGKAST_ACCEPTED = Seen(
    cookies=KETTINGKAST_REFUSED.cookies
    | {
        ("_ml_id", ".kettingkast.example", 395 * DAY),
        ("_ml_ses", ".kettingkast.example", None),
        ("abid", ".advertentiebord.example", 365 * DAY),
        ("brid", ".biedring.example", 90 * DAY),
    },
    stores=frozenset(),
    hosts=KETTINGKAST.hosts
    | METER
    | {"pixel.advertentiebord.example", "sync.biedring.example", "bod.biedring.example"},
)
DORPSHUIS = Seen(
    cookies=frozenset(), stores=frozenset(), hosts=frozenset({"www.dorpshuis.example"})
)
TRUTH = {
    "helder-hosting": HELDER,
    "zusternet": ZUSTERNET,
    "pakketpunt": PAKKETPUNT,
    "datakade": DATAKADE,
    "stille-haven": STILLE_HAVEN,
    "molenwinkel": MOLENWINKEL,
    "molenwinkel, refused": MOLENWINKEL_REFUSED,
    "molenwinkel, accepted": MOLENWINKEL_ACCEPTED,
    "plantenkas": PLANTENKAS,
    "plantenkas, refused": PLANTENKAS_REFUSED,
    "plantenkas, accepted": PLANTENKAS_ACCEPTED,
    "kettingkast": KETTINGKAST,
    "kettingkast, refused": KETTINGKAST_REFUSED,
    "kettingkast, accepted": KETTINGKAST_ACCEPTED,
    "dorpshuis": DORPSHUIS,
}
PRESSES = {
    "molenwinkel, refused": "Weigeren",
    "molenwinkel, accepted": "Accepteren",
    "plantenkas, refused": "Alles weigeren",
    "plantenkas, accepted": "Alles toestaan",
    "kettingkast, refused": "Alle cookies weigeren",
    "kettingkast, accepted": "Alle cookies accepteren",
}


@pytest.fixture(scope="module")
def seen():
    visits = {
        name: tuple(f"https://{site.host}{path}" for path in site.pages)
        for site in SITES
        for name in (site.folder, *(each for each in PRESSES if each.startswith(site.folder)))
    }
    return asyncio.run(see(demo_hosts(), visits, PRESSES))


def test_every_site_has_its_truth(seen):
    assert set(seen) == set(TRUTH)


@pytest.mark.parametrize("site", TRUTH)
def test_a_browser_holds_and_calls_exactly_what_the_demo_says(seen, site):
    assert seen[site] == TRUTH[site]
