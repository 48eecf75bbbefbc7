"""Generated statements: the same for the same seed, as frequent as designed, broken as asked."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from analysis.publish import parquet
from analysis.statements import generated
from analysis.statements.design import Design, uniform
from analysis.statements.generated import BLOCK, statements

SMALL = uniform(3, 2, levels=(-1, 1), first="2023-11", months=4)


def drawn(design: Design, rows: int, **settings: object) -> pd.DataFrame:
    return pd.concat(statements(design, rows, **settings), ignore_index=True)


@pytest.fixture(scope="module")
def many() -> pd.DataFrame:
    """A block and a little more."""
    return drawn(SMALL, BLOCK + 100)


@pytest.mark.parametrize("chunk", [400_000, 7 * BLOCK])
def test_pieces_of_any_size_hold_the_same_rows(many, chunk):
    pieces = [*statements(SMALL, BLOCK + 100, chunk=chunk)]
    assert max(map(len, pieces)) <= chunk
    assert_frame_equal(pd.concat(pieces, ignore_index=True), many)


def test_fewer_rows_are_the_first_of_more(many):
    assert_frame_equal(drawn(SMALL, 1000), many.head(1000))
    assert_frame_equal(drawn(SMALL, BLOCK + 7), many.head(BLOCK + 7))


def test_another_seed_and_another_block_give_other_rows(many):
    one, two = many.head(100), drawn(SMALL, 100, seed=1)
    later = many.tail(100).reset_index(drop=True)
    for other in (two, later):
        assert not one["date"].equals(other["date"]) and not one["stance"].equals(other["stance"])


def test_of_a_uniform_design_every_cell_and_day_is_as_frequent(many):
    found = many.head(BLOCK)
    cells = found.groupby(["actor", "issue", "stance"]).size()
    assert len(cells) == 3 * 2 * 3
    assert cells.div(BLOCK / 18).sub(1).abs().max() < 0.02
    days = found.groupby("date").size()
    assert [*days.index] == [*pd.date_range("2023-11-01", "2024-02-29")]
    assert days.div(BLOCK / 121).sub(1).abs().max() < 0.1


def test_statements_are_as_frequent_as_their_shares_and_never_where_the_share_is_nothing():
    shares = np.zeros((2, 2, 1, 2))
    shares[0, :, 0, :] = [[0.5, 0.0], [0.25, 0.25]]
    shares[1, 1, 0, 1] = 1.0
    design = Design(("A", "B"), ("x",), (0, 1), "2024-02", 2, shares)
    found = drawn(design, BLOCK)
    months = found["date"].dt.strftime("%Y-%m")
    counts = found.groupby([months, "actor", "stance"]).size()
    assert set(counts.index) == {
        ("2024-02", "A", 0), ("2024-02", "B", 0), ("2024-02", "B", 1), ("2024-03", "B", 1),
    }  # fmt: skip
    of_february = counts["2024-02"] / counts["2024-02"].sum()
    assert of_february.sub([0.5, 0.25, 0.25]).abs().max() < 0.005


def test_the_least_draw_takes_the_first_cell_that_has_a_share():
    shares = np.zeros((2, 1, 1, 3))
    shares[0, 0, 0] = [0, 0.5, 0.5]
    shares[1, 0, 0] = [0, 0, 1]
    design = Design(("A",), ("x",), (-1, 1), "2024-01", 2, shares)
    drawn = generated._cells(design, np.array([0, 0, 1]), np.array([0.0, 1 - 2.0**-53, 0.0]))
    assert drawn.tolist() == [1, 2, 2]


def test_a_document_has_one_date_and_five_statements():
    documents = drawn(SMALL, 1000).groupby("document")
    assert documents["date"].nunique().eq(1).all()
    assert documents.size().eq(5).all()


def test_broken_rows_are_as_many_as_asked_in_four_ways_and_leave_the_others_alone(many):
    sound, flawed = many.head(BLOCK), drawn(SMALL, BLOCK, flaws=0.04)
    broken = pd.DataFrame(
        {
            "actor": ~flawed["actor"].isin(SMALL.actors),
            "issue": ~flawed["issue"].isin(SMALL.issues),
            "code": flawed["stance"].gt(1).fillna(False),
            "empty": flawed["stance"].isna(),
        }
    )
    assert broken.sum(axis=1).max() == 1
    assert broken.mean().sub(0.01).abs().max() < 0.001
    whole = ~broken.any(axis=1)
    assert_frame_equal(flawed[whole], sound[whole])
    assert sound["stance"].notna().all() and sound["actor"].isin(SMALL.actors).all()


def test_arrow_tables_in_a_file_hold_the_rows_of_the_frames(tmp_path):
    pq = pytest.importorskip("pyarrow.parquet")
    file = tmp_path / "deeper" / "statements.parquet"
    rows = parquet.write(file, generated.tables(SMALL, 2500, 5, flaws=0.1, chunk=1000))
    assert rows == 2500 and [path.name for path in file.parent.iterdir()] == [file.name]
    read = pq.read_table(file)
    assert pq.ParquetFile(file).num_row_groups == 3
    assert [str(kind) for kind in read.schema.types] == [
        "string", "string", "int8", "date32[day]", "int64",
    ]  # fmt: skip
    frame = read.to_pandas().astype(
        {"actor": "str", "issue": "str", "stance": "Int8", "date": "datetime64[s]"}
    )
    assert_frame_equal(frame, drawn(SMALL, 2500, seed=5, flaws=0.1))


def test_a_file_that_cannot_be_finished_is_not_there(tmp_path):
    pytest.importorskip("pyarrow")

    def breaks():
        yield from generated.tables(SMALL, 10)
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError, match="no more"):
        parquet.write(tmp_path / "statements.parquet", breaks())
    with pytest.raises(ValueError, match="one at least"):
        parquet.write(tmp_path / "statements.parquet", [])
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"actors": 0}, "no actor"),
        ({"levels": (2, -2)}, "low < high"),
        ({"levels": (0, 125)}, "low < high"),
        ({"months": 0}, "1 or more"),
    ],
)
def test_a_design_that_cannot_be_is_refused(settings, said):
    with pytest.raises(ValueError, match=said):
        uniform(**settings)


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        (np.full((1, 1, 1, 3), 1 / 3), "shares of shape"),
        (np.full((1, 1, 1, 2), 0.4), "sum to 1"),
        (np.full((1, 1, 1, 2), np.nan), "sum to 1"),
        (np.array([-1.0, 2.0]).reshape(1, 1, 1, 2), "sum to 1"),
    ],
)
def test_shares_that_cannot_be_are_refused(shares, said):
    with pytest.raises(ValueError, match=said):
        Design(("A",), ("x",), (0, 1), "2024-01", 1, shares)


@pytest.mark.parametrize("settings", [{"rows": -1}, {"chunk": 0}, {"flaws": 1.1}, {"flaws": -0.1}])
def test_what_cannot_be_drawn_is_refused(settings):
    with pytest.raises(ValueError, match="rows 0 or more, chunk 1 or more, flaws 0 to 1"):
        drawn(SMALL, **{"rows": 1, **settings})
