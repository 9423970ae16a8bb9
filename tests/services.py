"""`tracker daemon` as a service manager runs it: started, watched, told things by signals, and its words read."""

import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.operators import Operator

PATIENCE_S = 240


def wait_until(condition: Callable[[], bool], what: str) -> None:
    """Fails, naming `what`, if it does not come true in four minutes: as long as a machine with much else to do may need."""
    until = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < until, f"in vain: {what}"
        time.sleep(0.05)


class Service:
    """A daemon from `with` to the end of the block, killed there if it still runs.

    clock: (start, speed, offset file) for tests.collectors; without it the command itself runs
    """

    def __init__(
        self, operator: Operator, clock: tuple[float, float, Path | None] | None = None, **environment: str
    ) -> None:
        command = ["tracker", "daemon"]
        if clock is not None:
            command = ["tests.collectors", *(str(part) for part in clock if part is not None)]
        self.lines: list[str] = []
        self.process = operator.start(*command, **{"TRACKER_TICK_S": "0.2", **environment})
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.lines.append(line.rstrip("\n"))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.kill()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self._reader.join(10)
        for pipe in (self.process.stdout, self.process.stderr):
            if pipe is not None:
                pipe.close()

    def says(self, words: str) -> bool:
        return any(words in line for line in self.lines)

    def wait_for(self, words: str) -> None:
        wait_until(lambda: self.says(words) or self.process.poll() is not None, f"{words!r} in {self.lines}")
        assert self.says(words), self.lines

    def tell(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def end(self) -> int:
        """SIGTERM, and its exit code."""
        self.tell(signal.SIGTERM)
        try:
            return self.process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"it does not end: {self.lines}") from None


class Manager:
    """What systemd is to a service: a socket that it is told things on. `told`: each word once, in order."""

    def __init__(self, path: Path) -> None:
        self.path, self.told = path, list[str]()
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(str(path))
        self._socket.settimeout(0.2)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def hears(self, word: str) -> bool:
        with suppress(TimeoutError):
            self.told += self._socket.recv(4_096).decode().splitlines()
        return word in self.told
