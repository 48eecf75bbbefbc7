"""The codebook of a new case: what its author has to write, and what a coder must know.

It is read by people who have never seen a case, in English or in Japanese; so every step names
its file, and each part stands in both languages.
"""

from __future__ import annotations

from collections.abc import Mapping

_TEXT = """\
# Codebook: {title}

What is coded is what the source says, never what the coder knows of the events.
コーディングの対象は原典の記述であり、コーダーの知識ではない。

## To fill in, in this order / 記入の順序

The tables are CSV in UTF-8; save them as such from a spreadsheet (“CSV UTF-8”). Keys (`actor`,
`issue`, `unit`) may be renamed now, in every table that has them, but not once there are codes.
Names and texts can be in one language; fill in the columns of the other to publish in both.
表はUTF-8のCSV。表計算ソフトでは「CSV UTF-8」で保存。キーの変更はコーディング前に、全部の表で。
名称と本文は一言語でもよい。両言語で公開するなら他方の列も記入。

1. `actors.csv`: names, short names for charts, `kind` (state, organisation, region).
   主体の名称、図に使う略称、種別。
2. `issues.csv`: turn each issue into an objective, a sentence that one can be for or against.
   争点ごとの目標。賛否を問える一文にする。
3. `anchors.csv`: what each code means on each issue. Write them before anybody codes.
   争点ごとに各値の意味。コーディングの前に決める。
4. `comparison.csv`, `impact.csv`: `text_` stays as the article has it; `short_` is what charts
   print, and may be cut. One row for every actor on every issue, also where nothing is said;
   `unit` is a key of its own, `line` the line of the article.
   `text_`は原文のまま。`short_`は図に載せる語で、短くしてよい。記述がなくても全主体×全争点の行を置く。
5. `datapackage.json`: `title`, `version`, `released` (the day), `licenses`, who made the case
   (`contributors`), and of the article (`sources`) `title` (what charts call it), `headline`,
   `author`, `publisher`, `published`, `path` (its address), as far as they are known.
   題名、版、公開日、ライセンス、作成者、出典（図に載せる呼び名、見出し、著者、発行者、日付、URL）。不明な項目は書かない。
6. `lines.csv`, where there is one, lists every line that a table cites, with a hash of its words.
   `check --source FILE` prints the rows that it lacks.
   表が引く行の一覧。足りない行は`check --source FILE`が示す。
7. A sheet for each coder (`sheet`), who must not see the others' codes; then `collect`, `check`.
   コーダーごとに`sheet`でシートを作り、記入後に`collect`で取り込み、`check`で確かめる。
   他のコーダーの値は見ない。

`proposals.csv`, in a draft, holds what a list of words suggests of how a cell is put; no code is
made of it. `proposals.csv`（下書きのみ）は語の一覧による述べ方の提案。値はここからは作られない。

## Stance / 立場

How far the actor, as the source presents it, favours the objective: {codes}.
原典に現れた主体が目標をどの程度支持するか：{codes_ja}。

- Empty, with `low` and `high`: the unit says nothing about the objective. Silence is never coded
  {midpoint}. Take the modality `asserted` and say so in the rationale.
  目標について記述がなければ`low`、`high`とも空欄。記述がないことを{midpoint}とはしない。
  modalityは`asserted`とし、rationaleにその旨を書く。
- `low` and `high` bound the codes that a careful reader could still defend (low ≤ stance ≤ high).
  `low`と`high`は妥当といえる値の幅。
- A hedge moves the modality, never the stance. A condition that the objective excludes moves the
  stance. ぼかした言い方は述べ方に表し、立場の値は変えない。目標が認めない条件は立場の値に表す。

## Modality: how the source puts it / 述べ方

| modality | cue | 手がかり |
| --- | --- | --- |
| asserted | an act, a fact, a standing policy | 行動、事実、既定の方針 |
| demanded | a wish or a demand | 希望、要求 |
| conditional | the act itself hangs on something stated | 述べられた条件しだい |
| considered | explored, discussed, under way, planned | 検討、協議、進行中、計画 |
| possible | may happen, or is watched for | 可能性、注目 |

Where several cues meet in one clause, the one lowest in this table counts.
一つの節に複数あれば、この表で最も下のもの。

## Objectives and anchors / 目標と値の意味

They stand in `issues.csv` and `anchors.csv`, and on every sheet.
`issues.csv`と`anchors.csv`に置き、シートにも載る。
"""


_OF_COUNTS = """\
# Codebook: {title}

Statements are coded elsewhere; here they are counted by month or year, actor, issue and code.
発言のコーディングは別途。ここでは月（年）、主体、論点、コードごとに数える。

## To fill in, in this order / 記入の順序

The tables are CSV in UTF-8; save them as such from a spreadsheet (“CSV UTF-8”). Names in one
language will do.
表はUTF-8のCSV。表計算ソフトでは「CSV UTF-8」で保存。名称は一言語でよい。

1. `actors.csv`: a row for each actor that may be counted; `actor` as the files have it, letter by
   letter; names, short names for charts, `kind` (state, organisation, region, person), `colour`
   (as `#1f5a95`, for each another).
   集計の対象とする主体を1行に1つ。`actor`はファイルの表記と一字一句同じに。名称、略称、種別、色。
2. `issues.csv`: a row for each issue; `issue` as the files have it, and the objective that the
   codes are read against; `in_comparison` is `true`.
   論点を1行に1つ。`issue`はファイルの表記のまま。コードが表す目標も書く。`in_comparison`は`true`。
3. `datapackage.json`: the scale, if it is another than {codes} (then the bounds of `stance` in
   `statement_counts` too); `title`, `version`, `released`
   (the day), `licenses`, who counted (`contributors`) and where the statements are from
   (`sources`).
   尺度（{codes_ja}と異なる場合）、題名、版、公開日、ライセンス、作成者、出典。
4. Count, and look at what was rejected; `--columns` names the columns where they are called
   otherwise. What is rejected is mended in your own files; then delete `rejects.csv` and the
   counts, and count again. 集計し、除外された発言を確認。列名が異なるときは`--columns`。
   元のファイルを直し、`rejects.csv`と集計を消して再集計。

   ```sh
   python -m analysis matrix --case DIR --statements FILES --by month \\
     --counts DIR/statement_counts.csv
   ```

5. `check DIR`, then `figures --case DIR`: `stance_over_time` shows who moved, on what and when.
   `check DIR`、続いて`figures --case DIR`。
"""


def codebook(title: str, scale: Mapping[str, object]) -> str:
    """The text of the codebook of a case with this title and scale."""
    return _filled(_TEXT, title, scale)


def codebook_of_counts(title: str, scale: Mapping[str, object]) -> str:
    """The text of the codebook of a case in which statements are counted."""
    return _filled(_OF_COUNTS, title, scale)


def _filled(text: str, title: str, scale: Mapping[str, object]) -> str:
    codes = scale["codes"]
    assert isinstance(codes, list)
    return text.format(
        title=_inline(title),
        codes="; ".join(f"{code['stance']} {code['label_en'].lower()}" for code in codes),
        codes_ja="、".join(f"{code['stance']} {code['label_ja']}" for code in codes),
        midpoint=scale["midpoint"],
    )


def _inline(text: str) -> str:
    """A text that Markdown reads as it stands, in a heading or a cell."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>#|!&~@$" else sign for sign in text)
