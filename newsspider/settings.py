"""Every setting, in the order of the data. Only this module reads the environment (`NEWSSPIDER_*`)."""

import os
import sys
from importlib.metadata import PackageNotFoundError, version
from typing import Any

# First of all: as long as few modules are loaded. For a name that it no longer wants used, Scrapy looks through all of
# them as this one is loaded, which costs a fifth of the start of every command.
import scrapy.core.downloader.contextfactory  # noqa: F401

try:
    _VERSION = version("newsspider")
except PackageNotFoundError:  # run from a checkout that was not installed
    _VERSION = "0"

_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")

BOT_NAME = "newsspider"
SPIDER_MODULES = ["newsspider.spiders"]
SPIDER_LOADER_WARN_ONLY = True  # a site file with a mistake in it stops no other site
NEWSPIDER_MODULE = "newsspider.spiders"
COMMANDS_MODULE = "newsspider.commands"

# Who asks. Set NEWSSPIDER_CONTACT to a page or mail address of yours: a site's owner must be able to reach you.
CONTACT = os.environ.get("NEWSSPIDER_CONTACT", "")
USER_AGENT = f"newsspider/{_VERSION} (+{CONTACT or 'https://newsspider.example/about'})"
ROBOTSTXT_USER_AGENT = "newsspider"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "kk,ru;q=0.8,en;q=0.6",
}
COOKIES_ENABLED = False

# Politeness: one request a second and host, never faster than robots.txt and Retry-After say.
ROBOTSTXT_OBEY = True
DOWNLOAD_DELAY = 1.0
DOWNLOAD_DELAY_JITTER = 0.0  # a random delay would now and then be shorter
CONCURRENT_REQUESTS = 16
CONCURRENT_REQUESTS_PER_DOMAIN = 1
CONCURRENT_ITEMS = 1  # a page holds one; for each page, Scrapy makes as many tasks as this says
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0
AUTOTHROTTLE_MAX_DELAY = 60.0
RETRY_TIMES = 2
RETRY_HTTP_CODES = [408, 429, 500, 502, 503, 504, 522, 524]
BACKOFF_START = 5.0  # seconds that a host rests after an error without Retry-After; doubled each time
BACKOFF_MAX = 600.0  # a longer Retry-After ends the crawl of that host; its pages stay pending
CHALLENGES_MAX = 3  # challenge pages in a row, then the host is left alone

BACKFILL = False  # goes back in time, and makes way for other crawls of the site: set by `scrapy backfill`

# Pages that a browser renders, for sites that say so (newsspider/middlewares/browser); politeness is that of above.
BROWSER = os.environ.get("NEWSSPIDER_BROWSER", "")  # empty: the first Chromium that is found
BROWSER_PAGES = 2  # at the same time
BROWSER_DEADLINE = 30.0  # seconds of a page's own, without what it waits for others
BROWSER_LONGEST = 900.0  # seconds of a page in all; a host may be left to rest for BACKOFF_MAX
BROWSER_PAGES_BEFORE_RESTART = 500
BROWSER_MEMORY = 600  # MB of all its processes; above that, it is started anew

# Security: fetched bytes are hostile.
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_TIMEOUT = 60
DOWNLOAD_MAXSIZE = 20_000_000
DOWNLOAD_WARNSIZE = 5_000_000
DOWNLOAD_FAIL_ON_DATALOSS = True
REDIRECT_MAX_TIMES = 5
METAREFRESH_ENABLED = False
URLLENGTH_LIMIT = 2000
TWISTED_DNS_RESOLVER = "newsspider.middlewares.resolver.PublicResolver"
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
DOWNLOAD_HANDLERS = {"data": None, "file": None, "ftp": None, "s3": None}
DOWNLOADER_MIDDLEWARES: dict[str, Any] = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # Guard is stricter
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "newsspider.middlewares.guard.Guard": 50,
    "newsspider.middlewares.robots.Robots": 100,
    "newsspider.middlewares.backoff.BackOff": 580,  # answers come from high to low: after HttpCompression, before Retry
}

