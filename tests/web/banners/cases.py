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
)
from web.banners.truth import BannerCase
from web.banners.truth_plain import PLAIN_CASES
from web.banners.truth_tools import TOOL_CASES

BANNER_CASES: tuple[BannerCase, ...] = PLAIN_CASES + TOOL_CASES
