"""What a hostile server sends: documents that cost their reader time, memory or secrets. Manners for the newsroom."""

import zlib
from collections.abc import Iterator, Mapping

from tests.newsroom import Handler, Manner, drip, endless, page, redirect

XML = "application/rss+xml; charset=utf-8"
HTML = "text/html; charset=utf-8"
HEAD = '<?xml version="1.0"?>'
SECRET = "the-words-of-a-file-that-nobody-may-read"
MB = 1_000_000

_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
_ITEM = "<item><title>Meta releases Llama 9 {n}</title><link>/en/a{n}</link></item>"


def rss(inner: str, before: str = "") -> str:
    return f"{HEAD}{before}<rss version='2.0'><channel><title>Hostile</title>{inner}</channel></rss>"


def _items(count: int) -> str:
    return "".join(_ITEM.format(n=n) for n in range(count))


def gzip_bomb(size: int) -> Manner:
    """Zeros that were packed a thousand to one: `size` bytes when they are unpacked. Made while it is sent."""

    def answer(handler: Handler) -> None:
        handler.begin(200, {"Content-Type": XML, "Content-Encoding": "gzip", "Connection": "close"})
        for piece in _packed_zeros(size):
            handler.wfile.write(piece)

    return answer


def _packed_zeros(size: int) -> Iterator[bytes]:
    packer = zlib.compressobj(9, wbits=31)
    first = packer.compress(bytes(MB)) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(bytes(MB)) + packer.flush(zlib.Z_FULL_FLUSH)
    yield first
    for _ in range(size // MB - 1):
        yield again
    yield packer.flush()


def feeds(secret_file: str, inside: str) -> Mapping[str, tuple[Manner, str]]:
    """name -> manner of a feed, and the outcome it must have. inside: an address that must never be asked for."""
    external = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret_file}"><!ENTITY y SYSTEM "{inside}/xxe">]>'
    parameter = f'<!DOCTYPE rss [<!ENTITY % p SYSTEM "{inside}/parameter.dtd"> %p;]>'
    return {
        "laughs": (
            page(
                rss(
                    "<item><title>&l9;</title><link>/en/l</link></item>", f"<!DOCTYPE rss [<!ENTITY l0 'ha'>{_LAUGHS}]>"
                ),
                XML,
            ),
            "new",
        ),
        "quadratic-entity": (
            page(
                rss(
                    f"<item><title>{'&l0;' * 50_000}</title><link>/en/q</link></item>",
                    f"<!DOCTYPE rss [<!ENTITY l0 '{'a' * 50_000}'>]>",
                ),
                XML,
            ),
            "new",
        ),
        "external": (page(rss("<item><title>&x; &y;</title><link>/en/x</link></item>", external), XML), "new"),
        "external-dtd": (page(rss(_items(1), parameter), XML), "new"),
        "doctype": (page(rss(_items(1), f'<!DOCTYPE rss SYSTEM "{inside}/rss.dtd">'), XML), "new"),
        "author": (
            page(rss(f"<item><title>Meta</title><link>/en/au</link><author>{'a.' * 500_000}</author></item>"), XML),
            "new",
        ),
        "comments": (
            page(
                rss(
                    f"<item><title>Meta</title><link>/en/co</link><description><![CDATA[{'<!--' * 500_000}]]></description></item>"
                ),
                XML,
            ),
            "new",
        ),
        "nested": (
            page(rss("<item><title>Meta</title><link>/en/ne</link><description>" + "<div>" * 500_000), XML),
            "timeout",
        ),
        "brackets": (
            page(rss(f"<item><title>Meta</title><link>/en/br</link><description>{'<' * 400_000}"), XML),
            "new",
        ),
        "bomb-10-gb": (gzip_bomb(10_000 * MB), "too_large"),
        "bomb-5-gb": (gzip_bomb(5_000 * MB), "too_large"),
        "endless": (endless, "too_large"),
        "drip": (drip, "timeout"),
        "loop": (redirect("/hostile/loop"), "moved"),
        "100-000-entries": (page(rss(_items(100_000)), XML), "new"),
        "title-50-mb": (
            page(rss(f"<item><title>{'Meta Llama ' * 4_700_000}</title><link>/en/t</link></item>"), XML),
            "too_large",
        ),
        "title-7-mb": (
            page(rss(f"<item><title>{'Meta Llama ' * 640_000}</title><link>/en/t7</link></item>"), XML),
            "new",
        ),
        "other-schemes": (
            page(
                rss(
                    "".join(
                        f"<item><title>Meta Llama</title><link>{url}</link></item>"
                        for url in (
                            f"file://{secret_file}",
                            "gopher://127.0.0.1:70/1",
                            "ftp://127.0.0.1/x",
                            "javascript:alert(1)",
                            "data:text/html,x",
                            "//[::ffff:10.0.0.1]/x",
                            "http://169.254.169.254/latest/meta-data/",
                        )
                    )
                ),
                XML,
            ),
            "new",
        ),
        "paths": (
            page(
                rss(
                    "".join(
                        f"<item><title>../../{n}</title><guid>../../../../etc/passwd%00{n}</guid><link>/en/..%2f..%2f..%2fetc%2fpasswd?{n}</link></item>"
                        for n in range(3)
                    )
                ),
                XML,
                headers={"Content-Disposition": 'attachment; filename="../../../../evil.sh"'},
            ),
            "new",
        ),
    }


def pages() -> Mapping[str, str | bytes]:
    """name -> an article page that costs a naive reader dearly."""
    text = "<p>" + "Meta releases Llama 9 with open weights on Thursday, the company said. " * 20 + "</p>"
    return {
        "links": f"<html><title>Links</title>{text}" + '<a href="/b">b</a>' * 400_000,
        "million-links": f"<html><title>Links</title>{text}" + "<a href=b>" * 1_000_000,
        "nested": f"<html><title>Nested</title>{'<div>' * 300_000}{text}",
        "tables": f"<html><title>Tables</title>{'<table><tr><td>' * 100_000}{text}",
        "comments": f"<html><title>Comments</title>{'<!--' * 1_000_000}{text}",
        "title": f"<html><title>{'Meta Llama ' * 600_000}</title>{text}",
        "attributes": f"<html><title>A</title><p {' '.join(f'a{n}=x' for n in range(500_000))}>{text}",
        "json-ld": f'<html><title>J</title><script type="application/ld+json">{"[" * 3_000_000}</script>{text}',
        "regular": f"<html><title>R</title><p>{'Llama 4 ' * 800_000}</p>",
        "one-word": f"<html><title>W</title><p>{'a' * 7_000_000}</p>",
        "digits": f"<html><title>D</title><p>Meta Llama {'1' * 3_000_000} {'1-' * 1_000_000}</p>",
        "brackets": f"<html><title>B</title><p>Meta Llama {'<' * 3_000_000}</p>",
    }
