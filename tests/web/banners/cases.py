"""Every site with a banner, and every one that must be taken to have none."""

from web.banners import (  # noqa: F401 - each registers its sites
    basic,
    gates,
    google,
    none,
    placed,
    shapes,
    tools,
    walls,
    wild,
    wild_folds,
    wild_forms,
    wild_steps,
)
from web.banners.truth import BannerCase
from web.banners.truth_plain import PLAIN_CASES
from web.banners.truth_tools import TOOL_CASES
from web.banners.truth_wild import WILD_CASES

from scanner.words import ConsentChoice

# The visit that leaves a banner alone sees what the others see before they press: a few of each
# sort are enough of it.
LEFT_ALONE = frozenset(
    {
        "eerstelaag",
        "tevroeg",
        "vreemdkader",
        "schaduw",
        "naeven",
        "scrollen",
        "betalen",
        "belofte",
        "zonder",
        "nieuwsbrief",
        "cookiebot",
        "kiosk",
    }
)
BANNER_CASES: tuple[BannerCase, ...] = PLAIN_CASES + TOOL_CASES + WILD_CASES
BANNER_VISITS = tuple(
    (case.name, choice)
    for choice in ConsentChoice
    for case in BANNER_CASES
    if choice is not ConsentChoice.NONE or case.name in LEFT_ALONE
)
