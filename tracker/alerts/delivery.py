"""Sends messages through Apprise, in a process of its own: python -m tracker.alerts.delivery

Apprise speaks to more than a hundred services through several libraries. One gate holds for all of them: an audit hook
of the interpreter sees the very address of each connection before it is made, and refuses those inside. A hook cannot
be taken off again, hence the process, which can also be ended when a service never answers.

In: one JSON object with url, networks and messages (id, title, body). Out: a line {"id", "ok", "why"} for each.
"""

import json
import logging
import sys
from collections.abc import Sequence
from ipaddress import ip_network
from typing import Any

from tracker.collect.networks import Network, refusal


class _Gate:
    """Refuses connections as tracker.collect.networks says; `refused` is the newest one, in words."""

    def __init__(self, allowed: Sequence[Network]) -> None:
        self._allowed = allowed
        self.refused: str | None = None

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event not in ("socket.connect", "socket.sendto"):
            return
        why = self._why(arguments[1])
        if why is not None:
            self.refused = f"not connected: {why} (allowed_networks)"
            raise ConnectionRefusedError(self.refused)

    def _why(self, address: object) -> str | None:
        if not isinstance(address, tuple):
            return f"{address!r} is inside this machine"
        try:
            return refusal(str(address[0]), self._allowed)
        except ValueError:
            return f"{address[0]} is a name, which could mean any address"


class _Last(logging.Handler):
    """Keeps the newest complaint."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said = ""

    def emit(self, record: logging.LogRecord) -> None:
        self.said = " ".join(record.getMessage().split())


def main() -> int:
    """Exit code 0 if all messages arrived, 1 if not."""
    order = json.load(sys.stdin)
    try:
        from apprise import Apprise, NotifyFormat
    except ImportError:
        return _answer("", "alerts need Apprise: pip install 'meta-open-ai-tracker[alerts]'")
    gate, complaints = _Gate([ip_network(network) for network in order["networks"]]), _Last()
    logging.getLogger("apprise").addHandler(complaints)
    service = Apprise()
    if not service.add(order["url"]):
        return _answer("", "its url is none that Apprise knows, or lacks a part")
    sys.addaudithook(gate)
    for message in order["messages"]:
        sent = service.notify(title=message["title"], body=message["body"], body_format=NotifyFormat.TEXT)
        if not sent:
            return _answer(message["id"], gate.refused or complaints.said or "the service did not take it")
        _answer(message["id"], None)
    return 0


def _answer(message: str, why: str | None) -> int:
    sys.stdout.write(json.dumps({"id": message, "ok": why is None, "why": why}) + "\n")
    sys.stdout.flush()
    return int(why is not None)


if __name__ == "__main__":
    sys.exit(main())
