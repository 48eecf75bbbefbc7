"""What must hold between tables and cannot be said in a data package.

Each rule is a function of the tables, named for what it demands. The rules read text, not
frames, and pass over cells that do not hold what their column declares, since those are
reported already; so one faulty cell hides nothing else. A rule that needs a table which could
not be read says nothing; a table that the case lacks asks for nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from analysis.case.contract import STANCES, STATUSES, TABLES, WORDINGS
from analysis.case.count_rules import check_counts
from analysis.case.days import days_exist
from analysis.case.objective_rules import coded_issues_have_objectives
from analysis.case.problem import Problem, choices, shown
from analysis.case.scale import Scale
from analysis.case.sheets import Sheets
from analysis.case.support_rules import several_sources_are_named
from analysis.case.vote_rules import check_votes


def check_rules(sheets: Sheets, scale: Scale | None, *, coded: bool = True) -> list[Problem]:
    """Every breach of the rules; that of the scale only where a scale is declared.

    ``coded``: whether every coder must have coded every unit.
    """
    problems = [
        *units_exist(sheets),
        *bounds_hold_the_stance(sheets),
        *(every_coder_codes_every_unit(sheets) if coded else ()),
        *each_cell_stands_once(sheets),
        *scopes_and_factors_exist(sheets),
        *cited_lines_are_listed(sheets),
        *memberships_have_no_circle(sheets),
        *cited_sources_are_listed(sheets),
        *the_record_speaks_in_known_words(sheets),
        *the_record_stands_whole(sheets),
        *days_exist(sheets),
        *check_votes(sheets, scale),
        *several_sources_are_named(sheets),
        *check_counts(sheets),
        *(coded_issues_have_objectives(sheets) if coded else ()),
    ]
    if scale is not None:
        problems += stances_are_codes(sheets, scale)
    return problems


def the_record_stands_whole(sheets: Sheets) -> Iterator[Problem]:
    """11. Claims without their units or sources would leave every unit unmarked, as if sound."""
    for name in ("evidence_units", "sources"):
        if sheets.has("evidence") and name not in sheets.tables and name not in sheets.unread:
            allowed = "evidence, evidence_units and sources together, or none of them"
            yield Problem(sheets.file("evidence"), None, None, f"there is no table {name}", allowed)


def units_exist(sheets: Sheets) -> Iterator[Problem]:
    """1. Whatever is coded, read otherwise or held against the record is one unit of the case."""
    yield from _named_once(sheets)
    cited = {
        "stance_codes": ("comparison", "statements"),
        "scenarios": ("comparison", "statements"),
        "effect_codes": ("effects",),
        "evidence_units": ("comparison", "statements", "effects", "events"),
    }
    for name, homes in cited.items():
        if not sheets.has(name) or not sheets.sound(*homes) or sheets.refers(name, "unit"):
            continue
        units = {
            unit
            for home in homes
            for unit in sheets.values(home, "event" if home == "events" else "unit")
        }
        present = [home for home in homes if sheets.has(home)]
        allowed = "a unit of " + " or ".join(present or homes)
        for number, row in sheets.rows(name):
            if row["unit"] and row["unit"] not in units:
                wrong = f"{shown(row['unit'])} is no unit"
                yield Problem(sheets.file(name), number, "unit", wrong, allowed)


def _named_once(sheets: Sheets) -> Iterator[Problem]:
    """No two tables give one name to two units: the codes of one would pass for the other's."""
    homes: dict[str, str] = {}
    for home in ("comparison", "statements", "effects", "events"):
        column = "event" if home == "events" else "unit"
        for number, row in sheets.rows(home):
            other = homes.setdefault(row[column], home)
            if row[column] and other != home:
                wrong = f"{shown(row[column])} is a unit of {other} too"
                yield Problem(sheets.file(home), number, column, wrong, "a name of its own")


def bounds_hold_the_stance(sheets: Sheets) -> Iterator[Problem]:
    """2. low ≤ stance ≤ high, all three given or all three empty."""
    for number, row in sheets.rows("stance_codes"):
        low, stance, high = (row[column] for column in ("low", "stance", "high"))
        found = f"low {low or 'empty'}, stance {stance or 'empty'}, high {high or 'empty'}"
        codes = [_whole(cell) for cell in (low, stance, high)]
        if any((low, stance, high)) and not all((low, stance, high)):
            allowed = "low, stance and high, all given or all empty"
        elif None not in codes and codes != sorted(codes, key=lambda code: code or 0):
            allowed = "low ≤ stance ≤ high"
        else:
            continue
        yield Problem(sheets.file("stance_codes"), number, "stance", found, allowed)


def every_coder_codes_every_unit(sheets: Sheets) -> Iterator[Problem]:
    """3. Every unit is coded by every coder; the primary key sees to it that none does twice."""
    coded = {"stance_codes": ("comparison", "statements"), "effect_codes": ("effects",)}
    for name, homes in coded.items():
        if not sheets.has(name) or not sheets.sound(*homes):
            continue
        codes = {(row["coder"], row["unit"]) for _, row in sheets.rows(name)}
        coders = sorted({coder for coder, _ in codes} - {""})
        for home in homes:
            for number, row in sheets.rows(home):
                missing = [coder for coder in coders if (coder, row["unit"]) not in codes]
                if row["unit"] and (missing or not coders):
                    wrong = f"{shown(row['unit'])} is not coded by {choices(missing) or 'anyone'}"
                    allowed = f"a row in {sheets.file(name)} by every coder: {choices(coders)}"
                    yield Problem(sheets.file(home), number, "unit", wrong, allowed)


