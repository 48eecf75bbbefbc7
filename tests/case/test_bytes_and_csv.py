"""A file that is not a UTF-8 CSV of the declared columns is refused, with its cause."""

from __future__ import annotations

import os

import pytest

from analysis.case import check_case, gate, read_case

CELLS = "comparison.csv"
SAVE = "UTF-8, which spreadsheets call “CSV UTF-8”"
COLUMNS = "the columns unit,line,issue,actor,text_ja,text_en,short_en,short_ja"
QUOTES = 'a field in quotes from end to end, with "" for a quote in it'
DIGITS = "at most 15 ASCII digits, such as 12 or -1"
FIRST_JAPANESE = "等分を要求"


def recoded(spoilt, encoding: str) -> None:
    """Save the table in another encoding, as a spreadsheet would."""
    text = spoilt.bytes(CELLS).decode().replace("\u200b", "")
    spoilt.write(CELLS, text.encode(encoding))


@pytest.mark.parametrize(
    ("encoding", "seen"),
    [
        ("utf-16", "comparison.csv: is in UTF-16"),
        ("utf-16-le", "comparison.csv: is in UTF-16, without a byte-order mark"),
        ("utf-16-be", "comparison.csv: is in UTF-16, without a byte-order mark"),
        ("utf-32", "comparison.csv: is in UTF-32"),
        ("iso2022_jp", "comparison.csv:2: is in ISO-2022-JP"),
    ],
)
def test_another_unicode_or_seven_bit_encoding_is_named(spoilt, encoding, seen):
    recoded(spoilt, encoding)
    assert spoilt.found() == [f"{seen}; {SAVE}"]


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("shift_jis", "Shift_JIS or CP932"),
        ("cp932", "Shift_JIS or CP932"),
        ("euc_jp", "EUC-JP"),
    ],
)
def test_a_japanese_encoding_is_named_with_its_first_byte(spoilt, encoding, name):
    at = spoilt.bytes(CELLS).index(FIRST_JAPANESE.encode())
    byte = FIRST_JAPANESE.encode(encoding)[0]
    recoded(spoilt, encoding)
    assert spoilt.found() == [
        f"comparison.csv:2: is not UTF-8: byte 0x{byte:02x} at position {at}, "
        f"which looks like {name}; {SAVE}"
    ]


def test_a_file_cut_inside_a_character_is_not_taken_for_another_encoding(spoilt):
    whole = spoilt.bytes(CELLS).rstrip(b"\n")
    spoilt.write(CELLS, whole[:-1])
    at = len(whole) - 3
    assert spoilt.found() == [
        f"comparison.csv:10: is not UTF-8: byte 0x{whole[at]:02x} at position {at}; {SAVE}"
    ]


def test_broken_utf_8_that_cp932_would_read_is_not_taken_for_it(spoilt):
    broken = b"unit\n" + "あつだっ".encode()[:-1] + b"\n"
    assert "ゅ" in broken.decode("cp932")
    spoilt.write(CELLS, broken)
    assert spoilt.found() == [f"comparison.csv:2: is not UTF-8: byte 0xe3 at position 14; {SAVE}"]


def test_latin_1_that_cp932_would_read_is_not_taken_for_it(spoilt):
    latin = "unit\ncaféx\n".encode("latin-1")
    assert latin.decode("cp932") == "unit\ncaf騙\n"
    spoilt.write(CELLS, latin)
    assert spoilt.found() == [f"comparison.csv:2: is not UTF-8: byte 0xe9 at position 8; {SAVE}"]


def test_a_fault_of_nearly_every_row_is_counted_after_a_thousand(spoilt):
    spoilt.write(CELLS, spoilt.bytes(CELLS) + b"x\n" * 1234)
    found = spoilt.found()
    assert len(found) == 1001
    fields = "8 fields, as in the header"
    assert found[:2] == [
        f"comparison.csv: 234 more rows with such a fault; {fields}",
        f"comparison.csv:11: 1 field in this row; {fields}",
    ]


