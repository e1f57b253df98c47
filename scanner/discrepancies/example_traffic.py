"""Short ways to write what the third parties of an example did beside storing and being called."""

from __future__ import annotations

from scanner.discrepancies.example_visits import HOME
from scanner.discrepancies.examples import BEFORE_CHOICE
from scanner.models import ApiCount, FingerprintingEntry, SyncEntry
from scanner.words import ConsentChoice, Party, Phase


def make_sync_entry(
    origin: str = "adbord.example",
    receiver: str = "veiling.example",
    *,
    origin_service: str | None = "adbord",
    receiver_service: str | None = "veiling",
) -> SyncEntry:
    """Return an identifier that an advertiser handed to another one, before any choice."""
    return SyncEntry(
        origin=origin,
        origin_service=origin_service,
        receiver=receiver,
        receiver_service=receiver_service,
        cookies=("abid",),
        length=32,
        requests=1,
        choices=(ConsentChoice.NONE,),
        phases=(Phase.BEFORE,),
        moments=BEFORE_CHOICE,
        pages=(HOME,),
        examples=(f"https://{receiver}/sync",),
    )


def make_fingerprinting_entry(
    *apis: str, service: str | None = "adbord", party: Party | None = Party.THIRD
) -> FingerprintingEntry:
    """Return a third party's script that used interfaces, each once."""
    return FingerprintingEntry(
        script="https://cdn.adbord.example/f.js",
        party=party,
        service=service,
        owner=None,
        apis=tuple(ApiCount(api=api, count=1) for api in apis),
        choices=(ConsentChoice.NONE,),
        pages=(HOME,),
    )
