"""Small sites with a consent banner each, or with something that only looks like one.

``site`` makes a site, the modules beside it give it its banner, and ``truth`` holds what three
visits of each must find, as ``BANNER_CASES``; ``BANNER_VISITS`` are those that tests make.
"""

from web.banners.cases import BANNER_CASES, BANNER_VISITS

__all__ = ["BANNER_CASES", "BANNER_VISITS"]
