"""Invented cases of any shape, for charts to be tried on: so many actors, issues, codes, words."""

from __future__ import annotations

import random
from dataclasses import replace

import pandas as pd

from analysis.case.scale import Code, Scale

FIVE = {-2: "−−", -1: "−", 0: "0", 1: "+", 2: "++"}
TEN = {code: str(code) for code in range(11)}
THREE = {-1: "−", 0: "0", 1: "+"}
WORDS = {"en": "Wants it to go on as before", "ja": "従来どおりの継続を希望"}
NAMES = {
    "en": ("Actor {n}", "Issue {n}", "The aim of issue {n} is reached"),
    "ja": ("主体{n}", "論点{n}", "論点{n}の目標を達成する"),
}


def case_of(toy, actors, issues, glyphs=None, midpoint=0, langs=("en", "ja"), statements=False):
    """A case of so many actors and issues, coded by two who mostly agree.

    Parameters
    ----------
    toy : a case whose package is taken over
    glyphs : of each code of the scale; five codes from −2 to 2 where left out
    langs : in which all words are; none are in another
    statements : every third cell has one in the text, on either side
    """
    glyphs = glyphs or FIVE
    ladder, chance = sorted(glyphs), random.Random(actors * 1000 + issues)
    keys = [f"A{n}" for n in range(actors)], [f"issue_{n}" for n in range(issues)]
    cells, told = [], []
    for i, issue in enumerate(keys[1]):
        for a, actor in enumerate(keys[0]):
            cells.append({"unit": f"c-{i}-{a}", "line": i + 1, "issue": issue, "actor": actor})
            if statements and (a + i) % 3 == 0:
                told.append(
                    {
                        "unit": f"s-{i}-{a}", "line": 100 + i, "section": f"{1 + i % 40}.1",
                        "issue": issue, "actor": actor, "speaker": "someone", "role": "position",
                    }
                )  # fmt: skip
    tables = {
        "actors": _words([{"actor": a, "kind": "state", "colour": "#44688a"} for a in keys[0]]),
        "issues": _words([{"issue": i, "in_comparison": True} for i in keys[1]]),
        "comparison": _words(cells),
        "stance_codes": _codes([*cells, *told], ladder, chance),
        "anchors": pd.DataFrame(
            [{"issue": i, "stance": code} for i in keys[1] for code in ladder]
        ).assign(anchor_en=pd.NA, anchor_ja=pd.NA),
    }  # fmt: skip
    if statements:
        known = toy["statements"]
        tables["statements"] = _words(told).reindex(columns=known.columns).astype(known.dtypes)
    for lang in ("en", "ja"):
        known = lang in langs
        name, issue, aim = (
            [words.format(n=n) if known else pd.NA for n in range(max(actors, issues))]
            for words in NAMES[lang]
        )
        tables["actors"][f"name_{lang}"] = tables["actors"][f"short_{lang}"] = name[:actors]
        tables["issues"][f"name_{lang}"] = issue[:issues]
        tables["issues"][f"objective_{lang}"] = aim[:issues]
        for column in ("text", "short"):
            tables["comparison"][f"{column}_{lang}"] = WORDS[lang] if known else pd.NA
        if statements:
            tables["statements"][f"paraphrase_{lang}"] = WORDS[lang] if known else pd.NA
    for table in tables.values():
        words = [column for column in table if column.endswith(("_en", "_ja"))]
        table[words] = table[words].astype("str")
    scale = Scale(
        tuple(Code(c, sign, f"code {c}", f"値{c}") for c, sign in glyphs.items()), midpoint
    )
    package = replace(toy.package, name="any-shape", scale=scale)
    return replace(toy, tables=tables, package=package)


def _words(rows):
    return pd.DataFrame(rows)


def _codes(units, ladder, chance):
    """Codes of two coders: the second differs by a step now and then; some state nothing."""
    rows = []
    for unit in units:
        place = chance.randrange(len(ladder)) if chance.random() < 0.9 else None
        for coder in ("one", "two"):
            at = place
            if at is not None and coder == "two" and chance.random() < 0.12:
                at = max(0, at - 1)
            code = pd.NA if at is None else ladder[at]
            low = pd.NA if at is None else ladder[max(0, at - (chance.random() < 0.2))]
            modality = chance.choice(["asserted", "possible", "conditional"])
            rows.append((coder, unit["unit"], code, low, code, modality, "so it says"))
    columns = ["coder", "unit", "stance", "low", "high", "modality", "rationale_en"]
    codes = pd.DataFrame(rows, columns=columns)
    integers = dict.fromkeys(["stance", "low", "high"], "Int64")
    return codes.astype({**dict.fromkeys(["coder", "unit", "modality"], "str"), **integers})
