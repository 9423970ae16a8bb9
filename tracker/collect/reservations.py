"""What publishers reserve: opt-outs from text and data mining and from use by AI, as machines can read them. Pure.

Read are the TDM Reservation Protocol (https://www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240510/: header, meta
element, tdmrep.json), `noai` in X-Robots-Tag and meta robots, Content-Signal and Content-Usage lines and headers, comments in
robots.txt that reserve text and data mining in words, and AI crawlers that robots.txt shuts out by name.

A reservation bars our reading where it speaks of text and data mining, or of AI whatever its use; what speaks of training
models, or to other crawlers by their names, is recorded and no more: no model is trained here.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

_LOOKED_AT = 100_000  # characters of a page or of robots.txt
_META = re.compile(r"<meta\b[^<>]{0,1000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(name|content)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_USAGES = ("content-signal", "content-usage")
_BARRED_USES = frozenset({"ai-input", "ai", "tdm", "bots", "all"})
_RECORDED_USES = frozenset({"ai-train", "train-ai", "train-genai", "ai-output"})
_NO = frozenset({"no", "n"})
_MINING = re.compile(
    r"text[\s-]*(?:and|&|und|et|e|y|en)[\s-]*data[\s-]*-?mining|\btdm\b|fouille de (?:textes?|données)|2019/790|§\s*44\s*b"
    r"|\b44b\s+urhg|minería de (?:textos?|datos)|estrazione di testo|l\W?122-5-3",
    re.IGNORECASE,
)
_RESERVED = re.compile(
    r"reserv|prohibit|forbid|not (?:be )?(?:permit|allow|consent)|opt[\s-]?out|without .{0,40}(?:permission|consent)"
    r"|vorbehalt|untersag|verboten|nicht gestattet|interdi|oppos|réserv|prohíb|vietat|riservat|voorbehoud|verbod",
    re.IGNORECASE,
)
# A text that comes with Content-Signal lines, explains what they mean, and reserves nothing by itself.
_EXPLAINS = re.compile(r"content[\s-]signals?", re.IGNORECASE)
_CRAWLERS = frozenset((
    "gptbot", "ccbot", "claudebot", "anthropic-ai", "google-extended", "applebot-extended", "bytespider", "perplexitybot",
    "meta-externalagent", "amazonbot", "cohere-ai", "diffbot", "omgilibot", "facebookbot", "chatgpt-user",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reservation:
    """One opt-out. said: where, and in which words; bars: it keeps us from reading more than title, address and day."""

    said: str
    bars: bool


def reservations(
    url: str, headers: Iterable[tuple[str, str]], page: str = "", robots: str = "", tdmrep: str = ""
) -> tuple[Reservation, ...]:
    """Every opt-out that holds for the answer of `url`.

    page: its markup, or nothing. robots, tdmrep: the site's files as they are now, empty where it has none.
    """
    found = [*_of_headers(headers), *_of_page(page[:_LOOKED_AT]), *_of_tdmrep(tdmrep, url), *_of_robots(robots)]
    return tuple(dict.fromkeys(found))


def _of_headers(headers: Iterable[tuple[str, str]]) -> Iterator[Reservation]:
    for name, value in headers:
        name, value = name.lower(), value.strip()[:300]
        if name == "tdm-reservation" and value == "1":
            yield Reservation("header tdm-reservation: 1", bars=True)
        elif name == "x-robots-tag" and "noai" in _words(value):
            yield Reservation("header X-Robots-Tag: noai", bars=True)
        elif name in _USAGES:
            yield from _of_usage(value, f"header {name}")


def _of_page(page: str) -> Iterator[Reservation]:
    for element in _META.finditer(page):
        said = {match[1].lower(): match[2] or match[3] or match[4] or "" for match in _ATTRIBUTE.finditer(element[0])}
        name, content = said.get("name", "").strip().lower(), said.get("content", "").strip()
        if name == "tdm-reservation" and content == "1":
            yield Reservation("meta tdm-reservation: 1", bars=True)
        elif name == "robots" and "noai" in _words(content):
            yield Reservation("meta robots: noai", bars=True)


def _of_tdmrep(text: str, url: str) -> Iterator[Reservation]:
    """The first rule whose location fits says it, as the protocol has it."""
    try:
        rules = json.loads(text) if text.strip() else []
    except (ValueError, RecursionError):
        return
    parts = urlsplit(url)
    path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    for rule in rules if isinstance(rules, list) else []:
        if isinstance(rule, dict) and _fits(str(rule.get("location", "")), path):
            if str(rule.get("tdm-reservation")) == "1":
                yield Reservation(f"tdmrep.json: {str(rule['location'])[:100]}", bars=True)
            return


def _fits(location: str, path: str) -> bool:
    """Whether a pattern with * for anything, and $ for the end, fits the start of a path."""
    start, *rest = location.rstrip("$").split("*")[:20]
    if not location or not path.startswith(start):
        return False
    place = len(start)
    for piece in rest:
        place = path.find(piece, place)
        if place < 0:
            return False
        place += len(piece)
    return not location.endswith("$") or place == len(path) or (bool(rest) and path.endswith(rest[-1]))


def _of_robots(text: str) -> Iterator[Reservation]:
    lines = text[:_LOOKED_AT].splitlines()
    for line in lines:
        name, _, value = line.partition("#")[0].partition(":")
        if name.strip().lower() in _USAGES:
            yield from _of_usage(value.strip(), f"robots.txt {name.strip()}")
    comment = " ".join(line.partition("#")[2].strip() for line in lines if "#" in line)
    mining = _MINING.search(comment)
    if mining and not _EXPLAINS.search(comment) and _RESERVED.search(comment):
        yield Reservation(f"robots.txt comment: {comment[max(0, mining.start() - 60) : mining.end() + 60]}", bars=True)
    shut_out = sorted(_shut_out(lines))
    if shut_out:
        yield Reservation(f"robots.txt shuts out {', '.join(shut_out)}", bars=False)


def _shut_out(lines: Iterable[str]) -> set[str]:
    """AI crawlers whose group forbids everything."""
    found: set[str] = set()
    agents: list[str] = []
    listing = False
    for line in lines:
        name, _, value = (part.strip().lower() for part in line.partition("#")[0].partition(":"))
        if name == "user-agent":
            agents = [*agents, value] if listing else [value]
        elif name == "disallow" and value in ("/", "/*"):
            found |= _CRAWLERS & set(agents)
        listing = name == "user-agent" or (listing and not name)
    return found


def _of_usage(value: str, where: str) -> Iterator[Reservation]:
    """ "search=yes, ai-train=no": the uses that are refused."""
    for part in re.split(r"[,;\s]+", value.lower()):
        use, _, answer = part.partition("=")
        if answer in _NO and use in _BARRED_USES | _RECORDED_USES:
            yield Reservation(f"{where}: {use}={answer}", bars=use in _BARRED_USES)


def _words(value: str) -> set[str]:
    return set(re.split(r"[,:;\s]+", value.lower()))
