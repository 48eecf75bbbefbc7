"""The tables and columns that the rest of the package relies on.

A case declares its own fields, keys and constraints in ``datapackage.json``; this is the part
of it that code may count on. A case may add columns and tables of its own. It may leave out
whole tables, all but four (of which counts of statements stand for two), and what reads those
must then do without: an absent table is an
empty frame with these columns. Leaving out a key or a reference named here would switch off a
check that code depends on, so those must be declared too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

#: The field types a table may use, with the dtype each has in a frame.
DTYPES = {"string": "str", "integer": "Int64", "number": "Float64", "boolean": "boolean"}

REQUIRED = ("actors", "issues", "comparison", "stance_codes")

#: The table of counted statements, and those it stands for where nothing else is compared.
COUNTED, FOR = "statement_counts", ("comparison", "stance_codes")

#: The tables that coders' sheets are collected in.
CODED = ("stance_codes", "effect_codes")

#: The coder of a case whose codes are votes as recorded, which nobody has read.
RECORD = "record"

#: Columns that hold a stance, by table; their bounds are those of the declared scale.
STANCES = {
    "anchors": ("stance",),
    "stance_codes": ("stance", "low", "high"),
    "scenarios": ("stance",),
    "statement_counts": ("stance",),
}

#: What names a row; these columns are never empty, and no two rows have the same.
KEYS = {
    "actors": ("actor",),
    "memberships": ("actor", "group"),
    "issues": ("issue",),
    "anchors": ("issue", "stance"),
    "comparison": ("unit",),
    "impact": ("scope",),
    "effects": ("unit",),
    "statements": ("unit",),
    "events": ("event",),
    "factors": ("factor",),
    "stance_codes": ("coder", "unit"),
    "effect_codes": ("coder", "unit"),
    "scenarios": ("scenario", "unit"),
    "lines": ("line",),
    "evidence": ("claim",),
    "evidence_units": ("claim", "unit"),
    "sources": ("source_id",),
    "resolutions": ("resolution",),
    "votes": ("resolution", "actor"),
    "timeline": ("event",),
    "recorded_steps": ("event",),
    "agreement_terms": ("item",),
    "minerals": ("mineral", "measure"),
    "responses": ("response",),
    "allocations": ("month",),
    "statement_counts": ("period", "actor", "issue", "stance"),
}

#: Columns that hold the key of another table.
REFERENCES = {
    "memberships": {"actor": "actors", "group": "actors"},
    "anchors": {"issue": "issues"},
    "comparison": {"issue": "issues", "actor": "actors"},
    "effects": {"from_actor": "actors", "to_actor": "actors", "issue": "issues"},
    "statements": {"actor": "actors", "issue": "issues"},
    "events": {"actor": "actors"},
    "recorded_steps": {"actor": "actors"},
    "evidence_units": {"claim": "evidence"},
    "votes": {"resolution": "resolutions", "actor": "actors"},
    "statement_counts": {"actor": "actors", "issue": "issues"},
}

#: The one of them that may be empty: both sides act in some events.
MAY_BE_EMPTY = (("events", "actor"), ("recorded_steps", "actor"))


#: What the record may say of a claim, from the worst to the best, and of words quoted in one.
STATUSES = ("contradicted", "not_found", "partly", "outlook", "borne_out_later", "corroborated")
WORDINGS = ("near", "not_found")


@dataclass(frozen=True)
class Table:
    """A table's columns with their field types, and whether a case may lack it."""

    columns: Mapping[str, str]
    optional: bool


_COLUMNS = {
    "actors": "actor name_en name_ja short_en short_ja kind colour",
    "memberships": "actor group",
    "issues": "issue name_en name_ja objective_en objective_ja in_comparison:boolean",
    "anchors": "issue stance:integer anchor_en anchor_ja",
    "comparison": "unit line:integer issue actor text_ja text_en short_en short_ja",
    "impact": "scope line:integer scope_ja scope_en text_ja text_en",
    "effects": "unit line:integer section scope from_actor to_actor issue effect_en effect_ja",
    "statements": (
        "unit line:integer section factor:integer role actor speaker target issue "
        "paraphrase_en paraphrase_ja"
    ),
    "events": "event step:integer line:integer actor event_en event_ja",
    "factors": "factor:integer line:integer name_en name_ja",
    "stance_codes": ("coder unit stance:integer low:integer high:integer modality rationale_en"),
    "effect_codes": "coder unit change direction:integer modality rationale_en",
    "scenarios": "scenario unit stance:integer reason_en",
    "lines": "line:integer sha256",
    "evidence": (
        "claim line:integer section kind claim_en claim_ja status wording finding_en finding_ja "
        "record_date timing outcome outcome_ja confidence sources note note_ja"
    ),
    "evidence_units": "claim unit",
    "sources": "source_id title publisher date url opened kind relay_of",
    "resolutions": (
        "resolution body date title_en title_ja drafted_by drafted_by_ja yes:integer no:integer "
        "abstain:integer not_voting:integer result source_ids note note_ja"
    ),
    "votes": (
        "resolution actor yes:integer no:integer abstain:integer not_voting:integer source_ids"
    ),
    "timeline": "event date time time_ja event_en event_ja actors kind source_ids confidence",
    "recorded_steps": "event step:integer time time_ja actor event_en event_ja source_ids",
    "agreement_terms": "item item_ja february_en february_ja signed_en signed_ja source_ids",
    "minerals": (
        "mineral mineral_ja measure measure_ja qualifier value:number unit unit_ja scope scope_ja "
        "year source_ids confidence note note_ja"
    ),
    "responses": (
        "response date speaker_en speaker_ja actor group gist_en gist_ja side source_ids"
    ),
    "allocations": (
        "month united_states_eur_bn:number europe_eur_bn:number other_eur_bn:number "
        "vintage vintage_ja source_ids"
    ),
    "statement_counts": "period actor issue stance:integer n:integer",
}


def _table(name: str) -> Table:
    pairs = (column.partition(":") for column in _COLUMNS[name].split())
    return Table({column: kind or "string" for column, _, kind in pairs}, name not in REQUIRED)


#: Every table that code may ask for, in the order in which a case is read.
TABLES = {name: _table(name) for name in _COLUMNS}
