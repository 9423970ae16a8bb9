"""The spider of article pages."""

from spiders.handoff import Handoff


class Articles(Handoff):
    """Asks for the pages behind the entries of feeds; no link on them is followed."""

    name = "articles"
    looks_for_reservations = True
    accept = "text/html,application/xhtml+xml,text/markdown;q=0.9,text/plain;q=0.9,*/*;q=0.5"
