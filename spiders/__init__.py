"""What Scrapy finds by name (SPIDER_MODULES): the spiders, their settings, the manners of every request.

They may import tracker.collect and its floor 0; nobody imports them.
"""
