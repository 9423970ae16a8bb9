"""The spider of licences, use policies, model cards and what lists them."""

from spiders.handoff import Handoff


class Terms(Handoff):
    """Asks for texts that lay down terms, for the commits that made them, and for the records of model hubs."""

    name = "terms"
    accept = "text/plain,text/markdown,text/html;q=0.9,application/json;q=0.9,application/atom+xml;q=0.8,*/*;q=0.5"
