"""A process beside this one that reads what strangers wrote, and is killed where a document takes too long.

Parsers written in C cannot be interrupted, and hold up everything else while they work: so they work elsewhere. The
process is started when it is first needed and kept for the next document, so that one costs little more than its
own reading.
"""

import os
import pickle
import resource
import signal
import struct
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO, Literal, Self, TypeVar

from tracker.errors import ReadingFailed, TrackerError

T = TypeVar("T")
_LENGTH = struct.Struct("!Q")
_PATIENCE = 6  # times its deadline, and the process is killed whatever it waits for
_STARTING_S = 60  # seconds for the start, after which the process is killed too
# Bytes that the process may ask for: it then holds less than 300 MB, of which libraries and lexicons are up to 150.
# Holding too much for another document, it is not kept for the next.
_MOST_MEMORY = 300 << 20
_ENOUGH_MEMORY = 210 << 20
_THREADS = {"OPENBLAS_NUM_THREADS": "1"}  # else numpy asks for 40 MB for threads that nothing here needs
_STATM = Path("/proc/self/statm")
_CODE = "import sys; sys.path[:] = {path!r}; from tracker.pipeline.apart import serve; serve({deadline_s!r})"


class Apart:
    """Does one thing after another in a process of its own; threads that ask at once wait for each other.

    deadline_s: seconds of computing that one document may take. Use as a context, or call `close`.
    first:      what the process does at its start, out of the time and memory of any document (imports)
    """

    def __init__(self, deadline_s: float, first: Callable[[], object] = int) -> None:
        self._deadline_s, self._first = deadline_s, first
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The number of the process, if there is one now."""
        return self._process.pid if self._process else None

    def do(self, what: Callable[..., T], *given: object, about: str) -> T:
        """`what(*given)`, a function of a module, with values that can be pickled; raises what it raises.

        about: the address of the document, for the message. Raises ReadingFailed if the process had to be killed,
        or died.
        """
        question = pickle.dumps((what, given))
        with self._turn:
            kept = self._process is not None
            done, worth, memory = self._asked(question, about)
            if memory > _ENOUGH_MEMORY or isinstance(worth, MemoryError):
                self.close()
            # What the documents before it left behind counted too; short of memory, a library may fail in any way.
            if kept and not done and not isinstance(worth, TrackerError):
                self.close()
                done, worth, _ = self._asked(question, about)
        if done:
            return worth  # type: ignore[return-value]  # the process says what it did
        if isinstance(worth, MemoryError):
            raise ReadingFailed(about, "too_large", "reading it takes too much memory, so it was given up")
        assert isinstance(worth, BaseException)
        raise worth

    def close(self) -> None:
        """End the process, if there is one, and whatever it does. A later document starts another."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            _shut(process)

    def _asked(self, question: bytes, about: str) -> tuple[bool, object, int]:
        longest_s = _PATIENCE * self._deadline_s + (_STARTING_S if self._process is None else 0)
        process = self._process = self._process or self._started()
        late = threading.Timer(longest_s, process.kill)
        late.start()
        answer = _exchange(process, question)
        late.cancel()
        if answer is None:
            ended = process.wait()
            self._process = None
            _shut(process)
            raise ReadingFailed(about, *_cause(ended, self._deadline_s))
        done, worth, memory = pickle.loads(answer)
        return done, worth, memory

    def _started(self) -> subprocess.Popen[bytes]:
        code = _CODE.format(path=sys.path, deadline_s=self._deadline_s)
        process = subprocess.Popen(
            [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=os.environ | _THREADS
        )
        assert process.stdin is not None
        _send(process.stdin, pickle.dumps(self._first))
        return process


def _cause(ended: int, deadline_s: float) -> tuple[Literal["timeout", "too_large"], str]:
    if ended in (-signal.SIGPROF, -signal.SIGKILL):
        return "timeout", f"reading it took more than {deadline_s:g} s, so it was given up"
    return "too_large", f"reading it was too much for the process that did (exit code {ended})"


def _exchange(process: subprocess.Popen[bytes], question: bytes) -> bytes | None:
    """What the process answers; None if it died."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        _send(process.stdin, question)
        return _received(process.stdout)
    except (BrokenPipeError, ValueError):  # the pipe is at its end, or was closed by whoever ended the process
        return None


def _send(pipe: IO[bytes], message: bytes) -> None:
    pipe.write(_LENGTH.pack(len(message)))
    pipe.write(message)
    pipe.flush()


def _received(pipe: IO[bytes]) -> bytes | None:
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    message = pipe.read(length)
    return message if len(message) == length else None


def _shut(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except BrokenPipeError:  # what was still to be sent has nobody to read it
                continue


# --- In the process


def serve(deadline_s: float) -> None:
    """Answer one question after another until there are no more. A deadline ends the process: SIGPROF has no handler,
    as Python would run one only after the C code that hangs."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ctrl-C is for who asks; it ends this process by closing the pipe
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    questions, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints does not print among the answers,
    sys.stdout = sys.stderr  # and says it at once, not when the process ends
    pickle.loads(_received(questions) or b"")()
    while (question := _received(questions)) is not None:
        signal.setitimer(signal.ITIMER_PROF, deadline_s)
        _end_memory_at(_MOST_MEMORY)
        answer = _answer(question)
        signal.setitimer(signal.ITIMER_PROF, 0)
        _send(answers, answer)


def _answer(question: bytes) -> bytes:
    try:
        what, given = pickle.loads(question)
        done, worth = True, what(*given)
    except Exception as error:  # noqa: BLE001  (whatever it is, it is raised where the question came from)
        error.add_note("in the process that reads:\n" + traceback.format_exc())
        done, worth = False, error
    _end_memory_at(resource.RLIM_INFINITY)
    return pickle.dumps((done, worth, _memory()))


def _end_memory_at(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (size, resource.RLIM_INFINITY))


def _memory() -> int:
    """The bytes that this process holds; 0 where the system does not tell."""
    return int(_STATM.read_text().split()[1]) * resource.getpagesize() if _STATM.exists() else 0
