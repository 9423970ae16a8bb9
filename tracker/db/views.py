"""The views analysts are promised, `v1_*`: the same names, columns and values on SQLite and PostgreSQL.

Made anew whenever a database is brought to the newest revision (migrations/env.py). What a column means stands beside
it, and becomes docs/data-dictionary.md (python -m tracker.db.dictionary). Truth values are 1 and 0, instants and days are text, lists and
nested values JSON text: so a query reads the same on both databases.
"""

from typing import NamedTuple

from sqlalchemy import Connection


class Column(NamedTuple):
    """A column of a view. type: text, integer or boolean (1, 0). unit: of a number, where it has one of its own."""

    name: str
    type: str
    meaning: str
    is_: str = ""  # the expression, where it is not a column of that name
    unit: str = ""


class View(NamedTuple):
    """One view. source: what stands after FROM."""

    name: str
    meaning: str
    source: str
    columns: tuple[Column, ...]


_ID = "id of the happening, as reports print it: `tracker why ID` shows what it rests on"
_RESTRICTING = "what that term is, as told or read; of commercial_use also the number of users, where one is set"
_RESTRICTING_WORDS = "the words of the licence's own text that lay it down; null: no text that does was captured"
_VERIFIED_SOURCE = (  # of an article, or of a captured text of a licence
    "coalesce(coverage.source, (SELECT min(licence_text.source) FROM licence_text"
    " WHERE licence_text.model = model.name AND licence_text.document = model.verified_in))"
)

