"""No connection inside, by whatever way an address leads there; real servers count."""

import socket
from collections.abc import Iterator
from ipaddress import ip_network

import pytest

from tests.collect.conftest import SETTINGS, Fetch, article, feed
from tests.collect.test_fetching import replace_settings
from tests.newsroom import Newsroom, page, redirect
from tracker.collect.networks import refusal

INSIDE = replace_settings(allowed_networks="")
ONLY_ONE = replace_settings(allowed_networks="127.0.0.1/32")


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "100.100.100.200",
        "127.0.0.1",
        "127.255.255.254",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "203.0.113.9",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
        "3fff::1",
        "100::1",
        "5f00::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:0:169.254.169.254",
        "64:ff9b::7f00:1",
        "64:ff9b::169.254.169.254",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2002:a9fe:a9fe::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2606:4700::5efe:10.0.0.1",
        "2606:4700::200:5efe:192.168.0.1",
    ],
)
def test_what_is_not_public_is_refused_and_says_why(address: str) -> None:
    why = refusal(address)

    assert why is not None
    assert why.startswith(f"{address} is ")


@pytest.mark.parametrize(
    "address",
    [
        "1.1.1.1",
        "8.8.8.8",
        "100.63.255.255",
        "100.128.0.0",
        "157.240.0.35",
        "172.15.0.1",
        "172.32.0.1",
        "192.0.1.1",
        "223.255.255.254",
        "2606:4700:4700::1111",
        "2a03:2880:f003::1",
        "64:ff9b::808:808",
        "::ffff:8.8.8.8",
        "2002:808:808::1",
    ],
)
def test_what_is_public_is_not(address: str) -> None:
    assert refusal(address) is None


def test_an_operator_can_allow_a_network_in_all_its_spellings() -> None:
    allowed = [ip_network("10.1.0.0/16"), ip_network("fd12::/16")]

    assert [refusal(one, allowed) for one in ("10.1.2.3", "::ffff:10.1.2.3", "fd12::1")] == [None] * 3
    assert refusal("10.2.0.1", allowed)
    assert refusal("fd13::1", allowed)


@pytest.fixture
def inside() -> Iterator[Newsroom]:
    """A server that listens on every address of this machine, as one inside would."""
    with Newsroom(host="0.0.0.0") as newsroom:
        yield newsroom


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.0.0.1.",
        "127.1",
        "127.8.9.10",
        "0x7f.1",
        "0x7f000001",
        "2130706433",
        "017700000001",
        "0177.0.0.01",
        "0",
        "0.0.0.0",
        "localhost",
        "LOCALHOST",
        "localhost.",
        "①②⑦.⓪.⓪.①",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[0:0:0:0:0:FFFF:127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "public.example@127.0.0.1",
        socket.gethostname(),  # on most machines a name for an address inside
    ],
)
def test_no_spelling_of_an_inner_address_reaches_the_server_there(inside: Newsroom, fetched: Fetch, host: str) -> None:
    port = inside.url.rpartition(":")[2]
    (answer,) = fetched(article(f"http://{host}:{port}/secret"), settings=INSIDE)

    assert inside.requests == []
    assert answer.outcome in ("refused_address", "unreachable")  # some are no spelling of an address here
    assert (answer.kept, len(answer.detail.splitlines())) == (None, 1)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0x7f.1", "[::1]"])
def test_what_is_refused_says_so_on_one_line_with_the_address(inside: Newsroom, fetched: Fetch, host: str) -> None:
    (answer,) = fetched(article(f"http://{host}:1/"), settings=INSIDE)

    assert answer.outcome == "refused_address"
    assert "is this very machine" in answer.detail
    assert "allowed_networks" in answer.detail


def test_a_redirect_inside_is_refused_at_its_second_step(inside: Newsroom, fetched: Fetch) -> None:
    port = inside.url.rpartition(":")[2]
    with Newsroom() as outside:
        urls = [
            outside.serve("/a", redirect(f"http://127.0.0.2:{port}/secret")),
            outside.serve("/b", redirect(f"http://[::ffff:127.0.0.3]:{port}/secret", 301)),
            outside.serve("/c", redirect(f"//0x7f.2:{port}/secret", 308)),
        ]
        answers = fetched(*(article(url) for url in urls), settings=ONLY_ONE)

    assert [answer.outcome for answer in answers] == ["refused_address"] * 3
    assert inside.requests == []


def test_a_name_is_judged_by_each_of_its_answers(inside: Newsroom, fetched: Fetch) -> None:
    port = inside.url.rpartition(":")[2]
    refused, allowed = (
        fetched(feed(f"http://localhost:{port}/en/feed.xml"), settings=replace_settings(allowed_networks=networks))[0]
        for networks in ("192.168.0.0/16", "127.0.0.0/8")
    )

    assert refused.outcome == "refused_address"
    assert allowed.outcome == "new"
    assert {asked.path for asked in inside.requests} == {"/robots.txt", "/en/feed.xml"}
    assert len(inside.requests) == 2


def test_an_allowed_server_is_asked_as_ever(fetched: Fetch) -> None:
    with Newsroom() as newsroom:
        (answer,) = fetched(article(newsroom.serve("/a", page("<p>Hello</p>"))), settings=SETTINGS)

    assert answer.outcome == "new"
