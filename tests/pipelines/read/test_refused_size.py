"""Rows no table has: without end, of a million columns, or of the wrong shape again and again."""


def test_a_row_without_end(refusal, monkeypatch):
    monkeypatch.setattr("pipelines.read.scan.LONGEST_RECORD", 1000)
    monkeypatch.setattr(
        "pipelines.read.csv_file.chunks_of",
        lambda p: [p.read_bytes()[i : i + 500] for i in range(0, 5000, 500)],
    )
    said = refusal("x.csv", b"id,note\n1,a\n2," + b"x" * 4000)
    assert said == (
        "x.csv, row 3: this row does not end, or is longer than any table row can be. "
        "Look for a quotation mark that is never closed, or export the file again.",
    )


def test_a_million_columns(refusal):
    said = refusal("x.csv", b"a," * 1_000_000 + b"a\n" + b"1," * 1_000_000 + b"1\n")
    assert said == (
        "x.csv, row 1: this row has more than 10000 columns. "
        "Export one row per record, with its fields as columns.",
    )


def test_too_many_rows_of_the_wrong_shape(refusal):
    said = refusal("x.csv", "a,b,c\n" + "1,2,3\n" * 1500 + "1,2\n" * 1200)
    assert len(said) == 6
    assert said[0].startswith("x.csv, row 1502: fields in this row: 2; in the header in row 1: 3.")
    assert said[-1] == (
        "x.csv, row 1502: this is the first of many rows of the wrong shape (in all 1200). "
        "Check the delimiter, the quotation marks and header_row; export the file again."
    )
