"""What a visit is to do."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from scanner.browser.aliases import Resolve
from scanner.browser.collector import Collector
from scanner.browser.record import CaptchaMatcher
from scanner.browser.secrets import Hasher
from scanner.browser.settle import Patience
from scanner.models import PolicyLink, Site
from scanner.words import ConsentChoice


@dataclass(frozen=True)
class VisitPlan:
    """What a visit is to do, and what it may use."""

    site: Site
    choice: ConsentChoice
    most_pages: int  # the home page included
    timeout_s: float
    patience: Patience
    hasher: Hasher
    captcha_of: CaptchaMatcher
    services: tuple[str, ...]  # names to look for in a banner's text
    collectors: tuple[Collector, ...]
    save_picture: Callable[[str, bytes], str]  # page, before, after -> the file's name in the run
    should_stop: Callable[[], bool]
    resolve: Resolve | None = None  # None: aliases of hosts are not looked up
    # Takes links to policies as the pages have them; the observation keeps no value of a query.
    note_policies: Callable[[Iterable[PolicyLink]], None] = lambda links: None
    now: Callable[[], float] = time.time  # seconds since 1970