def test_a_header_of_thousands_of_columns_is_one_problem(spoilt):
    spoilt.write(CELLS, b"," * 2000)
    assert spoilt.found() == [f"comparison.csv:1: 2001 columns; {COLUMNS}"]


@pytest.mark.parametrize(
    ("bytes_found", "line"),
    [
        (b"", "comparison.csv: the file is empty; a header and its rows, in UTF-8"),
        (b"\xef\xbb\xbf\n", "comparison.csv: the file is empty; a header and its rows, in UTF-8"),
        (b"unit,l\0ine\n", "comparison.csv:1: a NUL byte; text in UTF-8, without NUL"),
        (
            b"unit\nbel\x07l\n",
            "comparison.csv:2: the control character U+0007; printed characters, in UTF-8",
        ),
    ],
)
def test_an_empty_file_and_characters_no_one_types_are_named(spoilt, bytes_found, line):
    spoilt.write(CELLS, bytes_found)
    assert spoilt.found() == [line]


def test_a_byte_order_mark_and_crlf_are_read_as_what_they_mean(spoilt, toy):
    for table in toy.tables:
        data = spoilt.bytes(f"{table}.csv").replace(b"\n", b"\r\n")
        spoilt.write(f"{table}.csv", b"\xef\xbb\xbf" + data)
    case = read_case(spoilt.folder)
    assert len(case.tables) == 18
    assert all(case[table].equals(toy[table]) for table in toy.tables)


def test_a_last_line_without_an_end_is_read(spoilt, toy):
    spoilt.write(CELLS, spoilt.bytes(CELLS).rstrip(b"\n"))
    assert read_case(spoilt.folder)["comparison"].equals(toy["comparison"])


@pytest.mark.parametrize(("old", "row"), [(b"\n", 1), (b"Leaves it", 6)])
def test_a_lone_carriage_return_is_refused(spoilt, old, row):
    spoilt.write(CELLS, spoilt.bytes(CELLS).replace(old, b"\r"))
    assert spoilt.found() == [
        f"comparison.csv:{row}: a carriage return without a line feed; line ends LF or CRLF"
    ]


def test_a_missing_table_is_named(spoilt):
    (spoilt.folder / CELLS).unlink()
    assert spoilt.found() == ["comparison.csv: the file is missing; a file in UTF-8"]


def test_a_folder_in_place_of_a_table_is_named(spoilt):
    (spoilt.folder / CELLS).unlink()
    (spoilt.folder / CELLS).mkdir()
    assert spoilt.found() == ["comparison.csv: is a folder; a file in UTF-8"]


def test_a_pipe_in_place_of_a_table_is_not_waited_for(spoilt):
    (spoilt.folder / CELLS).unlink()
    os.mkfifo(spoilt.folder / CELLS)
    assert spoilt.found() == ["comparison.csv: is not a regular file; a file in UTF-8"]


def test_a_file_past_the_limit_is_not_read(spoilt, monkeypatch):
    monkeypatch.setattr(gate, "MAX_BYTES", 1024 * 1024)
    spoilt.write(CELLS, b"x" * (3 * 1024 * 1024))
    assert spoilt.found() == ["comparison.csv: is 3 MB; at most 1 MB"]


def test_a_field_longer_than_csv_readers_take_is_refused(spoilt):
    spoilt.cell(CELLS, 3, "text_en", "x" * 131_073)
    assert spoilt.found() == [
        "comparison.csv:3:text_en: 131073 characters; at most 131072 in a field"
    ]


