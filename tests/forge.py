"""A server on localhost that keeps files as a forge does: raw text, and the commits that touched each."""

import json
from datetime import date
from hashlib import sha1
from pathlib import Path
from typing import Any

from tests.newsroom import Newsroom, page

PLAIN = "text/plain; charset=utf-8"


class Forge:
    """Files by their path, on a newsroom's server; the commits of each, newest first, as a forge's API lists them."""

    def __init__(self, newsroom: Newsroom) -> None:
        self._newsroom = newsroom
        self._commits: dict[str, list[dict[str, Any]]] = {}
        self._sources: list[str] = []

    def commit(self, path: str, text: str, subject: str, on: str, *, authored_on: str | None = None) -> None:
        """Put a text up at `path`, under a commit. on: the committer's day; authored_on: the author's, long before."""
        name = sha1(f"{path}{text}{on}".encode(), usedforsecurity=False).hexdigest()
        one = {
            "sha": name,
            "commit": {
                "message": f"{subject}\n\nSigned off.",
                "author": {"date": f"{authored_on or date(2020, 1, 1).isoformat()}T00:00:00Z"},
                "committer": {"date": f"{on}T12:00:00Z"},
            },
        }
        self._commits.setdefault(path, []).insert(0, one)
        self.show(path, text)
        self._newsroom.serve(f"/commits{path}", page(json.dumps(self._commits[path]), "application/json"))

    def show(self, path: str, text: str, content_type: str = PLAIN) -> None:
        """Answer with another text, without a commit."""
        self._newsroom.serve(path, page(text, content_type))

    def follow(self, path: str, models: list[str], kind: str = "licence", *, history: bool = True, **more: str) -> None:
        """A source of the list that writes of this file."""
        name = path.strip("/").lower().replace("/", "-").replace(".", "-").replace("_", "-")
        lines = [f'name = "{name}"', f'url = "{self._newsroom.url}{path}"', f'kind = "{kind}"', 'publisher = "Meta"']
        lines += ['provenance = "primary"', 'rhythm = "1h"', *(f'{key} = "{value}"' for key, value in more.items())]
        lines += [f"models = {json.dumps(models)}"] if models else []
        lines += [f'history = "{self._newsroom.url}/commits{path}"'] if history else []
        self._sources.append("[[source]]\n" + "\n".join(lines) + "\n")

    def write_sources(self, path: Path) -> None:
        path.write_text("\n".join(self._sources), "utf-8")
