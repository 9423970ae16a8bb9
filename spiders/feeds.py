"""The spider of feeds."""

from spiders.handoff import Handoff


class Feeds(Handoff):
    """Asks for feeds; what came is handed over unread."""

    name = "feeds"
    unpacks_files = True
    accept = (
        "application/atom+xml,application/rss+xml,application/rdf+xml,application/xml;q=0.9,text/xml;q=0.9,*/*;q=0.5"
    )
