"""Every setting that is not Scrapy's default, each with its reason on the line above."""

from __future__ import annotations

import os
from pathlib import Path

_PROJECT = Path(__file__).resolve().parent.parent

BOT_NAME = "cookieclaims"
SPIDER_MODULES = ["spiders"]
COMMANDS_MODULE = "scanner.commands"

# -- the scan ------------------------------------------------------------------------------------

# The sites to scan: TOML as in seeds/, or any other file with one URL a line.
SCAN_SITES = str(_PROJECT / "seeds" / "sites.toml")
# One pinned policy document a file.
SCAN_POLICIES = str(_PROJECT / "seeds" / "policies")
# Where runs are written; README.md there says what lies where.
SCAN_RESULTS_DIR = str(_PROJECT / "results")
# The consent choices to visit each site with, each in a fresh context: what a site does after a
# refusal can only be judged beside what it does before any choice and after consent.
SCAN_CHOICES = ["none", "accept", "reject"]
# Pages of a site to open, the home page included: four more cover policy, form and sign-in.
SCAN_PAGES = 5
# What is remembered of every run: a path, or the URL of a database; empty: history.sqlite beside
# the runs. Never recorded, since a URL may hold a password.
SCAN_HISTORY = os.environ.get("SCAN_HISTORY", "")
# Of how many of the newest finished runs the evidence is kept: visits, policies and pictures are
# most of a run, and are of no more use once nobody will ask about them. What a run found is always
# kept. 0: all, since only the operator knows for how long somebody may ask.
SCAN_KEEP_RUNS = 0
# A command that is called with what changed since the last run, as JSON on its standard input.
SCAN_NOTIFY_COMMAND = ""
# An address that the same is sent to. Never recorded, since it may hold a token.
SCAN_NOTIFY_URL = os.environ.get("SCAN_NOTIFY_URL", "")
# A severity: a scan that finds one as bad, or worse, ends with 4, as a check in a pipeline wants.
# Empty: findings never change the exit code, since most need a person to judge them.
SCAN_FAIL_ON = ""
# What report.html is written in, en or nl: whoever acts on it may not be who ran the scan.
SCAN_REPORT_LANG = "en"
# Lists that the operator imported with "scrapy catalogue import": kept outside the package, since
# none may be shipped. Empty: none is used.
SCAN_CATALOGUE_DIR = str(_PROJECT / "catalogue")
# The browser to use; empty: the first of the order in scanner/browser/find.py.
SCAN_BROWSER = os.environ.get("SCAN_BROWSER", "")
# Extra switches of the browser, a list or a string with commas between.
SCAN_BROWSER_ARGS: list[str] = []
# Off: a bad certificate is a finding. When on, the report says so.
SCAN_IGNORE_TLS_ERRORS = False
# The longest a visit may take; what was seen by then is kept.
SCAN_VISIT_TIMEOUT_S = 60
# Read the policies that a site has now, beside the pinned ones: they may have changed, and most
# sites have none pinned. Off: only what seeds/ says is compared.
SCAN_LIVE_POLICIES = True
# The longest one policy may take; the search of a whole site takes at most three times that.
SCAN_POLICY_TIMEOUT_S = 30
# Run each page's clock ahead once it is quiet: what it put off for ten seconds happens at once.
# Timers then fire early and dates run ahead; the report says so. Off: pages are waited for.
SCAN_VIRTUAL_TIME = True
# What a Dutch visitor's browser says of itself: banners and policies depend on it.
SCAN_LOCALE = "nl-NL"
SCAN_TIMEZONE = "Europe/Amsterdam"
# When a week's scan may start, by the clocks of that zone: at night, when sites are least busy.
SCAN_WEEKLY = "mon 03:00"
# Visits that run side by side: a visit mostly waits, so two a core.
SCAN_CONCURRENT_VISITS = 2 * (os.cpu_count() or 1)

# -- Scrapy and the browser ------------------------------------------------------------------------

# A visit starts from an empty page in a context of its own and navigates by itself, so that
# recording stands before the first byte; pages of sites never pass through Scrapy's downloader.
DOWNLOAD_HANDLERS = {"about": "scrapy_playwright.handler.ScrapyPlaywrightDownloadHandler"}
PLAYWRIGHT_BROWSER_PROVIDER = "scanner.browser.launch.ScanBrowserProvider"
# Otherwise Scrapy's user agent and cookie jar would reach the sites.
PLAYWRIGHT_PROCESS_REQUEST_HEADERS = None
COOKIES_ENABLED = False
# A visit is tried once; its outcome says why it failed.
RETRY_ENABLED = False
# A visit opens what a person's browser would open: one site's front pages, once a week, one page
# after another. robots.txt speaks to crawlers that walk a site, and is not asked.
ROBOTSTXT_OBEY = False
# Scrapy's console would open a port.
TELNETCONSOLE_ENABLED = False
# Its figures are in the report; a line a minute says nothing more.
LOGSTATS_INTERVAL = 0

ITEM_PIPELINES = {"scanner.pipelines.SavingPipeline": 300}
EXTENSIONS = {"scanner.extensions.RunRecorder": 100, "scanner.extensions.ProgressBar": 200}

LOG_LEVEL = "INFO"
# They stand in run.json.
LOG_VERSIONS: list[str] = []
LOG_FORMAT = "%(asctime)s %(levelname)s %(message)s"
LOG_DATEFORMAT = "%H:%M:%S"
