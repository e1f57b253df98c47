"""Every site with a banner, and every one that must be taken to have none."""

from web.banners import (  # noqa: F401 - each registers its sites
    basic,
    google,
    languages,
    none,
    placed,
    shapes,
    tools,
    walls,
    wild,
    wild_forms,
)
from web.banners.truth import BannerCase
from web.banners.truth_plain import PLAIN_CASES
from web.banners.truth_tools import TOOL_CASES
from web.banners.truth_wild import WILD_CASES

BANNER_CASES: tuple[BannerCase, ...] = PLAIN_CASES + TOOL_CASES + WILD_CASES
