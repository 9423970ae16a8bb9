"""Work done one step ahead: while what was read of one source is written, that of the next is being read."""

from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
_AHEAD = 2  # results that may wait: they take memory


def read_ahead(work: Sequence[Callable[[], T]]) -> Generator[Future[T], None, None]:
    """The result of each, in order, done in one thread of its own; whoever asks for a result gets what it raised."""
    with ThreadPoolExecutor(1, "ahead") as pool:
        under_way: deque[Future[T]] = deque()
        for act in work:
            under_way.append(pool.submit(act))
            if len(under_way) > _AHEAD:
                yield under_way.popleft()
        yield from under_way