# From response to line.
ITEM_PIPELINES = {
    "newsspider.pipelines.select.SelectPipeline": 100,
    "newsspider.pipelines.write.WritePipeline": 900,
}
EXTENSIONS: dict[str, Any] = {
    "newsspider.extensions.archive.Archive": 100,
    "newsspider.extensions.crawl_delay.CrawlDelay": 500,  # after AutoThrottle, which it corrects
    "newsspider.extensions.refusals.Refusals": 500,
    "newsspider.extensions.progress.Progress": 500,
    "newsspider.extensions.suspects.Suspects": 500,
    "newsspider.extensions.hand_over.HandOver": 500,
    "newsspider.extensions.paces.Paces": 500,
    "newsspider.extensions.storage.Storage": 900,  # the others look at it to the end
    "newsspider.extensions.notices.Notify": 950,
    "newsspider.extensions.metrics.MetricsFile": 950,
    "scrapy.extensions.logstats.LogStats": None,  # Progress says it for people
    "scrapy.extensions.spiderstate.SpiderState": None,
    "scrapy.extensions.feedexport.FeedExporter": None,
}

# What is kept, and where.
OUTPUT = os.environ.get("NEWSSPIDER_OUTPUT", "output")
STATE = os.environ.get("NEWSSPIDER_STATE", "")  # empty: output/state.sqlite

# Every answer as it came, in output/archive/: what rebuilding articles needs (`scrapy reextract`).
ARCHIVE_BYTES = 100_000_000  # of one file; then the next is begun
if (_archive := os.environ.get("NEWSSPIDER_ARCHIVE") or "on") not in ("on", "off"):
    print(f"NEWSSPIDER_ARCHIVE={_archive}: use on or off", file=sys.stderr)
    sys.exit(2)
ARCHIVE = _archive == "on"

# An article that repeats one published before: `drop` (to duplicates/, without its text) or `label`.
DUPLICATES = os.environ.get("NEWSSPIDER_DUPLICATES") or "drop"
if DUPLICATES not in ("drop", "label"):
    print(f"NEWSSPIDER_DUPLICATES={DUPLICATES}: use drop or label", file=sys.stderr)
    sys.exit(2)

# When sites are crawled, as far as it is to differ from newsspider/schedule/plan.py.
PLAN = os.environ.get("NEWSSPIDER_PLAN", "")  # empty: output/plan.toml, if there is one

# Whom to tell. All of it is off where it is empty.
METRICS_FILE = os.environ.get("NEWSSPIDER_METRICS_FILE", "")  # *.prom, of node_exporter's textfile collector
METRICS_ADDRESS = os.environ.get("NEWSSPIDER_METRICS_ADDRESS", "")  # of `scrapy schedule`: PORT (loopback) or HOST:PORT
NOTIFY_URL = os.environ.get("NEWSSPIDER_NOTIFY_URL", "")  # JSON is posted to it when a site's health changes
NOTIFY_COMMAND = os.environ.get("NEWSSPIDER_NOTIFY_COMMAND", "")  # gets the same on its standard input

# What people see.
PROGRESS_LIVE = not (os.environ.get("CI") or os.environ.get("NEWSSPIDER_PLAIN"))  # and only on a terminal
PROGRESS_INTERVAL = 60.0  # seconds between log lines without it
LOG_LEVEL = os.environ.get("NEWSSPIDER_LOG_LEVEL", "INFO").upper()
if LOG_LEVEL not in _LEVELS:
    sys.exit(f"NEWSSPIDER_LOG_LEVEL={LOG_LEVEL}: use one of {', '.join(_LEVELS)}")
LOG_FORMAT = "%(asctime)s %(levelname)s %(message)s"
LOG_DATEFORMAT = "%H:%M:%S"
LOG_VERSIONS: list[str] = []
LOG_FORMATTER = "newsspider.extensions.log_lines.LogLines"
STATS_DUMP = False
