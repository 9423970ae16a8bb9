"""What reading costs: articles a second, beside the page-to-text library on the same articles' pages; hostile input.

    python -m bench.extract [--json]

Articles of 3,000 characters are the corpus's own ones, those of a language put one behind another: denser than the
press, as every second sentence tells of Meta, and each makes a dozen claims. Beside them stand plainer ones: one article
of the corpus each, and then such as make no claim. Each is read as a page would be met: once, after its language was loaded.
A page is the article in the plain markup of a news site (head with metadata, navigation, teasers, footer). Each figure is
the least of several runs, so that what else the machine does counts little.
"""

import argparse
import html
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tracker.extract.claims import claims_of
from tracker.extract.corpus import Labelled, labelled_in
from tracker.extract.lexicons import languages, lexicon_of
from tracker.records import Article

ROOT = Path(__file__).parent.parent
LENGTH = 3_000
RUNS = 5
MEGABYTE = 1_000_000
HOSTILE = {
    "brackets": "(",
    "digits": "1",
    "one sentence": "Meta will release Llama 3 and ",
    "sentences": "Meta released Llama 3 on Monday. ",
    "one character": "a",
    "nested quotes": '"Meta said "',
    "names": "Llama 3, Muse Spark ",
    "dates": "May 3 2024 ",
    "ideographs": "模型",
    "clauses": "Meta发布了Llama 3模型\uff0c",
    "short sentences": "Meta. ",
    "combining marks": "e\u0301",
    "right-to-left marks": "\u200fMeta ",
    "one word": "open ",
    "line ends": "\n",
    "blank": " ",
}


def articles(language: str) -> list[Article]:
    """Articles of 3,000 characters in one language: the corpus's, each lengthened by those that follow it."""
    own = [labelled.article for labelled in _labelled(language)][:16]
    if sum(len(article.text) for article in own) < LENGTH:
        return []
    return [_lengthened(first, [*own[at + 1 :], *own[:at]]) for at, first in enumerate(own)]


def plainer(language: str) -> list[Article]:
    """Articles of 3,000 characters in one language: the corpus's with claims, each lengthened by such as have none."""
    every = _labelled(language)
    telling = [labelled.article for labelled in every if labelled.required][:16]
    others = [labelled.article for labelled in every if not labelled.required]
    return [article for one in telling if len((article := _lengthened(one, others)).text) == LENGTH]


def _labelled(language: str) -> list[Labelled]:
    files = [ROOT / "tests" / folder / f"{language}.yaml" for folder in ("corpus", "golden")]
    return [labelled for file in files if file.exists() for labelled in labelled_in(file)]


def _lengthened(first: Article, others: Sequence[Article]) -> Article:
    text = "\n\n".join(one.text.strip() for one in [first, *others])[:LENGTH]
    return Article(first.title, text, language=first.language, published_on=first.published_on)


def page(article: Article) -> str:
    """The page of an article, as a news site would send it."""
    title = html.escape(article.title)
    links = "".join(f'<li class="nav-item"><a href="/section/{n}">Section {n}</a></li>' for n in range(60))
    card = '<article class="card"><a href="/story/{0}"><img src="/img/{0}.jpg" alt=""><h3>Story {0}</h3></a></article>'
    cards = "".join(card.format(n) for n in range(40))
    body = "".join(f"<p>{html.escape(part)}</p>" for part in article.text.split("\n") if part.strip())
    return (
        f'<!doctype html><html lang="{article.language}"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta property="og:title" content="{title}"><style>{".card{margin:0}" * 200}</style>'
        f"<script>{'var a=1;' * 1000}</script></head><body><header><nav><ul>{links}</ul></nav></header>"
        f'<main><article><h1>{title}</h1><div class="article-body">{body}</div></article></main>'
        f'<aside class="related">{cards}</aside><footer><ul>{links}</ul><p>All rights reserved</p></footer></body></html>'
    )


def least(act: Callable[[Any], Any], things: Sequence[Any]) -> float:
    """Seconds of processor time for one thing on average, each taken from its quickest run."""
    best = [float("inf")] * len(things)
    for _ in range(RUNS):
        for at, thing in enumerate(things):
            began = time.process_time()
            act(thing)
            best[at] = min(best[at], time.process_time() - began)
    return sum(best) / len(best)


def paged(text: str) -> None:
    """Page to text, with the very calls of `tracker run`."""
    from trafilatura import bare_extraction, load_html

    bare_extraction(load_html(text), fast=True, include_comments=False, with_metadata=False)


def import_seconds() -> float:
    """Seconds that a fresh interpreter takes to import the extractor, beyond its own start."""
    code = "import time; b = time.perf_counter(); import tracker.extract.claims; print(time.perf_counter() - b)"
    asked = [sys.executable, "-c", code]
    return min(float(subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout) for _ in "123")


def hostile_seconds() -> dict[str, float]:
    """Seconds for a megabyte of each hostile kind, in English or in Chinese, whichever takes longer."""
    taken: dict[str, float] = {}
    for name, piece in HOSTILE.items():
        text = piece * (MEGABYTE // len(piece))
        both = [Article("Meta and Llama 3", text, language=tag, published_on="2024-01-01") for tag in ("en", "zh")]
        taken[name] = round(max(least(claims_of, [article]) for article in both), 2)
    return taken


def growth() -> dict[str, float]:
    """Seconds for texts of rising length made of English articles."""
    whole = "\n\n".join(article.text for article in articles("en"))
    whole *= MEGABYTE // len(whole) + 1
    lengths = (3_000, 30_000, 100_000, 150_000, MEGABYTE)
    return {f"{n:,}": round(least(claims_of, [Article("Meta", whole[:n], language="en")]), 3) for n in lengths}


def measured() -> dict[str, Any]:
    """All figures."""
    for language in languages():
        lexicon_of(language)
    known = [article for language in languages() for article in articles(language)]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    reading = least(claims_of, known)
    plain = least(claims_of, [article for language in languages() for article in plainer(language)])
    paging = least(paged, [page(article) for article in known])
    return {
        "languages": len({article.language for article in known}),
        "articles": len(known),
        "ms_per_article": round(reading * 1000, 2),
        "articles_per_second": round(1 / reading),
        "ms_per_plainer_article": round(plain * 1000, 2),
        "plainer_articles_per_second": round(1 / plain),
        "page_to_text_ms": round(paging * 1000, 2),
        "share_of_page_to_text": round(reading / paging, 2),
        "import_seconds": round(import_seconds(), 2),
        "memory_mb_all_lexicons": round(memory),
        "seconds_by_length": growth(),
        "seconds_for_a_hostile_megabyte": hostile_seconds(),
    }


def main() -> None:
    options = argparse.ArgumentParser(description="What reading an article costs.")
    options.add_argument("--json", action="store_true", help="as JSON")
    figures = measured() if options.parse_args() else {}
    for name, value in figures.items():
        print(json.dumps({name: value}) if "--json" in sys.argv else f"{name:32} {value}")  # noqa: T201  # a script


if __name__ == "__main__":
    main()
