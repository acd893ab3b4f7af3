"""What the tests of the readers share: a connection, and a reader of bytes written on the spot."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from pipelines.problems import SourceError
from pipelines.read import FileSpec, RawFile, read_file


@dataclass(frozen=True)
class Reading:
    """A file that was read: what the reader says, and the rows with their source row numbers."""

    raw: RawFile
    rows: list[tuple]

    def numbered(self) -> dict[int, tuple]:
        return {at + self.raw.first_row: tuple(cells) for at, *cells in self.rows}


@pytest.fixture(scope="session")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


@pytest.fixture
def read(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> Callable[..., Reading]:
    """``read("x.csv", b"...", header_row=2)`` writes the file, reads it and fetches the table."""

    def reading(name: str, content: bytes | str | None = None, **spec: object) -> Reading:
        path = tmp_path / name
        if content is not None:
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        raw = read_file(con, path, FileSpec(name, **spec), "raw")
        rows = con.execute("SELECT rowid, * FROM raw ORDER BY rowid").fetchall()
        assert raw.rows == len(rows)
        return Reading(raw, rows)

    return reading


@pytest.fixture
def refusal(read: Callable[..., Reading]) -> Callable[..., tuple[str, ...]]:
    """The English sentences with which a file is refused."""

    def refused(name: str, content: bytes | str | None = None, **spec: object) -> tuple[str, ...]:
        with pytest.raises(SourceError) as problem:
            read(name, content, **spec)
        return problem.value.sentences("en")

    return refused