VIEWS = (
    View(
        "v1_timeline",
        "One row per happening: what Meta released, changed or stated, as all sources together tell it.",
        "happening",
        (
            Column("happening", "text", _ID, "id"),
            Column("kind", "text", "release, licence_change or policy_statement"),
            Column("subject", "text", "the model or family; for a statement the speaker"),
            Column("variant", "text", "the member of the family, where only that is meant"),
            Column("status", "text", "released, announced, planned, rumoured, withdrawn, leaked; in_force, planned"),
            Column("happened_on", "text", "partial date: YYYY-MM-DD, YYYY-MM, YYYY or null"),
            Column("tolerance_days", "integer", "how far the stated day may be off", unit="days"),
            Column("is_main", "boolean", "some source is about this; 0: told as background only", "main"),
            Column(
                "standing",
                "text",
                "confirmed (by an editor), editor, primary, curated, reported (several voices) or single source",
            ),
            Column("is_confirmed", "boolean", "0: rests on a single voice of the press", "confirmed"),
            Column("story", "text", "the same for all steps of one subject"),
            Column("follows", "text", "the happening before it in its story"),
            Column("summary", "text", "in our words, or the best source's own"),
            Column("access", "text", "open_weights, gated, research, api or product"),
            Column("sizes", "text", "JSON list"),
            Column("licence", "text", "name of the licence"),
            Column("licence_before", "text", "name of the licence that it replaced"),
            Column("terms", "text", "JSON object"),
            Column("terms_before", "text", "JSON object"),
            Column("is_substantive", "boolean", "of a licence change; 0: words changed, but no term", "substantive"),
            Column("territory", "text", "where the change applies"),
            Column("speaker", "text", "for statements"),
            Column("organisation", "text", "whom the speaker speaks for"),
            Column("stance", "text", "open, conditional or closed"),
            Column("venue", "text", "letter, interview, earnings call ..."),
            Column("topic", "text", "what the statement is about"),
            Column("commitment", "text", "JSON object: promise, due, subject, access"),
            Column("origins", "integer", "independent voices: copies and translations count once"),
            Column("languages", "text", "of the coverage, parted by blanks"),
            Column("first_published_on", "text", "partial date of the first coverage"),
            Column("primary_published_on", "text", "partial date of the first primary source"),
            Column(
                "days_to_primary",
                "integer",
                "days from the first to the first primary one, where both days are known",
                unit="days",
            ),
            Column("dissent", "text", "JSON object: field, other values, and the events that state them"),
            Column("first_recorded_at", "text", "when this log first held an event of it (UTC)"),
            Column("last_recorded_at", "text", "when this log held the newest event of it (UTC)"),
        ),
    ),
    View(
        "v1_happening_evidence",
        "One row per event of a happening: who asserts it, in which words, where.",
        "happening_evidence",
        (
            Column("happening", "text", _ID),
            Column("position", "integer", "of the event in the log"),
            Column("event", "text", "id of the event"),
            Column("provenance", "text", "primary, press, curated or editor"),
            Column("voice", "text", "whose word it is: rows with one voice are one witness"),
            Column("publisher", "text", "who published the article"),
            Column("language", "text", "BCP 47"),
            Column("published_on", "text", "partial date"),
            Column("url", "text", "address of the article, or a page that supports a curated event"),
            Column("document", "text", "SHA-256 of the text"),
            Column("happened_on", "text", "the date that this source gives"),
            Column("quote", "text", "the words it rests on, in the original language"),
            Column("confidence_permille", "integer", "share of such readings that are right, in thousandths"),
        ),
    ),
    View(
        "v1_models",
        "The current state of each model, dataset or tool.",
        "model LEFT JOIN coverage ON coverage.document = model.verified_in"
        f" LEFT JOIN source_state ON source_state.name = {_VERIFIED_SOURCE}",
        (
            Column("model", "text", "canonical name", "model.name"),
            Column("family", "text", "Llama, Muse, ..."),
            Column("status", "text", "the newest confirmed of released, announced, withdrawn; else what is told"),
            Column("status_on", "text", "partial date"),
            Column("is_confirmed", "boolean", "0: rests on a single voice of the press", "confirmed"),
            Column("released_on", "text", "partial date of the first release"),
            Column("access", "text", "open_weights, gated, research, api or product"),
            Column("licence", "text", "licence in force"),
            Column("licence_since", "text", "partial date"),
            Column("commercial_use", "text", "allowed, conditional or forbidden under that licence"),
            Column("osi_approved", "boolean", "whether the Open Source Initiative approved the licence"),
            Column("origins", "integer", "independent voices that tell of its releases"),
            Column("happening", "text", "what the status rests on"),
            Column("licence_happening", "text", "what the licence rests on"),
            Column(
                "verified_on",
                "text",
                "when the newest evidence for this state was published, or the text of the licence captured",
            ),
            Column("verified_by", "text", "who published that"),
            Column("verified_source", "text", "the source of the list that it came from", _VERIFIED_SOURCE),
            Column(
                "unseen_since",
                "text",
                "UTC: since when that source cannot be read; null: it can",
                "source_state.failing_since",
            ),
            Column(
                "unseen_because",
                "text",
                "how it fails: blocked, timeout ...",
                "CASE WHEN source_state.failing_since IS NOT NULL THEN source_state.last_outcome END",
            ),
        ),
    ),
    View(
        "v1_model_periods",
        "The status of each model over time. For a day D: valid_from <= D AND (valid_to IS NULL OR D < valid_to).",
        "model_period",
        (
            Column("model", "text", "canonical name"),
            Column("valid_from", "text", "partial date"),
            Column("valid_to", "text", "partial date, not included; null: still"),
            Column("status", "text", "released, announced or withdrawn"),
            Column("access", "text", "open_weights, gated, research, api or product"),
            Column("happening", "text", _ID),
        ),
    ),
    View(
        "v1_licences",
        "Licence by model and time. For a day D: valid_from <= D AND (valid_to IS NULL OR D < valid_to).",
        "licence",
        (
            Column("model", "text", "canonical name"),
            Column("licence", "text", "name, or SPDX id"),
            Column("valid_from", "text", "partial date"),
            Column("valid_to", "text", "partial date, not included; null: still"),
            Column("commercial_use", "text", "allowed, conditional or forbidden"),
            Column("mau_threshold", "integer", "monthly active users above which Meta must be asked"),
            Column("osi_approved", "boolean", "whether the Open Source Initiative approved the licence"),
            Column("terms", "text", "JSON object: all terms"),
            Column("happening", "text", f"{_ID}; null: it rests on a captured text alone"),
            Column("text", "text", "the event that captured the licence's own text; null: only told of"),
            Column("disagreement", "text", "where file, card, hub and vendor page differ then; null: they agree"),
            Column("restriction", "text", "the plainest of its terms that no open licence has; null: none known"),
            Column("restriction_value", "text", _RESTRICTING),
            Column("restriction_quote", "text", _RESTRICTING_WORDS),
        ),
    ),
    View(
        "v1_terms",
        "One row per term of a licence that stood for a model; a list gives a row for each member.",
        "term",
        (
            Column("model", "text", "canonical name"),
            Column("licence", "text", "name, or SPDX id"),
            Column("term", "text", "mau_threshold, commercial_use, excluded_territories ... (docs/terms.md)", "name"),
            Column("value", "text", "numbers in digits, truth as yes and no"),
            Column("valid_from", "text", "partial date"),
            Column("valid_to", "text", "partial date, not included; null: still"),
            Column("happening", "text", f"{_ID}; null: it rests on a captured text alone"),
            Column("text", "text", "the event that captured the text that says it; null: only told of"),
            Column("quote", "text", "its words"),
        ),
    ),
    View(
        "v1_licence_texts",
        "Every text of a licence, use policy, card or hub record that was captured.",
        "licence_text",
        (
            Column("model", "text", "canonical name"),
            Column("surface", "text", "repository, vendor, card or hub"),
            Column("part", "text", "licence, policy or card"),
            Column("url", "text", "address; with the model it names the surface"),
            Column("valid_from", "text", "from when on it stood: its commit, its own date, or when it was seen"),
            Column("valid_to", "text", "day of the next text of this surface, not included; null: still"),
            Column("licence", "text", "the licence that it is, or names"),
            Column("terms", "text", "JSON object: what was read out of it"),
            Column("captured_at", "text", "UTC"),
            Column("document", "text", "SHA-256 of the text"),
            Column("snapshot", "text", "SHA-256 of the bytes"),
            Column("revision", "text", "the commit that made it"),
            Column("revised_on", "text", "its committer's day"),
            Column("revised_as", "text", "what its subject calls it"),
            Column("previous", "text", "the event that captured the text before it"),
            Column("source", "text", "of the list of sources"),
            Column("event", "text", "id of its event in the log"),
        ),
    ),
    View(
        "v1_disagreements",
        "Where two surfaces of one model say different things, from when to when.",
        "disagreement",
        (
            Column("model", "text", "canonical name"),
            Column("term", "text", "licence, or a term of it"),
            Column("valid_from", "text", "partial date"),
            Column("valid_to", "text", "partial date, not included; null: still"),
            Column("surface", "text", "repository, vendor, card or hub"),
            Column("value", "text", "what it says"),
            Column("quote", "text", "its words"),
            Column("url", "text", "its address"),
            Column("text", "text", "the event that captured it"),
            Column("other_surface", "text", "the other one"),
            Column("other_value", "text", "what that says"),
            Column("other_quote", "text", "its words"),
            Column("other_url", "text", "its address"),
            Column("other_text", "text", "the event that captured it"),
        ),
    ),
    View(
        "v1_contradictions",
        "What was called open source, or by the name of an approved licence, while its terms were none of the open ones.",
        "openness_claim JOIN licence ON licence.model = openness_claim.model"
        " AND licence.valid_from <= openness_claim.said_on"
        " AND (licence.valid_to IS NULL OR openness_claim.said_on < licence.valid_to)"
        " AND NOT licence.osi_approved AND licence.restriction IS NOT NULL",
        (
            Column("model", "text", "canonical name", "openness_claim.model"),
            Column("said_on", "text", "partial date", "openness_claim.said_on"),
            Column("said_by", "text", "who published it", "openness_claim.publisher"),
            Column("claim", "text", "open source, or the licence that was named", "openness_claim.claim"),
            Column("quote", "text", "the words", "openness_claim.quote"),
            Column("url", "text", "where they stand", "openness_claim.url"),
            Column("licence", "text", "the licence in force that day", "licence.licence"),
            Column("restriction", "text", "the plainest of its terms that no open licence has", "licence.restriction"),
            Column("restriction_value", "text", _RESTRICTING, "licence.restriction_value"),
            Column("restriction_quote", "text", _RESTRICTING_WORDS, "licence.restriction_quote"),
            Column("licence_since", "text", "partial date", "licence.valid_from"),
            Column("licence_text", "text", "the event that captured its text; null: only told of", "licence.text"),
            Column("happening", "text", _ID, "openness_claim.happening"),
            Column("event", "text", "id of the claim's event", "openness_claim.event"),
        ),
    ),
    View(
        "v1_positions",
        "Who said what where; the current stance of each speaker.",
        "position",
        (
            Column("happening", "text", _ID),
            Column("speaker", "text", "person, or Meta"),
            Column("organisation", "text", "whom the speaker speaks for"),
            Column("stated_on", "text", "partial date"),
            Column("valid_to", "text", "day of that speaker's next statement with a stance; null: none yet"),
            Column("stance", "text", "open, conditional or closed"),
            Column("venue", "text", "letter, interview, earnings call ..."),
            Column("topic", "text", "what it is about"),
            Column("summary", "text", "in our words, or the best source's own"),
            Column("is_current", "boolean", "the speaker's newest with a stance"),
        ),
    ),
    View(
        "v1_commitments",
        "What was promised, and what became of it.",
        "commitment",
        (
            Column("happening", "text", "the statement that makes the promise"),
            Column("speaker", "text", "person, or Meta"),
            Column("promised_on", "text", "partial date"),
            Column("promise", "text", "what was promised"),
            Column("due", "text", "partial date, if one was named"),
            Column("subject", "text", "the model or family that it is about, where it names one"),
            Column("access", "text", "the access that was promised"),
            Column("fate", "text", "open, kept, late, narrowed or reversed"),
            Column("settled_on", "text", "partial date"),
            Column("settled_by", "text", "the happening that settled it"),
        ),
    ),
    View(
        "v1_coverage",
        "Every article seen.",
        "coverage",
        (
            Column("document", "text", "SHA-256 of the text"),
            Column("position", "integer", "of its event in the log"),
            Column("url", "text", "address"),
            Column("title", "text", "headline"),
            Column("publisher", "text", "who published it"),
            Column("voice", "text", "whose word it is: copies and translations share one"),
            Column("credit", "text", "whom the page itself credits"),
            Column("language", "text", "BCP 47"),
            Column("published_on", "text", "partial date"),
            Column("source", "text", "of the list of sources; null for given texts"),
            Column("provenance", "text", "primary or press"),
            Column("snapshot", "text", "SHA-256 of the bytes"),
            Column("recorded_at", "text", "UTC"),
        ),
    ),
    View(
        "v1_sources",
        "How each source fares.",
        "source_state",
        (
            Column("source", "text", "name in the list of sources", "name"),
            Column("last_checked_at", "text", "UTC"),
            Column("last_success_at", "text", "UTC"),
            Column("last_outcome", "text", "outcome of the newest attempt"),
            Column("detail", "text", "in words"),
            Column("failures", "integer", "in a row"),
            Column("failing_since", "text", "UTC; null: well"),
            Column("next_check_at", "text", "UTC"),
        ),
    ),
    View(
        "v1_events",
        "The log itself.",
        "event",
        (
            Column("position", "integer", "gapless, in commit order"),
            Column("id", "text", "UUIDv7"),
            Column("type", "text", "coverage_collected, release ..."),
            Column("shape", "integer", "number of the payload's shape"),
            Column("recorded_at", "text", "UTC"),
            Column("subject", "text", "model or speaker"),
            Column("key", "text", "the same whenever the same is asserted again"),
            Column("payload", "text", "JSON object"),
        ),
    ),
)


