"""Imported lists for tests: made up, in the formats of the real ones."""

import json

COOKIES_CSV = (
    "ID,Platform,Category,Cookie / Data Key name,Domain,Description,Retention period,"
    "Data Controller,User Privacy & GDPR Rights Portals,Wildcard match\n"
    "1,Teller,Analytics,teller_bezoek,Advertiser's website domain (1st party),Counts visits,"
    "2 years,Teller B.V.,https://teller.example/,0\n"
    "2,Teller,Analytics,id,teller.example (3rd party),Tells visitors apart,30 days,Teller B.V.,,0\n"
    "3,Teller,Marketing,tel_,,A campaign,session,Teller B.V.,,1\n"
    "4,Teller,Functional,tellerkeuze_,,A choice,1 week,Teller B.V.,,1\n"
    "5,Teller,Functional,id,,Anything,1 week,Teller B.V.,,0\n"
)
COOKIES_JSON = json.dumps(
    {
        "Teller": [
            {
                "id": "1",
                "category": "Personalization",
                "cookie": "teller<number>",
                "domain": "",
                "description": "A  choice",
                "retentionPeriod": "12 hours",
                "dataController": "Teller B.V.",
                "privacyLink": "",
                "wildcardMatch": "0",
            }
        ]
    }
)
ENTITIES = json.dumps(
    [
        {
            "name": "Teller",
            "company": "Teller B.V.",
            "categories": ["cdn", "analytics"],
            "domains": ["*.teller.example", "teller-cdn.example", "*.github.io"],
        },
        {"name": "Doos", "category": "cdn", "domains": ["doos.example"]},
    ]
)
TRACKERDB = json.dumps(
    {
        "categories": {"advertising": {"name": "Advertising"}, "misc": {"name": "Misc"}},
        "organizations": {"bord": {"name": "Bord N.V.", "country": "BE"}},
        "patterns": {
            "bord_ads": {"name": "Bord Ads", "category": "advertising", "organization": "bord"},
            "bord_kaart": {"name": "Bord Kaart", "category": "misc", "organization": None},
        },
        "domains": {"bord.example": "bord_ads", "github.io": "bord_kaart"},
        "filters": {"||bord.example/kaart^": "bord_kaart"},
    }
)
FILTERS = """[Adblock Plus 2.0]
! Title: EasyPrivacy
! Licence: CC BY-SA 3.0
! Last modified: 21 Nov 2026 10:00 UTC
||spoor.example^$third-party
/spoorpixel.$image
@@||spoor.example/mag^
/ab
winkel.example##.banner
"""
