"""What follows a visitor beside cookies, one entry of each kind."""

from builders import BEFORE_CHOICE, HOME

from scanner.models import AliasEntry, ApiCount, BounceEntry, FingerprintingEntry, SyncEntry
from scanner.words import Category, ConsentChoice, Party, Phase

SEEN = {
    "choices": (ConsentChoice.NONE,),
    "phases": (Phase.BEFORE,),
    "moments": BEFORE_CHOICE,
    "pages": (HOME,),
}
FINGERPRINTING = FingerprintingEntry(
    script="https://cdn.meetlat.example/ml.js",
    party=Party.THIRD,
    service="meetlat",
    owner="Meetlat Analytics GmbH",
    apis=(ApiCount(api="canvas.toDataURL", count=1), ApiCount(api="fonts.check", count=40)),
    choices=(ConsentChoice.NONE,),
    pages=(HOME,),
)
SYNC = SyncEntry(
    origin="meetlat.example",
    origin_service="meetlat",
    receiver="bod.example",
    receiver_service=None,
    cookies=("ml_id",),
    length=20,
    requests=2,
    examples=("https://bod.example/match?u=",),
    **SEEN,
)
BOUNCE = BounceEntry(
    domain="sprong.example",
    service=None,
    owner=None,
    examples=("https://sprong.example/r",),
    **SEEN,
)
ALIAS = AliasEntry(
    host="stats.winkel.example",
    alias_of="hit.meetlat.example",
    service="meetlat",
    owner="Meetlat Analytics GmbH",
    category=Category.ANALYTICS,
    category_source="catalogue: meetlat, alias hit.meetlat.example",
    requests=3,
    **SEEN,
)
MARKS = {
    "fingerprinting": (FINGERPRINTING,),
    "syncs": (SYNC,),
    "bounces": (BOUNCE,),
    "aliases": (ALIAS,),
}
