"""A bench for loads of surveys, and whole builds of them."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.build import build
from pipelines.mapping import load_mapping
from pipelines.progress import Progress
from pipelines.sources import from_files
from tests.pipelines.load.bench import HEAD, Bench
from yardstick.measure import Reader, open_snapshot

#: Builds a mapping and its files: the reader of the snapshot, and what the build said.
Published = Callable[..., tuple[Reader, str]]


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


@pytest.fixture
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Published:
    """``published(mapping, name=text, ...)``; items and scales lie beside the mapping."""
    monkeypatch.setenv("YARDSTICK_KEY", "a key that only the tests know!!")

    def building(mapping: str, **files: str | bytes) -> tuple[Reader, str]:
        source, served = tmp_path / "source", tmp_path / "warehouse"
        source.mkdir()
        for name, content in files.items():
            folder = tmp_path if name in ("items", "scales") else source
            if isinstance(content, bytes):
                (folder / f"{name}.sav").write_bytes(content)
                continue
            ending = "txt" if name == "staff" else "csv"
            (folder / f"{name}.{ending}").write_text(content, encoding="utf-8")
        own = tmp_path / "own.toml"
        own.write_text(HEAD + mapping, encoding="utf-8")
        said = io.StringIO()
        build(served, from_files([(load_mapping(own), source)]), Progress(served, out=said))
        return Reader(open_snapshot(served)), said.getvalue()

    return building