@pytest.mark.parametrize(("delimiter", "word"), [(b";", "semicolons"), (b"\t", "tabs")])
def test_another_delimiter_is_named(spoilt, delimiter, word):
    spoilt.write(CELLS, spoilt.bytes(CELLS).replace(b",", delimiter))
    assert spoilt.found() == [f"comparison.csv:1: columns are separated by {word}; commas"]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            "Leaves its position open",
            '"Leaves its position open',
            f"comparison.csv:6:text_en: a quote opens and never closes; {QUOTES}",
        ),
        (
            "Leaves its position open",
            'Leaves "its" position open',
            f"comparison.csv:6:text_en: a stray quote; {QUOTES}",
        ),
        (
            "Leaves its position open",
            '"Leaves" its position open',
            f"comparison.csv:6:text_en: a stray quote; {QUOTES}",
        ),
        (
            "Leaves its position open",
            "Leaves its position, open",
            "comparison.csv:6: 9 fields in this row; 8 fields, as in the header",
        ),
        (
            "Leaves its position open,",
            "",
            "comparison.csv:6: 7 fields in this row; 8 fields, as in the header",
        ),
    ],
)
def test_a_broken_row_is_named(spoilt, old, new, line):
    spoilt.replace(CELLS, old, new)
    assert spoilt.found()[0] == line
    assert len(spoilt.found()) == 1


def test_every_row_of_another_length_is_named(spoilt):
    spoilt.replace(CELLS, "Leaves its position open,", "")
    spoilt.write(CELLS, spoilt.bytes(CELLS) + b"\n,,,,,,,\n")
    assert spoilt.found() == [
        "comparison.csv:6: 7 fields in this row; 8 fields, as in the header",
        "comparison.csv:11: an empty row; 8 fields, not all of them empty",
        "comparison.csv:12: an empty row; 8 fields, not all of them empty",
    ]


def test_quotes_commas_and_line_ends_inside_a_quoted_field_are_read(spoilt):
    value = 'He said "no", then\nleft; for good'
    spoilt.cell(CELLS, 3, "text_en", value)
    assert read_case(spoilt.folder)["comparison"].text_en[1] == value
    spoilt.cell(CELLS, 4, "text_en", "")
    assert spoilt.found() == ["comparison.csv:4:text_en: the cell is empty; text, never empty"]


@pytest.mark.parametrize(
    ("header", "lines"),
    [
        (
            "unit,unit,",
            [
                f"comparison.csv:1:line: this column is missing; {COLUMNS}",
                f"comparison.csv:1:unit: 2 columns have this name; {COLUMNS}",
            ],
        ),
        (
            "unit,,",
            [
                f"comparison.csv:1:field 2: a column without a name; {COLUMNS}",
                f"comparison.csv:1:line: this column is missing; {COLUMNS}",
            ],
        ),
        (
            "unit,lines,",
            [
                f"comparison.csv:1:line: this column is missing; {COLUMNS}",
                f"comparison.csv:1:lines: this column is not declared; {COLUMNS}",
            ],
        ),
        ("line,unit,", [f"comparison.csv:1: the columns stand in another order; {COLUMNS}"]),
    ],
)
def test_a_header_other_than_the_declared_one_is_named(spoilt, header, lines):
    spoilt.replace(CELLS, "unit,line,", header)
    assert spoilt.found() == lines


@pytest.mark.parametrize("cell", ["２８", "2_8", " 28", "٢٨"])
def test_a_number_not_in_ascii_digits_is_refused(spoilt, cell):
    assert int(cell) == 28
    spoilt.cell(CELLS, 3, "line", cell)
    assert spoilt.found() == [
        f"comparison.csv:3:line: '{cell}' is not written in plain digits; {DIGITS}"
    ]


@pytest.mark.parametrize("digits", [16, 5000])
def test_a_number_too_long_for_a_frame_is_refused(spoilt, digits):
    spoilt.cell(CELLS, 3, "line", "9" * digits)
    (line,) = spoilt.found()
    assert line.startswith("comparison.csv:3:line: '9999999999999999")
    assert line.endswith(f"is too long a number; {DIGITS}")


def test_full_width_digits_in_text_are_text(spoilt):
    spoilt.cell(CELLS, 3, "text_en", "２８")
    assert check_case(spoilt.folder) == []
