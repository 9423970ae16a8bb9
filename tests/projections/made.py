"""Logs made at random: many sources that tell of few things, late, copying and contradicting, and editors on top."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from random import Random
from typing import Any

from sqlalchemy import Connection, Engine, text
from sqlmodel import SQLModel

from tests.facts import COMMON
from tracker.db import projected
from tracker.db.session import reading, writing
from tracker.events import chain, store
from tracker.events.store import Draft
from tracker.events.types import payload_of
from tracker.resolve.copies import figures_of, sketch_of

START = datetime(2026, 1, 1, tzinfo=UTC)
SUBJECTS = ("Llama 3", "Llama 3.1", "Llama 4", "Muse Spark", "Muse Spark Open", "SAM 3")
SPEAKERS = ("Mark Zuckerberg", "Meta", "Joel Kaplan")
LANGUAGES = ("en", "nl", "de", "id", "ja", "ar")
WORDS = [
    "weights",
    "licence",
    "model",
    "release",
    "open",
    "terms",
    "users",
    "company",
    "research",
    "letter",
    "policy",
    "month",
    "region",
    "clause",
]
SHOWN = (
    projected.CoverageTable,
    projected.HappeningTable,
    projected.HappeningEvidenceTable,
    projected.ModelTable,
    projected.ModelPeriodTable,
    projected.LicenceTable,
    projected.TermTable,
    projected.PositionTable,
    projected.CommitmentTable,
    projected.LicenceTextTable,
    projected.DisagreementTable,
    projected.OpennessClaimTable,
)
SURFACES = (
    ("repository", "licence"),
    ("vendor", "licence"),
    ("repository", "policy"),
    ("card", "card"),
    ("hub", "card"),
)


@dataclass(frozen=True)
class Batch:
    """Drafts that are appended together. at: when; amends: they speak of events of other batches."""

    at: datetime
    drafts: list[Draft]
    amends: bool = False


def made(random: Random, happenings: int, articles: int, amendments: int) -> list[Batch]:
    """`happenings` things in the world, `articles` that tell of them, `amendments` by editors, in order of time."""
    things = [_thing(random, number) for number in range(happenings)]
    texts: list[str] = []
    batches: list[Batch] = []
    told: list[tuple[str, str, dict[str, Any]]] = []
    for number in range(articles):
        at = START + timedelta(hours=number)
        drafts, claims = _article(random, number, things, texts)
        batches.append(Batch(at, drafts))
        told += [(chain.event_id(int(at.timestamp() * 1000), chain.key_hash(key)), key, says) for key, says in claims]
    captured = [_capture(random, number) for number in range(articles // 3)]
    batches += [Batch(at, [draft]) for at, draft in captured]
    texts_of = [chain.event_id(int(at.timestamp() * 1000), chain.key_hash(draft.key)) for at, draft in captured]
    random.shuffle(batches)
    batches.sort(key=lambda batch: batch.at)
    open_ = [event for event, _, _ in told]
    random.shuffle(open_)
    for number in range(amendments):
        at = START + timedelta(hours=articles + number)
        if len(open_) >= 3:
            batches.append(Batch(at, [_amendment(random, number, open_)], amends=True))
        if texts_of and random.random() < 0.4:
            batches.append(Batch(at, [_of_capture(random, number, texts_of.pop())], amends=True))
    return batches


def append(engine: Engine, batches: list[Batch]) -> None:
    for batch in batches:
        with writing(engine) as connection:
            store.append(connection, batch.drafts, batch.at)


def state(engine: Engine, *, positions: bool = True) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every projection, sorted; without the positions of events, if the order of arrival differs."""
    with reading(engine) as connection:
        return {str(table.__tablename__): _rows(connection, table, positions) for table in SHOWN}


def _rows(connection: Connection, table: type[SQLModel], positions: bool) -> list[tuple[Any, ...]]:
    columns = [c.name for c in SQLModel.metadata.tables[str(table.__tablename__)].columns]
    columns = [name for name in columns if positions or name != "position"]
    listed = ", ".join(f'"{name}"' for name in columns)
    found = connection.execute(text(f"SELECT {listed} FROM {table.__tablename__}")).all()
    return sorted((tuple(int(v) if isinstance(v, bool) else v for v in row) for row in found), key=repr)


def _thing(random: Random, number: int) -> dict[str, Any]:
    day = date(2023, 1, 1) + timedelta(days=random.randrange(1_000))
    kind = random.choice(["release", "release", "licence_change", "policy_statement"])
    thing: dict[str, Any] = {"kind": kind, "day": day.isoformat()}
    if kind == "policy_statement":
        thing |= {
            "speaker": random.choice(SPEAKERS),
            "organisation": "Meta",
            "venue": random.choice(["letter", "interview", None]),
        }
        thing["stance"] = random.choice(["open", "conditional", None])
        if random.random() < 0.4:
            promised = {"promise": f"promise {number}", "subject": random.choice(SUBJECTS), "access": "open_weights"}
            thing["commitment"] = promised
    else:
        thing["subject"] = random.choice(SUBJECTS)
        thing["licence"] = random.choice(["MIT", "Apache-2.0", None])
        states = ["released", "announced", "planned", "withdrawn"]
        thing["status"] = random.choice(states) if kind == "release" else "in_force"
        if kind == "release":
            thing["access"] = random.choice(["gated", "open_weights", "api", None])
        else:
            thing["terms"] = {"commercial_use": random.choice(["allowed", "conditional"]), "mau_threshold": 700_000_000}
    return thing


