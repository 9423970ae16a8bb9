"""Scrapy's settings for every crawl; tracker.collect.fetching lays the operator's own over them."""

SPIDER_MODULES = ["spiders"]
BOT_NAME = "meta-open-ai-tracker"

# One asyncio loop with whoever calls; Twisted's reactor could be started only once in a process.
TWISTED_REACTOR_ENABLED = False
DOWNLOAD_HANDLERS = {"http": "spiders.door.Door", "https": "spiders.door.Door", "file": None, "data": None, "s3": None}

DOWNLOADER_MIDDLEWARES = {
    # Scrapy's own lets every request but the first through while robots.txt of a host is still on its way,
    # and lets all through when robots.txt answers 500.
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "spiders.robots.Robots": 100,
    "spiders.unpacking.Unpacking": 595,  # answers pass it just before Scrapy's decompression
}
DOWNLOAD_VERIFY_CERTIFICATES = True  # False by default
HTTPPROXY_ENABLED = False  # a proxy taken from the environment would see, and could alter, all that we read
COOKIES_ENABLED = False
REFERER_ENABLED = True  # without it the redirect middleware warns on each crawl; see REFERRER_POLICY
REFERRER_POLICY = "no-referrer"
ALLOWED_NETWORKS: tuple[object, ...] = ()  # beside the public internet; the operator's, see tracker.settings
METAREFRESH_ENABLED = False  # pages that send a browser on after a while are walls more often than moves
REDIRECT_MAX_TIMES = 8
HTTPERROR_ALLOW_ALL = True  # every status is an outcome

CONCURRENT_REQUESTS_PER_DOMAIN = 1
CONCURRENT_ITEMS = 1  # Scrapy starts so many tasks for each response; our callbacks give no items
DOWNLOAD_DELAY_JITTER = 0.0
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0
DOWNLOAD_FAIL_ON_DATALOSS = True

# 429 and 503 ask us to come later, not at once; a timeout has used up its time; a name that is not there stays away.
RETRY_TIMES = 1
RETRY_HTTP_CODES: list[int] = []
RETRY_EXCEPTIONS = ["scrapy.exceptions.DownloadFailedError", "scrapy.exceptions.ResponseDataLossError"]
RETRY_GIVE_UP_LOG_LEVEL = "DEBUG"  # the outcome says it

# Each spider says what it accepts; no language is named, so none is preferred. Scrapy would also offer Brotli and
# Zstandard, whose decoders fail each in its own way when an answer is garbled.
DEFAULT_REQUEST_HEADERS = {"Accept-Encoding": "gzip, deflate"}

# Doors into the process, and bookkeeping that nobody reads.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False  # a server on localhost that runs code, on by default
MEMUSAGE_ENABLED = False
LOGSTATS_INTERVAL = 0.0
STATS_DUMP = False
EXTENSIONS = {
    "scrapy.extensions.corestats.CoreStats": None,
    "scrapy.extensions.logcount.LogCount": None,
    "scrapy.extensions.feedexport.FeedExporter": None,
}
LOG_ENABLED = False
LOG_INSTALL_ROOT_HANDLER = False