def each_cell_stands_once(sheets: Sheets) -> Iterator[Problem]:
    """4. The table has one cell for each of its actors on each issue in comparison."""
    if not sheets.has("comparison") or not sheets.has("issues"):
        return
    file, rows = sheets.file("comparison"), sheets.rows("comparison")
    field = next(f for f in sheets.resources["issues"].fields if f.name == "in_comparison")
    marked = {row["issue"]: row["in_comparison"] for _, row in sheets.rows("issues")}
    issues = [issue for issue, mark in marked.items() if mark in field.truths]
    first: dict[tuple[str, str], int] = {}
    for number, row in rows:
        cell = row["actor"], row["issue"]
        if cell in first and all(cell):
            wrong = f"{' × '.join(cell)} stands in row {first[cell]} already"
            yield Problem(file, number, "actor,issue", wrong, "each actor × issue once")
        if marked.get(cell[1]) in field.falsehoods:
            wrong = f"{shown(cell[1])} is not in_comparison"
            yield Problem(file, number, "issue", wrong, "one of " + choices(issues))
        first.setdefault(cell, number)
    actors = sheets.values("actors", "actor")
    if all(row["actor"] in actors and row["issue"] in marked for _, row in rows):
        for actor in dict.fromkeys(row["actor"] for _, row in rows):
            for issue in issues:
                if (actor, issue) not in first:
                    allowed = "a cell for every actor of the table on every issue in_comparison"
                    yield Problem(file, None, None, f"no cell for {actor} × {issue}", allowed)


def scopes_and_factors_exist(sheets: Sheets) -> Iterator[Problem]:
    """5. An effect's scope is a row of the impact table, a statement's factor a factor."""
    for name, column, home in (
        ("effects", "scope", "impact"),
        ("statements", "factor", "factors"),
    ):
        yield from _listed(sheets, name, column, home, column)


def cited_lines_are_listed(sheets: Sheets) -> Iterator[Problem]:
    """6. Every line that a row cites is in the table of lines."""
    for name, table in TABLES.items():
        if name != "lines" and "line" in table.columns:
            yield from _listed(sheets, name, "line", "lines", "line")


def memberships_have_no_circle(sheets: Sheets) -> Iterator[Problem]:
    """7. No actor is, through its groups, a member of itself."""
    rows = sheets.rows("memberships")
    while True:
        members, groups = ({row[c] for _, row in rows} for c in ("actor", "group"))
        inner = [r for r in rows if r[1]["group"] in members and r[1]["actor"] in groups]
        if len(inner) == len(rows):
            break
        rows = inner
    for number, row in rows:
        wrong = f"{shown(row['actor'])} in {shown(row['group'])} closes a circle"
        allowed = "groups that are not, in turn, inside their members"
        yield Problem(sheets.file("memberships"), number, "group", wrong, allowed)


def stances_are_codes(sheets: Sheets, scale: Scale) -> Iterator[Problem]:
    """8. Every stance is a code of the declared scale, which may have gaps."""
    allowed = f"one of stance_scale: {choices(scale.values)}"
    for name, columns in STANCES.items():
        for number, row in sheets.rows(name):
            for column in columns:
                code = _whole(row[column])
                if code is None or code in scale.values or not scale.low < code < scale.high:
                    continue
                wrong = f"{shown(row[column])} is no code"
                yield Problem(sheets.file(name), number, column, wrong, allowed)


def cited_sources_are_listed(sheets: Sheets) -> Iterator[Problem]:
    """9. Every source that a row cites, in a list with ``;``, is in the table of sources."""
    if not sheets.has("sources"):
        return
    known = sheets.values("sources", "source_id")
    allowed = f"keys joined by ;, each once, of sources.source_id: {choices(sorted(known))}"
    for name in sheets.tables:
        column = "sources" if name == "evidence" else "source_ids"
        for number, row in sheets.rows(name):
            cited = row[column].split(";") if row.get(column) else []
            for key in dict.fromkeys(cited):
                if key not in known or cited.count(key) > 1:
                    wrong = f"{shown(key)} is " + (
                        "no source" if key not in known else "cited twice"
                    )
                    yield Problem(sheets.file(name), number, column, wrong, allowed)


def the_record_speaks_in_known_words(sheets: Sheets) -> Iterator[Problem]:
    """10. A claim's status and wording are words that the marks of the record are made from."""
    for column, words in (("status", STATUSES), ("wording", WORDINGS)):
        for number, row in sheets.rows("evidence"):
            empty = "" if column == "status" else " or an empty cell"
            if row[column] not in words and (row[column] or column == "status"):
                wrong = f"{shown(row[column])} is no {column}"
                allowed = f"one of {choices(words)}{empty}"
                yield Problem(sheets.file("evidence"), number, column, wrong, allowed)


def _listed(sheets: Sheets, name: str, column: str, home: str, key: str) -> Iterator[Problem]:
    """The values of a column that are not listed in another table, where the case has it."""
    if not sheets.has(name) or not sheets.has(home) or sheets.refers(name, column):
        return
    listed = Counter(row[key] for _, row in sheets.rows(home))
    allowed = f"one of {home}.{key}: {choices([value for value in listed if value])}"
    for number, row in sheets.rows(name):
        if row[column] and row[column] not in listed:
            wrong = f"{shown(row[column])} is not listed"
            yield Problem(sheets.file(name), number, column, wrong, allowed)


def _whole(cell: str) -> int | None:
    try:
        return int(cell)
    except ValueError:
        return None
