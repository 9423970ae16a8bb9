"""What systemd wants to be told (sd_notify(3)): a datagram to the socket that it names in the environment."""

import os
import socket
import time
from contextlib import suppress


def tell(*words: str) -> None:
    """Send "READY=1", "WATCHDOG=1" and so on; nothing if systemd does not listen."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    if address.startswith("@"):
        address = "\0" + address[1:]  # an abstract socket
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as out:
        out.connect(address)
        out.sendall("\n".join(words).encode())


def reloading() -> None:
    """Say that a reload begins; Type=notify-reload wants the instant with it."""
    tell("RELOADING=1", f"MONOTONIC_USEC={time.monotonic_ns() // 1_000}")