def _article(
    random: Random, number: int, things: list[dict[str, Any]], texts: list[str]
) -> tuple[list[Draft], list[tuple[str, dict[str, Any]]]]:
    words = random.choice(texts) if texts and random.random() < 0.3 else " ".join(random.choices(WORDS, k=60))
    if random.random() < 0.5:
        words += f" {random.randrange(100, 999)}"
    texts.append(words)
    document = sha256(f"{number} {words}".encode()).hexdigest()
    publisher, language = random.choice(["One", "Two", "Three", "Four", None]), random.choice(LANGUAGES)
    about = random.sample(things, k=min(len(things), random.randint(1, 3)))
    published = (date.fromisoformat(about[0]["day"]) + timedelta(days=random.choice([0, 1, 3, 40]))).isoformat()
    seen = {
        "url": f"https://news.example/{number}",
        "title": f"Article {number}",
        "document": document,
        "snapshot": document,
        "provenance": "press",
        "publisher": publisher,
        "language": language,
        "published_on": published,
        "sketch": sketch_of(words),
        "figures": figures_of(words),
        "origin": random.choice([None, None, None, "Agency"]),
    }
    drafts = [Draft(f"coverage/{document}", payload_of("coverage_collected", seen))]
    claims = []
    for place, thing in enumerate(about):
        fields = {name: value for name, value in thing.items() if name not in ("kind", "day")}
        fields["happened_on"] = random.choice([thing["day"], thing["day"], thing["day"][:7], thing["day"][:4], None])
        fields |= {"document": document, "publisher": publisher, "language": language, "published_on": published}
        fields["provenance"] = random.choice(["press", "press", "press", "primary"])
        if random.random() < 0.1 and "access" in fields:
            fields["access"] = "research"
        said = random.choice(["The model is open source.", "It is not open source.", "The weights are out."])
        if thing["kind"] == "policy_statement":
            said = random.choice(["Llama 3.1 and SAM 3 are open source.", said])
        fields["evidence"] = [{"quote": said, "start": 0, "end": len(said)}]
        key = f"{thing['kind']}/{number}/{place}"
        drafts.append(Draft(key, payload_of(thing["kind"], {**COMMON, **fields})))
        claims.append((key, fields))
    return drafts, claims


def _capture(random: Random, number: int) -> tuple[datetime, Draft]:
    """A text seen on one of a few surfaces of a model, at an instant of its own."""
    at = START + timedelta(hours=3 * number, minutes=30)
    subject, (surface, part) = random.choice(SUBJECTS), random.choice(SURFACES)
    document = sha256(f"text {number}".encode()).hexdigest()
    terms: dict[str, Any] = {"derivatives": random.choice(["allowed", "forbidden"])}
    if random.random() < 0.5:
        terms["excluded_territories"] = random.sample(["EU", "UK", "South Korea"], k=random.randint(1, 2))
    if random.random() < 0.5:
        terms |= {"mau_threshold": random.choice([700_000_000, 5_000_000]), "commercial_use": "conditional"}
    if random.random() < 0.3:
        terms["version_date"] = (date(2023, 1, 1) + timedelta(days=random.randrange(1_000))).isoformat()
    fields = {
        "surface": surface,
        "part": part,
        "subject": subject,
        "url": f"https://forge.example/{subject}/{part}/{surface}",
        "document": document,
        "snapshot": document,
        "terms": terms,
        "licence": random.choice(["MIT", "Apache-2.0", "Llama 3 Community License", None])
        if part != "policy"
        else None,
        "quotes": {"derivatives": {"quote": f"words {number}", "start": 0, "end": 7}},
        "captured_at": chain.instant(at),
        "revised_on": (date(2023, 1, 1) + timedelta(days=random.randrange(1_400))).isoformat()
        if random.random() < 0.5
        else None,
    }
    return at, Draft(f"licence_text/{number}", payload_of("licence_text_captured", fields))


def _of_capture(random: Random, number: int, event: str) -> Draft:
    what = random.choice(["correction", "moved", "retraction", "dismissed"])
    if what in ("correction", "moved"):
        replaces = {"licence": "MIT"} if what == "correction" else {"subject": random.choice(SUBJECTS)}
        fields: dict[str, Any] = {
            "event": event,
            "reason": "editor",
            "who": "an editor",
            "why": "read it",
            "replaces": replaces,
        }
        return Draft(f"correction/text/{number}", payload_of("correction", fields))
    if what == "retraction":
        return Draft(f"retraction/text/{number}", payload_of(what, {"event": event, "reason": "another model's"}))
    fields = {"events": [event], "verdict": "dismissed", "who": "an editor", "why": "read it"}
    return Draft(f"review/text/{number}", payload_of("review", fields))


def _amendment(random: Random, number: int, open_: list[str]) -> Draft:
    """One word on events that nobody else amends: the last of two would count, whatever the order of the rest."""
    what = random.choice(["correction", "moved", "retraction", "confirmed", "dismissed", "merged", "split"])
    events = [open_.pop() for _ in range(2 if what in ("merged", "split") else 1)]
    fields: dict[str, Any]
    if what in ("correction", "moved"):
        fields = {"event": events[0], "reason": "editor", "who": "an editor", "why": "the page says so"}
        fields["replaces"] = {"happened_on": "2024-05-05"} if what == "correction" else {"note": f"seen {number}"}
        kind = "correction"
    elif what == "retraction":
        kind, fields = "retraction", {"event": events[0], "reason": "not about this"}
    else:
        kind, fields = "review", {"events": events, "verdict": what, "who": "an editor", "why": "read both"}
    return Draft(f"{kind}/{number}/{events[0]}", payload_of(kind, fields))