def make(connection: Connection) -> None:
    """Put all views up."""
    for view in VIEWS:
        columns = ", ".join(_selected(column) for column in view.columns)
        connection.exec_driver_sql(f"CREATE VIEW {view.name} AS SELECT {columns} FROM {view.source}")


def drop(connection: Connection) -> None:
    """Take all views down, before revisions change tables under them."""
    for view in VIEWS:
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {view.name}")


def grant(connection: Connection, role: str) -> bool:
    """Let a role of PostgreSQL read the views and nothing else; whether it had to be made (it cannot log in then, until
    somebody gives it a password). Raises ValueError elsewhere."""
    if connection.dialect.name != "postgresql":
        raise ValueError("SQLite has no roles: open the file with mode=ro")
    quoted = '"' + role.replace('"', '""') + '"'
    exists = connection.exec_driver_sql("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,)).first()
    if not exists:
        connection.exec_driver_sql(f"CREATE ROLE {quoted} NOLOGIN")
    connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA public TO {quoted}")
    for view in VIEWS:
        connection.exec_driver_sql(f"GRANT SELECT ON {view.name} TO {quoted}")
    return not exists


def _selected(column: Column) -> str:
    expression = column.is_ or f'"{column.name}"'
    if column.type == "boolean":
        expression = f"CAST({expression} AS integer)"
    return f'{expression} AS "{column.name}"'
