"""A small work bench: writes a mapping and source files, loads them, and hands the tables over."""

from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.load import LoadReport, load_sources
from pipelines.mapping import load_mapping
from pipelines.problems import SourceError

KEY = b"a key that only the tests know!!"
HEAD = '[mapping]\nname = "bench"\n'
PROGRAMMES = "programme_code,school_code,level\nP1,S1,bachelor\nP2,S1,master\n"
GRADUATES = "graduate_id,cohort,programme_code\nG1,2024,P1\nG2,2024,P1\nG3,2024,P2\n"


def plain(table: str, path: str | None = None) -> str:
    """A [[file]] whose headers are the names of the contract."""
    return (
        f'[[file]]\npath = "{path or table + ".csv"}"\npopulation = "all_graduates"\n'
        f'[[file.target]]\ntable = "{table}"\nsame_names = true\nmax_rejected = 0.9\n'
    )


class Bench:
    """One temporary feed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.mapping = HEAD
        self.con = duckdb.connect()

    def file(self, name: str, text: str, mapping: str | None = None) -> None:
        """Write a source file and add its part of the mapping; by default names map to names."""
        (self.folder / name).write_text(text, encoding="utf-8")
        self.mapping += plain(Path(name).stem, name) if mapping is None else mapping

    def base(self) -> None:
        """Two programmes and three graduates."""
        self.file("programmes.csv", PROGRAMMES)
        self.file("graduates.csv", GRADUATES)

    def load(self) -> LoadReport:
        path = self.folder / "bench.toml"
        path.write_text(self.mapping, encoding="utf-8")
        return load_sources(self.con, [(load_mapping(path), self.folder)], KEY)

    def refused(self, lang: str = "en") -> list[str]:
        """The sentences with which the load or the mapping is refused."""
        with pytest.raises(SourceError) as caught:
            self.load()
        return list(caught.value.sentences(lang))

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        return self.con.execute(query).fetchall()

    def rejects(self) -> list[tuple[int, str, str, str]]:
        return self.rows("SELECT row, column_name, rule, sentence_en FROM meta_rejects")

    def account(self, target: str) -> tuple[int, int, int, int, int]:
        """read, loaded, rejected, excluded, expanded"""
        return self.rows(
            "SELECT read, loaded, rejected, excluded, expanded FROM meta_accounting"
            f" WHERE target = '{target}'"
        )[0]
