"""What a figure holds, and cases changed for a test."""

from dataclasses import replace


def recoded(case, table, **cells):
    """The case with the stances, lows and highs of some units changed in a table."""
    frame = case[table]
    for unit, stance in cells.items():
        at = frame["unit"] == unit.replace("__", "-")
        for column in {"stance", "low", "high"} & set(frame):
            frame.loc[at, column] = stance
    return replace(case, tables={**case.tables, table: frame})


def words(figure):
    (ax,) = figure.axes
    return [text.get_text() for text in ax.texts]
