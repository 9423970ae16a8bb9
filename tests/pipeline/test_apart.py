"""What reads strangers' documents does so in a process of its own, and can be killed."""

import ctypes
import os
import signal
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tracker.errors import ReadingFailed, TrackerError, UnreadableFeed
from tracker.pipeline.apart import Apart


def in_turn(*questions: tuple[Any, ...], deadline_s: float = 20.0) -> list[Any]:
    """What comes of each question, asked of one process; an error is its own result."""
    found = []
    with Apart(deadline_s) as apart:
        for what, *given in questions:
            try:
                found.append(apart.do(what, *given, about="https://example.org/a"))
            except (TrackerError, ValueError, MemoryError) as error:
                found.append(error)
    return found


def computes_for_ever() -> None:
    while True:
        pass


def hangs_in_c() -> None:
    re = __import__("re")
    re.match(r"(a+)+$", "a" * 60 + "b")


def waits(seconds: float) -> None:
    time.sleep(seconds)


def crashes() -> None:
    ctypes.string_at(0)


def hoards() -> int:
    return len(bytearray(2 << 30))


def refuses(url: str) -> None:
    raise UnreadableFeed(url, "not_a_feed", "it is a poem")


def prints() -> str:
    print("hello")  # noqa: T201
    os.write(1, b"a library in C prints too\n")
    return "done"


def raises() -> None:
    raise ValueError("a bug")


BEFORE: list[str] = []  # documents that this process has read


def reads_only_first(document: str) -> str:
    """As a library that, short of memory, does not say so."""
    BEFORE.append(document)
    if len(BEFORE) > 1:
        raise AttributeError("half a tree")
    return document


def test_one_process_answers_one_question_after_another() -> None:
    first, second, text = in_turn((os.getpid,), (os.getpid,), (str.upper, "ä"))

    assert first == second != os.getpid()
    assert text == "Ä"


def test_what_fails_in_no_known_way_after_other_documents_is_read_once_more_by_a_new_process() -> None:
    first, second = in_turn((reads_only_first, "a"), (reads_only_first, "b"))

    assert (first, second) == ("a", "b")


def test_nothing_is_started_that_is_not_needed() -> None:
    apart = Apart(5)

    apart.close()

    assert apart._process is None


@pytest.mark.parametrize("endless", [computes_for_ever, hangs_in_c])
def test_what_takes_too_long_is_killed_and_the_next_is_read(
    endless: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    killed, after = in_turn((abs, -1), (endless,), (abs, -3), deadline_s=0.5)[1:]

    assert isinstance(killed, ReadingFailed)
    assert (killed.outcome, killed.url) == ("timeout", "https://example.org/a")
    assert "0.5 s" in str(killed)
    assert after == 3


def test_what_waits_for_ever_is_killed_too() -> None:
    killed, after = in_turn((abs, -1), (waits, 600), (abs, -3), deadline_s=0.2)[1:]

    assert (killed.outcome, after) == ("timeout", 3)


def test_a_document_that_crashes_its_reader_is_told_and_the_next_is_read() -> None:
    crashed, after = in_turn((crashes,), (abs, -3))

    assert isinstance(crashed, ReadingFailed)
    assert (crashed.outcome, after) == ("too_large", 3)
    assert len(str(crashed).splitlines()) == 1


def test_there_is_an_end_to_memory() -> None:
    hoarded, after = in_turn((hoards,), (abs, -3))

    assert isinstance(hoarded, ReadingFailed)
    assert (hoarded.outcome, after) == ("too_large", 3)


def test_errors_come_back_with_their_facts() -> None:
    (error,) = in_turn((refuses, "https://example.org/feed"))

    assert isinstance(error, UnreadableFeed)
    assert (error.url, error.outcome, str(error)) == (
        "https://example.org/feed",
        "not_a_feed",
        "https://example.org/feed: it is a poem",
    )


def test_a_bug_comes_back_with_where_it_was() -> None:
    (error,) = in_turn((raises,))

    assert isinstance(error, ValueError)
    assert "in raises" in "".join(error.__notes__)


def test_what_is_printed_there_is_no_answer(capfd: pytest.CaptureFixture[str]) -> None:
    assert in_turn((prints,), (abs, -3)) == ["done", 3]
    assert "hello" in capfd.readouterr().err


def test_closed_while_it_reads_it_leaves_no_process_behind() -> None:
    apart = Apart(60)
    pid = apart.do(os.getpid, about="a")
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(apart.do, waits, 600, about="a")
        while not apart._turn.locked():
            time.sleep(0.01)
        apart.close()

        assert isinstance(reading.exception(), ReadingFailed)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, signal.SIGCONT)
