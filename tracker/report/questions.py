"""The worked questions of docs/questions.md: the same text for people, for tests and for `tracker serve`."""

import re
from typing import NamedTuple

from tracker.places import bundled

_QUESTION = re.compile(r"^## \d+\. (?P<title>.*?)\n(?P<told>.*?)```sql\n(?P<sql>.*?)```", re.MULTILINE | re.DOTALL)


class Question(NamedTuple):
    """name: for an address; told: what to mind about the answer."""

    name: str
    title: str
    told: str
    sql: str


def questions() -> list[Question]:
    """All of them, in order."""
    text = bundled("docs/questions.md").read_text("utf-8")
    return [
        Question(
            name=re.sub(r"[^a-z0-9]+", "-", found["title"].casefold()).strip("-"),
            title=found["title"],
            told=" ".join(found["told"].replace("`", "").split()),
            sql=found["sql"].strip(),
        )
        for found in _QUESTION.finditer(text)
    ]
